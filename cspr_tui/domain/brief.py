"""The morning's brief: what is late, missing, due and to be asked, in that order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from cspr_tui.domain.deadlines import State
from cspr_tui.domain.triage import Row, RowClock

CHASES = frozenset({"AGY_CHASE", "AGY_ESC"})


@dataclass(frozen=True, slots=True)
class BriefLine:
    """One deadline of one review that the morning is about."""

    row: Row
    clock: RowClock
    state: State


@dataclass(frozen=True, slots=True)
class BriefSection:
    """A heading and the lines under it, what presses most first."""

    title: str
    lines: tuple[BriefLine, ...]


_Test = Callable[[BriefLine], bool]


def _is(*states: State) -> _Test:
    return lambda line: line.state in states


def _chase(line: BriefLine) -> bool:
    return line.clock.rule in CHASES and line.state is not State.RUNNING


def _gate(line: BriefLine) -> bool:
    return line.clock.rule == "GATE_REVIEW" and line.state is not State.RUNNING


def _promise(line: BriefLine) -> bool:
    soon = {State.DUE_TODAY, State.DUE_SOON}
    return line.clock.rule.startswith("FAM_") and line.state in soon


# A line stands under the first heading that fits it.
_SECTIONS: tuple[tuple[str, _Test], ...] = (
    ("AGENCIES TO CHASE", _chase),
    ("GATES AND RESTRICTIONS TO ASK ABOUT AGAIN", _gate),
    ("PROMISES TO FAMILIES", _promise),
    ("LATE, NOBODY TOLD", _is(State.OVERDUE)),
    ("NO CLOCK, A DATE IS MISSING", _is(State.NO_CLOCK)),
    ("LATE, NATIONAL PANEL AND SECRETARY OF STATE TOLD", _is(State.OVERDUE_NOTIFIED)),
    ("DUE TODAY", _is(State.DUE_TODAY)),
    ("DUE SOON", _is(State.DUE_SOON)),
)
# Before anything else: a duty broken in silence, and what nobody can count.
FIRST = ("LATE, NOBODY TOLD", "NO CLOCK, A DATE IS MISSING")
_PRINTED = (3, 4, 6, 7, 2, 0, 1, 5)


def brief(rows: Iterable[Row], day: date, owner: str = "") -> tuple[BriefSection, ...]:
    """Return the sections of a day's brief that have lines, of one owner or all."""
    lines = [
        BriefLine(row, clock, clock.on(day))
        for row in rows
        if row.active and owner in {"", row.owner, row.cover}
        for clock in row.clocks
    ]
    found: list[list[BriefLine]] = [[] for _ in _SECTIONS]
    for line in lines:
        if line.state.is_pending:
            _file(found, line)
    sections = (BriefSection(_SECTIONS[n][0], _sorted(found[n])) for n in _PRINTED)
    return tuple(section for section in sections if section.lines)


def _file(found: list[list[BriefLine]], line: BriefLine) -> None:
    for lines, (_, fits) in zip(found, _SECTIONS, strict=True):
        if fits(line):
            lines.append(line)
            return


def _sorted(lines: list[BriefLine]) -> tuple[BriefLine, ...]:
    return tuple(
        sorted(lines, key=lambda line: (line.clock.due or date.min, line.row.ref))
    )
