"""The order a list is asked for: what presses most first, or a key's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from cspr_tui.domain.board.board_entry import BoardEntry
from cspr_tui.domain.filters.query import Sort
from cspr_tui.domain.record.stage import Stage
from cspr_tui.domain.text.folding import folded

_PLACES = {stage.value: stage.number for stage in Stage}
Key = Callable[[BoardEntry], object]


def sort_entries(
    found: Iterable[BoardEntry], sort: Sort | None, day: date
) -> Sequence[BoardEntry]:
    """Return the standings in the order asked for; they come pressing first.

    What has no date, owner or alias stands last whichever way the order runs.
    """
    listed = list(found)
    if sort is None:
        return listed
    if sort.by == "pressing":
        return listed[::-1] if sort.descending else listed
    key, has = _keys(day)[sort.by]
    known = [each for each in listed if has(each)]
    known.sort(key=key, reverse=sort.descending)  # type: ignore[arg-type]
    return [*known, *(each for each in listed if not has(each))]


def _keys(day: date) -> dict[str, tuple[Key, Callable[[BoardEntry], bool]]]:
    def due(standing: BoardEntry) -> int:
        return standing.on(day).due

    return {
        "due": (due, lambda standing: bool(due(standing))),
        "ref": (lambda standing: standing.ref, lambda _: True),
        "alias": (lambda s: folded(s.alias), lambda s: bool(s.alias)),
        "stage": (lambda s: _PLACES.get(s.stage, 0), lambda _: True),
        "owner": (lambda s: folded(s.owner), lambda s: bool(s.owner)),
        "changed": (lambda s: s.changed, lambda s: bool(s.changed)),
    }
