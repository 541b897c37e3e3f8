"""Entries inside entries: the chases of a request, the gates of a proceeding."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from cspr_tui.domain.history.attribution import last_changed_by
from cspr_tui.domain.record.entry_kinds import INNER
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.entries.edit_entry import merge_edits
from cspr_tui.domain.steps.step import Step, change_entry, entry_of
from cspr_tui.domain.values.base import Entry

# What the history calls them.
LABELS = {"chasers": "Chase", "gates": "Gate"}


def nested_entries_of(field: str, outer: Entry) -> tuple[Entry, ...]:
    """Return the entries inside an entry of that field, if it can have any."""
    if field not in INNER:
        return ()
    held: tuple[Entry, ...] = getattr(outer, INNER[field][0])
    return held


def nested_entry_added(field: str, outer_id: str, entry: Entry) -> Step:
    """Return the step that adds an entry inside another, under a new id."""
    name, letter = INNER[field]

    def apply(review: Review) -> Review:
        outer = entry_of(getattr(review, field), outer_id)
        serial = review.serial + 1
        named = replace(entry, id=f"{letter}{serial}")
        inside: dict[str, Any] = {name: (*nested_entries_of(field, outer), named)}
        return change_entry(field, outer_id, **inside)(replace(review, serial=serial))

    return Step(f"{LABELS[name]} added to {outer_id}", apply)


def nested_entry_changed(field: str, outer_id: str, seen: Entry, wanted: Entry) -> Step:
    """Return the step that merges what a person changed into the newest such entry.

    Applied, it raises ChangedMeanwhileError if others changed the same fields.
    """
    name, _ = INNER[field]

    def apply(review: Review) -> Review:
        held = nested_entries_of(field, entry_of(getattr(review, field), outer_id))
        newest = entry_of(held, seen.id)
        hand = last_changed_by(review.history, [f"{field}/{outer_id}/{name}"])
        now = merge_edits(seen, newest, wanted, hand)
        inside: dict[str, Any] = {name: tuple(now if e is newest else e for e in held)}
        return change_entry(field, outer_id, **inside)(review)

    return Step(f"{LABELS[name]} {seen.id} of {outer_id} changed", apply)
