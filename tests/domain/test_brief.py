from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspr_tui.domain.board.board_row import Row, row_of
from cspr_tui.domain.board.brief import BriefSection, brief
from cspr_tui.domain.board.triage_reason import urgency_reason
from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.deadlines.clocks import clocks_of
from cspr_tui.domain.deadlines.deadline import Deadline, State, deadlines
from cspr_tui.domain.deadlines.rules import Rules
from cspr_tui.domain.record.review import Review, ReviewKind
from cspr_tui.domain.record.stage import Stage
from tests.domain.strategies import lived_reviews
from tests.factories import (
    action,
    delay,
    gate,
    gated,
    panel_meeting,
    person,
    request,
    review,
)

DAY = timedelta(days=1)
TODAY = date(2026, 11, 23)
LATE = date(2026, 11, 2)
DAYS = st.dates(date(2024, 6, 1), date(2027, 12, 31))
Found = dict[str, list[tuple[str, str]]]


def row(known: Review, rules: Rules, calendar: Calendar, day: date) -> Row:
    """Return the review's row as kept on that day."""
    return row_of(known, clocks_of(known, rules, calendar), calendar, day)


def found(sections: tuple[BriefSection, ...]) -> Found:
    """Return each section's lines by reference and rule."""
    return {
        s.title: [(line.row.ref, line.clock.rule) for line in s.lines] for s in sections
    }


def of(rules: Rules, calendar: Calendar, *reviews: Review, owner: str = "") -> Found:
    """Return the day's brief, from rows kept five days before."""
    rows = [row(each, rules, calendar, TODAY - 5 * DAY) for each in reviews]
    return found(brief(rows, TODAY, calendar, owner))


def other(ref: str, **facts: object) -> Review:
    """Return a review of a kind that owes nothing by itself."""
    return review(**{"ref": ref, "kind": ReviewKind.OTHER_LOCAL, **facts})


MORNING = (
    review(ref="LATE2", kind=ReviewKind.REFERRAL_ONLY, la_aware_on=LATE),
    review(ref="NONE2", kind=ReviewKind.REFERRAL_ONLY, stage=Stage.NOTIFICATION),
    review(ref="TODY2", kind=ReviewKind.REFERRAL_ONLY, la_aware_on=date(2026, 11, 16)),
    review(ref="SOON2", kind=ReviewKind.REFERRAL_ONLY, la_aware_on=date(2026, 11, 18)),
    review(ref="FINE2", kind=ReviewKind.REFERRAL_ONLY, la_aware_on=date(2026, 11, 20)),
    other(
        "TOLD2",
        lcspr_decided_on=date(2026, 5, 1),
        delays=(delay(panel_told_on=LATE, sos_told_on=LATE),),
    ),
    other("MUTE2", lcspr_decided_on=date(2026, 5, 1)),
    other("FAR2", lcspr_decided_on=date(2026, 6, 15)),
    other("ASKD2", requests=(request(due_on=LATE),)),
    other("CHAS2", requests=(request(due_on=TODAY - 3 * DAY),)),
    other("GATE2", proceedings=gated(gate(set_on=LATE))),
    other(
        "KEPT2",
        people=(person(),),
        meetings=(panel_meeting("M1", TODAY - 2 * DAY),),
    ),
)


def test_the_morning_stands_under_its_headings_in_their_order(
    rules: Rules, calendar: Calendar
) -> None:
    only = {
        name: rules[name]
        for name in rules
        if name not in {"INIT_NOTICE", "REG14_CHECK", "FAM_INFORM", "DELAY_NOTICE"}
    }
    assert list(of(only, calendar, *MORNING).items()) == [
        ("LATE, NOBODY TOLD", [("MUTE2", "LCSPR_PUBLISH")]),
        (
            "LATE, ITS DAY HAS PASSED",
            [
                ("ASKD2", "AGY_DUE"),
                ("ASKD2", "AGY_CHASE"),
                ("ASKD2", "AGY_ESC"),
                ("LATE2", "SIN_PANEL"),
                ("CHAS2", "AGY_DUE"),
            ],
        ),
        ("NO CLOCK, A DATE IS MISSING", [("NONE2", "SIN_PANEL")]),
        (
            "LATE, NATIONAL PANEL AND SECRETARY OF STATE TOLD",
            [("TOLD2", "LCSPR_PUBLISH")],
        ),
        ("DUE TODAY", [("TODY2", "SIN_PANEL")]),
        (
            "DUE WITHIN 5 WORKING DAYS",
            [("SOON2", "SIN_PANEL"), ("FINE2", "SIN_PANEL")],
        ),
        ("SOON, FURTHER OFF", [("FAR2", "LCSPR_PUBLISH")]),
        ("PROMISES TO FAMILIES", [("KEPT2", "FAM_UPDATE")]),
        ("AGENCIES TO CHASE", [("CHAS2", "AGY_CHASE"), ("CHAS2", "AGY_ESC")]),
        ("GATES AND RESTRICTIONS TO ASK ABOUT AGAIN", [("GATE2", "GATE_REVIEW")]),
    ]


