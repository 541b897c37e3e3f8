from __future__ import annotations

import pytest

from cspr_tui.widgets.lines.line_list import LineList
from tests.screens.driver import Driver, driving
from tests.sitting import Sitting


def in_sight(driver: Driver) -> set[int]:
    lines = driver.app.screen.query_one(LineList)
    top = lines.scroll_offset.y
    assert top <= lines.cursor < top + lines.size.height
    return set(range(top, min(top + lines.size.height, len(lines.lines))))


@pytest.mark.parametrize(("key", "back"), [("pagedown", "g"), ("pageup", "G")])
async def test_turning_pages_passes_no_line_by(
    key: str, back: str, demo: Sitting
) -> None:
    async with driving(demo) as driver:
        await driver.press("enter", back)
        every = set(range(len(driver.app.screen.query_one(LineList).lines)))
        seen = in_sight(driver)
        while not every <= seen:
            await driver.press(key)
            new = in_sight(driver)
            assert len(new & seen) >= 2
            assert new - seen
            seen |= new
