from __future__ import annotations

from dataclasses import replace

from tests.screens.driver import driving
from tests.sitting import MONDAY, Sitting

REFS = ("7QXM4", "N7722")


def left(sitting: Sitting, login: str) -> None:
    known = sitting.reviews.partnership
    gone = tuple(
        replace(each, left_on=MONDAY) if each.id == login else each
        for each in known.coordinators
    )
    sitting.reviews.set_partnership(replace(known, coordinators=gone), "left")


async def test_marked_reviews_are_flagged_at_once_and_the_board_shows_it(
    demo: Sitting,
) -> None:
    async with driving(demo) as driver:
        text = await driver.press("space", "space", "d")
        assert "Do what to 7QXM4 and N7722?" in text
        await driver.press("j", "enter")
        await driver.type("Ask legal [first]")
        text = await driver.press("ctrl+s")
        assert "Flag raised: 7QXM4 and N7722." in text
        assert "FLAG" in await driver.press("g")
        assert "Ask legal [first]" in driver.text
        await driver.press("slash")
        text = await driver.type("has:flag")
        assert "7QXM4" in text
        text = await driver.press("enter", "u")
        assert "N7722: Took back: Flag raised.  U does it again." in text
        text = await driver.press("U")
        assert "N7722: Did again: Flag raised.  u undoes it." in text
        text = await driver.press("u", "u")
        assert "7QXM4: Took back: Flag raised.  U does it again." in text
    for ref in REFS:
        messages = [flag.message for flag in demo.store.load(ref).flags]
        assert "Ask legal [first]" not in messages


async def test_the_same_note_is_logged_on_marked_reviews(demo: Sitting) -> None:
    async with driving(demo) as driver:
        await driver.press("space", "space", "d", "j", "j", "j", "enter", "tab")
        await driver.type("Office closed on Friday")
        assert "Note added: 7QXM4 and N7722." in await driver.press("ctrl+s")
    for ref in REFS:
        assert demo.store.load(ref).notes[-1].text == "Office closed on Friday"


async def test_a_flag_is_lifted_in_the_review_with_a_reason(demo: Sitting) -> None:
    async with driving(demo) as driver:
        await driver.press("enter", "p", "enter")
        await driver.type("Do not ring before noon")
        text = await driver.press("ctrl+s")
        assert "FLAG" in text.splitlines()[0]
        assert "Do not ring before noon" in text
        number = len([f for f in demo.store.load("7QXM4").flags if not f.lifted_on])
        await driver.press("p", "j", "enter", "G", "enter")
        assert "Type why the flag is lifted" in await driver.press("ctrl+s")
        await driver.type("no longer so")
        assert "lifted" in await driver.press("ctrl+s")
    standing = [f for f in demo.store.load("7QXM4").flags if f.lifted_on is None]
    assert len(standing) == number - 1


async def test_a_leavers_reviews_are_offered_for_handover(demo: Sitting) -> None:
    owner = demo.store.load("7QXM4").owner
    left(demo, owner)
    async with driving(demo) as driver:
        assert "JB left" in driver.text
        await driver.press("slash")
        text = await driver.type("owner:left")
        assert "7QXM4" in text
        text = await driver.press("enter", "o")
        assert "Who is to own" in text
        assert not any(line.startswith("JB ") for line in text.splitlines())
    async with driving(demo) as driver:
        await driver.press("enter", "p", "j", "j", "enter", "enter")
        await driver.type("The mother prefers letters")
        assert "Handed over to" in await driver.press("ctrl+s")
    review = demo.store.load("7QXM4")
    assert review.owner != owner
    assert review.notes[-1].text.endswith("The mother prefers letters")
