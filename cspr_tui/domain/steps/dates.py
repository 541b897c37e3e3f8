"""Recording the dates that start, move or end clocks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.deadlines.clocks import Clock, clocks_of
from cspr_tui.domain.deadlines.rules import Rules
from cspr_tui.domain.deadlines.wording import full_day
from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.history.attribution import last_hand
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.publication_hold import check_not_held
from cspr_tui.domain.steps.step import Step

# Every date of a review that a coordinator records, in the order of the process.
RECORDED: dict[str, str] = {
    "incident_on": "Incident",
    "referred_on": "Referral received",
    "la_aware_on": "Council became aware",
    "sin_sent_on": "Notification sent to National Panel",
    "sin_partners_told_on": "Safeguarding partners told",
    "lac_death_notified_on": "Looked-after child death notified",
    "care_leaver_notified_on": "Care leaver death notified",
    "rr_returns_on": "All rapid review returns in",
    "rr_met_on": "Rapid review meeting held",
    "rr_signed_on": "Partners signed the rapid review",
    "rr_sent_on": "Rapid review sent to National Panel",
    "panel_replied_on": "National Panel replied",
    "lcspr_decided_on": "Decision to hold a local review",
    "planned_publication_on": "Planned publication",
    "revised_target_on": "Revised target",
    "published_on": "Published",
    "nspcc_deposited_on": "Deposited with NSPCC",
    "removed_on": "Taken off the website",
    "period_from": "Period under review from",
    "period_to": "Period under review to",
    "disposal_review_on": "Review for disposal",
}


class NotARecordedDateError(CsprError):
    """No date of a review has that name."""


class ChangedMeanwhileError(CsprError):
    """Somebody else changed the same date since it was read."""


@dataclass(frozen=True, slots=True)
class Move:
    """One deadline before and after a change: created, moved, met or gone."""

    label: str
    old: date | None
    new: date | None
    done: bool = False


def date_recorded(
    field: str, day: date | None, seen: date | None, why: str = ""
) -> Step:
    """Return the step that sets one of the recorded dates.

    `seen` is what stood there when the form was opened; applied to a review
    where somebody changed it since, the step raises ChangedMeanwhileError. A day of
    publication raises PublicationHeldError at an open gate, unless `why` is given.

    Raises:
        NotARecordedDateError: `field` is none of `RECORDED`.
    """
    if field not in RECORDED:
        sentence = (
            f'"{field}" is not a date of a review; use one of: {", ".join(RECORDED)}.'
        )
        raise NotARecordedDateError(sentence)

    def apply(review: Review) -> Review:
        held = getattr(review, field)
        if held not in {seen, day}:
            who = last_hand(review.history, [field])
            now = f"changed to {full_day(held)}" if held else "taken out"
            sentence = (
                f"{RECORDED[field]} was {now} meanwhile, by {who}; "
                f"look at it again before you overwrite it."
            )
            raise ChangedMeanwhileError(sentence)
        if field == "published_on" and day:
            check_not_held(review, why)
        return with_date(review, field, day)

    said = full_day(day) if day else "taken out"
    return Step(f"{RECORDED[field]}: {said}", apply, why)


def with_date(review: Review, field: str, day: date | None) -> Review:
    """Return the review as it would be with that date."""
    named: dict[str, Any] = {field: day}
    return replace(review, **named)


def moves(
    review: Review, after: Review, rules: Rules, calendar: Calendar
) -> tuple[Move, ...]:
    """Return which deadlines a change creates, moves, meets or ends."""
    before = {_key(c): c for c in clocks_of(review, rules, calendar)}
    now = {_key(c): c for c in clocks_of(after, rules, calendar)}
    found = [_move(before.get(key), now.get(key)) for key in {**before, **now}]
    return tuple(move for move in found if move is not None)


def _key(clock: Clock) -> tuple[str, str | None]:
    return clock.rule.id, clock.subject


def _move(old: Clock | None, new: Clock | None) -> Move | None:
    shown = new or old
    if shown is None:
        return None
    met, was_met = new and new.met_on, old and old.met_on
    if _due(old) == _due(new) and met == was_met:
        return None
    return Move(shown.label, _due(old), _due(new), done=met is not None)


def _due(clock: Clock | None) -> date | None:
    if clock is None or clock.ends_on is not None or not clock.applies:
        return None
    return clock.due
