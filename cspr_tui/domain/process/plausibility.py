"""Warnings about implausible dates; the dates are accepted.

Forms and the tracker import both ask here, so that they warn of the same things.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from cspr_tui.domain.record.date_fields import RECORDED
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.values.field_metadata import dates_that_may_lie_ahead

EARLIEST = date(1990, 1, 1)
# Dates from forms or trackers that no deadline counts from.
OTHER_DAYS = {
    "withdrawn_on": "Withdrawn",
    "closed_on": "Closed",
    "panel_told_on": "National Panel told of delay",
    "sos_told_on": "Secretary of State told of delay",
    "family_told_on": "Family told of delay",
    "init_notice_on": "Notice of the local review",
    "prepub_copy_on": "Report copied before publication",
    "progress_check_on": "Time and quality check",
}
LABELS = {**RECORDED, **OTHER_DAYS}
# Dates that may be in the future; all others record what has happened.
MAY_LIE_AHEAD = dates_that_may_lie_ahead(Review) | frozenset(
    {
        "due_on",
        "review_on",
        "next_due_on",
        "next_on",
        "from_on",
        "old_target_on",
        "new_target_on",
        "meetings.on",
        "bring_backs.on",
    }
)
# What may be older than any review: a parent's birth, a family's history.
_OLD = frozenset({"dob", "chronology.on"})
# Pairs that a reader expects in this order.
_IN_ORDER = (
    ("incident_on", "la_aware_on"),
    ("la_aware_on", "sin_sent_on"),
    ("sin_sent_on", "rr_met_on"),
    ("sin_sent_on", "rr_sent_on"),
    ("rr_sent_on", "panel_replied_on"),
    ("incident_on", "lcspr_decided_on"),
    ("lcspr_decided_on", "published_on"),
    ("lcspr_decided_on", "planned_publication_on"),
    ("published_on", "removed_on"),
    ("period_from", "period_to"),
)
# Checked as well while a date is typed, as a date between the two may be unknown.
_IN_ORDER_WHILE_TYPED = (
    ("incident_on", "sin_sent_on"),
    ("incident_on", "rr_met_on"),
    ("incident_on", "rr_sent_on"),
    ("incident_on", "published_on"),
    ("incident_on", "withdrawn_on"),
    ("incident_on", "closed_on"),
    ("la_aware_on", "sin_partners_told_on"),
    ("la_aware_on", "lac_death_notified_on"),
    ("la_aware_on", "care_leaver_notified_on"),
    ("la_aware_on", "rr_sent_on"),
    ("rr_met_on", "rr_signed_on"),
    ("lcspr_decided_on", "init_notice_on"),
    ("published_on", "nspcc_deposited_on"),
    ("published_on", "closed_on"),
)
# Pairs within one entry.
_ENTRY_IN_ORDER = (
    ("sent_on", "received_on"),
    ("sent_on", "due_on"),
    ("from_on", "lifted_on"),
    ("appointed_on", "removed_on"),
    ("raised_on", "lifted_on"),
    ("dob", "deceased_on"),
)
Days = Mapping[str, date]
DateWarning = tuple[str, str]


def day_warning(name: str, label: str, day: date, today: date) -> str:
    """Return what is implausible about one date by itself; empty if nothing is.

    `name` is the field, with the kind of entry before it where that matters, such as
    `meetings.on`.
    """
    field = name.rpartition(".")[2]
    if day < EARLIEST and not {name, field} & _OLD:
        return f"{label} is before 1990; check the year."
    if day > today and not {name, field} & MAY_LIE_AHEAD:
        return f"{label} lies in the future; only record what has happened."
    return ""


def review_date_warnings(days: Days, today: date) -> Iterator[DateWarning]:
    """Yield field and sentence for each implausible date of a review or wrong order."""
    for field, day in days.items():
        sentence = day_warning(field, LABELS[field], day, today)
        if sentence:
            yield field, sentence
    yield from _wrong_order(days, (*_IN_ORDER, *_IN_ORDER_WHILE_TYPED), LABELS)


def entry_date_warnings(
    days: Days, labels: Mapping[str, str], today: date
) -> Iterator[DateWarning]:
    """Yield field and sentence for each implausible date of an entry or wrong order.

    The keys of `days` name the kind of entry first, as `meetings.on`; `labels` are
    the names a form shows.
    """
    for name, day in days.items():
        sentence = day_warning(name, labels[name], day, today)
        if sentence:
            yield name, sentence
    kinds = {name.partition(".")[0] for name in days}
    pairs = [(f"{k}.{a}", f"{k}.{b}") for k in kinds for a, b in _ENTRY_IN_ORDER]
    yield from _wrong_order(days, pairs, labels)


def date_warnings(
    review: Review, field: str, day: date, today: date
) -> tuple[str, ...]:
    """Return the warnings, each a sentence, about setting one date in a review."""
    days = {**recorded_days(review), field: day}
    own_warning = day_warning(field, LABELS[field], day, today)
    pairs = [pair for pair in (*_IN_ORDER, *_IN_ORDER_WHILE_TYPED) if field in pair]
    return (
        *((own_warning,) if own_warning else ()),
        *(sentence for _, sentence in _wrong_order(days, pairs, LABELS)),
    )


def date_order_warnings(review: Review) -> tuple[str, ...]:
    """Return a sentence for each pair of dates that are the wrong way round."""
    found = _wrong_order(recorded_days(review), _IN_ORDER, LABELS)
    return tuple(sentence for _, sentence in found)


def recorded_days(review: Review) -> dict[str, date]:
    """Return the recorded dates of a review that are known, by field name."""
    known = {field: getattr(review, field) for field in RECORDED}
    return {field: day for field, day in known.items() if day is not None}


def _wrong_order(
    days: Days,
    pairs: tuple[tuple[str, str], ...] | list[tuple[str, str]],
    labels: Mapping[str, str],
) -> Iterator[DateWarning]:
    for earlier, later in pairs:
        if earlier in days and later in days and days[later] < days[earlier]:
            earlier_label = labels[earlier]
            lower_label = earlier_label[:1].lower() + earlier_label[1:]
            yield later, f"{labels[later]} is before {lower_label}; check both."
