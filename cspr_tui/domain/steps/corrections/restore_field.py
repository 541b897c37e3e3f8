"""Restoring one field to an earlier value, whatever was changed since."""

from __future__ import annotations

from datetime import date

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.history.change import Change, Edit
from cspr_tui.domain.history.diff import revert
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.record.stage import Stage
from cspr_tui.domain.steps.review.publication_hold import check_not_held
from cspr_tui.domain.steps.review.stage_moves import check_move
from cspr_tui.domain.steps.step import Step, entry_of
from cspr_tui.domain.values.base import Value
from cspr_tui.domain.values.codec import Plain, encode


class NothingToRestoreError(CsprError):
    """There is no earlier value, or it is the present one."""


def field_restored(change: Change, path: str, why: str = "") -> Step:
    """Return the step that gives one field the value it had before a change.

    A restored entry keeps its id. Applied, it raises NothingToRestoreError if that
    value was erased, never existed or is the present one, and PublicationHeldError and
    NoSuchMoveError as publishing and moving do.
    """
    edit = next((each for each in change.edits if each.path == path), None)

    def apply(review: Review) -> Review:
        if edit is None or edit.erased or _is_an_arrival(edit):
            sentence = f"Change {change.seq} holds no earlier value of {path}."
            raise NothingToRestoreError(sentence)
        now = value_at(review, path)
        if now == edit.old:
            sentence = f"{field_words(path)} stands as it was before already."
            raise NothingToRestoreError(sentence)
        _check(review, edit, why)
        return revert(review, (Edit(path, edit.old, now, edit.at),))

    return Step(
        f"Restored as before change {change.seq}: {field_words(path)}", apply, why
    )


def _is_an_arrival(edit: Edit) -> bool:
    """Whether the change added an entry: before it there was nothing to restore."""
    return edit.old is None and edit.at is not None


def _check(review: Review, edit: Edit, why: str) -> None:
    if edit.path == "published_on" and edit.old is not None:
        check_not_held(review, why)
    if edit.path == "stage" and isinstance(edit.old, str):
        check_move(review, Stage(edit.old), why)


def value_at(record: Value, path: str) -> Plain:
    """Return the value at a path of the history, as plain data; None if empty.

    Raises:
        NoSuchEntryError: the entry it is in does not exist any more.
    """
    names = path.split("/")
    held: object = record
    for name in names[0].split("."):
        held = getattr(held, name)
    if len(names) == 1:
        return encode(held)
    entries = held if isinstance(held, tuple) else ()
    if len(names) == 2:
        found = [each for each in entries if each.id == names[1]]
        return encode(found[0]) if found else None
    return value_at(entry_of(entries, names[1]), "/".join(names[2:]))


def field_words(path: str) -> str:
    """Return a path of the history in words: `C14 outcome`, `stage`."""
    *around, last = path.split("/")
    words = last.replace("_", " ").replace(".", " ")
    entry = around[-1] if len(around) > 1 else ""
    return f"{entry} {words}".strip()


def value_words(value: object) -> str:
    """Return a plain value of the history in words, `nothing` for none."""
    if value is None or value in ("", []):
        return "nothing"
    if isinstance(value, dict):
        said = (
            value_words(each) for name, each in value.items() if each and name != "id"
        )
        return ", ".join(said)
    if isinstance(value, list):
        return ", ".join(value_words(each) for each in value)
    return _day_words(value) if isinstance(value, str) else str(value)


def _day_words(text: str) -> str:
    try:
        return f"{date.fromisoformat(text):%a %d %b %Y}" if len(text) == 10 else text
    except ValueError:
        return text
