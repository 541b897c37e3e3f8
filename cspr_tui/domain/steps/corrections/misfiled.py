"""Moving an entry that was logged in the wrong review to the right one.

This takes two saves. The right review receives the entry first, so that after a crash
in between the entry is there twice and never lost. When the move is repeated, the first
step finds the entry already received and changes nothing, and the second goes on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.history.attribution import last_changed_by
from cspr_tui.domain.history.change import Change
from cspr_tui.domain.record.entry_kinds import FILLED_IN
from cspr_tui.domain.record.people import FamilyContact
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.corrections.undo import is_in_force
from cspr_tui.domain.steps.entries.log import check_not_barred
from cspr_tui.domain.steps.step import ChangedMeanwhileError, Step, add_entry, entry_of
from cspr_tui.domain.values.base import Entry
from cspr_tui.domain.values.codec import Plain, encode

# What can be logged in a wrong review; the rest is what a review consists of.
MOVABLE = (
    "contacts",
    "agency_contacts",
    "notes",
    "documents",
    "chronology",
    "meetings",
    "notices",
    "delays",
    "progress_checks",
    "sign_offs",
    "lessons",
    "recommendations",
    "actions",
    "flags",
    "bring_backs",
)
# Names of other entries of the same review; they mean nothing in another one.
_NAMES: dict[str, object] = {"request": "", "recommendation": "", "lessons": ()}


class NotMovedError(CsprError):
    """That entry cannot be moved to that review."""


@dataclass(frozen=True, slots=True)
class Misfiled:
    """An entry as it was in the wrong review, and the people it names there."""

    ref: str
    field: str
    entry: Entry
    persons: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The kind of the entry and its id in the wrong review."""
        return f"{FILLED_IN[self.field][1]} {self.entry.id}"


def misfiled(review: Review, entry_id: str, persons: tuple[str, ...]) -> Misfiled:
    """Return the entry of that id, ready to be moved.

    Raises:
        NotMovedError: there is no such entry, or its kind cannot be moved.
    """
    for field in MOVABLE:
        for entry in getattr(review, field):
            if entry.id.casefold() == entry_id.casefold():
                return Misfiled(review.ref, field, entry, persons)
    sentence = f"{review.ref} has no {entry_id} that can be moved to another review."
    raise NotMovedError(sentence)


def entry_received(moved: Misfiled, why: str) -> Step:
    """Return the step that adds the entry to the right review.

    Applied, it raises NotMovedError if an entry about people names nobody of the right
    review, NoSuchEntryError if it names somebody unknown there, and ContactBarredError
    as logging a contact there does.
    """
    what = f"Moved here from {moved.ref}: {moved.label}"

    def apply(review: Review) -> Review:
        if review.ref == moved.ref:
            sentence = f"{moved.entry.id} is in {review.ref} already."
            raise NotMovedError(sentence)
        entry = _as_there(moved, review)
        if _is_there(review, what, entry, moved.field):
            return review
        if isinstance(entry, FamilyContact):
            check_not_barred(review, entry)
        return add_entry(moved.field, entry)(review)

    return Step(what, apply, why)


def entry_moved_out(moved: Misfiled, to: str, why: str) -> Step:
    """Return the step that removes the entry from the wrong review.

    Applied, it raises ChangedMeanwhileError if the entry was changed since, and
    NotMovedError if another entry still refers to it.
    """

    def apply(review: Review) -> Review:
        check_not_referenced(review, moved)
        entries: tuple[Entry, ...] = getattr(review, moved.field)
        held = entry_of(entries, moved.entry.id)
        if held != moved.entry:
            who = last_changed_by(review.history, [f"{moved.field}/{held.id}"])
            sentence = (
                f"{who} changed {held.id} meanwhile; it now stands in {to} as it "
                f"was, and here as it is. Look at both."
            )
            raise ChangedMeanwhileError(sentence)
        left: dict[str, Any] = {moved.field: tuple(e for e in entries if e is not held)}
        return replace(review, **left)

    return Step(f"Moved to {to}: {moved.label}", apply, why)


def check_not_referenced(review: Review, moved: Misfiled) -> None:
    """Refuse to move an entry that another entry of its review refers to.

    Raises:
        NotMovedError: another entry refers to it.
    """
    name = moved.entry.id
    for field in fields(review):
        held = getattr(review, field.name)
        if field.name == "history" or not isinstance(held, tuple):
            continue
        for entry in held:
            if isinstance(entry, Entry) and entry.id != name and _names(entry, name):
                sentence = (
                    f"{entry.id} of {review.ref} names {name}; change that first, "
                    f"then move {name}."
                )
                raise NotMovedError(sentence)


def _names(entry: Entry, name: str) -> bool:
    said = (getattr(entry, each, None) for each in _NAMES)
    return any(
        name == each or (isinstance(each, tuple) and name in each) for each in said
    )


def _as_there(moved: Misfiled, review: Review) -> Entry:
    has = {field.name for field in fields(moved.entry)}
    changes: dict[str, Any] = {n: empty for n, empty in _NAMES.items() if n in has}
    if "persons" in has:
        persons = tuple(entry_of(review.people, name).id for name in moved.persons)
        if moved.field == "contacts" and not persons:
            sentence = f"Say with whom of {review.ref} this contact was, such as P1."
            raise NotMovedError(sentence)
        changes["persons"] = persons
    return replace(moved.entry, id="", **changes)


def _is_there(review: Review, what: str, entry: Entry, field: str) -> bool:
    """Whether this very entry was taken up before, by a change that still stands."""
    wanted = _content(encode(entry))
    came = (change for change in review.history if change.what == what)
    return any(
        _content(new) == wanted
        for change in came
        if is_in_force(review.history, change.seq)
        for new in _arrivals(change, field)
    )


def _arrivals(change: Change, field: str) -> Iterator[Plain]:
    for edit in change.edits:
        if edit.path.startswith(f"{field}/") and edit.old is None:
            yield edit.new


def _content(plain: Plain) -> Plain:
    """Return an entry as plain data without its name and the people it is about."""
    held = plain if isinstance(plain, dict) else {}
    return {name: each for name, each in held.items() if name not in {"id", "persons"}}
