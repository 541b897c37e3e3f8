from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cspr_tui.domain.history.change import Edit
from cspr_tui.domain.history.diff import (
    ChangedSinceError,
    copy_through_codec,
    diff,
    revert,
)
from cspr_tui.domain.record.documents import Document, DocumentKind
from cspr_tui.domain.record.oversight import Note
from cspr_tui.domain.record.partnership import Coordinator, Partnership
from cspr_tui.domain.record.people import ContactPreferences
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.record.stage import Stage
from cspr_tui.domain.values.codec import decode, encode
from tests.domain.strategies import lived_reviews, values
from tests.factories import chaser, gate, gated, person, request, review

LETTERS = "ABCDEFG"
SOME = st.sets(st.sampled_from(LETTERS)).map(sorted)


def noted(names: list[str], text: str = "said") -> Review:
    """Return a review with a note under each name, in that order."""
    return review(notes=tuple(Note(n, date(2026, 1, 1), text) for n in names))


def facts(record: Review) -> Review:
    """Return the record without what is kept beside its facts."""
    return replace(record, version=0, serial=0, history=())


@given(old=lived_reviews(), new=lived_reviews())
def test_what_was_changed_can_be_put_back(old: Review, new: Review) -> None:
    assert revert(new, diff(old, new)) == old


@settings(max_examples=25)
@given(old=values(Review), new=values(Review))
def test_any_review_made_into_any_other_can_be_put_back(
    old: Review, new: Review
) -> None:
    back = revert(new, diff(old, new))
    assert facts(back) == facts(old)
    assert (back.version, back.history) == (new.version, new.history)


@given(old=values(Partnership), new=values(Partnership))
def test_any_partnership_made_into_any_other_can_be_put_back(
    old: Partnership, new: Partnership
) -> None:
    back = revert(new, diff(old, new))
    assert replace(back, version=0, serial=0, history=()) == replace(
        old, version=0, serial=0, history=()
    )


@given(old=lived_reviews(), new=lived_reviews())
def test_edits_read_back_from_json_put_back_the_same(old: Review, new: Review) -> None:
    written = json.dumps([encode(edit) for edit in diff(old, new)])
    edits = [decode(Edit, plain) for plain in json.loads(written)]
    assert revert(new, edits) == old


@given(old=SOME, new=SOME)
def test_entries_come_back_in_their_places(old: list[str], new: list[str]) -> None:
    before, after = noted(old), noted(new, "said again")
    assert revert(after, diff(before, after)) == before


@given(old=lived_reviews())
def test_a_review_does_not_differ_from_itself(old: Review) -> None:
    assert diff(old, old) == ()
    assert diff(old, copy_through_codec(Review, old)) == ()


def test_what_is_kept_beside_the_facts_is_no_difference() -> None:
    assert diff(review(), review(version=3, serial=9)) == ()


def test_the_version_of_a_paper_is_a_fact() -> None:
    draft = Document("D1", DocumentKind.DRAFT, version="v1")
    old = review(documents=(draft,))
    new = review(documents=(replace(draft, version="v2"),))
    assert diff(old, new) == (Edit("documents/D1/version", "v1", "v2"),)
    assert revert(new, diff(old, new)) == old


def test_a_field_is_named_by_its_path() -> None:
    old, new = review(stage=Stage.SCOPING), review(stage=Stage.SET_UP)
    assert diff(old, new) == (Edit("stage", "scoping", "set_up"),)


def test_an_entry_that_came_is_told_whole_with_its_place() -> None:
    edits = diff(noted(["A"]), noted(["A", "B"]))
    said = {"id": "B", "on": "2026-01-01", "text": "said"}
    assert edits == (Edit("notes/B", None, said, 1),)


def test_an_entry_in_an_entry_is_named_by_both() -> None:
    old = review(requests=(request(),))
    new = review(requests=(request(chasers=(chaser("K1", date(2026, 1, 2)),)),))
    assert [edit.path for edit in diff(old, new)] == ["requests/R1/chasers/K1"]
    moved = review(requests=(request(chasers=(chaser("K1", date(2026, 1, 3)),)),))
    assert [e.path for e in diff(new, moved)] == ["requests/R1/chasers/K1/on"]
    assert revert(moved, diff(old, moved)) == old


def test_a_gate_in_its_proceeding_can_be_put_back() -> None:
    old = review(proceedings=gated(gate(), gate("G2")))
    new = review(proceedings=gated(gate("G2", cleared_on=date(2026, 1, 2))))
    assert revert(new, diff(old, new)) == old


def test_a_value_in_an_entry_is_named_with_a_dot() -> None:
    old = review(people=(person(),))
    new = review(people=(person(preferences=ContactPreferences(language="Welsh")),))
    assert [e.path for e in diff(old, new)] == ["people/P1/preferences.language"]
    assert revert(new, diff(old, new)) == old


def test_a_login_with_a_dot_can_be_put_back() -> None:
    known = Coordinator("j.okoro", "J Okoro", "JO")
    old = Partnership(coordinators=(known,))
    new = Partnership(coordinators=(replace(known, initials="JK"),))
    assert revert(new, diff(old, new)) == old


@pytest.mark.parametrize(
    "later",
    [
        review(alias="Oboe", notes=(Note("A", date(2026, 1, 1), "changed"),)),
        review(alias="Oboe"),
    ],
)
def test_a_change_on_which_a_later_one_stands_is_not_put_back(later: Review) -> None:
    with pytest.raises(ChangedSinceError, match="was changed again since"):
        revert(later, diff(review(), noted(["A"])))


def test_a_field_changed_since_is_not_put_back() -> None:
    edits = diff(review(alias="Kettle"), review(alias="Teapot"))
    with pytest.raises(ChangedSinceError, match="alias was changed again"):
        revert(review(alias="Oboe"), edits)


def test_a_field_of_an_entry_that_is_gone_is_not_put_back() -> None:
    edits = diff(noted(["A"]), noted(["A"], "otherwise"))
    with pytest.raises(ChangedSinceError, match="notes/A/text"):
        revert(review(), edits)


def test_an_entry_that_came_back_meanwhile_is_not_put_back_twice() -> None:
    edits = diff(noted(["A"]), review())
    with pytest.raises(ChangedSinceError, match="notes/A"):
        revert(noted(["A"], "typed anew"), edits)


def test_other_peoples_changes_are_left_alone() -> None:
    edits = diff(noted(["A", "B"]), noted(["B"]))
    meanwhile = replace(noted(["B", "C"]), alias="Teapot")
    back = revert(meanwhile, edits)
    assert [note.id for note in back.notes] == ["A", "B", "C"]
    assert back.alias == "Teapot"
