"""A row boiled down to its standing: what all reviews are read for at once."""

from __future__ import annotations

from datetime import date

from cspr_tui.domain.board.board_entry import NO_DAY, BoardEntry, DayStatus
from cspr_tui.domain.board.row import Outlook, Row


def board_entry_of(row: Row) -> BoardEntry:
    """Return what of a row sorting, filtering and one line of the board need."""
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
        readings=[list(_reading(row, seen)) for seen in row.outlooks],
    )


def _reading(row: Row, seen: Outlook) -> DayStatus:
    lead = row.clocks[seen.lead] if seen.lead >= 0 else None
    then = row.clocks[seen.then] if seen.then >= 0 else None
    return DayStatus(
        day=seen.day.toordinal(),
        word=seen.word,
        rank=seen.rank,
        due=_ordinal(seen.due),
        label=lead.label if lead else "",
        rule=lead.rule if lead else "",
        then=then.label if then else "",
        then_due=_ordinal(then.due) if then else NO_DAY,
    )


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else NO_DAY
