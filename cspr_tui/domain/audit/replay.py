"""Replay: rebuild a record from its history and compare it with the stored one.

The hash chain protects the history; the replay protects the record itself. A stored
value that differs from what the history's edits produce was altered outside the app.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cspr_tui.domain.history.change import BrokenChainError, Change, Edit
from cspr_tui.domain.history.diff import BOOKKEEPING, diff
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.values.codec import UnreadableValueError, decode

_State = dict[str, Any]


class _Entries(dict[str, Any]):
    """A list of entries by id during a replay.

    `edited` are the ids of those whose fields were changed: they are copied first, so
    that the history, which holds the originals, stays as it is.
    """

    def __init__(self, entries: Iterable[dict[str, Any]]) -> None:
        super().__init__((entry["id"], entry) for entry in entries)
        self.edited = set[str]()


def check_by_replay(
    review: Review, plain_record: Mapping[str, Any] | None = None
) -> None:
    """Check that a review is what replaying its history gives.

    Paths whose values were erased from the history are not compared. A review without
    a history is accepted as it is. `plain_record` is the review as plain data, if the
    caller has it: comparing that first mostly saves decoding and a diff.

    Raises:
        BrokenChainError: a value was altered outside the app; the text names its
            path.
    """
    if not review.history:
        return
    state: _State = {"ref": review.ref}
    erased_paths = {edit.path for edit in _replay(state, review.history)}
    plain = _plain(state)
    if plain == _without_bookkeeping(plain_record or {}):
        return
    try:
        replayed = decode(Review, plain)
    except UnreadableValueError as error:
        raise BrokenChainError(str(error)) from error
    for edit in diff(replayed, review):
        if not any(_overlap(edit.path, path) for path in erased_paths):
            raise _altered_error(edit.path)


def check_newer_changes(
    checked: Mapping[str, Any],
    newer: Sequence[Change],
    review: Review,
    plain_record: Mapping[str, Any],
) -> None:
    """Check a review by replaying only the changes since it was last checked.

    `checked` is the plain data that passed the last check, `newer` the changes since.
    Where that does not settle it, the whole history is replayed.

    Raises:
        BrokenChainError: as `check_facts` does.
    """
    state = _without_bookkeeping(checked)
    is_complete = not any(_replay(state, newer))
    touched = {edit.path.split("/")[0].split(".")[0] for c in newer for edit in c.edits}
    replayed = {name: _plain(v) if name in touched else v for name, v in state.items()}
    if not is_complete or replayed != _without_bookkeeping(plain_record):
        check_by_replay(review, plain_record)


def _without_bookkeeping(plain_record: Mapping[str, Any]) -> _State:
    return {
        name: value for name, value in plain_record.items() if name not in BOOKKEEPING
    }


def _altered_error(place: str) -> BrokenChainError:
    return BrokenChainError(f"History and facts differ: {place} was altered by hand")


def _replay(state: _State, history: Sequence[Change]) -> Iterable[Edit]:
    """Apply every edit in turn; yield those whose values were erased or are unknown."""
    for change in history:
        for edit in change.edits:
            if edit.erased or not _apply(state, edit.path.split("/"), edit):
                yield edit


def _apply(state: _State, parts: list[str], edit: Edit) -> bool:
    """Apply one edit's new value; return whether its path exists in the state."""
    *parents, last = parts[0].split(".")
    for name in parents:
        state[name] = state = dict(state.get(name, {}))
    if len(parts) == 1:
        state[last] = edit.new
        return True
    entries = _entries(state, last)
    if len(parts) > 2:
        return parts[1] in entries and _apply(
            _entry_for_edit(entries, parts[1]), parts[2:], edit
        )
    if edit.new is None:
        entries.pop(parts[1], None)
    else:
        entries[parts[1]] = edit.new
    return True


def _entries(state: _State, name: str) -> _Entries:
    current = state.get(name, [])
    if not isinstance(current, _Entries):
        current = state[name] = _Entries(current)
    return current


def _entry_for_edit(entries: _Entries, name: str) -> _State:
    """Return a copy of an entry for editing, so that its source is not changed."""
    entries.edited.add(name)
    current: _State = dict(entries[name])
    entries[name] = current
    return current


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, _Entries):
        edited = value.edited
        return [_plain(v) if name in edited else v for name, v in value.items()]
    if isinstance(value, dict):
        return {name: _plain(entry) for name, entry in value.items()}
    return value


def _overlap(one: str, other: str) -> bool:
    """Whether one path is the other or lies within it."""
    long, short = f"{max(one, other, key=len)}/", f"{min(one, other, key=len)}/"
    return long.startswith(short)
