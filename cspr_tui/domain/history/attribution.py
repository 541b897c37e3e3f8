"""Attribution: who last changed a field or entry of a record, and when.

A person whose edit conflicts with somebody else's is told whose it was.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from cspr_tui.domain.history.change import Change
from cspr_tui.domain.text.formatting import moment_words


def last_changed_by(history: Sequence[Change], paths: Collection[str]) -> str:
    """Return who last changed one of the paths, or something below it, and when.

    The text, such as `A. Khan (18 Nov 2026 09:31)`, goes into an error sentence; it is
    `Somebody` where the history has no such change.
    """
    for change in reversed(history):
        if any(_is_below(edit.path, path) for edit in change.edits for path in paths):
            at = moment_words(change.at)
            return f"{change.actor} ({at})"
    return "Somebody"


def _is_below(changed_path: str, path: str) -> bool:
    return changed_path == path or changed_path.startswith((f"{path}/", f"{path}."))
