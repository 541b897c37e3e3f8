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

# Fields whose change is a change of status: the words when set, and when removed.
_STATUS_WORDS = {
    "published_on": ("Published", "Publication taken back"),
    "closed_on": ("Closed", "Reopened"),
    "withdrawn_on": ("Withdrawn, criteria not met", "Withdrawal taken back"),
}
# All words of the timeline that are neither labels nor typed by a person.
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
    """One line of the timeline: one thing that happened in the work on a review.

    `source` is Family, an agency, Note, Meeting, Notice or Status; `who` is the login
    or person id of whoever logged it or took part, never a name.
    """

    on: date
    time: str
    source: str
    who: str
    what: str
    text: str
    entry: str


def timeline(review: Review) -> tuple[LogLine, ...]:
    """Return the work log, newest first; within a day by time, then id."""
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
    """Return a family contact in a few words: channel, purpose and outcome."""
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
            what = f"{label} asked for"
            yield LogLine(request.sent_on, "", request.agency, "", what, "", request.id)
        if request.answered_on:
            what = f"{label}: {request.answer.label.lower()}"
            yield LogLine(
                request.answered_on, "", request.agency, "", what, "", request.id
            )
        for chaser in request.chasers:
            what = f"{label} chased"
            yield LogLine(
                chaser.on, "", request.agency, chaser.by, what, chaser.note, chaser.id
            )


def _notices(review: Review) -> Iterator[LogLine]:
    for notice in review.notices:
        what = f"{notice.to.label}: {notice.about.label.lower()}"
        yield LogLine(
            notice.sent_on, "", "Notice", notice.by, what, notice.note, notice.id
        )


def _status_changes(review: Review) -> Iterator[LogLine]:
    """Yield changes of status, which are read from the history."""
    for change in review.history:
        parts_of_change = [
            words for edit in change.edits if (words := _status_words(edit))
        ]
        if change.seq == 1:
            parts_of_change = [change.what]
        if parts_of_change:
            yield _status(change, "; ".join(parts_of_change))


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
    when_set, when_removed = _STATUS_WORDS[edit.path]
    return when_set if edit.new else when_removed
