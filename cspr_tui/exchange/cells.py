"""One cell of a tracker: the value it holds, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cspr_tui.domain.choice import Choice, UnknownChoiceError
from cspr_tui.domain.dates import UnreadableDateError, read_full_date
from cspr_tui.domain.oversight import DelayReason
from cspr_tui.domain.partnership import Coordinator
from cspr_tui.domain.review import (
    HarmCategory,
    IncidentType,
    Kind,
    PanelResponse,
    RapidReviewOutcome,
)
from cspr_tui.domain.stage import Stage
from cspr_tui.exchange.headings import Column

EMPTY = frozenset({"", "-", "--", "n/a", "na", "none", "nil", "tbc", "tba", "unknown"})
_YES = frozenset({"y", "yes", "true", "1", "x"})
_NO = frozenset({"n", "no", "false", "0"})
_CHOICES: dict[str, type[Choice]] = {
    "kind": Kind,
    "stage": Stage,
    "incident_type": IncidentType,
    "harm_category": HarmCategory,
    "rr_outcome": RapidReviewOutcome,
    "panel_response": PanelResponse,
}
# Words in use for a choice that are neither its slug nor its label.
_WORDINGS: dict[str, dict[str, str]] = {
    "kind": {
        "rr": "rapid_review",
        "cspr": "lcspr",
        "local review": "lcspr",
        "referral": "referral_only",
        "national": "national_review",
        "other": "other_local_learning_review",
    },
    "stage": {
        "rr": "rapid_review",
        "sin": "notification",
        "panel": "panel_response",
        "analysis": "drafting",
        "draft": "drafting",
        "report": "drafting",
        "published": "learning",
        "closed": "closure",
        "action plan monitoring": "action_plan",
    },
    "rr_outcome": {
        "nfa": "no_further_review",
        "no further action": "no_further_review",
        "cspr": "lcspr",
        "yes": "lcspr",
        "no": "no_further_review",
    },
    "incident_type": {"fatal": "death", "harm": "serious_harm"},
    "panel_response": {"agreed": "agrees", "challenged": "challenges"},
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A value, or why there is none. `kept` is text that no field can hold."""

    value: Any = None
    wrong: str = ""
    warning: str = ""
    kept: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a cell needs beside the cell."""

    today: date
    coordinators: Sequence[Coordinator] = ()


def read_cell(column: Column, text: str, reading: Reading) -> Cell:
    """Read one cell by its column's kind."""
    typed = text.strip()
    if not column.field:
        return Cell(kept=typed)
    if not typed:
        return Cell()
    if typed.casefold() in EMPTY:
        return Cell(kept="" if set(typed) == {"-"} else typed)
    return _READERS[column.kind](column, typed, reading)


def _day(column: Column, typed: str, reading: Reading) -> Cell:
    del column
    try:
        return Cell(read_full_date(typed, reading.today))
    except UnreadableDateError as error:
        return Cell(wrong=str(error))


def _choice(column: Column, typed: str, reading: Reading) -> Cell:
    del reading
    words = _WORDINGS.get(column.field, {})
    try:
        return Cell(_CHOICES[column.field].read(words.get(typed.casefold(), typed)))
    except UnknownChoiceError as error:
        return Cell(wrong=str(error))


def _flag(column: Column, typed: str, reading: Reading) -> Cell:
    del column, reading
    word = typed.casefold()
    if word in _YES | _NO:
        return Cell(word in _YES)
    return Cell(wrong=f'"{typed}" is neither yes nor no; write one of them.')


def _list(column: Column, typed: str, reading: Reading) -> Cell:
    del column, reading
    parts = typed.replace("\n", ";").replace(",", ";").split(";")
    return Cell(tuple(part.strip() for part in parts if part.strip()))


def _text(column: Column, typed: str, reading: Reading) -> Cell:
    if column.field in {"owner", "cover"}:
        return _coordinator(typed, reading.coordinators)
    return Cell(typed)


def _coordinator(typed: str, coordinators: Sequence[Coordinator]) -> Cell:
    wanted = typed.casefold()
    for known in coordinators:
        if wanted in {
            known.id.casefold(),
            known.initials.casefold(),
            known.name.casefold(),
        }:
            return Cell(known.id)
    warning = f'"{typed}" is no coordinator in the directory; kept as typed.'
    return Cell(typed, warning=warning if coordinators else "")


def _entry(column: Column, typed: str, reading: Reading) -> Cell:
    if column.field in {"lead_reviewer", "status"}:
        return Cell(typed)
    if column.field != "delay_reason":
        return _day(column, typed, reading)
    try:
        return Cell((DelayReason.read(typed), ""))
    except UnknownChoiceError:
        return Cell((DelayReason.OTHER, typed))


_READERS: dict[str, Callable[[Column, str, Reading], Cell]] = {
    "date": _day,
    "choice": _choice,
    "flag": _flag,
    "list": _list,
    "text": _text,
    "entry": _entry,
}
