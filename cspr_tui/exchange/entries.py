"""Columns of a tracker that become entries: the delay, notices, the reviewer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from cspr_tui.domain.oversight import (
    DelayReason,
    DelayRecord,
    Notice,
    NoticeAbout,
    Recipient,
    Reviewer,
)
from cspr_tui.domain.review import Review

_DELAY = {
    "panel_told_on": "panel_told_on",
    "sos_told_on": "sos_told_on",
    "family_told_on": "family_told_on",
    "revised_target_on": "new_target_on",
}
_NOTICES = {
    "init_notice_on": (
        NoticeAbout.INITIATION,
        (Recipient.NATIONAL_PANEL, Recipient.SECRETARY_OF_STATE, Recipient.OFSTED),
    ),
    "prepub_copy_on": (
        NoticeAbout.PRE_PUBLICATION,
        (Recipient.NATIONAL_PANEL, Recipient.SECRETARY_OF_STATE),
    ),
}
MADE_OF = ("delays", "notices", "reviewers")


def with_entries(review: Review, values: Mapping[str, Any]) -> Review:
    """Return the review with the entries that the row's cells make.

    What is in it already is kept; an entry that says the same is not doubled.
    """
    serial = _Serial(review.serial)
    delays = _delays(review, values, serial)
    notices = (*review.notices, *_notices(review, values, serial))
    reviewers = (*review.reviewers, *_reviewers(review, values, serial))
    return replace(
        review,
        delays=delays,
        notices=notices,
        reviewers=reviewers,
        serial=serial.last,
    )


class _Serial:
    """Hands out the next entry names."""

    def __init__(self, last: int) -> None:
        self.last = last

    def next(self, prefix: str) -> str:
        self.last += 1
        return f"{prefix}{self.last}"


def _delays(
    review: Review, values: Mapping[str, Any], serial: _Serial
) -> tuple[DelayRecord, ...]:
    told = {to: values[name] for name, to in _DELAY.items() if name in values}
    if "delay_reason" not in values and not set(told) - {"new_target_on"}:
        return review.delays
    reason, note = values.get("delay_reason", (DelayReason.OTHER, ""))
    if review.delays:
        last = review.delays[-1]
        return (*review.delays[:-1], replace(last, **told))
    made = DelayRecord(serial.next("D"), reason, note=note)
    return (replace(made, **told),)


def _notices(
    review: Review, values: Mapping[str, Any], serial: _Serial
) -> Iterator[Notice]:
    held = {(n.to, n.about, n.sent_on) for n in review.notices}
    for name, (about, recipients) in _NOTICES.items():
        day: date | None = values.get(name)
        for to in recipients if day else ():
            if day and (to, about, day) not in held:
                yield Notice(serial.next("O"), to, about, day)


def _reviewers(
    review: Review, values: Mapping[str, Any], serial: _Serial
) -> Iterator[Reviewer]:
    name = values.get("lead_reviewer")
    if name and all(reviewer.name != name for reviewer in review.reviewers):
        yield Reviewer(serial.next("V"), name)
