"""Remarks of the brief besides deadlines: silence, bring-backs, others' changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from cspr_tui.domain.board.board_row import Row
from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.text.formatting import count, day_words, moment_words

# Working days without contact with agency or family; our own default.
QUIET_AFTER = 15
CHANGED = "CHANGED BY OTHERS SINCE"
UNDATED = "NO CLOCK, NO DATE RECORDED THAT ANY DEADLINE COUNTS FROM"


@dataclass(frozen=True, slots=True)
class Remark:
    """One line of the brief that belongs to no deadline."""

    word: str
    ref: str
    text: str


@dataclass(frozen=True, slots=True)
class RemarkSection:
    """A heading of the brief and the remarks under it."""

    title: str
    lines: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class BriefReader:
    """For whom the brief is made.

    `me` is the login of the reader, `owner` limits the brief to one person's reviews,
    and changes by others are listed since `since` (UTC).
    """

    day: date
    calendar: Calendar
    me: str
    owner: str = ""
    since: datetime | None = None
    initials: Callable[[str], str] = str


def remarks(rows: Iterable[Row], reader: BriefReader) -> tuple[RemarkSection, ...]:
    """Return the sections of remarks that have lines, in the order of the brief."""
    mine = [row for row in rows if row.active and reader.owner in _readers_of(row)]
    since = f" {moment_words(reader.since)}" if reader.since else ""
    sections = (
        RemarkSection(UNDATED, _all(_undated, mine, reader)),
        RemarkSection("BRING BACK", _all(_back, mine, reader)),
        RemarkSection("OWED TO FAMILIES, NO DAY SET", _all(_owed, mine, reader)),
        RemarkSection(
            f"QUIET FOR {QUIET_AFTER} WORKING DAYS OR MORE", _all(_quiet, mine, reader)
        ),
        RemarkSection(f"{CHANGED}{since}", _all(_changed, mine, reader)),
    )
    return tuple(section for section in sections if section.lines)


def _readers_of(row: Row) -> set[str]:
    return {"", row.owner, row.cover}


_RemarksOnRow = Callable[[Row, BriefReader], Iterator[Remark]]


def _all(
    remark_on: _RemarksOnRow, rows: list[Row], reader: BriefReader
) -> tuple[Remark, ...]:
    return tuple(remark for row in rows for remark in remark_on(row, reader))


def _undated(row: Row, reader: BriefReader) -> Iterator[Remark]:
    outlook = row.on(reader.day)
    if outlook.word == "NO CLOCK" and outlook.lead < 0:
        yield Remark("NO CLOCK", row.ref, "record when the council became aware")


def _back(row: Row, reader: BriefReader) -> Iterator[Remark]:
    if row.bring_back_on is not None and row.bring_back_on <= reader.day:
        day = day_words(row.bring_back_on, reader.day)
        yield Remark("BACK", row.ref, f"wanted back on {day}")


def _owed(row: Row, _: BriefReader) -> Iterator[Remark]:
    if row.owed:
        yield Remark("OWED", row.ref, row.owed)


def _quiet(row: Row, reader: BriefReader) -> Iterator[Remark]:
    heard_on = row.heard_on
    if heard_on is None or row.on(reader.day).word == "DONE":
        return
    days = reader.calendar.between(heard_on, reader.day)
    if days >= QUIET_AFTER:
        last = day_words(heard_on, reader.day)
        yield Remark("QUIET", row.ref, f"last heard {last}, {days}wd ago")


def _changed(row: Row, reader: BriefReader) -> Iterator[Remark]:
    if reader.since is None:
        return
    newer = [s for s in row.saved if s.by != reader.me and s.at > reader.since]
    if newer:
        last = newer[-1]
        more = f" and {count(len(newer) - 1, 'change')} before" if newer[1:] else ""
        text = f"{reader.initials(last.by)} {last.at:%d %b %H:%M}: {last.what}{more}"
        yield Remark("CHANGED", row.ref, text)
