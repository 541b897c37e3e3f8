"""Facts and their history: an altered fact is named, whatever its checksum says."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from cspr_tui.domain.audit.replay import check_by_replay, check_newer_changes
from cspr_tui.domain.history.change import BrokenChainError, ChangeStamp
from cspr_tui.domain.record.oversight import Note
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.corrections.erasure import Erasure, name_erased
from cspr_tui.domain.steps.entries.edit_entry import entry_changed
from cspr_tui.domain.steps.entries.log import note_logged
from cspr_tui.domain.steps.step import record_change
from cspr_tui.domain.values.codec import encode

STAMP = ChangeStamp(datetime(2026, 11, 23, 8, 50, tzinfo=UTC), "JB", "jbarlow", "salt")


def told() -> Review:
    review = Review("7QXM4")
    review = record_change(
        review, replace(review, owner="jbarlow", alias="Copper"), "", "", STAMP
    )
    for text in ("Rang Amira Dare", "Wrote"):
        step = note_logged(Note("", date(2026, 11, 23), text))
        review = record_change(review, step.apply(review), step.what, "", STAMP)
    seen = review.notes[1]
    step = entry_changed("notes", seen, replace(seen, text="Wrote twice"))
    review = record_change(review, step.apply(review), step.what, "", STAMP)
    return record_change(review, replace(review, alias=""), "Alias out", "", STAMP)


def rewritten() -> Note:
    return replace(told().notes[0], text="x")


def test_what_was_saved_step_by_step_agrees_with_its_history() -> None:
    check_by_replay(told())
    check_by_replay(told(), encode(told()))


@pytest.mark.parametrize(
    ("place", "altered"),
    [
        ("owner", replace(told(), owner="mokafor")),
        ("published_on", replace(told(), published_on=date(2026, 1, 1))),
        ("alias", replace(told(), alias="Copper")),
        ("notes/N2", replace(told(), notes=told().notes[:1])),
        (
            "notes/N1/text",
            replace(
                told(), notes=(replace(told().notes[0], text="x"), told().notes[1])
            ),
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_fact_altered_by_hand_is_named(place: str, altered: Review) -> None:
    for facts in (None, encode(altered)):
        with pytest.raises(BrokenChainError, match=place):
            check_by_replay(altered, facts)


def test_what_was_erased_is_left_out_and_the_rest_still_checked() -> None:
    after = name_erased(told(), Erasure("Amira Dare", "not of this family"), STAMP)
    check_by_replay(after)
    with pytest.raises(BrokenChainError, match="owner"):
        check_by_replay(replace(after, owner="mokafor"))


def test_facts_checked_before_and_the_changes_since_are_enough() -> None:
    before = told()
    step = note_logged(Note("", date(2026, 11, 24), "Rang again"))
    after = record_change(before, step.apply(before), step.what, "", STAMP)
    seen = after.notes[0]
    step = entry_changed("notes", seen, replace(seen, text="Corrected"))
    after = record_change(after, step.apply(after), step.what, "", STAMP)
    known, fresh = encode(before), after.history[len(before.history) :]
    check_newer_changes(known, fresh, after, encode(after))
    assert known == encode(told())
    altered = replace(after, notes=(rewritten(), *after.notes[1:]))
    with pytest.raises(BrokenChainError, match="notes/N1/text was altered"):
        check_newer_changes(known, fresh, altered, encode(altered))
