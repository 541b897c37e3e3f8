from __future__ import annotations

import re
from itertools import takewhile

import pytest

from tests.screens.driver import Driver, driving
from tests.screens.screen_text import GOLDEN, check_golden
from tests.screens.test_check import OPEN as CHECK
from tests.screens.test_check import write
from tests.screens.test_drafts import in_conflict
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
    "export": CHECK,
    "why": ("enter", "w"),
    "new": ("a",),
    "add": ("enter", "2", "a"),
    "add-family": ("enter", "2", "a", "a"),
    "dates": ("enter", "t"),
    "help": ("question_mark",),
    "manual": ("question_mark", "enter"),
    "manual-page": ("question_mark", "enter", "to filters", "enter"),
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
    "entries": ("enter", "to Meeting", "enter"),
    "handover": ("comma", "to SK", "o"),
    "cold-read": (*CHECK, "v"),
    "look": ("x", "b"),
    "look-clocks": ("x", "x"),
    "what-if-result": ("enter", "w", "i", *"30/11/2026", "ctrl+s"),
    "preview": ("enter", "6", "enter"),
    "settings-history": ("comma", "v"),
    "waiting": ("enter", "f", "a"),
    "chronology": ("enter", "f", "b"),
    "plan": ("enter", "f", "c", "ctrl+s"),
    "proof": ("enter", "f", "d"),
    "entry": ("enter", "5", "enter"),
    "leave": ("a", "tab", "tab", *"LA/4711", "escape"),
    "move": ("enter", "s", "a", "ctrl+s"),
}
# Where the least window that is supported shows more than lines cut short.
NARROW = ("board", "overview", "family", "new")
# A whole word for a state, whatever it is set apart by.
STATE = (
    r"(LATE, told|LATE|NO CLOCK|HOLD|SOON|OK|DONE, late|DONE|CLOSED|RUNNING)(?=[ *]|$)"
)
REFERENCE = r"[2-9A-HJ-NP-Z]{5}"
# Where the rows stand: what the line above them begins with, what a row looks like.
ROWS = {
    "board": ("State", rf".*[ *]{REFERENCE} .* [A-Z][A-Z]$"),
    "filter": ("State", rf".*[ *]{REFERENCE} .* [A-Z][A-Z]$"),
    "brief": ("LATE, ITS DAY", rf".*  {REFERENCE}  "),
    "overview": ("Deadlines", r"\S"),
    "agencies": ("State", r"\S"),
    "actions": ("State", r"\S"),
    "triage": ("What presses", r"\S"),
}


async def go(driver: Driver, name: str) -> str:
    """Press the keys that lead to a screen; `to X` goes to the line that begins so."""
    for key in SCREENS[name]:
        line = key.removeprefix("to ")
        await (driver.press(key) if line == key else driver.to(line))
    return driver.text


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
@pytest.mark.parametrize("name", SCREENS)
async def test_every_screen_reads_as_before(
    name: str, size: tuple[int, int], demo: Sitting
) -> None:
    async with driving(demo, size) as driver:
        await go(driver, name)
        check_golden(f"{name}-{size[0]}x{size[1]}", driver.text)


@pytest.mark.parametrize("name", NARROW)
async def test_the_least_window_shows_what_matters(name: str, demo: Sitting) -> None:
    async with driving(demo, (60, 16)) as driver:
        await go(driver, name)
        check_golden(f"{name}-60x16", driver.text)


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
async def test_what_others_changed_meanwhile_is_decided_on(
    size: tuple[int, int], demo: Sitting
) -> None:
    async with driving(demo, size) as driver:
        await in_conflict(driver, demo)
        check_golden(f"decide-{size[0]}x{size[1]}", driver.text)


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
async def test_rare_facts_read_as_before(size: tuple[int, int], demo: Sitting) -> None:
    write(demo, "The deaf boy is one of twins. Only two families were told.\n")
    async with driving(demo, size) as driver:
        await driver.press(*CHECK, "d")
        check_golden(f"rare-facts-{size[0]}x{size[1]}", driver.text)


async def test_a_window_too_small_shows_nothing_else(demo: Sitting) -> None:
    async with driving(demo, (50, 10)) as driver:
        check_golden("too-small-50x10", driver.text)


async def test_a_wide_board_has_the_review_beside_its_rows(demo: Sitting) -> None:
    async with driving(demo, (160, 50)) as driver:
        check_golden("board-160x50", await driver.press("j", "j"))


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (160, 50)], ids=str)
@pytest.mark.parametrize("name", ["board", "brief", "overview", "why", "help"])
async def test_no_line_is_wider_than_the_screen(
    name: str, size: tuple[int, int], demo: Sitting
) -> None:
    async with driving(demo, size) as driver:
        text = await go(driver, name)
    assert "Window too small" not in text
    assert len(text.splitlines()) <= size[1]
    assert max(len(line) for line in text.splitlines()) <= size[0]


def rows_of(name: str, size: str) -> list[str]:
    """Return the rows below a heading, to the first empty line."""
    text = (GOLDEN / f"{name}-{size}.txt").read_text(encoding="utf-8")
    below, row = ROWS[name]
    lines = iter(text.splitlines())
    next(line for line in lines if line.startswith(below))
    until_blank = takewhile(bool, lines)
    return [line for line in until_blank if re.match(row, line)]


@pytest.mark.parametrize("size", ["80x24", "120x40"])
@pytest.mark.parametrize("name", ROWS)
def test_the_first_word_of_a_row_is_its_state(name: str, size: str) -> None:
    rows = rows_of(name, size)
    assert len(rows) > 1
    assert [row for row in rows if not re.match(STATE, row)] == []


@pytest.mark.parametrize("size", ["80x24", "120x40"])
def test_across_reviews_a_state_stands_whole_behind_its_reference(size: str) -> None:
    text = (GOLDEN / f"look-clocks-{size}.txt").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if re.match(f"{REFERENCE}  ", line)]
    assert len(rows) > 5
    assert [row for row in rows if not re.match(f"{REFERENCE}  {STATE}", row)] == []


@pytest.mark.parametrize("name", ["agencies", "actions"])
def test_what_was_done_late_is_said_so_in_full(name: str) -> None:
    assert any(row.startswith("DONE, late ") for row in rows_of(name, "120x40"))
