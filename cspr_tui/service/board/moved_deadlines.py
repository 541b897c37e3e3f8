"""Deadlines moved by a change of the calendar, listed until a person has read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cspr_tui.domain.board.board_row import Row
from cspr_tui.service.board.row_line import row_in


class MovedDeadline(NamedTuple):
    """A deadline that fell on another day once the calendar was changed."""

    ref: str
    label: str
    old: str
    new: str
    rule: str = ""
    subject: str = ""

    @property
    def deadline(self) -> tuple[str, str, str]:
        """Which deadline it is, whatever its days."""
        return self.ref, self.rule or self.label, self.subject


def moves(row: Row, line: bytes) -> Iterator[MovedDeadline]:
    """Yield what moved of a review since its row was kept as a line."""
    kept = row_in(line, row.ref)
    before = {(c.rule, c.subject): c.due for c in kept.clocks} if kept else {}
    for clock in row.clocks:
        old, new = before.get((clock.rule, clock.subject)), clock.due
        if old and new and old != new:
            days = old.isoformat(), new.isoformat()
            yield MovedDeadline(row.ref, clock.label, *days, clock.rule, clock.subject)


def combine_moves(
    first: Iterable[MovedDeadline], then: Iterable[MovedDeadline]
) -> tuple[MovedDeadline, ...]:
    """Return two changes as one, without what came back to where it first stood."""
    found = {each.deadline: each for each in first}
    for each in then:
        before = found.get(each.deadline, each)
        found[each.deadline] = each._replace(old=before.old)
    return tuple(each for each in found.values() if each.old != each.new)
