"""The wording of a change's preview: what happens to each deadline."""

from __future__ import annotations

from cspr_tui.domain.deadlines.shifts import DeadlineShift
from cspr_tui.domain.text.formatting import full_day


def move_words(move: DeadlineShift) -> str:
    """Return one line with the deadline, its old date and its new date."""
    old, new = full_day(move.old), full_day(move.new)
    if move.done and move.old == move.new:
        return f"{move.label[:34]:<34}  {new}: done"
    if move.old is None:
        return f"{move.label[:34]:<34}  new: {new}"
    if move.new is None:
        return f"{move.label[:34]:<34}  {old}: no longer runs"
    return f"{move.label[:34]:<34}  {old} -> {new}"
