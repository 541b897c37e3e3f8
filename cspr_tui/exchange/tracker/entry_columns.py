"""Columns of a tracker that become entries: delay, notices, checks, reviewer."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from cspr_tui.domain.record.oversight import (
    DelayReason,
    DelayRecord,
    Notice,
    NoticeAbout,
    ProgressCheck,
    Recipient,
    Reviewer,
)
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.values.base import Entry

E = TypeVar("E", bound=Entry)

# The columns that make a delay, and the facts of it that each one sets.
DELAY = {
    "delay_reason": ("reason", "note"),
    "panel_told_on": ("panel_told_on",),
    "sos_told_on": ("sos_told_on",),
    "family_told_on": ("family_told_on",),
    "revised_target_on": ("new_target_on",),
}
NOTICES = {
    "init_notice_on": (
        NoticeAbout.INITIATION,
        (Recipient.NATIONAL_PANEL, Recipient.SECRETARY_OF_STATE, Recipient.OFSTED),
    ),
    "prepub_copy_on": (
        NoticeAbout.PRE_PUBLICATION,
        (Recipient.NATIONAL_PANEL, Recipient.SECRETARY_OF_STATE),
    ),
}
_LETTERS: dict[type[Entry], str] = {
    DelayRecord: "Y",
    Notice: "T",
    ProgressCheck: "K",
    Reviewer: "W",
}


def entries_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the entries that a row's cells make, as fields of a new review.

    A revised target by itself makes no delay.
    """
    made = [
        *_delay(values),
        *_notices(values),
        *_check(values),
        *_reviewer(values),
    ]
    named = [_named(entry, at) for at, entry in enumerate(made, 1)]
    return {
        "serial": len(named),
        "delays": tuple(e for e in named if isinstance(e, DelayRecord)),
        "notices": tuple(e for e in named if isinstance(e, Notice)),
        "progress_checks": tuple(e for e in named if isinstance(e, ProgressCheck)),
        "reviewers": tuple(e for e in named if isinstance(e, Reviewer)),
    }


def _named(entry: E, number: int) -> E:
    return replace(entry, id=f"{_LETTERS[type(entry)]}{number}")


def _delay(values: Mapping[str, Any]) -> Iterator[DelayRecord]:
    if not (DELAY.keys() - {"revised_target_on"}) & values.keys():
        return
    reason, note = values.get("delay_reason", (DelayReason.OTHER, ""))
    told = {
        name: values.get(column)
        for column, (name, *_) in DELAY.items()
        if column != "delay_reason"
    }
    yield DelayRecord("", reason, note=note, **told)


def _notices(values: Mapping[str, Any]) -> Iterator[Notice]:
    for column, (about, recipients) in NOTICES.items():
        day: date | None = values.get(column)
        if day is not None:
            yield from (Notice("", to, about, day) for to in recipients)


def _check(values: Mapping[str, Any]) -> Iterator[ProgressCheck]:
    day = values.get("progress_check_on")
    if day is not None:
        yield ProgressCheck("", day)


def _reviewer(values: Mapping[str, Any]) -> Iterator[Reviewer]:
    name = values.get("lead_reviewer")
    if name:
        yield Reviewer("", name)


def with_entries(held: Review, made: Review, named: Collection[str]) -> Review:
    """Return the stored review with the entries of a row merged into its own.

    The delay of the row changes the last one on record, only in what the row
    says; a notice changes the last one to the same recipient about the same.
    A check of another day and a reviewer of another name are further ones and
    stand beside those on record.
    """
    review = held
    for delay in made.delays:
        review = _with_delay(review, delay, named)
    for notice in made.notices:
        review = _with_notice(review, notice)
    for check in made.progress_checks:
        if all(check.on != one.on for one in review.progress_checks):
            review = _with_new(review, "progress_checks", check)
    for reviewer in made.reviewers:
        known = {one.name.casefold() for one in review.reviewers}
        if reviewer.name.casefold() not in known:
            review = _with_new(review, "reviewers", reviewer)
    return review


def _with_new(review: Review, field: str, entry: Entry) -> Review:
    serial = review.serial + 1
    entries = (*getattr(review, field), _named(entry, serial))
    fields: dict[str, Any] = {field: entries, "serial": serial}
    return replace(review, **fields)


def _with_delay(review: Review, delay: DelayRecord, named: Collection[str]) -> Review:
    if not review.delays:
        return _with_new(review, "delays", delay)
    said: dict[str, Any] = {
        name: getattr(delay, name)
        for column, names in DELAY.items()
        if column in named
        for name in names
        if getattr(delay, name) != ""
    }
    laid = [replace(one, **said) for one in review.delays]
    if any(after == one for after, one in zip(laid, review.delays, strict=True)):
        return review
    return replace(review, delays=(*review.delays[:-1], laid[-1]))


def _with_notice(review: Review, notice: Notice) -> Review:
    alike = [
        one
        for one in review.notices
        if (one.to, one.about) == (notice.to, notice.about)
    ]
    if not alike:
        return _with_new(review, "notices", notice)
    if any(one.sent_on == notice.sent_on for one in alike):
        return review
    moved = replace(alike[-1], sent_on=notice.sent_on)
    notices = tuple(moved if one is alike[-1] else one for one in review.notices)
    return replace(review, notices=notices)
