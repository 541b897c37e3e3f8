"""Whose change one meets: who last altered a place in a record, and when."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from cspr_tui.domain.history.change import Change
from cspr_tui.domain.text.formatting import moment_words


def last_changed_by(history: Sequence[Change], paths: Collection[str]) -> str:
    """Return who last changed one of the paths, or what lies under it, and when.

    For the start of a sentence on what happened meanwhile; `Somebody` where the
    history does not tell.
    """
    for change in reversed(history):
        if any(_lies_under(edit.path, path) for edit in change.edits for path in paths):
            at = moment_words(change.at)
            return f"{change.actor} ({at})"
    return "Somebody"


def _lies_under(place: str, path: str) -> bool:
    return place == path or place.startswith((f"{path}/", f"{path}."))