def test_a_brief_without_anything_to_do_has_no_heading(
    rules: Rules, calendar: Calendar
) -> None:
    assert of(rules, calendar, other("IDLE2")) == {}


@pytest.mark.parametrize(
    ("owner", "refs"),
    [("", ["A2", "B2"]), ("ama", ["A2"]), ("ben", ["A2", "B2"]), ("cem", [])],
)
def test_a_brief_is_for_everyone_or_for_who_owns_or_covers(
    owner: str, refs: list[str], rules: Rules, calendar: Calendar
) -> None:
    one = other("A2", owner="ama", cover="ben", requests=(request(due_on=TODAY),))
    two = other("B2", owner="ben", requests=(request(due_on=TODAY),))
    seen = of(rules, calendar, one, two, owner=owner)
    assert [ref for ref, _ in seen.get("DUE TODAY", [])] == refs


def test_a_closed_review_is_not_in_the_brief(rules: Rules, calendar: Calendar) -> None:
    closed = other("A2", requests=(request(due_on=LATE),), closed_on=TODAY)
    assert of(rules, calendar, closed) == {}


@given(known=lived_reviews(), kept_on=DAYS, later=st.integers(0, 200))
def test_nothing_late_missing_or_due_is_left_out_of_the_brief(
    calendar: Calendar, rules: Rules, known: Review, kept_on: date, later: int
) -> None:
    day = kept_on + later * DAY
    seen = brief([row(known, rules, calendar, kept_on)], day, calendar)
    listed = sorted((li.clock.rule, li.clock.subject) for s in seen for li in s.lines)
    wanted = sorted(
        (each.rule.id, each.clock.subject or "")
        for each in deadlines(known, rules, calendar, day)
        if each.state.is_pending and _is_told(each, calendar.add(day, 5))
    )
    assert listed == (wanted if known.is_active else [])


def _is_told(deadline: Deadline, last: date) -> bool:
    within = deadline.due is not None and deadline.due <= last
    return within or deadline.state is not State.RUNNING


def test_what_is_late_stands_first_whoever_it_is_owed_to(
    rules: Rules, calendar: Calendar
) -> None:
    gates = other("GATE2", proceedings=gated(gate(set_on=date(2026, 9, 1))))
    promised = other("KEPT2", people=(person(),), meetings=(panel_meeting("M1", LATE),))
    seen = of(rules, calendar, gates, promised)
    assert set(seen["LATE, ITS DAY HAS PASSED"]) == {
        ("GATE2", "GATE_REVIEW"),
        ("KEPT2", "FAM_UPDATE"),
    }


def test_a_statutory_day_in_four_working_days_is_in_the_brief_though_not_yet_soon(
    rules: Rules, calendar: Calendar
) -> None:
    known = review(
        ref="FINE2", kind=ReviewKind.REFERRAL_ONLY, la_aware_on=date(2026, 11, 20)
    )
    (title,) = of(rules, calendar, known)
    assert title == "DUE WITHIN 5 WORKING DAYS"


@pytest.mark.parametrize(
    ("known", "told"),
    [
        (other("MUTE2", lcspr_decided_on=date(2026, 5, 1)), True),
        (other("ASKD2", requests=(request(due_on=LATE),)), False),
        (other("PLAN2", actions=(action(due_on=LATE),)), False),
    ],
)
def test_nobody_told_is_said_only_where_it_is_recorded_who_was(
    rules: Rules, calendar: Calendar, known: Review, *, told: bool
) -> None:
    only = {name: rules[name] for name in ("LCSPR_PUBLISH", "AGY_DUE", "ACT_DUE")}
    said = urgency_reason(row(known, only, calendar, TODAY), TODAY)
    assert "its day has passed" in said
    assert ("nobody has been told" in said) is told
