"""The timeline: the work log of a review, newest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from cspr_tui.domain.history.change import Change, Edit
from cspr_tui.domain.record.people import ContactOutcome, FamilyContact, Purpose
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.record.stage import Stage
from cspr_tui.domain.text.formatting import LONDON

# The facts whose change is a change of status, and what each is called.
_STATUS_WORDS = {
    "published_on": ("Published", "Publication taken back"),
    "closed_on": ("Closed", "Reopened"),
    "withdrawn_on": ("Withdrawn, criteria not met", "Withdrawal taken back"),
}
# The words a line may hold beside labels and what was typed.
FIXED_WORDS = (
    "Note",
    "cancelled",
    "asked for",
    "chased",
    "Stage",
    *chain(*_STATUS_WORDS.values()),
)


@dataclass(frozen=True, slots=True)
class LogLine:
    """One thing that happened in the work on a review.

    `source` says where from (Family, an agency, Note, Meeting, Notice, Status),
    `who` logged or took part by code, never by name.
    """

    on: date
    time: str
    source: str
    who: str
    what: str
    text: str
    entry: str


def timeline(review: Review) -> tuple[LogLine, ...]:
    """Return everything logged on a review, newest first, entry order within a day."""
    lines = [
        *_family(review),
        *_agencies(review),
        *_notes(review),
        *_meetings(review),
        *_requests(review),
        *_notices(review),
        *_status_changes(review),
    ]
    return tuple(sorted(lines, key=_newest, reverse=True))


def _newest(line: LogLine) -> tuple[date, str, int]:
    return line.on, line.time, int("".join(c for c in line.entry if c.isdigit()) or 0)


def _family(review: Review) -> Iterator[LogLine]:
    for contact in review.contacts:
        who = " ".join(contact.persons)
        yield LogLine(
            contact.on,
            contact.time,
            "Family",
            who,
            contact_words(contact),
            contact.note,
            contact.id,
        )


def contact_words(contact: FamilyContact) -> str:
    """Return what a family contact was, in a few words."""
    parts = [contact.channel.label]
    if contact.purpose is not Purpose.OTHER:
        parts.append(contact.purpose.label.lower())
    if contact.outcome is not ContactOutcome.REACHED:
        parts.append(contact.outcome.label.lower())
    return ", ".join(parts)


def _agencies(review: Review) -> Iterator[LogLine]:
    for contact in review.agency_contacts:
        yield LogLine(
            contact.on,
            contact.time,
            contact.agency,
            contact.by,
            contact.channel.label,
            contact.note,
            contact.id,
        )


def _notes(review: Review) -> Iterator[LogLine]:
    for note in review.notes:
        yield LogLine(note.on, note.time, "Note", note.by, "Note", note.text, note.id)


def _meetings(review: Review) -> Iterator[LogLine]:
    for meeting in review.meetings:
        what = meeting.type.label + (" cancelled" if meeting.cancelled_on else "")
        yield LogLine(
            meeting.on, meeting.time, "Meeting", "", what, meeting.note, meeting.id
        )


def _requests(review: Review) -> Iterator[LogLine]:
    for request in review.requests:
        label = request.type.label
        if request.sent_on:
            asked = f"{label} asked for"
            yield LogLine(
                request.sent_on, "", request.agency, "", asked, "", request.id
            )
        if request.answered_on:
            came = f"{label}: {request.answer.label.lower()}"
            yield LogLine(
                request.answered_on, "", request.agency, "", came, "", request.id
            )
        for chaser in request.chasers:
            chased = f"{label} chased"
            yield LogLine(
                chaser.on, "", request.agency, chaser.by, chased, chaser.note, chaser.id
            )


def _notices(review: Review) -> Iterator[LogLine]:
    for notice in review.notices:
        what = f"{notice.to.label}: {notice.about.label.lower()}"
        yield LogLine(
            notice.sent_on, "", "Notice", notice.by, what, notice.note, notice.id
        )


def _status_changes(review: Review) -> Iterator[LogLine]:
    """Yield each change of status from the history: nobody has to log it."""
    for change in review.history:
        said = [words for edit in change.edits if (words := _status_words(edit))]
        if change.seq == 1:
            said = [change.what]
        if said:
            yield _status(change, "; ".join(said))


def _status(change: Change, what: str) -> LogLine:
    at = change.at.astimezone(LONDON)
    entry = f"change {change.seq}"
    time = f"{at:%H:%M}"
    return LogLine(at.date(), time, "Status", change.actor, what, change.why, entry)


def _status_words(edit: Edit) -> str:
    if edit.path == "stage" and isinstance(edit.new, str):
        return f"Stage: {Stage(edit.new).label}"
    if edit.path not in _STATUS_WORDS or edit.erased:
        return ""
    set_, taken_out = _STATUS_WORDS[edit.path]
    return set_ if edit.new else taken_out
