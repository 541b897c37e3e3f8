"""Cells of a tracker that somebody set otherwise in the app since the last import."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum

from cspr_tui.domain.history.change import Change
from cspr_tui.domain.record.review import Review
from cspr_tui.exchange.tracker.import_result import Draft, Problem, Tracker
from cspr_tui.exchange.tracker.row_changes import REVIEW_FIELDS, in_words

IMPORTED, UPDATED = "Imported from the tracker", "Updated from the tracker"

HOW_TO_SAY = "; say --keep-app or --take-file."


class Stands(Enum):
    """What stands where the app and the file say different things."""

    ASKED = "asked"
    APP = "app"
    FILE = "file"


def contested(draft: Draft, held: Review) -> Mapping[str, Change]:
    """Return the fields the row would set back, with who set them in the app."""
    since = _since_import(held)
    return {
        field: since[field]
        for field in sorted(draft.named & REVIEW_FIELDS & set(since))
        if getattr(draft.facts, field) != getattr(held, field)
    }


def _since_import(held: Review) -> dict[str, Change]:
    """Return the last change of each field since the file was taken in last."""
    found = dict[str, Change]()
    for change in reversed(held.history):
        if change.what in {IMPORTED, UPDATED}:
            return found
        for edit in change.edits:
            found.setdefault(edit.path, change)
    return {}


def contests(
    tracker: Tracker, draft: Draft, held: Review, stands: Stands
) -> Iterator[Problem]:
    """Say of each such cell who set it when; it refuses the row while it is asked."""
    for field, change in contested(draft, held).items():
        ours, theirs = getattr(held, field), getattr(draft.facts, field)
        said = (
            f"{held.ref} has {in_words(ours) or 'nothing'}, set in the app by "
            f"{change.actor} on {change.at:%d/%m/%Y}; the file says "
            f"{in_words(theirs) or 'nothing'}"
        )
        more = {
            Stands.ASKED: HOW_TO_SAY,
            Stands.APP: "; the app's stays.",
            Stands.FILE: "; the file's is taken.",
        }[stands]
        heading = tracker.heading_of(field)
        refused = stands is Stands.ASKED
        value = in_words(theirs)
        yield Problem(draft.row, heading, value, said + more, refused=refused)
