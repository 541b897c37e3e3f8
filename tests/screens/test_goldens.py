from __future__ import annotations

import re

import pytest

from tests.screens.driver import driving
from tests.screens.screen_text import GOLDEN, check_golden
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
    "add": ("enter", "2", "a"),
    "add-family": ("enter", "2", "a", "a"),
    "dates": ("enter", "t"),
    "help": ("question_mark",),
    "quit": ("q",),
    "filter": ("slash", *"is:late"),
    "triage": ("t",),
    "views": ("v",),
    "figures": ("i",),
    "sort": ("s",),
    "bring-back": ("f",),
    "owner": ("o",),
    "messages": ("m",),
    "blank": ("z",),
    "what-if": ("enter", "w", "i"),
    "history": ("enter", "v"),
    "change": ("enter", "v", "enter"),
    "stage": ("enter", "s"),
    "help-review": ("enter", "question_mark"),
    "settings": ("comma",),
    "across": ("x",),
    "do": ("d",),
    "pages": ("enter", "f"),
    "put-right": ("enter", "p"),
    "bring-in": ("enter", "b"),
    "keeping": ("enter", "K"),
    "palette": ("colon",),
}
STATES = ("LATE", "NO CLOCK", "HOLD", "SOON", "OK", "DONE", "CLOSED")
# Whatever stands at its start, then a reference.
ROW = r"[A-Z][A-Z ]+?[ *]+[2-9A-HJ-NP-Z]{5} .*\b20\d\d\b|[A-Z ]+? +[2-9A-Z]{5} +[A-Z]"


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
@pytest.mark.parametrize("name", SCREENS)
async def test_every_screen_reads_as_before(
    name: str, size: tuple[int, int], demo: Sitting
) -> None:
    async with driving(demo, size) as driver:
        await driver.press(*SCREENS[name])
        check_golden(f"{name}-{size[0]}x{size[1]}", driver.text)


async def test_a_wide_board_has_the_review_beside_its_rows(demo: Sitting) -> None:
    async with driving(demo, (160, 50)) as driver:
        check_golden("board-160x50", await driver.press("j", "j"))


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (160, 50)], ids=str)
@pytest.mark.parametrize("name", ["board", "brief", "overview", "why", "help"])
async def test_no_line_is_wider_than_the_screen(
    name: str, size: tuple[int, int], demo: Sitting
) -> None:
    async with driving(demo, size) as driver:
        text = await driver.press(*SCREENS[name])
    assert "Window too small" not in text
    assert len(text.splitlines()) <= size[1]
    assert max(len(line) for line in text.splitlines()) <= size[0]


@pytest.mark.parametrize("size", ["80x24", "120x40"])
@pytest.mark.parametrize("name", ["board", "brief", "filter"])
def test_the_first_word_of_a_row_is_its_state(name: str, size: str) -> None:
    text = (GOLDEN / f"{name}-{size}.txt").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines()[3:] if re.match(ROW, line)]
    assert rows
    assert [row for row in rows if not row.strip().startswith(STATES)] == []
