from __future__ import annotations

from datetime import date

import pytest

from cspr_tui.domain.history.diff import ChangedSinceError, diff
from cspr_tui.domain.record.agencies import AgencyContact
from cspr_tui.domain.record.oversight import Note
from cspr_tui.domain.record.people import FamilyContact
from cspr_tui.domain.record.review import Review, ReviewKind
from cspr_tui.domain.record.stage import Stage
from cspr_tui.domain.steps.corrections.undo import NothingToUndoError
from cspr_tui.domain.steps.entries.action_progress import (
    ActionNotOpenError,
    action_done,
)
from cspr_tui.domain.steps.entries.log import (
    ContactBarredError,
    EmptyTextError,
    agency_contact_logged,
    contact_logged,
    note_logged,
)
from cspr_tui.domain.steps.review.record_dates import date_recorded
from cspr_tui.domain.steps.step import ChangedMeanwhileError
from cspr_tui.service.saving.new_codes import AlreadyThereError
from cspr_tui.store.protocol import UnknownReviewError
from tests.sitting import MONDAY, Sitting


def note(text: str = "Rang the school office.") -> Note:
    return Note("", MONDAY, text)


def test_a_new_review_gets_codes_that_say_nothing(empty: Sitting) -> None:
    review = empty.reviews.create(Review("", kind=ReviewKind.LCSPR))
    assert len(review.ref) == len(review.public_code) == 5
    assert review.ref != review.public_code
    assert review.owner == "jbarlow"
    assert review.version == len(review.history) == 1


def test_a_reference_in_use_is_refused(empty: Sitting) -> None:
    empty.reviews.create(Review("7QXM4"))
    with pytest.raises(AlreadyThereError, match="7QXM4 already"):
        empty.reviews.create(Review("7QXM4"))


def test_a_review_is_found_however_its_reference_is_typed(demo: Sitting) -> None:
    assert demo.reviews.find(" 7qxm4 ") == "7QXM4"
    with pytest.raises(UnknownReviewError, match='no review "NOPE"'):
        demo.reviews.find("NOPE")


def test_opening_is_logged_and_reading_is_not(demo: Sitting) -> None:
    demo.reviews.read("7QXM4")
    assert list(demo.store.accesses()) == []
    demo.reviews.open("7QXM4")
    (access,) = demo.store.accesses()
    assert (access.did, access.ref, access.login) == ("opened", "7QXM4", "jbarlow")


def test_what_is_logged_is_there_when_read_again(demo: Sitting) -> None:
    demo.reviews.change("7QXM4", note_logged(note("[red]x[/] \x1b]0;t\x07 ok")))
    contact = AgencyContact("", "Mereland Police", MONDAY, note="Asked for returns.")
    demo.reviews.change("7QXM4", agency_contact_logged(contact))
    stored = demo.store.load("7QXM4")
    assert stored.notes[-1].text == "[red]x[/] ]0;t ok"
    assert stored.agency_contacts[-1].note == "Asked for returns."


def test_the_actor_is_recorded_beside_the_login(demo: Sitting) -> None:
    somebody = Sitting(demo.store, actor="MO")
    review = somebody.reviews.change("7QXM4", note_logged(note()))
    assert (review.history[-1].actor, review.history[-1].login) == ("MO", "jbarlow")


def test_an_empty_note_is_refused_and_nothing_is_saved(demo: Sitting) -> None:
    before = demo.store.load("7QXM4")
    with pytest.raises(EmptyTextError):
        demo.reviews.change("7QXM4", note_logged(note("  \n ")))
    assert demo.store.load("7QXM4") == before


def restricted(sitting: Sitting) -> tuple[str, str]:
    for ref in sitting.store.refs():
        review = sitting.store.load(ref)
        for person in review.people:
            if review.is_active and review.restrictions_on(person.id, MONDAY):
                return ref, person.id
    raise AssertionError


def test_a_restricted_contact_needs_a_reason(demo: Sitting) -> None:
    ref, person = restricted(demo)
    barred = FamilyContact("", (person,), MONDAY, note="Rang.")
    with pytest.raises(
        ContactBarredError, match=f"Contact with {person} is restricted"
    ):
        demo.reviews.change(ref, contact_logged(barred))
    meant = FamilyContact("", (person,), MONDAY, note="Rang.", despite="He rang us.")
    review = demo.reviews.change(ref, contact_logged(meant))
    assert review.contacts[-1].despite == "He rang us."
    assert review.history[-1].why == "He rang us."


def test_undo_puts_the_facts_back_and_keeps_the_trail(demo: Sitting) -> None:
    before = demo.store.load("7QXM4")
    demo.reviews.change("7QXM4", note_logged(note()))
    review, taken_back = demo.reviews.undo_last()
    assert diff(before, review) == ()
    assert taken_back.what == "Note added"
    assert review.history[-1].what == "Took back: Note added"
    assert review.version == before.version + 2


