from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cspr_tui.domain.audit.proof_of_dates import DateProof, date_proofs
from cspr_tui.domain.history.change import ChangeStamp
from cspr_tui.domain.record.date_fields import RECORDED
from cspr_tui.domain.record.oversight import Note
from cspr_tui.domain.record.people import Purpose
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.corrections.undo import undo_change
from cspr_tui.domain.steps.entries.agency_requests import request_chased
from cspr_tui.domain.steps.entries.edit_entry import entry_added
from cspr_tui.domain.steps.review.record_dates import date_recorded
from cspr_tui.domain.steps.step import Step, record_change
from tests import factories
from tests.domain.strategies import LIVED

DAY = date(2026, 11, 23)


def done(review: Review, step: Step, number: int = 0) -> Review:
    at = factories.STAMP.at + timedelta(minutes=number)
    stamp = ChangeStamp(at, "J Okoro", "jokoro", f"{number}")
    return record_change(review, step.apply(review), step.what, step.why, stamp)


def proof_of(review: Review, path: str) -> DateProof:
    return next(each for each in date_proofs(review) if each.path == path)


def test_a_corrected_date_shows_both_values_and_both_reasons() -> None:
    first = date_recorded("la_aware_on", DAY, None, "by telephone")
    review = done(factories.review(), first, 1)
    again = date_recorded("la_aware_on", date(2026, 11, 20), DAY, "letter found")
    found = proof_of(done(review, again, 2), "la_aware_on")
    assert (found.label, found.day) == ("Council became aware", date(2026, 11, 20))
    assert [(s.day, s.why, s.actor) for s in found.settings] == [
        (DAY, "by telephone", "J Okoro"),
        (date(2026, 11, 20), "letter found", "J Okoro"),
    ]


def test_a_date_taken_back_stays_on_the_sheet() -> None:
    review = done(factories.review(), date_recorded("rr_met_on", DAY, None))
    found = proof_of(undo_change(review, 1, factories.STAMP), "rr_met_on")
    assert found.day is None
    assert [s.day for s in found.settings] == [DAY, None]


def test_a_date_that_came_with_the_record_says_so() -> None:
    found = proof_of(factories.review(rr_met_on=DAY), "rr_met_on")
    assert found.settings == ()


def test_dates_inside_entries_are_on_the_sheet_and_peoples_own_are_not() -> None:
    review = factories.review(people=(factories.person(dob=DAY, deceased_on=DAY),))
    steps = [
        entry_added("contacts", factories.contact("", DAY, Purpose.LEAFLET)),
        entry_added("requests", factories.request("", sent_on=DAY)),
        request_chased("R2", factories.chaser("", DAY)),
        entry_added("notes", Note("", DAY, "said")),
    ]
    for number, step in enumerate(steps):
        review = done(review, step, number)
    labels = {found.label for found in date_proofs(review)}
    assert labels == {
        "Contact with family C1",
        "Request to an agency R2: sent",
        "Request to an agency R2: chasers H3",
        "Note N4",
    }


@given(st.dictionaries(st.sampled_from(sorted(RECORDED)), LIVED))
def test_the_sheet_is_equal_to_what_was_typed(typed: dict[str, date]) -> None:
    review = factories.review()
    for number, (field, day) in enumerate(typed.items()):
        review = done(review, date_recorded(field, day, None), number)
    found = {proof.path: proof for proof in date_proofs(review)}
    assert {path: proof.day for path, proof in found.items()} == typed
    assert all(len(proof.settings) == 1 for proof in found.values())
    assert [p.day for p in date_proofs(review)] == sorted(typed.values())
