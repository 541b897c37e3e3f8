"""Form fields with several values, one a line, its parts separated by semicolons."""

from __future__ import annotations

import typing
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields
from dataclasses import Field as Fact
from datetime import date
from typing import Any

from cspr_tui.domain.dates.date_parser import read_full_date
from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.people import SensitiveDate
from cspr_tui.domain.text.formatting import full_day
from cspr_tui.domain.values.base import Value
from cspr_tui.domain.values.choice import Choice
from cspr_tui.domain.values.field_metadata import TextKind, label_of, text_kind_of
from cspr_tui.screens.forms.date_field import date_reader
from cspr_tui.screens.review.forms.party_fields import agency_field
from cspr_tui.screens.review.review_view import ReviewView
from cspr_tui.widgets.form_field import Field, Kind, Read

LEAP = 2024


class UnreadableLineError(CsprError):
    """A line has too many parts, too few, or one that cannot be parsed."""


@dataclass(frozen=True, slots=True)
class LinePart:
    """One part of a line: its label, its parser and its formatter."""

    name: str
    label: str
    read: Read
    write: Callable[[Any], str] = str
    needed: bool = False


def dates_field(view: ReviewView, name: str, label: str, held: Any) -> Field:  # noqa: ANN401 - a tuple of dates
    """Return a form field for several dates, separated by semicolons."""
    read_one = date_reader(view.reviews)

    def read(text: str) -> tuple[date, ...]:
        found = [read_one(part) for part in text.split(";")]
        return tuple(day for day in found if day is not None)

    hint = "several: divide them with ;  today, 23/11, 23 nov"
    return Field(name, label, read, _days(held), hint, _days)


def _days(days: tuple[date, ...]) -> str:
    return "; ".join(map(full_day, days))


def lined_field(
    view: ReviewView,
    name: str,
    label: str,
    kind: type[Value],
    held: Any,  # noqa: ANN401 - a tuple of that kind
) -> Field:
    """Return a form field for several values of one kind, one on each line.

    If its text is not edited, it returns the recorded values unchanged.
    """
    parts = _parts(view, kind)
    shown = "\n".join(_written(parts, _facts(value)) for value in held)

    def read(text: str) -> tuple[Value, ...]:
        if text == shown:
            return tuple(held)
        lines = enumerate(text.splitlines(), start=1)
        return tuple(_value(kind, parts, n, line) for n, line in lines if line.strip())

    called = "; ".join(part.label for part in parts)
    return Field(name, label, read, shown, f"one a line: {called}", kind=Kind.TEXT)


def _facts(value: Value) -> dict[str, Any]:
    if isinstance(value, SensitiveDate):
        return {"label": value.label, "on": (value.month, value.day)}
    return {each.name: getattr(value, each.name) for each in fields(value)}


def _written(parts: list[LinePart], facts: dict[str, Any]) -> str:
    said = [part.write(facts[part.name]) for part in parts]
    return "; ".join(said).rstrip("; ")


def _value(kind: type[Value], parts: list[LinePart], number: int, line: str) -> Value:
    typed = [text.strip() for text in line.split(";", len(parts) - 1)]
    facts = dict[str, Any]()
    for part, text in zip(parts, [*typed, *[""] * len(parts)], strict=False):
        if part.needed and not text:
            place = parts.index(part) + 1
            sentence = f"Line {number} needs {part.label}, as its part {place}."
            raise UnreadableLineError(sentence)
        if text:
            facts[part.name] = _read(part, text, number)
    if kind is SensitiveDate:
        month, day = facts.pop("on")
        return SensitiveDate(facts["label"], month, day)
    return kind(**facts)


def _read(part: LinePart, text: str, number: int) -> object:
    try:
        return part.read(text)
    except CsprError as error:
        sentence = f"Line {number}, {part.label}: {error}"
        raise UnreadableLineError(sentence) from error


def _parts(view: ReviewView, kind: type[Value]) -> list[LinePart]:
    if kind is SensitiveDate:
        name = LinePart("label", "what day it is", str, needed=True)
        return [
            name,
            LinePart("on", "day and month", _day_of_year, _written_day, needed=True),
        ]
    hints = typing.get_type_hints(kind)
    return [_part(view, kind, each, hints[each.name]) for each in fields(kind)]


def _part(
    view: ReviewView, kind: type[Value], fact: Fact[Any], hint: object
) -> LinePart:
    name, needed = fact.name, fact.default is MISSING
    label = name.removesuffix("_on").replace("_", " ")
    if text_kind_of(kind, name) is TextKind.AGENCY:
        return LinePart(name, label, agency_field(view, label).read, needed=needed)
    if isinstance(hint, type) and issubclass(hint, Choice):
        label = f"{label} ({', '.join(each.label.lower() for each in hint)})"
        return LinePart(name, label, hint.read, _label_of_choice, needed)
    if hint is str:
        return LinePart(name, label, str, needed=needed)
    if hint is bool:
        return LinePart(name, f"{label} (yes)", _is_yes, _yes_or_nothing)
    if hint is int:
        return LinePart(name, label_of(kind, name).lower(), _number, str, needed)
    label = "day" if name == "on" else f"{label} day"
    return LinePart(name, label, date_reader(view.reviews), full_day_or_none, needed)


def _label_of_choice(choice: Choice) -> str:
    return choice.label


def _is_yes(text: str) -> bool:
    return text.casefold() in {"y", "yes"}


def _yes_or_nothing(said: object) -> str:
    return "yes" if said else ""


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        sentence = f'"{text}" is no whole number, such as 10.'
        raise UnreadableLineError(sentence) from error


def full_day_or_none(day: date | None) -> str:
    """Return a date in full, or an empty text for None."""
    return full_day(day) if day else ""


def _written_day(day: tuple[int, int]) -> str:
    return f"{date(LEAP, *day):%d %b}"


def _day_of_year(text: str) -> tuple[int, int]:
    day = read_full_date(f"{text} {LEAP}", date(LEAP, 1, 1))
    return day.month, day.day
