from __future__ import annotations

from datetime import date, timedelta

from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.deadlines.deadline import Deadline, State, deadlines
from cspr_tui.domain.deadlines.rules import rules_of
from cspr_tui.domain.record.people import (
    ContactOutcome,
    PersonRole,
    Purpose,
    RestrictionType,
)
from cspr_tui.domain.record.proceedings import Gated
from cspr_tui.domain.record.review import Review
from tests.domain.deadline_queries import states
from tests.factories import (
    contact,
    gate,
    gated,
    local_review,
    panel_meeting,
    person,
    restriction,
)

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


def test_a_held_duty_keeps_its_state_and_says_who_holds_it(calendar: Calendar) -> None:
    known = local_review(
        people=FAMILY,
        lcspr_decided_on=DECIDED,
        restrictions=(restriction("B7", from_on=DECIDED),),
    )
    found = seen(known, DECIDED + 90 * DAY, calendar, "FAM_INFORM")
    held, free = found["FAM_INFORM", "P1"], found["FAM_INFORM", "P2"]
    assert (held.state, held.clock.held_by) == (
        State.OVERDUE,
        "B7 Police or CPS hold",
    )
    assert (free.state, free.clock.held_by) == (State.OVERDUE, "")


def test_every_restriction_and_gate_that_holds_is_named(calendar: Calendar) -> None:
    court = restriction("B2", type=RestrictionType.COURT_ORDER)
    known = local_review(
        people=FAMILY[:1],
        lcspr_decided_on=DECIDED,
        contacts=(contact("C1", DECIDED, Purpose.OTHER),),
        meetings=(panel_meeting("M1", DECIDED),),
        restrictions=(restriction("B1"), court),
        proceedings=gated(
            gate("G1", holds=Gated.FAMILY_CONTACT), gate("G2", holds=Gated.PUBLICATION)
        ),
    )
    named = "B1 Police or CPS hold, B2 Court order or bail condition, G1"
    found = seen(known, DECIDED, calendar)
    assert {each.clock.held_by for each in found.values()} == {named}
    assert {rule for rule, _ in found} == {
        "FAM_INFORM",
        "FAM_UPDATE",
        "FAM_SILENCE",
        "FAM_PREPUB",
        "FAM_AFTER",
    }


def test_a_lifted_restriction_and_a_cleared_gate_hold_nothing(
    calendar: Calendar,
) -> None:
    known = local_review(
        people=FAMILY[:1],
        lcspr_decided_on=DECIDED,
        restrictions=(restriction(lifted_on=DECIDED),),
        proceedings=gated(gate(holds=Gated.FAMILY_CONTACT, cleared_on=DECIDED)),
    )
    found = seen(known, DECIDED, calendar, "FAM_INFORM")
    assert found["FAM_INFORM", "P1"].clock.held_by == ""


def test_a_message_left_is_no_update(calendar: Calendar) -> None:
    tried = contact("C1", MET_ON, Purpose.UPDATE, outcome=ContactOutcome.LEFT_MESSAGE)
    known = local_review(
        people=FAMILY[:1], meetings=(panel_meeting("M1", MET_ON),), contacts=(tried,)
    )
    found = states(known, MET_ON + 30 * DAY, calendar, "FAM_UPDATE")
    assert found == {"M1-P1": State.OVERDUE}


def test_a_cleared_gate_on_publication_holds_nothing(calendar: Calendar) -> None:
    known = local_review(
        lcspr_decided_on=DECIDED,
        proceedings=gated(gate("G4", set_on=DECIDED, cleared_on=DECIDED)),
    )
    found = seen(known, DECIDED, calendar, "LCSPR_PUBLISH")
    assert found["LCSPR_PUBLISH", None].clock.held_by == ""


def test_a_gate_on_publication_holds_the_report_and_its_copy(
    calendar: Calendar,
) -> None:
    known = local_review(
        lcspr_decided_on=DECIDED,
        planned_publication_on=DECIDED + 90 * DAY,
        proceedings=gated(gate("G4", set_on=DECIDED)),
    )
    for rule in ("LCSPR_PUBLISH", "PREPUB_COPY"):
        found = seen(known, DECIDED, calendar, rule)
        assert found[rule, None].clock.held_by == "G4"


def test_a_gate_on_something_else_does_not_hold_the_report(
    calendar: Calendar,
) -> None:
    known = local_review(
        lcspr_decided_on=DECIDED,
        proceedings=gated(gate("G4", holds=Gated.FAMILY_CONTACT)),
    )
    found = seen(known, DECIDED, calendar, "LCSPR_PUBLISH")
    assert found["LCSPR_PUBLISH", None].clock.held_by == ""
