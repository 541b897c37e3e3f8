"""Text that is broken over lines: nothing is lost, nothing is too wide."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from cspr_tui.widgets.lines.line import Line, shown
from cspr_tui.widgets.lines.line_wrap import wrapped_lines

WORDS = st.text(
    st.sampled_from("ab \u4e2d\u6587\u00e9\u0301\U0001f476\u200d.,;- \t\u00a0"),
    max_size=200,
)


def texts_of(text: str, width: int) -> list[str]:
    return [line.text for line in wrapped_lines([Line(text)], width)]


def letters(text: str) -> str:
    return re.sub(r"\s", "", text)


@given(WORDS | st.text(max_size=200), st.integers(20, 130))
def test_no_letter_is_lost_and_no_piece_is_wider_than_the_screen(
    text: str, width: int
) -> None:
    found = texts_of(text, width)
    assert letters("".join(found)) == letters(shown(text))
    assert max(map(cell_len, found)) <= width


def test_a_note_in_chinese_is_broken_by_cells() -> None:
    assert texts_of("\u4e2d" * 120, 80) == ["\u4e2d" * 40] * 3


def test_a_line_goes_on_under_its_first_column_and_no_further() -> None:
    text = "LATE       " + " ".join(["Panel"] * 20)
    first, *rest = texts_of(text, 40)
    assert first == "LATE       Panel Panel Panel Panel Panel"
    assert {len(each) - len(each.lstrip(" ")) for each in rest} == {11}


def test_two_spaces_after_a_sentence_are_no_column() -> None:
    for end in (".", "?", '."'):
        text = f"He left{end}  Then " + " ".join(["again"] * 20)
        assert texts_of(text, 40)[1].startswith("again")


def test_an_entry_of_a_list_goes_on_where_it_began() -> None:
    text = "    " + " ".join(["word"] * 20)
    assert {each[:5] for each in texts_of(text, 40)} == {"    w"}
