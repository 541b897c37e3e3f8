"""Conflicts: cells of a tracker changed in the app since the last import."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum

from cspr_tui.domain.history.change import Change
from cspr_tui.domain.record.review import Review
from cspr_tui.exchange.tracker.import_result import ImportedRow, Problem, Tracker
from cspr_tui.exchange.tracker.row_changes import REVIEW_FIELDS, in_words

IMPORTED, UPDATED = "Imported from the tracker", "Updated from the tracker"

HOW_TO_SAY = "; say --keep-app or --take-file."


class ConflictPolicy(Enum):
    """Which value wins where the app and the file differ; asked until somebody says."""

    ASKED = "asked"
    APP = "app"
    FILE = "file"


def conflicting_fields(draft: ImportedRow, held: Review) -> Mapping[str, Change]:
    """Return the fields that the row would overwrite, each with the app's change."""
    since = _since_import(held)
    return {
        field: since[field]
        for field in sorted(draft.named & REVIEW_FIELDS & set(since))
        if getattr(draft.facts, field) != getattr(held, field)
    }


def _since_import(held: Review) -> dict[str, Change]:
    """Return the last change of each field since the last import of the tracker."""
    found = dict[str, Change]()
    for change in reversed(held.history):
        if change.what in {IMPORTED, UPDATED}:
            return found
        for edit in change.edits:
            found.setdefault(edit.path, change)
    return {}


def conflict_problems(
    tracker: Tracker, draft: ImportedRow, held: Review, stands: ConflictPolicy
) -> Iterator[Problem]:
    """Yield a problem for each conflict; it refuses the row until a policy is given."""
    for field, change in conflicting_fields(draft, held).items():
        ours, theirs = getattr(held, field), getattr(draft.facts, field)
        said = (
            f"{held.ref} has {in_words(ours) or 'nothing'}, set in the app by "
            f"{change.actor} on {change.at:%d/%m/%Y}; the file says "
            f"{in_words(theirs) or 'nothing'}"
        )
        more = {
            ConflictPolicy.ASKED: HOW_TO_SAY,
            ConflictPolicy.APP: "; the app's stays.",
            ConflictPolicy.FILE: "; the file's is taken.",
        }[stands]
        heading = tracker.heading_of(field)
        refused = stands is ConflictPolicy.ASKED
        value = in_words(theirs)
        yield Problem(draft.row, heading, value, said + more, refused=refused)
