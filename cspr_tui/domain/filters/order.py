"""The order of the board: by urgency, or by the key that a filter's `sort:` names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from cspr_tui.domain.board.board_entry import BoardEntry
from cspr_tui.domain.filters.query import Sort
from cspr_tui.domain.record.stage import Stage
from cspr_tui.domain.text.folding import folded

_STAGE_NUMBERS = {stage.value: stage.number for stage in Stage}
Key = Callable[[BoardEntry], object]


def sort_entries(
    entries: Iterable[BoardEntry], sort: Sort | None, day: date
) -> Sequence[BoardEntry]:
    """Return the entries in the order asked for; they are given by urgency.

    Entries without a date, owner or alias come last in either direction.
    """
    by_urgency = list(entries)
    if sort is None:
        return by_urgency
    if sort.by == "pressing":
        return by_urgency[::-1] if sort.descending else by_urgency
    key, has_value = _keys(day)[sort.by]
    with_value = [entry for entry in by_urgency if has_value(entry)]
    with_value.sort(key=key, reverse=sort.descending)  # type: ignore[arg-type] # one type a key
    return [*with_value, *(entry for entry in by_urgency if not has_value(entry))]


def _keys(day: date) -> dict[str, tuple[Key, Callable[[BoardEntry], bool]]]:
    def due(entry: BoardEntry) -> int:
        return entry.on(day).due

    return {
        "due": (due, lambda entry: bool(due(entry))),
        "ref": (lambda entry: entry.ref, lambda _: True),
        "alias": (lambda s: folded(s.alias), lambda s: bool(s.alias)),
        "stage": (lambda s: _STAGE_NUMBERS.get(s.stage, 0), lambda _: True),
        "owner": (lambda s: folded(s.owner), lambda s: bool(s.owner)),
        "changed": (lambda s: s.changed, lambda s: bool(s.changed)),
    }
