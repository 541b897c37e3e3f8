"""What a rule may ask of a review by name: days duties were met, conditions."""

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
    """Return the day a fact was recorded for: a field, or one derived below."""
    derived = _DERIVED.get(name)
    if derived is not None:
        return derived(review)
    found: date | None = getattr(review, name)
    return found


def condition_holds(review: Review, name: str) -> bool:
    """Whether a named condition holds for the review."""
    return _CONDITIONS[name](review)


def applies(review: Review, rule: Rule, trigger_on: date | None) -> bool:
    """Whether the rule is one for this review at all."""
    if rule.unless and condition_holds(review, rule.unless):
        return False
    return review.kind in rule.kinds or any(
        _also(review, rule, name, trigger_on) for name in rule.also
    )


def ended_on(review: Review, rule: Rule) -> date | None:
    """Return the day from which the rule, unmet, no longer binds this review."""
    until = recorded_day(review, rule.until) if rule.until else None
    return first_known(review.withdrawn_on, until)


def stopped_on(review: Review, rule: Rule) -> date | None:
    """Return the day from which a repeating rule asks no more: closure too."""
    return first_known(ended_on(review, rule), review.closed_on)


def _also(review: Review, rule: Rule, name: str, trigger_on: date | None) -> bool:
    if name == "triggered":
        return trigger_on is not None
    if name == "met":
        return any(recorded_day(review, met) is not None for met in rule.met_by)
    return condition_holds(review, name)


def told_of_delay(review: Review) -> date | None:
    """Return the day by which National Panel and Secretary of State both knew."""
    panel = [d.panel_told_on for d in review.delays if d.panel_told_on]
    state = [d.sos_told_on for d in review.delays if d.sos_told_on]
    panel += _sent(review, NoticeAbout.DELAY, Recipient.NATIONAL_PANEL)
    state += _sent(review, NoticeAbout.DELAY, Recipient.SECRETARY_OF_STATE)
    return latest_if_all_known([first(panel), first(state)])


def _sent(review: Review, about: NoticeAbout, to: Recipient) -> list[date]:
    return [n.sent_on for n in review.notices if n.about is about and n.to is to]


def _noticed(about: NoticeAbout, *to: Recipient) -> Callable[[Review], date | None]:
    def day(review: Review) -> date | None:
        return latest_if_all_known(first(_sent(review, about, each)) for each in to)

    return day


def _deposited(review: Review) -> date | None:
    noticed = first(_sent(review, NoticeAbout.DEPOSIT, Recipient.NSPCC))
    return review.nspcc_deposited_on or noticed


def _returns_in(review: Review) -> date | None:
    asked = [r for r in review.requests if r.type is RequestType.SCOPING]
    live = [r.answered_on for r in asked if r.withdrawn_on is None]
    return review.rr_returns_on or latest_if_all_known(live)


def _planned_within_six_months(review: Review) -> bool:
    """Whether everything that is planned lies within the six months."""
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
