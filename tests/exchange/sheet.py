"""Invented trackers, as bytes and as read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from cspr_tui.domain.record.partnership import Coordinator, HeaderAlias
from cspr_tui.domain.record.review import Review
from cspr_tui.exchange import Problem, Tracker, read_tracker

TODAY = date(2026, 11, 23)
COORDINATORS = (
    Coordinator("jokoro", "Jo Okoro", "JO"),
    Coordinator("jolsen", "Jan Olsen", "JO", left_on=date(2025, 1, 1)),
    Coordinator("nadams", "Naomi Adams", "NA"),
    Coordinator("pdale", "Pat Dale", "PD"),
    Coordinator("pdunn", "Pip Dunn", "PD"),
)


def sheet_of(*rows: Iterable[str], delimiter: str = ",") -> bytes:
    """Return rows, the headings first, as a UTF-8 CSV file."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode()


def read(
    *rows: Iterable[str],
    aliases: Sequence[HeaderAlias] = (),
    coordinators: Sequence[Coordinator] = (),
) -> Tracker:
    """Return a tracker of these rows as read on the sample's day."""
    content = sheet_of(*rows)
    return read_tracker(content, aliases, coordinators=coordinators, today=TODAY)


def row(cells: dict[str, str], coordinators: Sequence[Coordinator] = ()) -> Tracker:
    """Return a tracker of one row, its reference given."""
    cells = {"Ref": "R1", "LA aware": "", **cells}
    return read(cells.keys(), cells.values(), coordinators=coordinators)


def facts(cells: dict[str, str], coordinators: Sequence[Coordinator] = ()) -> Review:
    """Return the facts of a row that is let in."""
    tracker = row(cells, coordinators)
    assert [p for p in tracker.problems if p.refused] == []
    (draft,) = tracker.drafts
    return draft.facts


def problem(cells: dict[str, str], coordinators: Sequence[Coordinator] = ()) -> Problem:
    """Return the one problem of a row."""
    (found,) = row(cells, coordinators).problems
    return found
