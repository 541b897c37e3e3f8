from __future__ import annotations

from cspr_tui.domain.steps.review.record_dates import date_recorded
from cspr_tui.preferences import Preferences
from cspr_tui.screens.overviews.triage_screen import TriageScreen
from cspr_tui.widgets.lines.line_list import LineList
from tests.screens.driver import driving
from tests.sitting import MONDAY, Sitting


async def test_triage_shows_the_most_pressing_and_why(demo: Sitting) -> None:
    async with driving(demo) as driver:
        text = await driver.press("t")
        lines = text.splitlines()
        assert lines[0].startswith("Triage  1 of ")
        assert lines[0].endswith("N7722 Awning")
        assert "agreed and in use in all clinics: its day has" in lines[1]
        assert "2 of " in await driver.press("n")
        assert "1 of " in await driver.press("p")


async def test_what_was_put_off_is_undone_and_done_again_in_triage(
    demo: Sitting,
) -> None:
    async with driving(demo) as driver:
        first = (await driver.press("t")).splitlines()[0]
        assert "u undoes" in await driver.press("f", "ctrl+s")
        text = await driver.press("u")
        assert text.splitlines()[0] == first
        assert "N7722: " in text
        assert "U does it again." in text
        assert demo.store.load("N7722").history[-1].undoes
        text = await driver.press("U")
        assert ", 1 done" in text.splitlines()[0]
        assert "4GXHG" in text.splitlines()[0]
        assert "u undoes it." in text


async def test_a_review_that_pressed_no_more_is_back_once_that_is_undone(
    demo: Sitting,
) -> None:
    async with driving(demo) as driver:
        await driver.press("t")
        await driver.pilot.resize_terminal(100, 24)
        before = driver.text.splitlines()[0]
        triage = driver.app.screen
        assert isinstance(triage, TriageScreen)
        ref = triage.refs[0]
        review = demo.store.load(ref)
        step = date_recorded("la_aware_on", MONDAY, review.la_aware_on)
        demo.reviews.change(ref, step)
        triage.refs.remove(ref)
        triage.acted.add(ref)
        await driver.press("u")
        assert driver.text.splitlines()[0] == before


async def test_triage_that_only_reads_offers_no_bringing_back(demo: Sitting) -> None:
    reading = Preferences(read_only=True)
    async with driving(demo, preferences=reading) as driver:
        text = await driver.press("t")
    assert "Enter opens N7722 to read; n goes on." in text
    assert "f brings" not in text
    assert "u undo" not in text


async def test_another_width_keeps_the_line_and_the_message_of_triage(
    demo: Sitting,
) -> None:
    async with driving(demo) as driver:
        said = (await driver.press("t", "f", "ctrl+s")).splitlines()[-2]
        await driver.press("j", "j")
        line = driver.app.screen.query_one(LineList).current
        await driver.pilot.resize_terminal(120, 40)
        await driver.rest()
        assert said in driver.text
        assert driver.app.screen.query_one(LineList).current == line


async def test_what_is_brought_back_later_stands_last(demo: Sitting) -> None:
    async with driving(demo) as driver:
        before = (await driver.press("t")).split(" left")[0].rsplit(" ", 1)[1]
        await driver.press("f")
        text = await driver.press("ctrl+s")
        assert f"1 of {before} left, 1 done" in text
        assert "4GXHG" in text.splitlines()[0]
        left = await driver.press("q")
        assert f"Triage: 1 of {before} done" in left


async def test_acting_in_the_review_comes_back_with_the_reason(demo: Sitting) -> None:
    async with driving(demo) as driver:
        await driver.press("t", "n", "n", "n", "enter")
        ref = driver.text.split()[0]
        seen = demo.store.load(ref).la_aware_on
        demo.reviews.change(ref, date_recorded("la_aware_on", MONDAY, seen))
        text = await driver.press("q")
        assert f"{ref} still presses" in text or f"{ref} presses no more" in text


async def test_why_and_what_if_save_nothing(demo: Sitting) -> None:
    before = demo.store.load("7QXM4")
    async with driving(demo, (120, 40)) as driver:
        text = await driver.press("w")
        assert "Hangs on       LATE  Publish report" in text
        asked = await driver.press("i")
        assert "ctrl+s show" in asked
        await driver.type("1/6/2026")
        text = await driver.press("ctrl+s")
        assert "What if: nothing of this is saved" in text
        assert "moves  Publish report" in text
    assert demo.store.load("7QXM4") == before


async def test_what_if_takes_another_date_by_letter_or_by_how_it_begins(
    demo: Sitting,
) -> None:
    async with driving(demo) as driver:
        asked = await driver.press("w", "i", "shift+tab")
        assert "n Planned publication" in asked
        await driver.type("n")
        text = await driver.press("tab")
        assert "If this date          Planned publication" in text
        await driver.press("shift+tab")
        await driver.type("planned")
        await driver.press("tab")
        await driver.type("5/2/2027")
        text = await driver.press("ctrl+s")
        assert "moves  Report copy to Panel" in text
        assert max(len(line) for line in text.splitlines()) <= 80
        assert "gone" not in text.split("stays")[0].splitlines()[2]


async def test_what_if_refuses_an_unknown_date_and_speaks_of_no_saving(
    demo: Sitting,
) -> None:
    async with driving(demo) as driver:
        await driver.press("w", "i", "shift+tab")
        await driver.type("Planed publication")
        text = await driver.press("ctrl+s")
        assert "did you mean Planned publication?" in " ".join(text.split())
        assert "If this date cannot be taken as typed." in text
        assert "ot saved" not in text
        assert "What if" not in await driver.press("escape")


async def test_figures_count_and_open_the_reviews_behind(demo: Sitting) -> None:
    async with driving(demo, (120, 40)) as driver:
        text = await driver.press("i")
        assert "Rapid reviews within 15 working" in text
        assert "small" in text
        listed = await driver.press("enter")
        assert listed.startswith("Rapid reviews within 15 working days: 21 reviews, s")
        rows = listed.splitlines()[1:3]
        assert rows[0].startswith("LATE      4GXHG  Basket       SK  0 of 1, short: ")
        assert rows[1].startswith("CLOSED    9CJKV  Cello        MO  0 of 1, short: ")
        opened = await driver.press("enter")
        assert "[1 Overview]" in opened


async def test_labels_of_figures_are_not_cut_on_a_small_screen(demo: Sitting) -> None:
    async with driving(demo) as driver:
        text = await driver.press("i")
        assert "Rapid reviews within 15 working days  " in text
        assert "Northmere Education Safeguarding Team" in await driver.press("G")
        assert max(len(line) for line in driver.text.splitlines()) <= 80


async def test_one_goes_back_from_the_reviews_behind_to_the_figures(
    demo: Sitting,
) -> None:
    async with driving(demo) as driver:
        text = await driver.press("i", "enter", "escape")
        assert text.startswith("Figures over 30 reviews")


async def test_the_brief_is_the_teams_or_ones_own(demo: Sitting) -> None:
    async with driving(demo) as driver:
        text = await driver.press("b")
        assert text.startswith("Brief for the team")
        text = await driver.press("o")
        assert text.startswith("Brief for JB")
        assert "  JB" in text
        assert "  SK" not in text
