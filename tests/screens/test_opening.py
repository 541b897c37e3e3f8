"""One review after another on the screen that is kept: nothing of the first stays."""

from __future__ import annotations

from cspr_tui.screens.review.review_screen import ReviewScreen
from cspr_tui.widgets.lines.line_list import LineList
from tests.screens.driver import Driver, driving
from tests.sitting import Sitting


def screen(driver: Driver) -> ReviewScreen:
    found = driver.app.screen
    assert isinstance(found, ReviewScreen)
    return found


async def test_another_review_opens_as_the_first_one_did(demo: Sitting) -> None:
    async with driving(demo) as driver:
        fresh = await driver.press("j", "enter")
        report = await driver.press("6")
        second = screen(driver).review.ref
        await driver.press("q", "k", "enter")
        assert screen(driver).review.ref != second
        await driver.press("y", "5", "j", "j", "6", "n")
        await driver.press("j", "enter", "q")
        assert await driver.press("j", "enter") == fresh
        assert await driver.press("6") == report


async def test_the_screen_stays_while_reviews_come_and_go(demo: Sitting) -> None:
    async with driving(demo) as driver:
        await driver.press("enter")
        first = screen(driver)
        await driver.press("q", "j", "enter")
        assert screen(driver) is first
        assert driver.app.screen_stack.count(first) == 1


async def test_a_review_opened_after_the_window_changed_fills_it(
    demo: Sitting,
) -> None:
    async with driving(demo) as driver:
        await driver.press("enter", "q")
        await driver.pilot.resize_terminal(120, 40)
        await driver.press("enter")
        lines = screen(driver).query_one(LineList)
        assert lines.size.width == 120
        assert driver.text.splitlines()[39].strip().startswith("Enter")


async def test_only_the_review_that_is_open_is_said_to_be(demo: Sitting) -> None:
    seen = demo.store.presence("zoe")
    async with driving(demo) as driver:
        await driver.press("enter")
        first = screen(driver).review.ref
        await driver.press("q", "j", "enter")
        second = screen(driver).review.ref
        assert seen.others(first) == ()
        assert seen.others(second) == ("jbarlow",)
        await driver.press("q", "k", "enter")
        assert seen.others(first) == ("jbarlow",)
        assert seen.others(second) == ()
    assert seen.others(first) == ()
