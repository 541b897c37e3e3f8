from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from cspr_tui.domain.history.change import ChangeStamp, erase_values
from cspr_tui.domain.record.people import Purpose
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.record.stage import Stage
from cspr_tui.domain.steps.corrections.restore_entry import entry_restored
from cspr_tui.domain.steps.corrections.restore_field import (
    NothingToRestoreError,
    field_restored,
    field_words,
    value_at,
    value_words,
)
from cspr_tui.domain.steps.corrections.undo import ErasedChangeError, undo_change
from cspr_tui.domain.steps.review.publication_hold import PublicationHeldError
from cspr_tui.domain.steps.step import NoSuchEntryError, Step, record_change
from cspr_tui.domain.values.codec import encode
from tests.domain.strategies import lived_reviews
from tests.factories import STAMP, contact, gate, gated, person, review

ON = date(2026, 10, 5)


def after(known: Review, wanted: Review, stamp: ChangeStamp = STAMP) -> Review:
    return record_change(known, wanted, "changed", "", stamp)


def restored_in(known: Review, seq: int, path: str, why: str = "") -> Review:
    step: Step = field_restored(known.history[seq - 1], path, why)
    return record_change(known, step.apply(known), step.what, step.why, STAMP)


def test_a_field_comes_back_though_it_was_changed_again_since() -> None:
    first = after(review(incident_on=ON), review(incident_on=ON.replace(day=6)))
    twice = after(first, replace(first, incident_on=ON.replace(day=7)))
    back = restored_in(twice, 1, "incident_on")
    assert back.incident_on == ON
    assert back.history[-1].what == "Restored as before change 1: incident on"
    assert len(back.history) == 3


def test_only_the_one_field_comes_back() -> None:
    start = review(incident_on=ON, sin_ref="N-1")
    changed = after(start, replace(start, incident_on=None, sin_ref="N-2"))
    back = restored_in(changed, 1, "sin_ref")
    assert (back.sin_ref, back.incident_on) == ("N-1", None)


def test_an_entry_that_never_was_is_no_entry_to_restore() -> None:
    changed = after(review(incident_on=ON), review(incident_on=None))
    with pytest.raises(NothingToRestoreError, match='has no "nonsense/X"; it names'):
        entry_restored(changed.history[0], "nonsense/X").apply(changed)


def test_an_entry_taken_out_comes_back_under_its_name() -> None:
    called = contact("C1", ON, Purpose.OTHER, note="rang")
    start = review(people=(person(),), contacts=(called,))
    without = after(start, replace(start, contacts=()))
    assert restored_in(without, 1, "contacts/C1").contacts == (called,)


def test_one_field_of_an_entry_comes_back() -> None:
    called = contact("C1", ON, Purpose.OTHER, note="rang")
    start = review(people=(person(),), contacts=(called,))
    other = contact("C1", ON, Purpose.OTHER, note="typed over")
    changed = after(start, replace(start, contacts=(other,)))
    assert restored_in(changed, 1, "contacts/C1/note").contacts == (called,)


def test_what_stands_already_never_was_or_was_erased_is_refused() -> None:
    start = review(incident_on=ON)
    changed = after(start, replace(start, incident_on=None, contacts=()))
    back = restored_in(changed, 1, "incident_on")
    for path in ("incident_on", "sin_ref"):
        with pytest.raises(NothingToRestoreError):
            restored_in(back, 1, path)
    gone = erase_values(changed.history[0], "incident_on", "typed by mistake")
    with pytest.raises(NothingToRestoreError):
        field_restored(gone, "incident_on").apply(changed)


def test_an_entry_that_was_added_is_undone_not_restored() -> None:
    called = contact("C1", ON, Purpose.OTHER)
    added = after(review(), review(contacts=(called,)))
    with pytest.raises(NothingToRestoreError):
        restored_in(added, 1, "contacts/C1")


def test_a_publication_is_not_restored_past_an_open_gate() -> None:
    start = review(published_on=ON, stage=Stage.PUBLICATION)
    taken_out = after(start, replace(start, published_on=None))
    held = after(taken_out, replace(taken_out, proceedings=gated(gate())))
    with pytest.raises(PublicationHeldError):
        restored_in(held, 1, "published_on")
    assert restored_in(held, 1, "published_on", "ordered").published_on == ON


@given(known=lived_reviews())
def test_every_path_of_a_history_leads_to_a_value(known: Review) -> None:
    for change in known.history:
        for edit in change.edits:
            try:
                found = value_at(known, edit.path)
            except NoSuchEntryError:
                continue
            assert found is None or value_words(found)


def test_values_are_said_in_words() -> None:
    assert value_words(None) == value_words("") == value_words([]) == "nothing"
    assert value_words("2026-10-05") == "Mon 05 Oct 2026"
    assert value_words("2026-99-05") == "2026-99-05"
    assert value_words(["a", "b"]) == "a, b"
    assert value_words(encode(contact("C1", ON, Purpose.OTHER))).startswith("P1")
    assert value_words(3) == "3"
    assert field_words("contacts/C14/despite") == "C14 despite"
    assert field_words("people/P1") == "P1"


def whole(known: Review, seq: int, entry: str) -> Review:
    step = entry_restored(known.history[seq - 1], entry)
    return record_change(known, step.apply(known), step.what, step.why, STAMP)


def test_a_whole_entry_comes_back_as_it_was_before_a_change() -> None:
    called = contact("C1", ON, Purpose.OTHER, note="rang")
    start = review(people=(person(),), contacts=(called,))
    once = after(start, replace(start, contacts=(replace(called, note="typed over"),)))
    other = replace(called, note="typed over", on=ON.replace(day=9))
    twice = after(once, replace(once, contacts=(other,), sin_ref="N-2"))
    back = whole(twice, 1, "contacts/C1")
    assert (back.contacts, back.sin_ref) == ((called,), "N-2")
    gone = after(twice, replace(twice, contacts=()))
    assert whole(gone, 2, "contacts/C1").contacts[0].note == "typed over"


def test_an_entry_is_not_restored_to_before_it_was_there_or_as_it_stands() -> None:
    start = review(people=(person(),))
    called = contact("C1", ON, Purpose.OTHER, note="rang")
    came = after(start, replace(start, contacts=(called,)))
    with pytest.raises(NothingToRestoreError, match="was not there yet"):
        whole(came, 1, "contacts/C1")
    noted = after(came, replace(came, contacts=(replace(called, note="x"),)))
    back = whole(noted, 2, "contacts/C1")
    with pytest.raises(NothingToRestoreError, match="stands so already"):
        whole(back, 2, "contacts/C1")


def test_an_entry_with_an_erased_value_is_not_restored_whole() -> None:
    called = contact("C1", ON, Purpose.OTHER, note="rang")
    start = review(people=(person(),), contacts=(called,))
    noted = after(start, replace(start, contacts=(replace(called, note="x"),)))
    change = erase_values(noted.history[0], "contacts/C1/note", "wrong name")
    lost = replace(noted, history=(change,))
    with pytest.raises(NothingToRestoreError, match="was erased in change 1"):
        whole(lost, 1, "contacts/C1")
    with pytest.raises(ErasedChangeError, match="cannot be taken back"):
        undo_change(lost, 1, STAMP)
