"""What looks wrong about dates that are let in all the same, each a sentence.

The import of a tracker and every form ask here, so that both doubt the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from cspr_tui.domain.record.date_fields import RECORDED
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.values.field_metadata import dates_that_may_lie_ahead

EARLIEST = date(1990, 1, 1)
# Days that a form or a tracker gives and no clock of the review starts from.
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
# What may lie ahead; everything else has happened or has not.
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
# Pairs worth a word while they are typed, when a date between them is not known.
_IN_ORDER_TOO = (
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
    """Return what looks wrong about a day by itself, or an empty text.

    `name` is the field's, with its kind of entry where that matters.
    """
    last = name.rpartition(".")[2]
    if day < EARLIEST and not {name, last} & _OLD:
        return f"{label} is before 1990; check the year."
    if day > today and not {name, last} & MAY_LIE_AHEAD:
        return f"{label} lies in the future; only record what has happened."
    return ""


def review_date_warnings(days: Days, today: date) -> Iterator[DateWarning]:
    """Yield field and sentence of each doubtful day of a review, and of their order."""
    for field, day in days.items():
        said = day_warning(field, LABELS[field], day, today)
        if said:
            yield field, said
    yield from _of_order(days, (*_IN_ORDER, *_IN_ORDER_TOO), LABELS)


def entry_date_warnings(
    days: Days, labels: Mapping[str, str], today: date
) -> Iterator[DateWarning]:
    """Yield field and sentence of each doubtful day of an entry, and of their order.

    `days` are named as `meetings.on`, kind of entry first; `labels` say how a form
    names each.
    """
    for name, day in days.items():
        said = day_warning(name, labels[name], day, today)
        if said:
            yield name, said
    kinds = {name.partition(".")[0] for name in days}
    pairs = [(f"{k}.{a}", f"{k}.{b}") for k in kinds for a, b in _ENTRY_IN_ORDER]
    yield from _of_order(days, pairs, labels)


def date_warnings(
    review: Review, field: str, day: date, today: date
) -> tuple[str, ...]:
    """Return what looks wrong about one date set in a review, each a sentence."""
    days = {**recorded_days(review), field: day}
    of_day = day_warning(field, LABELS[field], day, today)
    pairs = [pair for pair in (*_IN_ORDER, *_IN_ORDER_TOO) if field in pair]
    return (
        *((of_day,) if of_day else ()),
        *(said for _, said in _of_order(days, pairs, LABELS)),
    )


def date_order_warnings(review: Review) -> tuple[str, ...]:
    """Return a sentence for each pair of dates that stand the wrong way round."""
    found = _of_order(recorded_days(review), _IN_ORDER, LABELS)
    return tuple(sentence for _, sentence in found)


def recorded_days(review: Review) -> dict[str, date]:
    """Return every date of a review that is known, by its field."""
    held = {field: getattr(review, field) for field in RECORDED}
    return {field: day for field, day in held.items() if day is not None}


def _of_order(
    days: Days,
    pairs: tuple[tuple[str, str], ...] | list[tuple[str, str]],
    labels: Mapping[str, str],
) -> Iterator[DateWarning]:
    for first, then in pairs:
        if first in days and then in days and days[then] < days[first]:
            earlier = labels[first]
            named = earlier[:1].lower() + earlier[1:]
            yield then, f"{labels[then]} is before {named}; check both."
