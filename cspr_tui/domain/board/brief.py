"""The morning brief: deadlines by heading, from late without notice to due soon."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from cspr_tui.domain.board.board_row import Row, RowClock
from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.deadlines.deadline import State
from cspr_tui.domain.deadlines.rules import records_delay_notice

# Working days that the brief looks ahead, whatever warning time a rule has.
WITHIN = 5
CHASES = frozenset({"AGY_CHASE", "AGY_ESC"})


@dataclass(frozen=True, slots=True)
class BriefLine:
    """One deadline of one review; `is_within` if due in WITHIN working days."""

    row: Row
    clock: RowClock
    state: State
    is_within: bool = False

    @property
    def is_near(self) -> bool:
        """Whether it is due today, within WITHIN working days, or soon by its rule."""
        return self.is_within or self.state in _SOON


@dataclass(frozen=True, slots=True)
class BriefSection:
    """A heading of the brief and the lines under it, in order of date."""

    title: str
    lines: tuple[BriefLine, ...]


_Test = Callable[[BriefLine], bool]
_SOON = frozenset({State.DUE_TODAY, State.DUE_SOON})


def _is(*states: State) -> _Test:
    return lambda line: line.state in states


def _is_not_notified(line: BriefLine) -> bool:
    return line.state is State.OVERDUE and records_delay_notice(line.clock.rule)


def _chase(line: BriefLine) -> bool:
    return line.clock.rule in CHASES and line.is_near


def _gate(line: BriefLine) -> bool:
    return line.clock.rule == "GATE_REVIEW" and line.is_near


def _promise(line: BriefLine) -> bool:
    return line.clock.rule.startswith("FAM_") and line.is_near


def _within(line: BriefLine) -> bool:
    return line.is_within


_NOT_NOTIFIED = "LATE, NOBODY TOLD"
_LATE = "LATE, ITS DAY HAS PASSED"
_NO_CLOCK = "NO CLOCK, A DATE IS MISSING"
# A line goes under the first heading whose test it passes.
_TESTS: dict[str, _Test] = {
    _NOT_NOTIFIED: _is_not_notified,
    _LATE: _is(State.OVERDUE),
    _NO_CLOCK: _is(State.NO_CLOCK),
    "LATE, NATIONAL PANEL AND SECRETARY OF STATE TOLD": _is(State.OVERDUE_NOTIFIED),
    "PROMISES TO FAMILIES": _promise,
    "AGENCIES TO CHASE": _chase,
    "GATES AND RESTRICTIONS TO ASK ABOUT AGAIN": _gate,
    "DUE TODAY": _is(State.DUE_TODAY),
    f"DUE WITHIN {WITHIN} WORKING DAYS": _within,
    "SOON, FURTHER OFF": _is(State.DUE_SOON),
}
# Headings that are always shown first.
FIRST = (_NOT_NOTIFIED, _LATE, _NO_CLOCK)
# What belongs to families, agencies and gates is read after what is due.
_LATER = ("PROMISES", "AGENCIES", "GATES")
_PRINTED = sorted(_TESTS, key=lambda title: title.startswith(_LATER))


def brief(
    rows: Iterable[Row], day: date, calendar: Calendar, owner: str = ""
) -> tuple[BriefSection, ...]:
    """Return the sections of a day's brief that have lines.

    With an `owner` (a login) only reviews that they own or cover are included.
    """
    last = calendar.add(day, WITHIN)
    lines = [
        BriefLine(row, clock, clock.on(day), _is_due_by(clock.due, last))
        for row in rows
        if row.active and owner in {"", row.owner, row.cover}
        for clock in row.clocks
    ]
    by_title = defaultdict[str, list[BriefLine]](list)
    for line in lines:
        if line.state.is_pending:
            by_title[_title(line)].append(line)
    return tuple(BriefSection(t, _sorted(by_title[t])) for t in _PRINTED if by_title[t])


def _is_due_by(due: date | None, last: date) -> bool:
    return due is not None and due <= last


def _title(line: BriefLine) -> str:
    return next((title for title, fits in _TESTS.items() if fits(line)), "")


def _sorted(lines: list[BriefLine]) -> tuple[BriefLine, ...]:
    return tuple(
        sorted(lines, key=lambda line: (line.clock.due or date.min, line.row.ref))
    )
