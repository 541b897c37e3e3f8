"""Adding an entry of any kind, and changing one entry field by field."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, TypeVar

from cspr_tui.domain.history.attribution import last_changed_by
from cspr_tui.domain.record.entry_kinds import FILLED_IN
from cspr_tui.domain.record.people import FamilyContact
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.entries.log import check_not_barred
from cspr_tui.domain.steps.step import ChangedMeanwhileError, Step, add_entry, entry_of
from cspr_tui.domain.text.formatting import listed
from cspr_tui.domain.values.base import Entry

E = TypeVar("E", bound=Entry)


def entry_added(field: str, entry: Entry) -> Step:
    """Return the step that adds an entry to its field under a new id.

    Applied, it raises ContactBarredError for a contact against a restriction that gives
    no reason, as logging it does.
    """

    def apply(review: Review) -> Review:
        _check(review, entry)
        return add_entry(field, entry)(review)

    return Step(f"{FILLED_IN[field][1]} added", apply)


def _check(review: Review, entry: Entry) -> None:
    if isinstance(entry, FamilyContact):
        check_not_barred(review, entry)


def entry_changed(field: str, seen: Entry, wanted: Entry, why: str = "") -> Step:
    """Return the step that merges what a person changed into the newest entry.

    `seen` is the entry as it was when the form was opened. What others changed since is
    kept. If they changed the same fields to something else, the step raises
    ChangedMeanwhileError, which names them, and nothing is overwritten.
    """

    def apply(review: Review) -> Review:
        entries = getattr(review, field)
        held = entry_of(entries, seen.id)
        hand = last_changed_by(review.history, [f"{field}/{seen.id}"])
        now = merge_edits(seen, held, wanted, hand)
        if _reaches_others(held, now):
            _check(review, now)
        named: dict[str, Any] = {
            field: tuple(now if entry is held else entry for entry in entries)
        }
        return replace(review, **named)

    return Step(f"{FILLED_IN[field][1]} {seen.id} changed", apply, why)


def _reaches_others(held: Entry, now: Entry) -> bool:
    """Whether a contact is now with other people, on another day or without reason."""
    names = ("persons", "on", "despite")
    return any(getattr(held, n, "") != getattr(now, n, "") for n in names)


def merge_edits(seen: E, held: E, wanted: E, hand: str) -> E:
    """Return the newest entry with what a person changed since they saw it.

    `hand` names who changed the newest one last, and when.

    Raises:
        ChangedMeanwhileError: others changed the same fields to something else.
    """
    mine = _changed(seen, wanted)
    theirs = _changed(seen, held)
    clash = [name for name in mine if name in theirs and mine[name] != theirs[name]]
    if clash:
        what = listed([name.replace("_", " ") for name in clash])
        sentence = (
            f"{hand} changed {what} of {seen.id} meanwhile; look at it again before "
            f"you overwrite it."
        )
        raise ChangedMeanwhileError(sentence)
    return replace(held, **mine)


def _changed(before: Entry, after: Entry) -> dict[str, Any]:
    return {
        field.name: getattr(after, field.name)
        for field in fields(after)
        if getattr(before, field.name) != getattr(after, field.name)
    }
