from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspr_tui.domain.history.change import check_chain
from cspr_tui.domain.history.diff import ChangedSinceError
from cspr_tui.domain.record.oversight import Note
from cspr_tui.domain.record.people import Person
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.corrections.undo import NothingToUndoError, undo_change
from cspr_tui.domain.steps.step import (
    NoSuchEntryError,
    add_entry,
    change_entry,
    entry_of,
    record_change,
)
from tests.domain.strategies import lived_reviews
from tests.factories import STAMP, review

NOTE = Note("", date(2026, 1, 1), "said")


def renamed(known: Review, alias: str) -> Review:
    """Return the review after one change of its alias."""
    return record_change(
        known, replace(known, alias=alias), f"Alias {alias}", "", STAMP
    )


def facts(known: Review) -> Review:
    """Return the review without what is kept beside its facts."""
    return replace(known, version=0, serial=0, history=())


def test_a_change_is_one_version_on_and_in_the_history() -> None:
    after = renamed(review(), "Kettle")
    assert (after.version, after.alias, len(after.history)) == (1, "Kettle", 1)
    check_chain(after.history)


def test_a_change_that_changes_nothing_leaves_no_trace() -> None:
    known = review(alias="Kettle")
    assert renamed(known, "Kettle") is known


def test_entries_are_numbered_on_and_a_number_is_never_given_twice() -> None:
    add = add_entry("notes", NOTE)
    first = add(review())
    emptied = replace(first, notes=())
    assert [note.id for note in add(first).notes] == ["N1", "N2"]
    assert [note.id for note in add(emptied).notes] == ["N2"]


def test_an_altered_entry_keeps_its_place_and_its_other_facts() -> None:
    known = reduce(lambda r, _: add_entry("notes", NOTE)(r), range(3), review())
    after = change_entry("notes", "n2", text="meant")(known)
    assert [note.text for note in after.notes] == ["said", "meant", "said"]
    assert after.notes[1].on == NOTE.on


def test_an_entry_that_is_gone_is_told_by_its_name() -> None:
    with pytest.raises(NoSuchEntryError, match="no N9 here"):
        entry_of(review().notes, "N9")


@given(old=lived_reviews(), new=lived_reviews())
def test_any_change_can_be_taken_back_and_done_again(old: Review, new: Review) -> None:
    after = record_change(old, new, "Everything changed", "", STAMP)
    back = undo_change(after, 1, STAMP) if after.history else after
    again = undo_change(back, 2, STAMP) if back.history else back
    assert facts(back) == facts(old)
    assert facts(again) == facts(new)
    check_chain(again.history)


def test_what_is_taken_back_says_so_and_so_does_what_is_done_again() -> None:
    back = undo_change(renamed(review(), "Kettle"), 1, STAMP)
    again = undo_change(back, 2, STAMP)
    more = undo_change(undo_change(again, 3, STAMP), 4, STAMP)
    assert [change.what for change in more.history] == [
        "Alias Kettle",
        "Took back: Alias Kettle",
        "Did again: Alias Kettle",
        "Took back: Alias Kettle",
        "Did again: Alias Kettle",
    ]
    assert [change.undoes for change in more.history] == [None, 1, 2, 3, 4]


def test_a_change_is_taken_back_only_once() -> None:
    back = undo_change(renamed(review(), "Kettle"), 1, STAMP)
    with pytest.raises(NothingToUndoError):
        undo_change(back, 1, STAMP)


def test_a_change_done_again_can_be_taken_back_again() -> None:
    again = undo_change(undo_change(renamed(review(), "Kettle"), 1, STAMP), 2, STAMP)
    assert undo_change(again, 3, STAMP).alias == ""


def test_a_change_that_never_was_cannot_be_taken_back() -> None:
    with pytest.raises(NothingToUndoError):
        undo_change(review(), 1, STAMP)


def test_an_older_change_of_another_place_is_taken_back_by_itself() -> None:
    first = renamed(review(), "Kettle")
    second = record_change(first, replace(first, owner="jokoro"), "Owner", "", STAMP)
    back = undo_change(second, 1, STAMP)
    assert (back.alias, back.owner, back.version) == ("", "jokoro", 3)


def test_an_older_change_of_the_same_place_is_not_taken_back() -> None:
    known = renamed(renamed(review(), "Kettle"), "Teapot")
    with pytest.raises(ChangedSinceError, match="alias was changed again"):
        undo_change(known, 1, STAMP)


def test_a_change_made_again_later_is_not_taken_back_from_under_it() -> None:
    known = renamed(renamed(renamed(review(), "Kettle"), "Teapot"), "Kettle")
    with pytest.raises(ChangedSinceError, match="changed again by change 3"):
        undo_change(known, 1, STAMP)


@given(names=st.lists(st.sampled_from(["Kettle", "Oboe", "Flute"]), max_size=8))
def test_taking_everything_back_from_the_last_leads_to_the_beginning(
    names: list[str],
) -> None:
    known = reduce(renamed, names, review())
    for seq in range(len(known.history), 0, -1):
        known = undo_change(known, seq, STAMP)
    assert facts(known) == facts(review())
    check_chain(known.history)


def test_a_name_that_came_with_the_review_is_not_given_again() -> None:
    known = review(people=(Person("P1"), Person("P2"), Person("P4")))
    after = add_entry("people", Person(""))(add_entry("people", Person(""))(known))
    assert [one.id for one in after.people] == ["P1", "P2", "P4", "P3", "P5"]
    assert after.serial == 5
