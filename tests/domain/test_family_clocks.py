from __future__ import annotations

from datetime import date, timedelta

import pytest

from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.deadlines.deadline import Deadline, State, deadlines
from cspr_tui.domain.deadlines.rules import rules_of
from cspr_tui.domain.record.people import (
    ContactOutcome,
    EngagementStatus,
    Person,
    PersonRole,
    Purpose,
)
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.record.stage import Stage
from tests.domain.deadline_queries import states
from tests.factories import contact, local_review, panel_meeting, person, review

DAY = timedelta(days=1)
DECIDED = date(2026, 9, 1)
MET_ON = date(2026, 10, 6)
FAMILY = (person("P1"), person("P2", role=PersonRole.FATHER))


def seen(
    known: Review, day: date, calendar: Calendar, rule: str = "FAM"
) -> dict[tuple[str, str | None], Deadline]:
    """Return the family's deadlines by rule and subject."""
    return {
        (each.rule.id, each.clock.subject): each
        for each in deadlines(known, rules_of(()), calendar, day)
        if each.rule.id.startswith(rule)
    }


def test_every_engaged_person_is_promised_the_same(calendar: Calendar) -> None:
    known = local_review(people=FAMILY, lcspr_decided_on=DECIDED)
    promised = seen(known, DECIDED, calendar)
    for rule in ("FAM_INFORM", "FAM_PREPUB", "FAM_AFTER"):
        assert {subject for name, subject in promised if name == rule} == {"P1", "P2"}


NOT_ENGAGED = [
    person(deceased_on=DECIDED),
    person(role=PersonRole.PRACTITIONER),
    person(engagement=EngagementStatus.DECLINED),
    person(engagement=EngagementStatus.WITHDRAWN),
    person(engagement=EngagementStatus.NOT_APPROPRIATE),
]


@pytest.mark.parametrize("known", NOT_ENGAGED)
def test_nothing_is_owed_to_someone_not_engaged(
    known: Person, calendar: Calendar
) -> None:
    owed = local_review(
        people=(known,),
        lcspr_decided_on=DECIDED,
        planned_publication_on=DECIDED,
        published_on=DECIDED,
        contacts=(contact("C1", DECIDED, Purpose.OTHER),),
        meetings=(panel_meeting("M1", DECIDED),),
    )
    found = seen(owed, DECIDED + 90 * DAY, calendar)
    assert {each.state for each in found.values()} == {State.NOT_APPLICABLE}


STILL_ENGAGED = [s for s in EngagementStatus if person(engagement=s).is_engaged]


@pytest.mark.parametrize("engagement", STILL_ENGAGED)
def test_someone_not_reached_yet_or_on_hold_is_still_owed(
    engagement: EngagementStatus, calendar: Calendar
) -> None:
    owed = local_review(
        people=(person(engagement=engagement),), lcspr_decided_on=DECIDED
    )
    found = states(owed, DECIDED + 90 * DAY, calendar, "FAM_INFORM")
    assert found == {"P1": State.OVERDUE}


def test_six_ways_of_standing_are_still_engaged() -> None:
    assert len(STILL_ENGAGED) == 6


def test_what_was_kept_stays_when_someone_declines_later(calendar: Calendar) -> None:
    known = local_review(
        people=(person(engagement=EngagementStatus.DECLINED),),
        lcspr_decided_on=DECIDED,
        contacts=(contact("C1", DECIDED + DAY, Purpose.INFORM),),
    )
    found = states(known, DECIDED + 90 * DAY, calendar, "FAM_INFORM")
    assert found == {"P1": State.MET}


def test_telling_one_parent_does_not_tell_the_other(calendar: Calendar) -> None:
    known = local_review(
        people=FAMILY,
        lcspr_decided_on=DECIDED,
        contacts=(contact("C1", DECIDED + DAY, Purpose.INFORM),),
    )
    found = states(known, DECIDED + DAY, calendar, "FAM_INFORM")
    assert found == {"P1": State.MET, "P2": State.RUNNING}


@pytest.mark.parametrize(
    "purpose", [Purpose.INFORM, Purpose.LEAFLET, Purpose.INVITE, Purpose.MEETING]
)
def test_a_leaflet_invitation_or_meeting_tells_of_the_review(
    purpose: Purpose, calendar: Calendar
) -> None:
    known = local_review(
        people=FAMILY[:1],
        lcspr_decided_on=DECIDED,
        contacts=(contact("C1", DECIDED, purpose),),
    )
    found = states(known, DECIDED, calendar, "FAM_INFORM")
    assert found == {"P1": State.MET}


