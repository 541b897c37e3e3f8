from __future__ import annotations

from dataclasses import replace

import pytest

from cspr_tui.domain.history.change import check_chain
from cspr_tui.domain.record.agencies import AgencyContact
from cspr_tui.domain.record.oversight import Note
from cspr_tui.domain.record.people import FamilyContact
from cspr_tui.domain.steps.corrections.misfiled import (
    Misfiled,
    NotMovedError,
    entry_received,
    misfiled,
)
from cspr_tui.domain.steps.entries.log import contact_logged, note_logged
from cspr_tui.domain.steps.step import ChangedMeanwhileError, Step, add_entry
from cspr_tui.service.use_cases.move_entry import move_entry
from tests.sitting import MONDAY, Sitting

WRONG, RIGHT = "7QXM4", "N7722"
WHY = "logged in the wrong review"


def logged(sitting: Sitting, text: str = "GP rang back") -> Misfiled:
    sitting.reviews.change(WRONG, note_logged(Note("", MONDAY, text)))
    review = sitting.store.load(WRONG)
    return misfiled(review, review.notes[-1].id, ())


def texts(sitting: Sitting, ref: str) -> list[str]:
    return [note.text for note in sitting.store.load(ref).notes]


def test_an_entry_goes_to_the_right_review_and_both_trails_say_so(
    demo: Sitting,
) -> None:
    moved = logged(demo)
    move_entry(demo.reviews, moved, RIGHT.lower(), WHY)
    assert "GP rang back" not in texts(demo, WRONG)
    assert texts(demo, RIGHT)[-1] == "GP rang back"
    gone, came = (demo.store.load(ref).history[-1] for ref in (WRONG, RIGHT))
    assert gone.what == f"Moved to {RIGHT}: Note {moved.entry.id}"
    assert came.what == f"Moved here from {WRONG}: Note {moved.entry.id}"
    assert (gone.why, came.why) == (WHY, WHY)
    demo.reviews.undo_last()
    assert texts(demo, WRONG)[-1] == "GP rang back"
    demo.reviews.undo_last()
    assert "GP rang back" not in texts(demo, RIGHT)
    for ref in (WRONG, RIGHT):
        check_chain(demo.store.load(ref).history)


def test_stopped_between_the_two_saves_it_stands_twice_and_goes_on(
    demo: Sitting,
) -> None:
    moved = logged(demo)
    demo.reviews.change(RIGHT, entry_received(moved, WHY))
    assert texts(demo, WRONG)[-1] == texts(demo, RIGHT)[-1] == "GP rang back"
    move_entry(demo.reviews, moved, RIGHT, WHY)
    assert "GP rang back" not in texts(demo, WRONG)
    assert texts(demo, RIGHT).count("GP rang back") == 1


def test_taken_back_on_both_it_can_be_moved_again(demo: Sitting) -> None:
    moved = logged(demo)
    move_entry(demo.reviews, moved, RIGHT, WHY)
    demo.reviews.undo_last()
    demo.reviews.undo_last()
    move_entry(demo.reviews, moved, RIGHT, WHY)
    assert texts(demo, RIGHT).count("GP rang back") == 1
    assert "GP rang back" not in texts(demo, WRONG)


def test_what_was_changed_meanwhile_is_not_let_go(demo: Sitting) -> None:
    moved = logged(demo)
    other = replace(demo.store.load(WRONG).notes[-1], text="GP rang twice")
    notes = (*demo.store.load(WRONG).notes[:-1], other)
    demo.reviews.change(WRONG, Step("typed", lambda r: replace(r, notes=notes)))
    with pytest.raises(ChangedMeanwhileError, match="Look at both"):
        move_entry(demo.reviews, moved, RIGHT, WHY)
    assert texts(demo, WRONG)[-1] == "GP rang twice"


def test_a_contact_moves_only_with_people_of_the_right_review(demo: Sitting) -> None:
    person = demo.store.load(WRONG).people[0].id
    contact = FamilyContact("", (person,), MONDAY, despite="agreed", note="rang")
    demo.reviews.change(WRONG, contact_logged(contact))
    held = demo.store.load(WRONG).contacts[-1].id
    there = demo.store.load(RIGHT).people[0].id
    alone = misfiled(demo.store.load(WRONG), held, ())
    with pytest.raises(NotMovedError, match=f"with whom of {RIGHT}"):
        move_entry(demo.reviews, alone, RIGHT, WHY)
    named = misfiled(demo.store.load(WRONG), held, (there.lower(),))
    move_entry(demo.reviews, named, RIGHT, WHY)
    assert demo.store.load(RIGHT).contacts[-1].persons == (there,)


def test_what_cannot_be_moved_is_refused_before_anything_is_saved(
    demo: Sitting,
) -> None:
    review = demo.store.load(WRONG)
    with pytest.raises(NotMovedError, match="can be moved"):
        misfiled(review, review.people[0].id, ())
    with pytest.raises(NotMovedError, match="is in 7QXM4 already"):
        move_entry(demo.reviews, logged(demo), WRONG, WHY)
    asked = AgencyContact("", "Northmere Police", MONDAY, request="N999")
    held = replace(review.notes[0], id="N999")
    demo.reviews.change(WRONG, Step("put", lambda r: replace(r, notes=(held,))))
    demo.reviews.change(WRONG, Step("named", add_entry("agency_contacts", asked)))
    moved = misfiled(demo.store.load(WRONG), "N999", ())
    before = demo.store.load(RIGHT)
    with pytest.raises(NotMovedError, match="names N999"):
        move_entry(demo.reviews, moved, RIGHT, WHY)
    assert demo.store.load(RIGHT) == before
