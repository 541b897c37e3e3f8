"""A word too long to be read costs no time, is shown to a person and never leaves."""

from __future__ import annotations

import pytest

from cspr_tui.anonymise import anonymise
from cspr_tui.domain.identity import Policy
from cspr_tui.gate import find_leaks
from tests.anonymise.case import RECORD

SIGNS = ("a", "7", "-", "_", "*", ">", "<", "\\", "a-", "a1", "\U0001f600", "a\u0301")


@pytest.mark.parametrize("sign", SIGNS)
def test_a_word_of_100_000_characters_is_flagged_whole(sign: str) -> None:
    word = sign * (100_000 // len(sign))
    text = f"Leanne Garrowby came.\n\n{word}leanne{word}\n\nShe left.\n"
    done = anonymise(text, RECORD)
    assert done.text.startswith("Mother came.")
    assert [flag.kind for flag in done.flags] == ["UNREAD"]
    assert "Leanne Garrowby" not in done.text
    unread = [leak for leak in find_leaks(done.text, RECORD) if leak.kind == "UNREAD"]
    assert [(leak.line, len(leak.text)) for leak in unread] == [(3, 2 * len(word) + 6)]


@pytest.mark.parametrize("policy", list(Policy))
def test_the_gate_refuses_what_it_does_not_read_for_every_reader(
    policy: Policy,
) -> None:
    assert [leak.line for leak in find_leaks("x" * 301, (), policy=policy)] == [1]
    assert [leak.line for leak in find_leaks("", (), title="x" * 301)] == [-1]


def test_a_word_of_300_characters_is_read() -> None:
    leaks = find_leaks("x" * 150 + "leannegarrowby" + "x" * 136, RECORD)
    assert {leak.kind for leak in leaks} & {"NAME", "NAME_PART"}


def test_an_empty_line_a_hundred_thousand_times_costs_no_more_than_its_letters() -> (
    None
):
    assert anonymise("\n" * 100_000, RECORD).spans == ()
