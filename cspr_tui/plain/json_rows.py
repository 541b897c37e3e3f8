"""Deadlines, board rows and reviews as JSON with stable names for scripts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from cspr_tui.domain.board.board_entry import BoardEntry
from cspr_tui.domain.board.board_row import Row
from cspr_tui.domain.deadlines.deadline import Deadline
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.values.codec import encode
from cspr_tui.plain.board_text import left_words_on
from cspr_tui.service import Board

JsonObject = dict[str, Any]


def deadline_json(deadline: Deadline) -> JsonObject:
    """Return one deadline as JSON with documented names; dates are ISO text."""
    clock, rule = deadline.clock, deadline.rule
    return {
        "ref": clock.ref,
        "rule": rule.id,
        "subject": clock.subject,
        "label": clock.label,
        "trigger": clock.trigger,
        "trigger_on": _iso(clock.trigger_on),
        "offset": clock.offset,
        "unit": rule.unit.value,
        "due": _iso(clock.due),
        "state": deadline.state.value,
        "days_left": deadline.days_left,
        "days_unit": rule.days_unit.value,
        "met_on": _iso(clock.met_on),
        "notified_on": _iso(clock.notified_on),
        "held_by": clock.held_by or None,
        "source": rule.source,
        "confidence": rule.confidence.value,
    }


def row_json(row: Row, left: str, day: date) -> JsonObject:
    """Return one row of the board as JSON: status word and next deadline."""
    state = row.on(day)
    lead = row.clocks[state.lead] if state.lead >= 0 else None
    return {
        "ref": row.ref,
        "word": state.word,
        "alias": row.alias,
        "kind": row.kind,
        "stage": row.stage,
        "status": row.status,
        "owner": row.owner,
        "active": row.active,
        "next": lead.label if lead else None,
        "rule": lead.rule if lead else None,
        "state": lead.on(day).value if lead else None,
        "due": _iso(lead.due) if lead else None,
        "left": left,
        "holds": list(row.holds),
    }


def review_json(review: Review, deadlines: tuple[Deadline, ...]) -> JsonObject:
    """Return the complete record of a review as JSON, with status and deadlines."""
    return {
        **encode(review),
        "kind": review.kind.value,
        "stage": review.stage.value,
        "status": review.status.value,
        "deadlines": [deadline_json(deadline) for deadline in deadlines],
    }


def board_json(board: Board, found: Iterable[BoardEntry]) -> Iterator[JsonObject]:
    """Yield the given reviews of a board as JSON."""
    for standing in found:
        state = standing.on(board.day)
        left = left_words_on(state, board)
        yield row_json(board.row(standing.ref), left, board.day)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