@pytest.mark.parametrize("outcome", ContactOutcome)
def test_only_someone_reached_or_written_to_has_been_told(
    outcome: ContactOutcome, calendar: Calendar
) -> None:
    known = local_review(
        people=FAMILY[:1],
        lcspr_decided_on=DECIDED,
        contacts=(contact("C1", DECIDED, Purpose.INFORM, outcome=outcome),),
    )
    told = outcome in {ContactOutcome.REACHED, ContactOutcome.SENT}
    found = states(known, DECIDED, calendar, "FAM_INFORM")
    assert found == {"P1": State.MET if told else State.RUNNING}


@pytest.mark.parametrize("kept", [Purpose.PRE_PUBLICATION, Purpose.REPORT_GIVEN])
def test_being_told_and_having_the_report_are_two_promises(
    kept: Purpose, calendar: Calendar
) -> None:
    planned = DECIDED + 100 * DAY
    known = local_review(
        people=FAMILY[:1],
        planned_publication_on=planned,
        contacts=(contact("C1", DECIDED, kept),),
    )
    found = states(known, planned, calendar, "FAM_PREPUB")
    assert found == {"P1": State.OVERDUE}


def test_each_person_has_no_clock_where_the_decision_is_missing(
    calendar: Calendar,
) -> None:
    known = local_review(people=FAMILY, stage=Stage.SET_UP)
    found = states(known, DECIDED, calendar, "FAM_INFORM")
    assert found == {"P1": State.NO_CLOCK, "P2": State.NO_CLOCK}


def test_a_label_says_the_kinship_and_never_a_name(calendar: Calendar) -> None:
    known = local_review(people=FAMILY, lcspr_decided_on=DECIDED)
    labels = [each.clock.label for each in seen(known, DECIDED, calendar).values()]
    assert "Tell family of review: Mother" in labels
    assert not any("Testley" in label or "Ama" in label for label in labels)


def test_every_contact_or_attempt_ends_a_silence_and_is_kept(
    calendar: Calendar,
) -> None:
    tried = contact(
        "C2",
        DECIDED + 30 * DAY,
        Purpose.OTHER,
        outcome=ContactOutcome.NO_ANSWER,
    )
    known = review(
        people=FAMILY[:1],
        contacts=(
            contact("C1", DECIDED, Purpose.INFORM),
            tried,
            contact("C3", DECIDED + 58 * DAY, Purpose.UPDATE),
        ),
    )
    found = seen(known, DECIDED + 60 * DAY, calendar, "FAM_SILENCE")
    assert {
        subject: (each.state, each.due) for (_, subject), each in found.items()
    } == {
        "P1-C2": (State.MET_LATE, DECIDED + 28 * DAY),
        "P1-C3": (State.MET, DECIDED + 58 * DAY),
        "P1": (State.RUNNING, DECIDED + 86 * DAY),
    }


def test_two_contacts_on_one_day_are_two_turns(calendar: Calendar) -> None:
    known = review(
        people=FAMILY[:1],
        contacts=(
            contact("C1", DECIDED, Purpose.INFORM),
            contact("C2", DECIDED, Purpose.UPDATE),
        ),
    )
    found = states(known, DECIDED, calendar, "FAM_SILENCE")
    assert found == {"P1-C2": State.MET, "P1": State.RUNNING}


def test_a_contact_with_both_parents_ends_the_silence_for_both(
    calendar: Calendar,
) -> None:
    both = contact("C1", DECIDED, Purpose.INFORM, persons=("P1", "P2"))
    known = review(people=FAMILY, contacts=(both,))
    found = states(known, DECIDED, calendar, "FAM_SILENCE")
    assert found == {"P1": State.RUNNING, "P2": State.RUNNING}


def test_silence_counts_from_a_first_contact_only(calendar: Calendar) -> None:
    known = review(people=FAMILY)
    assert states(known, DECIDED, calendar, "FAM_SILENCE") == {}


def test_a_promise_kept_twice_was_kept_the_first_time(calendar: Calendar) -> None:
    known = local_review(
        people=FAMILY[:1],
        lcspr_decided_on=DECIDED,
        contacts=(
            contact("C2", DECIDED + 60 * DAY, Purpose.INFORM),
            contact("C1", DECIDED + DAY, Purpose.INFORM),
        ),
    )
    found = seen(known, DECIDED + 90 * DAY, calendar, "FAM_INFORM")
    informed = found["FAM_INFORM", "P1"]
    assert (informed.state, informed.clock.met_on) == (State.MET, DECIDED + DAY)


def test_both_promises_before_publication_are_kept_with_the_later_of_them(
    calendar: Calendar,
) -> None:
    planned = DECIDED + 100 * DAY
    known = local_review(
        people=FAMILY[:1],
        planned_publication_on=planned,
        contacts=(
            contact("C1", planned, Purpose.PRE_PUBLICATION),
            contact("C2", DECIDED, Purpose.REPORT_GIVEN),
        ),
    )
    found = states(known, planned, calendar, "FAM_PREPUB")
    assert found == {"P1": State.MET_LATE}
