"""What the brief says beside deadlines: silence, others' changes, days that moved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from cspr_tui.domain.board.row import Row
from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.text.formatting import count, day_words, moment_words

# Working days without a word from agency or family; a local default.
QUIET_AFTER = 15
CHANGED = "CHANGED BY OTHERS SINCE"
UNDATED = "NO CLOCK, NO DATE RECORDED THAT ANY DEADLINE COUNTS FROM"


@dataclass(frozen=True, slots=True)
class Remark:
    """One line of the brief that hangs on no deadline."""

    word: str
    ref: str
    text: str


@dataclass(frozen=True, slots=True)
class RemarkSection:
    """A heading and the remarks under it."""

    title: str
    lines: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class BriefReader:
    """Whose brief it is: the day, who reads, whose reviews, and since when (UTC)."""

    day: date
    calendar: Calendar
    me: str
    owner: str = ""
    since: datetime | None = None
    initials: Callable[[str], str] = str


def remarks(rows: Iterable[Row], reader: BriefReader) -> tuple[RemarkSection, ...]:
    """Return the sections of remarks that have lines, in the order they are read."""
    mine = [row for row in rows if row.active and reader.owner in _whose(row)]
    since = f" {moment_words(reader.since)}" if reader.since else ""
    found = (
        RemarkSection(UNDATED, _all(_undated, mine, reader)),
        RemarkSection("BRING BACK", _all(_back, mine, reader)),
        RemarkSection("OWED TO FAMILIES, NO DAY SET", _all(_owed, mine, reader)),
        RemarkSection(
            f"QUIET FOR {QUIET_AFTER} WORKING DAYS OR MORE", _all(_quiet, mine, reader)
        ),
        RemarkSection(f"{CHANGED}{since}", _all(_changed, mine, reader)),
    )
    return tuple(section for section in found if section.lines)


def _whose(row: Row) -> set[str]:
    return {"", row.owner, row.cover}


_Say = Callable[[Row, BriefReader], Iterator[Remark]]


def _all(say: _Say, rows: list[Row], reader: BriefReader) -> tuple[Remark, ...]:
    return tuple(remark for row in rows for remark in say(row, reader))


def _undated(row: Row, reader: BriefReader) -> Iterator[Remark]:
    seen = row.on(reader.day)
    if seen.word == "NO CLOCK" and seen.lead < 0:
        yield Remark("NO CLOCK", row.ref, "record when the council became aware")


def _back(row: Row, reader: BriefReader) -> Iterator[Remark]:
    if row.bring_back_on is not None and row.bring_back_on <= reader.day:
        asked = day_words(row.bring_back_on, reader.day)
        yield Remark("BACK", row.ref, f"wanted back on {asked}")


def _owed(row: Row, _: BriefReader) -> Iterator[Remark]:
    if row.owed:
        yield Remark("OWED", row.ref, row.owed)


def _quiet(row: Row, reader: BriefReader) -> Iterator[Remark]:
    heard = row.heard_on
    if heard is None or row.on(reader.day).word == "DONE":
        return
    days = reader.calendar.between(heard, reader.day)
    if days >= QUIET_AFTER:
        last = day_words(heard, reader.day)
        yield Remark("QUIET", row.ref, f"last heard {last}, {days}wd ago")


def _changed(row: Row, reader: BriefReader) -> Iterator[Remark]:
    if reader.since is None:
        return
    fresh = [s for s in row.saved if s.by != reader.me and s.at > reader.since]
    if fresh:
        last = fresh[-1]
        more = f" and {count(len(fresh) - 1, 'change')} before" if fresh[1:] else ""
        text = f"{reader.initials(last.by)} {last.at:%d %b %H:%M}: {last.what}{more}"
        yield Remark("CHANGED", row.ref, text)
