"""A record told once more from its history: what stands must be what was saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cspr_tui.domain.history.change import BrokenChainError, Change, Edit
from cspr_tui.domain.history.diff import BOOKKEEPING, diff
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.values.codec import UnreadableValueError, decode

_State = dict[str, Any]


class _Entries(dict[str, Any]):
    """A list of entries by id, while a history is told; `opened` changed within."""

    def __init__(self, entries: Iterable[dict[str, Any]]) -> None:
        super().__init__((each["id"], each) for each in entries)
        self.opened = set[str]()


def check_by_replay(review: Review, facts: Mapping[str, Any] | None = None) -> None:
    """Check that the facts are those that the history tells of.

    A place whose values were erased from the history is left out. A review without
    any history is taken as it is. `facts` are the review's own as plain data, where
    they are at hand: mostly one look at them is enough.

    Raises:
        BrokenChainError: a fact was altered outside the app; the text names it.
    """
    if not review.history:
        return
    state: _State = {"ref": review.ref}
    unknown = {edit.path for edit in _replay(state, review.history)}
    plain = _plain(state)
    if plain == _without_bookkeeping(facts or {}):
        return
    try:
        told = decode(Review, plain)
    except UnreadableValueError as error:
        raise BrokenChainError(str(error)) from error
    for edit in diff(told, review):
        if not any(_overlap(edit.path, path) for path in unknown):
            raise _altered_error(edit.path)


def check_newer_changes(
    known: Mapping[str, Any],
    fresh: Sequence[Change],
    review: Review,
    facts: Mapping[str, Any],
) -> None:
    """Check that the facts follow from facts checked before and the changes since.

    Raises:
        BrokenChainError: as `check_facts` does.
    """
    state = _without_bookkeeping(known)
    is_known = not any(_replay(state, fresh))
    touched = {edit.path.split("/")[0].split(".")[0] for c in fresh for edit in c.edits}
    told = {name: _plain(v) if name in touched else v for name, v in state.items()}
    if not is_known or told != _without_bookkeeping(facts):
        check_by_replay(review, facts)


def _without_bookkeeping(facts: Mapping[str, Any]) -> _State:
    return {name: value for name, value in facts.items() if name not in BOOKKEEPING}


def _altered_error(place: str) -> BrokenChainError:
    return BrokenChainError(f"History and facts differ: {place} was altered by hand")


def _replay(state: _State, history: Sequence[Change]) -> Iterable[Edit]:
    """Tell every edit in turn; yield those whose values nobody knows any more."""
    for change in history:
        for edit in change.edits:
            if edit.erased or not _apply(state, edit.path.split("/"), edit):
                yield edit


def _apply(held: _State, parts: list[str], edit: Edit) -> bool:
    """Put an edit's new value in its place; whether that place is known."""
    *way, last = parts[0].split(".")
    for name in way:
        held[name] = held = dict(held.get(name, {}))
    if len(parts) == 1:
        held[last] = edit.new
        return True
    entries = _entries(held, last)
    if len(parts) > 2:
        return parts[1] in entries and _apply(
            _entry_for_edit(entries, parts[1]), parts[2:], edit
        )
    if edit.new is None:
        entries.pop(parts[1], None)
    else:
        entries[parts[1]] = edit.new
    return True


def _entries(held: _State, name: str) -> _Entries:
    found = held.get(name, [])
    if not isinstance(found, _Entries):
        found = held[name] = _Entries(found)
    return found


def _entry_for_edit(entries: _Entries, name: str) -> _State:
    """Return an entry to be changed within; what it was read from stays as it is."""
    entries.opened.add(name)
    found: _State = dict(entries[name])
    entries[name] = found
    return found


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, _Entries):
        opened = value.opened
        return [_plain(v) if name in opened else v for name, v in value.items()]
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    return value


def _overlap(one: str, other: str) -> bool:
    """Whether one place is the other, or lies within it."""
    long, short = f"{max(one, other, key=len)}/", f"{min(one, other, key=len)}/"
    return long.startswith(short)
