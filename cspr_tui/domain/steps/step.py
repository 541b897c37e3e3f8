"""A step: one thing a coordinator does to a review, named for its history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import count
from operator import attrgetter
from typing import Any, TypeVar

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.history.change import Change, ChangeStamp, next_change
from cspr_tui.domain.history.diff import diff
from cspr_tui.domain.record.entry_kinds import PREFIX
from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.values.base import Entry, with_fields

R = TypeVar("R", Review, Partnership)
E = TypeVar("E", bound=Entry)


class NoSuchEntryError(CsprError):
    """The review has no entry of that id; its addition may have been undone."""


class ChangedMeanwhileError(CsprError):
    """Somebody else changed the same date since it was read."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing done to a review: words for the history, and a function.

    `apply` is pure. It is given the newest version, which others may have changed, and
    raises a CsprError where the step is not possible there. `why` is the reason typed.
    """

    what: str
    apply: Callable[[Review], Review]
    why: str = ""


def record_change(record: R, after: R, what: str, why: str, stamp: ChangeStamp) -> R:
    """Return `after` as the next version, with the change added to its history.

    If nothing differs, `record` is returned and no change is recorded.
    """
    edits = diff(record, after)
    if not edits:
        return record
    change = next_change(record.history, edits, stamp, what, why)
    return with_change(record, after, change)


def with_change(record: R, after: R, change: Change) -> R:
    """Return `after` as the next version, with that change in its history."""
    history = (*record.history, change)
    return with_fields(after, version=record.version + 1, history=history)


def _next_id(review: Review, field: str) -> tuple[int, str]:
    """Return the next serial, and the name made of it, as `A14`.

    A name that came with the review, as from a file, is passed over.
    """
    held = set(map(attrgetter("id"), getattr(review, field)))
    names = ((n, f"{PREFIX[field]}{n}") for n in count(review.serial + 1))
    return next(each for each in names if each[1] not in held)


def add_entry(field: str, entry: Entry) -> Callable[[Review], Review]:
    """Return a function that adds the entry to that field under a new id."""

    def apply(review: Review) -> Review:
        serial, name = _next_id(review, field)
        entries = (*getattr(review, field), replace(entry, id=name))
        return with_fields(review, serial=serial, **{field: entries})

    return apply


def change_entry(
    field: str, entry_id: str, **changes: object
) -> Callable[[Review], Review]:
    """Return a function that changes some fields of one entry.

    Raises (when applied):
        NoSuchEntryError: the entry does not exist any more.
    """

    def apply(review: Review) -> Review:
        entries = getattr(review, field)
        found = entry_of(entries, entry_id)
        named: dict[str, Any] = changes
        new = replace(found, **named)
        return _with_entries(
            review, field, tuple(new if e is found else e for e in entries)
        )

    return apply


def entry_of(entries: tuple[E, ...], entry_id: str) -> E:
    """Return the entry of that id; case is ignored.

    Raises:
        NoSuchEntryError: there is none.
    """
    for entry in entries:
        if entry.id.casefold() == entry_id.casefold():
            return entry
    sentence = f"There is no {entry_id} here any more; reload to see what is."
    raise NoSuchEntryError(sentence)


def _with_entries(review: Review, field: str, entries: tuple[Entry, ...]) -> Review:
    return with_fields(review, **{field: entries})
