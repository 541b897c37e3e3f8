"""What may be a name is taken from standard input, out of the list of processes."""

from __future__ import annotations

from argparse import Namespace
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from cspr_tui.cli.console.dash_values import (
    LONGEST_LINE,
    MAY_HOLD_A_NAME,
    read_dash_values,
)
from cspr_tui.cli.console.prompts import typed_text
from cspr_tui.cli.parser.parser import actions_of, all_parsers
from tests.cli.conftest import Run

FREE_TEXT = {"FILTER", "WORD", "WORDS", "REASON", "REPLACE", "PERSON"}
# Options that take one word of a list of the program's own.
LISTED = {"channel", "purpose", "outcome", "state"}


def typed(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(content), "utf-8"))


def test_every_option_of_free_text_is_read_from_standard_input() -> None:
    free = {
        action.dest
        for command in all_parsers()
        for action in actions_of(command.parser)
        if action.metavar in FREE_TEXT and not action.choices
    }
    assert free - LISTED - {*MAY_HOLD_A_NAME} == set()


def test_words_looked_for_are_typed_and_not_given(
    run: Run, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = run("--store", demo, "list", "--text", "school")
    assert given.out
    typed(monkeypatch, b"school\n")
    assert run("--store", demo, "list", "--text", "-") == given


def test_a_filter_is_typed(
    run: Run, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = run("--store", demo, "list", "is:late", "sort:due")
    typed(monkeypatch, b"is:late sort:due\n")
    assert run("--store", demo, "list", "-") == given


def test_a_reason_is_the_first_line_and_the_text_is_the_rest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    typed(monkeypatch, "Zoë asked for it\nShe would like\nto be rung.\n".encode())
    args = Namespace(why="-", filter=["is:late"])
    read_dash_values(args)
    assert args == Namespace(why="Zoë asked for it", filter=["is:late"])
    assert typed_text("What was said?") == "She would like\nto be rung."


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "has no line"),
        (b"  \n", "has no line"),
        (b"Zo\xeb\n", "is not UTF-8"),
        (b"a" * LONGEST_LINE, "bytes long"),
    ],
)
def test_a_line_that_cannot_be_used_is_refused(
    run: Run, demo: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, said: str
) -> None:
    typed(monkeypatch, content)
    refused = run("--store", demo, "list", "--text", "-")
    assert (refused.code, refused.out) == (1, "")
    assert said in refused.err
