"""Dates and conditions of a review that rules refer to by name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from dateutil.relativedelta import relativedelta

from cspr_tui.domain.deadlines.clocks.clock import (
    first,
    first_known,
    latest_if_all_known,
)
from cspr_tui.domain.deadlines.rules import Rule
from cspr_tui.domain.record.agencies import RequestType
from cspr_tui.domain.record.incident import IncidentType
from cspr_tui.domain.record.oversight import NoticeAbout, Recipient
from cspr_tui.domain.record.review import RapidReviewOutcome, Review


def recorded_day(review: Review, name: str) -> date | None:
    """Return the date with that name: a field of the review, or one derived below."""
    derived = _DERIVED.get(name)
    if derived is not None:
        return derived(review)
    day: date | None = getattr(review, name)
    return day


def condition_holds(review: Review, name: str) -> bool:
    """Whether the condition with that name is true of the review."""
    return _CONDITIONS[name](review)


def applies(review: Review, rule: Rule, trigger_on: date | None) -> bool:
    """Whether the rule applies to this review at all."""
    if rule.unless and condition_holds(review, rule.unless):
        return False
    return review.kind in rule.kinds or any(
        _also(review, rule, name, trigger_on) for name in rule.also
    )


def ended_on(review: Review, rule: Rule) -> date | None:
    """Return the date from which the duty lapses if it was not met, or None."""
    until = recorded_day(review, rule.until) if rule.until else None
    return first_known(review.withdrawn_on, until)


def stopped_on(review: Review, rule: Rule) -> date | None:
    """Return the date from which a repeating rule stops; closing stops it too."""
    return first_known(ended_on(review, rule), review.closed_on)


def _also(review: Review, rule: Rule, name: str, trigger_on: date | None) -> bool:
    if name == "triggered":
        return trigger_on is not None
    if name == "met":
        return any(recorded_day(review, met) is not None for met in rule.met_by)
    return condition_holds(review, name)


def told_of_delay(review: Review) -> date | None:
    """Return when National Panel and Secretary of State had both been notified."""
    panel = [d.panel_told_on for d in review.delays if d.panel_told_on]
    state = [d.sos_told_on for d in review.delays if d.sos_told_on]
    panel += _sent(review, NoticeAbout.DELAY, Recipient.NATIONAL_PANEL)
    state += _sent(review, NoticeAbout.DELAY, Recipient.SECRETARY_OF_STATE)
    return latest_if_all_known([first(panel), first(state)])


def _sent(review: Review, about: NoticeAbout, to: Recipient) -> list[date]:
    return [n.sent_on for n in review.notices if n.about is about and n.to is to]


def _noticed(about: NoticeAbout, *to: Recipient) -> Callable[[Review], date | None]:
    def day(review: Review) -> date | None:
        return latest_if_all_known(
            first(_sent(review, about, recipient)) for recipient in to
        )

    return day


def _deposited(review: Review) -> date | None:
    notified_on = first(_sent(review, NoticeAbout.DEPOSIT, Recipient.NSPCC))
    return review.nspcc_deposited_on or notified_on


def _returns_in(review: Review) -> date | None:
    scoping = [r for r in review.requests if r.type is RequestType.SCOPING]
    answered = [r.answered_on for r in scoping if r.withdrawn_on is None]
    return review.rr_returns_on or latest_if_all_known(answered)


def _planned_within_six_months(review: Review) -> bool:
    """Whether every planned publication date lies within six months of the decision."""
    decided = review.lcspr_decided_on
    targets = (review.planned_publication_on, review.revised_target_on)
    planned = [day for day in targets if day is not None]
    if decided is None or not planned:
        return False
    return max(planned) <= decided + relativedelta(months=6)


_DERIVED: dict[str, Callable[[Review], date | None]] = {
    "delay_told": told_of_delay,
    "deposited": _deposited,
    "initiation_noticed": _noticed(
        NoticeAbout.INITIATION,
        Recipient.NATIONAL_PANEL,
        Recipient.SECRETARY_OF_STATE,
        Recipient.OFSTED,
    ),
    "report_copied": _noticed(
        NoticeAbout.PRE_PUBLICATION,
        Recipient.NATIONAL_PANEL,
        Recipient.SECRETARY_OF_STATE,
    ),
    "rr_returns_in": _returns_in,
}

_CONDITIONS: dict[str, Callable[[Review], bool]] = {
    "care_leaver_death": lambda r: (
        r.care_leaver and r.incident_type is IncidentType.DEATH
    ),
    "looked_after_death": lambda r: (
        r.looked_after and r.incident_type is IncidentType.DEATH
    ),
    "lcspr_intended": lambda r: r.rr_outcome is RapidReviewOutcome.LCSPR,
    "planned_within_six_months": _planned_within_six_months,
}
