from __future__ import annotations

from datetime import timedelta

from cspr_tui.domain.record.oversight import Note
from cspr_tui.domain.steps.entries.log import note_logged
from cspr_tui.service.use_cases.watch_changes import Watch
from tests.screens.driver import Driver, driving
from tests.sitting import MONDAY, Sitting


async def seen(driver: Driver, text: str) -> bool:
    """Whether a text comes up within two seconds."""
    for _ in range(20):
        if text in driver.text:
            return True
        await driver.pilot.pause(0.1)
    return False


async def test_the_board_shows_what_somebody_else_saved(demo: Sitting) -> None:
    other = Sitting(demo.store, actor="mokafor")
    async with driving(demo) as driver:
        await driver.press("j", "j")
        rows = [line[:14] for line in driver.text.splitlines()[3:20]]
        other.reviews.change("7QXM4", note_logged(Note("", MONDAY, "Rang.")))
        assert await seen(driver, "changed 7QXM4: Note added.  r sorts anew.")
        assert [line[:14] for line in driver.text.splitlines()[3:20]] == rows
        assert driver.app.cursor_position.y == 5


async def test_an_open_review_shows_the_others_call(demo: Sitting) -> None:
    other = Sitting(demo.store, actor="mokafor")
    async with driving(demo) as driver:
        await driver.press("enter", "5")
        other.reviews.change("7QXM4", note_logged(Note("", MONDAY, "Rang just now.")))
        assert await seen(driver, "Rang just now.")
        assert await seen(driver, "changed 7QXM4: Note added.")


async def test_a_half_typed_form_is_left_alone(demo: Sitting) -> None:
    other = Sitting(demo.store, actor="mokafor")
    async with driving(demo) as driver:
        await driver.press("enter", "3", "a", "a")
        await driver.type("Mereland Pol")
        other.reviews.change("7QXM4", note_logged(Note("", MONDAY, "Rang.")))
        await driver.pilot.pause(1.5)
        assert "Mereland Pol" in driver.text
        await driver.press("tab", "tab", "tab", "tab")
        await driver.type("Both are kept.")
        await driver.press("ctrl+s")
    kept = demo.store.load("7QXM4")
    assert kept.notes[-1].text == "Rang."
    assert kept.agency_contacts[-1].note == "Both are kept."


def test_what_this_session_saved_is_no_news(demo: Sitting) -> None:
    watch = Watch(demo.reviews, demo.store.versions())
    demo.reviews.change("7QXM4", note_logged(Note("", MONDAY, "Mine.")))
    demo.reviews.undo_last()
    assert watch.news() == ()
    other = Sitting(demo.store, actor="mokafor")
    other.at += timedelta(minutes=1)
    other.reviews.change("7QXM4", note_logged(Note("", MONDAY, "Theirs.")))
    (news,) = watch.news()
    assert (news.review.ref, news.change.actor) == ("7QXM4", "mokafor")
    assert watch.news() == ()


def test_a_file_damaged_meanwhile_is_looked_at_again(demo: Sitting) -> None:
    watch = Watch(demo.reviews, demo.store.versions())
    path = demo.store.folder / "reviews" / "7QXM4.json"
    good = path.read_bytes()
    path.write_bytes(good[:50])
    assert watch.news() == ()
    path.write_bytes(good)
    (news,) = watch.news()
    assert news.review.ref == "7QXM4"
