"""The diff of two records as a list of edits, and reverting such edits.

Records are immutable and share what did not change, so the diff only looks at fields
that are not the same object: a change in a large review costs no more than in a small
one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.history.change import Edit
from cspr_tui.domain.values.base import (
    Entry,
    Value,
    changed_fields,
    common_prefix_length,
)
from cspr_tui.domain.values.codec import decode, decode_field, encode

R = TypeVar("R", bound=Value)

# Fields that every change alters by itself; a diff leaves them out.
BOOKKEEPING = frozenset({"version", "serial", "history"})


class ChangedSinceError(CsprError):
    """A later change altered the same field or entry; this one cannot be reverted."""


def diff(old: Value, new: Value, prefix: str = "") -> tuple[Edit, ...]:
    """Return the edits that turn one value into the other, in field order.

    `prefix` goes before every path, such as `contacts/C14/`.
    """
    return tuple(_diff_values(old, new, prefix))


def _diff_values(old: Value, new: Value, prefix: str) -> Iterator[Edit]:
    for name in changed_fields(old, new):
        if name in BOOKKEEPING and not prefix:
            continue
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield from _diff_field(before, after, f"{prefix}{name}")


def _diff_field(before: object, after: object, path: str) -> Iterator[Edit]:
    if _are_entries(before, after):
        yield from _diff_entries(_items(before), _items(after), path)
    elif isinstance(before, Value) and isinstance(after, Value):
        yield from _diff_values(before, after, f"{path}.")
    else:
        yield Edit(path, encode(before), encode(after))


def _are_entries(before: object, after: object) -> bool:
    # All items of a field have the same type, so the first one decides.
    items = _items(after) or _items(before)
    return bool(items) and isinstance(items[0], Entry)


def _items(value: object) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else ()


def _diff_entries(
    old: tuple[Entry, ...], new: tuple[Entry, ...], path: str
) -> Iterator[Edit]:
    same = common_prefix_length(old, new)
    before, after = _by_id(old, same), _by_id(new, same)
    # A revert goes through the edits from the end, so removals are listed from the
    # highest position down: entries then come back at the positions they had.
    for name, (at, entry) in reversed(before.items()):
        if name not in after:
            yield Edit(f"{path}/{name}", encode(entry), None, at)
    for name, (at, entry) in after.items():
        if name not in before:
            yield Edit(f"{path}/{name}", None, encode(entry), at)
        elif before[name][1] != entry:
            yield from _diff_values(before[name][1], entry, f"{path}/{name}/")


def _by_id(entries: tuple[Entry, ...], start: int) -> dict[str, tuple[int, Entry]]:
    return {each.id: (at, each) for at, each in enumerate(entries[start:], start)}


def revert(record: R, edits: Sequence[Edit]) -> R:
    """Return the record with those edits reverted, the last one first.

    Raises:
        ChangedSinceError: a later change touched the same place.
    """
    for edit in reversed(edits):
        record = _revert(record, edit.path.split("/"), edit)
    return record


def _revert(record: R, parts: list[str], edit: Edit) -> R:
    if len(parts) == 1:
        return _revert_field(record, parts[0].split("."), edit)
    entries = list(getattr(record, parts[0]))
    at = next((i for i, e in enumerate(entries) if e.id == parts[1]), None)
    if len(parts) == 2:
        _revert_entry(record, parts[0], entries, at, edit)
    elif at is None:
        raise _changed_since(edit)
    else:
        entries[at] = _revert(entries[at], parts[2:], edit)
    return replace(record, **{parts[0]: tuple(entries)})


def _revert_entry(
    record: Value, field: str, entries: list[Entry], at: int | None, edit: Edit
) -> None:
    now = None if at is None else encode(entries[at])
    if now != edit.new:
        raise _changed_since(edit)
    if at is not None:
        del entries[at]
        return
    restored: Any = decode_field(type(record), field, [edit.old])
    entries.insert(min(edit.at or 0, len(entries)), restored[0])


def _revert_field(record: R, names: list[str], edit: Edit) -> R:
    now = getattr(record, names[0])
    if len(names) > 1:
        return replace(record, **{names[0]: _revert_field(now, names[1:], edit)})
    if encode(now) != edit.new:
        raise _changed_since(edit)
    return replace(record, **{names[0]: decode_field(type(record), names[0], edit.old)})


def _changed_since(edit: Edit) -> ChangedSinceError:
    sentence = f"{edit.path} was changed again since; take the later change back first."
    return ChangedSinceError(sentence)


def copy_through_codec(kind: type[R], record: R) -> R:
    """Return the record after encoding and decoding it: an equal, separate copy."""
    return decode(kind, encode(record))
