"""One scenario for each deadline rule: begun, done, or what starts it not known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from cspr_tui.domain.record.oversight import NoticeAbout, Recipient
from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.domain.record.people import Purpose
from cspr_tui.domain.record.review import Review, ReviewKind
from cspr_tui.domain.record.stage import Stage
from tests.domain import independent_count
from tests.domain.deadline_queries import BOTH, Record
from tests.factories import (
    action,
    answered,
    chaser,
    check,
    contact,
    delay,
    gate,
    gated,
    notices,
    panel_meeting,
    person,
    request,
    review,
    with_facts,
)


@dataclass(frozen=True)
class Case:
    """How one rule comes to run and to be met; `begins` is days after its trigger."""

    rule: str
    started: Callable[[date], Record]
    met: Callable[[Any, date], Record]
    expected_from: Stage | None = None
    begins: int | None = None
    due: Callable[[date], date] | None = None

    def due_from(self, day: date) -> date:
        """Return when it is due, by the independent count."""
        return self.due(day) if self.due else independent_count.due(self.rule, day)

    def unknown(self, stage: Stage) -> Review:
        """Return the scenario at a stage, what starts the clock not recorded."""
        started = self.started(date(2026, 9, 4))
        assert isinstance(started, Review)
        return review(kind=started.kind, stage=stage, people=started.people)

    def before_it_is_expected(self) -> Stage:
        """Return the stage just before the trigger should be known."""
        assert self.expected_from is not None
        return list(Stage)[self.expected_from.number - 2]


def _started(
    day: date, kind: ReviewKind, stage: Stage, trigger: str, **more: object
) -> Review:
    return review(**{"kind": kind, "stage": stage, trigger: day, **more})


def _recorded(record: Review, day: date, field: str) -> Review:
    return with_facts(record, {field: day})


def _noticed(
    record: Review, day: date, about: NoticeAbout, to: tuple[Recipient, ...]
) -> Review:
    return replace(record, notices=notices(about, day, *to))


def _contacted(record: Review, day: date, *purposes: Purpose) -> Review:
    made = [contact(f"C{n}", day, each) for n, each in enumerate(purposes, 5)]
    return replace(record, contacts=(*record.contacts, *made))


def _dated(kind: ReviewKind, stage: Stage, rule: str, trigger: str, met: str) -> Case:
    started = partial(_started, kind=kind, stage=stage, trigger=trigger)
    return Case(rule, started, partial(_recorded, field=met), stage)


def _local(
    stage: Stage, rule: str, trigger: str, met: Callable[[Review, date], Record]
) -> Case:
    mother = (person(),) if rule.startswith("FAM") else ()
    started = partial(
        _started, kind=ReviewKind.LCSPR, stage=stage, trigger=trigger, people=mother
    )
    return Case(rule, started, met, stage)


def _asked(**facts: object) -> Review:
    return review(requests=(with_facts(request(), facts),))


def _promised(*purposes: Purpose) -> Callable[[Review, date], Record]:
    return lambda record, day: _contacted(record, day, *purposes)


DATED = [
    _dated(ReviewKind.RAPID_REVIEW, Stage.NOTIFICATION, *names)
    for names in (
        ("SIN_PANEL", "la_aware_on", "sin_sent_on"),
        ("SIN_PARTNERS", "la_aware_on", "sin_partners_told_on"),
    )
] + [
    _dated(
        ReviewKind.LAC_DEATH,
        Stage.NOTIFICATION,
        "LAC_DEATH",
        "la_aware_on",
        "lac_death_notified_on",
    ),
    _dated(
        ReviewKind.CARE_LEAVER,
        Stage.NOTIFICATION,
        "CARE_LEAVER_DEATH",
        "la_aware_on",
        "care_leaver_notified_on",
    ),
    *(
        _dated(ReviewKind.RAPID_REVIEW, Stage.SCOPING, rule, "sin_sent_on", met)
        for rule, met in (
            ("RR_RETURNS", "rr_returns_on"),
            ("RR_MEET", "rr_met_on"),
            ("RR_SIGN", "rr_signed_on"),
            ("RR_SUBMIT", "rr_sent_on"),
        )
    ),
    _dated(
        ReviewKind.RAPID_REVIEW,
        Stage.PANEL_RESPONSE,
        "PANEL_REPLY",
        "rr_sent_on",
        "panel_replied_on",
    ),
    _dated(
        ReviewKind.LCSPR,
        Stage.INITIATION,
        "LCSPR_PUBLISH",
        "lcspr_decided_on",
        "published_on",
    ),
    _dated(
        ReviewKind.LCSPR,
        Stage.LEARNING,
        "NSPCC_DEPOSIT",
        "published_on",
        "nspcc_deposited_on",
    ),
]

LOCAL = [
    _local(
        Stage.INITIATION,
        "INIT_NOTICE",
        "lcspr_decided_on",
        partial(_noticed, about=NoticeAbout.INITIATION, to=(*BOTH, Recipient.OFSTED)),
    ),
    _local(
        Stage.INITIATION,
        "DELAY_NOTICE",
        "lcspr_decided_on",
        lambda record, day: replace(
            record, delays=(delay(panel_told_on=day, sos_told_on=day),)
        ),
    ),
    _local(
        Stage.INITIATION,
        "REG14_CHECK",
        "lcspr_decided_on",
        lambda record, day: replace(record, progress_checks=(check("K1", day),)),
    ),
    _local(
        Stage.PRE_PUBLICATION,
        "PREPUB_COPY",
        "planned_publication_on",
        partial(_noticed, about=NoticeAbout.PRE_PUBLICATION, to=BOTH),
    ),
    _local(
        Stage.INITIATION, "FAM_INFORM", "lcspr_decided_on", _promised(Purpose.INFORM)
    ),
    _local(
        Stage.PRE_PUBLICATION,
        "FAM_PREPUB",
        "planned_publication_on",
        _promised(Purpose.PRE_PUBLICATION, Purpose.REPORT_GIVEN),
    ),
    _local(
        Stage.LEARNING,
        "FAM_AFTER",
        "published_on",
        _promised(Purpose.POST_PUBLICATION),
    ),
]

SUBJECTS = [
    Case(
        "FAM_UPDATE",
        lambda day: review(people=(person(),), meetings=(panel_meeting("M1", day),)),
        _promised(Purpose.UPDATE),
        begins=0,
    ),
    Case(
        "FAM_SILENCE",
        lambda day: review(
            people=(person(),), contacts=(contact("C1", day, Purpose.OTHER),)
        ),
        _promised(Purpose.OTHER),
    ),
    Case(
        "AGY_DUE",
        lambda day: _asked(sent_on=day),
        lambda record, day: replace(
            record, requests=(answered(record.requests[0], day),)
        ),
        due=lambda day: independent_count.working_days_on(day, 5),
    ),
    Case(
        "AGY_CHASE",
        lambda day: _asked(due_on=day),
        lambda _, day: _asked(due_on=date(2026, 9, 4), chasers=(chaser("K1", day),)),
        begins=1,
    ),
    Case(
        "AGY_ESC",
        lambda day: _asked(due_on=day),
        lambda _, day: _asked(due_on=date(2026, 9, 4), escalated_on=day),
        begins=1,
    ),
    Case(
        "GATE_REVIEW",
        lambda day: review(proceedings=gated(gate(set_on=day))),
        lambda _, day: review(
            proceedings=gated(gate(set_on=date(2026, 9, 4), asked_on=(day,)))
        ),
    ),
    Case(
        "ACT_DUE",
        lambda day: review(actions=(action(due_on=day),)),
        lambda record, day: replace(
            record, actions=(replace(record.actions[0], completed_on=day),)
        ),
        due=lambda day: day,
    ),
    Case(
        "YEARLY_REPORT",
        lambda day: Partnership(yearly_reports=(day,)),
        lambda record, day: replace(
            record, yearly_reports=(*record.yearly_reports, day)
        ),
    ),
    Case(
        "ACT_REPORT",
        lambda day: Partnership(action_plan_reports=(day,)),
        lambda record, day: replace(
            record, action_plan_reports=(*record.action_plan_reports, day)
        ),
    ),
]

# ONLINE_MIN has no way to be met or missed and is told apart in its own tests.
CASES = [*DATED, *LOCAL, *SUBJECTS]