def test_redo_does_again_what_was_taken_back(demo: Sitting) -> None:
    before = demo.store.load("7QXM4")
    after = demo.reviews.change("7QXM4", note_logged(note()))
    demo.reviews.undo_last()
    again, _ = demo.reviews.redo_last()
    assert diff(after, again) == ()
    demo.reviews.undo_last()
    assert diff(before, demo.store.load("7QXM4")) == ()


def test_undo_in_a_sitting_that_changed_nothing_says_so(demo: Sitting) -> None:
    with pytest.raises(NothingToUndoError, match="Nothing to undo"):
        demo.reviews.undo_last()
    with pytest.raises(NothingToUndoError, match="Nothing to redo"):
        demo.reviews.redo_last()


def test_a_change_that_others_built_on_is_not_torn_out(demo: Sitting) -> None:
    first = date_recorded("planned_publication_on", date(2027, 3, 1), None)
    ref = demo.reviews.create(Review("", kind=ReviewKind.LCSPR)).ref
    demo.reviews.change(ref, first)
    other = Sitting(demo.store, actor="MO")
    second = date_recorded("planned_publication_on", date(2027, 4, 1), date(2027, 3, 1))
    other.reviews.change(ref, second)
    with pytest.raises(ChangedSinceError, match="planned_publication_on"):
        demo.reviews.undo_last()
    assert demo.store.load(ref).planned_publication_on == date(2027, 4, 1)


def test_a_date_somebody_changed_meanwhile_is_not_overwritten(demo: Sitting) -> None:
    ref = demo.reviews.create(Review("", kind=ReviewKind.LCSPR)).ref
    demo.reviews.change(ref, date_recorded("la_aware_on", date(2026, 11, 2), None))
    stale = date_recorded("la_aware_on", date(2026, 11, 3), None)
    with pytest.raises(ChangedMeanwhileError, match="02 Nov 2026 meanwhile"):
        demo.reviews.change(ref, stale)


def open_action(sitting: Sitting) -> tuple[str, str]:
    for ref in sitting.store.refs():
        for action in sitting.store.load(ref).actions:
            if action.is_open:
                return ref, action.id
    raise AssertionError


def test_an_action_without_evidence_awaits_it(demo: Sitting) -> None:
    ref, action = open_action(demo)
    review = demo.reviews.change(ref, action_done(action, MONDAY, "jbarlow"))
    (done,) = [a for a in review.actions if a.id == action]
    assert (done.status.value, done.completed_on) == ("awaiting_evidence", MONDAY)
    with pytest.raises(ActionNotOpenError, match="complete, awaiting evidence already"):
        demo.reviews.change(ref, action_done(action, MONDAY, "jbarlow"))


def test_an_action_with_evidence_is_closed_and_blue(demo: Sitting) -> None:
    ref, action = open_action(demo)
    step = action_done(action, MONDAY, "jbarlow", "Audit: 9 of 10 plans name the risk.")
    (done,) = [a for a in demo.reviews.change(ref, step).actions if a.id == action]
    assert (done.status.value, done.rag.value) == ("closed", "blue")


def test_the_board_reads_alike_from_kept_rows_and_afresh(demo: Sitting) -> None:
    afresh = demo.reviews.board()
    kept = Sitting(demo.store).reviews.board()
    folded = tuple(each.trimmed_to(demo.today) for each in afresh.standings)
    assert kept.standings == folded
    assert list(kept.rows) == list(afresh.rows)


def test_the_board_shows_a_change_at_once(demo: Sitting) -> None:
    demo.reviews.board()
    ref = demo.reviews.create(
        Review("", kind=ReviewKind.LCSPR, stage=Stage.INITIATION)
    ).ref
    rows = {row.ref: row for row in demo.reviews.board().rows}
    assert rows[ref].on(MONDAY).word == "NO CLOCK"
    step = date_recorded("lcspr_decided_on", date(2026, 11, 20), None)
    demo.reviews.change(ref, step)
    rows = {row.ref: row for row in demo.reviews.board().rows}
    assert rows[ref].on(MONDAY).word == "NO CLOCK"  # when the council became aware
    demo.reviews.change(ref, date_recorded("la_aware_on", date(2026, 9, 1), None))
    rows = {row.ref: row for row in demo.reviews.board().rows}
    assert rows[ref].on(MONDAY).word == "LATE"


def test_a_damaged_review_is_named_and_the_others_still_shown(demo: Sitting) -> None:
    path = demo.store.folder / "reviews" / "7QXM4.json"
    path.write_bytes(path.read_bytes().replace(b"2026", b"2025", 1))
    board = demo.reviews.board()
    assert len(board.standings) == 29
    assert "reviews/7QXM4.json cannot be trusted" in board.unreadable[0]
