"""The brief on the screen: whose it is, what stays put, and what it opens."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cspr_tui.domain.record.partnership import LocalHoliday
from cspr_tui.plain.brief_text import brief_page
from cspr_tui.widgets.lines.line_list import LineList
from tests.screens.driver import Driver, driving
from tests.sitting import Sitting


def under_cursor(driver: Driver) -> str:
    line = driver.app.screen.query_one(LineList).current
    assert line is not None
    return line.text


async def resized(driver: Driver, width: int, height: int) -> str:
    await driver.pilot.resize_terminal(width, height)
    await driver.rest()
    return driver.text


async def test_ones_own_brief_counts_ones_own_reviews(demo: Sitting) -> None:
    async with driving(demo) as driver:
        team = (await driver.press("b")).splitlines()[0]
        mine = (await driver.press("o")).splitlines()[0]
    assert team.startswith("Brief for the team  22 active:")
    assert mine.startswith("Brief for JB  9 active:")


async def test_another_width_keeps_the_line_under_the_cursor_and_the_message(
    demo: Sitting,
) -> None:
    async with driving(demo) as driver:
        await driver.press("b", *["j"] * 25)
        before = under_cursor(driver).split("..")[0]
        driver.app.screen.query_one("#message").say("Still here.")  # type: ignore[attr-defined] # a head line's
        assert "Still here." in await resized(driver, 70, 20)
        assert under_cursor(driver).split("..")[0] == before
        assert "Still here." in await resized(driver, 120, 40)
        assert under_cursor(driver).split("..")[0] == before


async def test_the_partnerships_own_lines_stand_on_one_line_each(
    demo: Sitting,
) -> None:
    async with driving(demo) as driver:
        text = await driver.press("b", "G")
    own = text.split("THE PARTNERSHIP'S OWN (2)")[1].splitlines()[1:3]
    assert own[0].startswith("OK         -      Partnership yearly report")
    assert own[0].endswith("Thu 10 Dec  17d left")
    assert own[1].endswith("Fri 22 Jan  60d left")


def test_the_brief_as_text_cuts_no_label(demo: Sitting) -> None:
    lines = list(brief_page(demo.reviews, demo.reviews.board()))
    assert not [line for line in lines if ".." in line]
    assert any("check: Mereland Hospitals NHS Trust Mon 23 Nov" in li for li in lines)


def proclaimed(demo: Sitting) -> Sitting:
    """Return a later session, after Wednesday 25 November was made a holiday."""
    demo.reviews.board()
    known = demo.store.partnership()
    day = LocalHoliday(date(2026, 11, 25), "Proclaimed")
    demo.reviews.set_partnership(replace(known, holidays=(day,)), "proclaimed")
    return Sitting(demo.store)


async def test_what_moved_opens_its_review_and_is_told_until_it_was_read(
    demo: Sitting,
) -> None:
    later = proclaimed(demo)
    async with driving(later, (120, 40)) as driver:
        await driver.press("b")
        text = await driver.to("MOVED      ")
        heads = [line.split(" (")[0] for line in text.splitlines() if "(" in line]
        assert "MOVED WHEN THE CALENDAR CHANGED" in heads
        assert "Wed 25 Nov is now Thu 26 Nov" in text
        ref = under_cursor(driver).split()[1]
        assert (await driver.press("enter")).startswith(ref)
        await driver.press("q", "b")
        lines = driver.app.screen.query_one(LineList).lines
        assert not [line for line in lines if line.word == "MOVED"]


def test_the_text_brief_tells_moves_before_others_changes_and_only_ones_own(
    demo: Sitting,
) -> None:
    later = proclaimed(demo)
    board = later.reviews.board()
    team = list(brief_page(later.reviews, board))
    mine = list(brief_page(later.reviews, board, "jbarlow"))
    places = [n for n, line in enumerate(team) if line[:5] in {"MOVED", "CHANG"}]
    assert [team[n].split()[0] for n in places] == ["MOVED", "CHANGED"]
    assert any(line.startswith("  MOVED      PCR3M") for line in team)
    assert any(line.startswith("  MOVED      ") for line in mine)
    assert not [line for line in mine if "PCR3M" in line]
    assert not [line for line in team if ".." in line]
