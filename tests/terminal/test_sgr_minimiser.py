"""What is sent to a terminal leaves on it what the longer text would have left."""

from __future__ import annotations

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspr_tui.terminal.sgr_minimiser import RESET, apply_codes, minimised, transition

WIDTH, HEIGHT = 12, 5
ATTRIBUTES = ("1", "3", "4", "7", "9")
INKS = ("31", "97", "38;5;210", "38;2;1;2;3", "")
PAPERS = ("44", "103", "48;5;233", "48;2;9;8;7", "")
codes = st.builds(
    lambda on, ink, paper: ";".join(filter(None, [*sorted(on), ink, paper])),
    st.sets(st.sampled_from(ATTRIBUTES)),
    st.sampled_from(INKS),
    st.sampled_from(PAPERS),
)
words = st.text("ab cé世", min_size=1, max_size=4)


@st.composite
def lines(draw: st.DrawFn) -> str:
    """Return a line as Textual writes one: a move, and pieces each with its pen."""
    row = draw(st.integers(1, HEIGHT))
    column = draw(st.sampled_from([1, 1, 1, 4]))
    said = f"\x1b[{row};{column}H"
    for _ in range(draw(st.integers(0, 2))):
        said += f"\x1b[{draw(codes) or '0'}m{draw(words)}\x1b[0m"
    return said


def shown(text: str) -> list[list[object]]:
    """Return every cell of a terminal with what it looks like."""
    screen = pyte.Screen(WIDTH, HEIGHT)
    pyte.Stream(screen).feed(text)
    return [[screen.buffer[y][x] for x in range(WIDTH)] for y in range(HEIGHT)]


@given(st.lists(lines(), max_size=6).map("\n".join))
def test_the_shorter_text_leaves_the_same_on_the_terminal(text: str) -> None:
    short = minimised(text)
    assert shown(short) == shown(text.replace("\n", ""))
    assert len(short) <= len(text)


@given(codes, codes)
def test_a_pen_made_another_is_that_pen(one: str, other: str) -> None:
    old, new = apply_codes(RESET, one or "0"), apply_codes(RESET, other or "0")
    sent = transition(old, new)
    assert (sent == "") is (old == new)
    assert (apply_codes(old, sent[2:-1]) if sent else old) == new


def test_a_pen_that_stays_the_same_is_set_once() -> None:
    text = "\x1b[4;1H\x1b[1mone\x1b[0m\n\x1b[5;1H\x1b[1mtwo\x1b[0m"
    assert minimised(text) == "\x1b[4;1H\x1b[1mone\x1b[5;1Htwo\x1b[m"


@pytest.mark.parametrize("code", ["22", "1;22", "21", "53", "7;27", "2;1"])
def test_attributes_come_and_go_or_the_text_is_left_as_it_is(code: str) -> None:
    text = f"\x1b[1;2;4mone\x1b[{code}mtwo\x1b[0m"
    assert shown(minimised(text)) == shown(text)


@pytest.mark.parametrize(
    "other", ["\x1b]8;;https://example.org\x1b\\", "\x1b[2J", "\x1b"]
)
def test_text_with_anything_else_in_it_is_left_as_it_is(other: str) -> None:
    text = f"\x1b[1;1H\x1b[1mone\x1b[0m{other}\n\x1b[2;1Htwo"
    assert minimised(text) == text
