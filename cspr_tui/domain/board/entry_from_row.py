"""The board entry of a row: the few fields that are read for all reviews at once."""

from __future__ import annotations

from datetime import date

from cspr_tui.domain.board.board_entry import NO_DAY, BoardEntry, DayStatus
from cspr_tui.domain.board.board_row import Outlook, Row


def board_entry_of(row: Row) -> BoardEntry:
    """Return what sorting, filtering and one line of the board need of a row."""
    return BoardEntry(
        ref=row.ref,
        active=row.active,
        alias=row.alias,
        local_ref=row.local_ref,
        stage=row.stage,
        kind=row.kind,
        owner=row.owner,
        cover=row.cover,
        open_actions=row.open_actions,
        changed=_ordinal(row.changed_on),
        bring_back=_ordinal(row.bring_back_on),
        answered_of=[row.agencies_answered, row.agencies_asked],
        last_on=_ordinal(row.last_on),
        last_what=row.last_what,
        asked="\n".join(row.asked),
        waiting="\n".join(row.waiting),
        holds="\n".join(row.holds),
        themes="\n".join(row.themes),
        marks="\n".join(row.marks),
        flags="\n".join(" ".join(flag.split()) for flag in row.flags),
        readings=[list(_day_status(row, outlook)) for outlook in row.outlooks],
    )


def _day_status(row: Row, outlook: Outlook) -> DayStatus:
    lead = row.clocks[outlook.lead] if outlook.lead >= 0 else None
    then = row.clocks[outlook.then] if outlook.then >= 0 else None
    return DayStatus(
        day=outlook.day.toordinal(),
        word=outlook.word,
        rank=outlook.rank,
        due=_ordinal(outlook.due),
        label=lead.label if lead else "",
        rule=lead.rule if lead else "",
        then=then.label if then else "",
        then_due=_ordinal(then.due) if then else NO_DAY,
    )


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else NO_DAY
