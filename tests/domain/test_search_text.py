"""What is looked for in changes is never more than what a timeline may say."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspr_tui.domain.audit.search_text import search_terms, search_text_of
from cspr_tui.domain.audit.timeline import timeline
from cspr_tui.domain.record.oversight import Note
from cspr_tui.domain.steps.entries.log import note_logged
from cspr_tui.domain.steps.step import record_change
from cspr_tui.domain.text.folding import folded
from tests.store.test_contract import new, stamp

DAY = date(2026, 11, 23)


@given(text=st.text(min_size=1), cut=st.tuples(st.integers(0, 40), st.integers(1, 12)))
def test_any_piece_of_a_line_is_in_what_the_changes_say(
    text: str, cut: tuple[int, int]
) -> None:
    before = new()
    step = note_logged(Note("", DAY, f"a {text}"))
    review = record_change(before, step.apply(before), step.what, step.why, stamp())
    told = "\n".join(search_text_of(change) for change in review.history)
    start, length = cut
    for line in timeline(review):
        said = f"{line.what} {' '.join(line.text.split())}".strip()
        piece = folded(said)[start : start + length]
        assert all(run in told for run in search_terms([piece]))


@pytest.mark.parametrize(
    "word", ["visit", "etter", "asked", "Social worker", "at", "--"]
)
def test_what_the_app_itself_may_say_is_not_looked_for_in_changes(word: str) -> None:
    assert search_terms([word]) == []


def test_only_runs_of_letters_and_digits_are_looked_for() -> None:
    assert search_terms(["St. Agatha's", "xylophone"]) == ["agatha", "xylophone"]
