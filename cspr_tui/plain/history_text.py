"""A review's history as text: number, time, author, title, and each changed value."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cspr_tui.domain.history.change import Change, Edit
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.corrections.restore_field import value_words
from cspr_tui.domain.text.formatting import count, first_line, moment_words


def history_page(review: Review, initials: Callable[[str], str]) -> Iterator[str]:
    """Yield every change, the newest first, with its changed values below it."""
    for change in reversed(review.history):
        yield _line(change, initials)
        yield from (f"      {_edit_line(edit)}" for edit in change.edits)
    yield f"{count(len(review.history), 'change')}."


def _line(change: Change, initials: Callable[[str], str]) -> str:
    why = f" ({change.why})" if change.why else ""
    who = initials(change.actor)
    return f"{change.seq:>4}  {moment_words(change.at)}  {who:<4} {change.what}{why}"


def _edit_line(edit: Edit) -> str:
    if edit.erased:
        return f"{edit.path}: erased, {edit.erased}"
    old, new = (first_line(value_words(each), 30) for each in (edit.old, edit.new))
    return f"{edit.path}: {old} -> {new}"
