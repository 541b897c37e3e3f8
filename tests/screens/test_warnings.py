"""What keeps a family safe is never cut off, however narrow the screen."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from cspr_tui.domain.record.review import Review
from cspr_tui.plain.review_text import restriction_words
from cspr_tui.screens.review.review_view import view_of
from cspr_tui.widgets.lines.line_list import LineList
from tests.screens.driver import Driver, driving
from tests.sitting import MONDAY, Sitting

SIZES = [(60, 16), (80, 24), (120, 40)]
HEAD = 2


def warnings(review: Review) -> Iterator[str]:
    for person in review.people:
        for bar in review.restrictions_on(person.id, MONDAY):
            yield restriction_words(bar)


async def read_through(driver: Driver) -> str:
    """Return a tab's lines as they were painted, page after page, in one text."""
    await driver.press("g")
    lines, rows = driver.app.screen.query_one(LineList), dict[int, str]()
    while len(rows) < len(lines.lines):
        shown = driver.text.splitlines()[HEAD : HEAD + lines.size.height]
        rows |= dict(enumerate(shown, lines.scroll_offset.y))
        await driver.press("pagedown")
    return " ".join(" ".join(rows[place] for place in sorted(rows)).split())


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_flags_restrictions_and_what_is_held_stand_in_full(
    size: tuple[int, int], demo: Sitting
) -> None:
    view = view_of(demo.reviews.read("7QXM4"), demo.reviews)
    barred = list(warnings(view.review))
    flags = [f"FLAG {flag.id} {flag.message}" for flag in view.review.flags]
    held = [f"held by {d.clock.held_by}" for d in view.pending if d.clock.held_by]
    async with driving(demo, size) as driver:
        await driver.press("enter")
        overview = await read_through(driver)
        await driver.press("2")
        family = await read_through(driver)
    assert barred
    assert flags
    assert held
    assert [each for each in (*flags, *barred, *held) if each not in overview] == []
    assert [each for each in barred if each not in family] == []
    assert overview.count("held by") == len(held)
    restricted = "DO NOT CONTACT FREELY"
    assert overview.count(restricted) == family.count(restricted) == len(barred)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_persons_page_says_in_full_why_not_to_contact(
    size: tuple[int, int], demo: Sitting
) -> None:
    bars = demo.reviews.read("7QXM4").restrictions_on("P3", MONDAY)
    async with driving(demo, size) as driver:
        await driver.press("enter", "2")
        await driver.to("P3")
        page = " ".join((await driver.press("enter")).split())
    assert bars
    assert [bar for bar in bars if restriction_words(bar) not in page] == []


async def test_a_tab_is_wrapped_anew_and_the_cursor_stays_on_its_row(
    demo: Sitting,
) -> None:
    async with driving(demo, (120, 40)) as driver:
        await driver.press("enter")
        await driver.to("OK         Family not contacted: Mother")
        lines = driver.app.screen.query_one(LineList)
        stood = lines.current
        await driver.pilot.resize_terminal(60, 16)
        await driver.rest()
        assert stood is not None
        assert lines.current is not None
        assert lines.current.key == stood.key
        assert lines.current.text.startswith("OK         Family not contacted: Mo..")
        assert lines.current.text in driver.text


@pytest.mark.parametrize("tab", "123456")
async def test_the_tab_one_is_on_is_named_on_a_narrow_screen(
    tab: str, demo: Sitting
) -> None:
    async with driving(demo, (60, 16)) as driver:
        text = await driver.press("enter", tab)
    named = text.splitlines()[1]
    assert re.search(r"\[[A-Z][a-z]+\]", named)
    assert len(named) <= 60
    assert named.count(" ") == 10


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_board_cuts_a_flag_with_two_dots_and_no_stop(
    size: tuple[int, int], demo: Sitting
) -> None:
    async with driving(demo, size) as driver:
        text = await driver.press("g")
    assert "FLAG Mother: no post to the home a" in text
    assert "..." not in text
