from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cspr_tui.domain.record.oversight import Reviewer
from cspr_tui.domain.record.partnership import Coordinator, Partnership
from cspr_tui.domain.record.proceedings import Gated
from cspr_tui.domain.record.review import Review, Status
from tests.factories import gate, gated, local_review, person, restriction, review

DAY = timedelta(days=1)
ON = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("known", "status"),
    [
        (review(), Status.OPEN),
        (review(proceedings=gated(gate())), Status.HELD),
        (review(proceedings=gated(gate(cleared_on=ON))), Status.OPEN),
        (review(proceedings=gated(gate(holds=Gated.FAMILY_CONTACT))), Status.OPEN),
        (review(published_on=ON, proceedings=gated(gate())), Status.PUBLISHED),
        (
            review(published_on=ON, not_publishing_reason="Harm to a sibling"),
            Status.NOT_PUBLISHED,
        ),
        (review(published_on=ON, closed_on=ON), Status.CLOSED),
        (review(closed_on=ON, withdrawn_on=ON), Status.WITHDRAWN),
    ],
)
def test_how_a_review_stands_follows_from_what_is_recorded(
    known: Review, status: Status
) -> None:
    assert known.status is status


def test_a_closed_or_withdrawn_review_wants_nobodys_time() -> None:
    assert review().is_active
    assert not review(closed_on=ON).is_active
    assert not review(withdrawn_on=ON).is_active


def test_the_lead_reviewer_is_the_last_appointed_and_not_removed() -> None:
    first = Reviewer("V1", "R First")
    second = Reviewer("V2", "S Second")
    assert review().lead_reviewer is None
    assert review(reviewers=(first, second)).lead_reviewer == second
    removed = replace(second, removed_on=ON)
    assert review(reviewers=(first, removed)).lead_reviewer == first


@pytest.mark.parametrize(
    ("day", "in_force"),
    [(ON - DAY, False), (ON, True), (ON + 4 * DAY, True), (ON + 5 * DAY, False)],
)
def test_a_restriction_holds_from_its_first_day_until_it_is_lifted(
    day: date, *, in_force: bool
) -> None:
    bar = restriction(from_on=ON, lifted_on=ON + 5 * DAY)
    known = local_review(people=(person(),), restrictions=(bar,))
    assert known.restrictions_on("P1", day) == ((bar,) if in_force else ())


def test_a_restriction_without_dates_always_holds_and_only_its_person() -> None:
    known = local_review(restrictions=(restriction(),))
    assert known.restrictions_on("P1", ON)
    assert known.restrictions_on("P2", ON) == ()


def test_a_name_is_read_forename_first_and_without_gaps() -> None:
    assert person().name == "Ama Testley"
    assert person(forename="").name == "Testley"


def test_a_list_calls_someone_by_relation_or_role() -> None:
    assert person().kinship == "Mother"
    assert person(relation="Mother's partner").kinship == "Mother's partner"


def test_a_coordinator_is_known_by_initials_and_a_stranger_by_name() -> None:
    known = Partnership(coordinators=(Coordinator("jokoro", "J Okoro", "JO"),))
    assert known.initials_of("jokoro") == "JO"
    assert known.initials_of("stranger") == "stranger"
