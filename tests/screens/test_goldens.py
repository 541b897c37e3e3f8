from __future__ import annotations

import pytest

from tests.screens.driver import driving
from tests.screens.screen_text import check_golden
from tests.sitting import Sitting

SIZES = [(80, 24), (120, 40)]
SCREENS = {
    "board": (),
    "brief": ("b",),
    "overview": ("enter",),
    "family": ("enter", "2"),
    "agencies": ("enter", "3"),
    "actions": ("j", "enter", "4"),
    "timeline": ("enter", "5"),
    "report": ("enter", "6"),
    "export": ("j", "j", "j", "j", "enter", "6", "x"),
    "why": ("enter", "w"),
    "new": ("a",),
    "add-family": ("enter", "2", "a"),
    "dates": ("enter", "t"),
    "help": ("question_mark",),
    "quit": ("q",),
}


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
@pytest.mark.parametrize("name", SCREENS)
async def test_every_screen_reads_as_before(
    name: str, size: tuple[int, int], demo: Sitting
) -> None:
    async with driving(demo, size) as driver:
        await driver.press(*SCREENS[name])
        check_golden(f"{name}-{size[0]}x{size[1]}", driver.text)


@pytest.mark.parametrize("name", SCREENS)
async def test_no_line_is_wider_than_the_screen(name: str, demo: Sitting) -> None:
    async with driving(demo) as driver:
        text = await driver.press(*SCREENS[name])
    assert max(len(line) for line in text.splitlines()) <= 80
