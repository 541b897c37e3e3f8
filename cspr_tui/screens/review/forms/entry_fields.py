"""The fields of a form for any kind of entry, made from the value's own types."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, replace
from datetime import date
from functools import partial
from typing import Any, Protocol, TypeVar

from cspr_tui.domain.dates.date_parser import UnreadableDateError
from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.text.formatting import full_day
from cspr_tui.domain.values.base import Entry, Value
from cspr_tui.domain.values.choice import Choice, UnknownChoiceError
from cspr_tui.screens.forms.date_field import DATE_HINT, date_reader
from cspr_tui.screens.review.forms.multi_value_field import dates_field, lined_field
from cspr_tui.screens.review.forms.party_fields import (
    agency_field,
    person_field,
    persons_field,
)
from cspr_tui.screens.review.review_view import ReviewView
from cspr_tui.widgets.form_field import Field, Kind, Read, choice_field


class UnreadableNumberError(CsprError):
    """What was typed is no whole number."""


YES, NO = frozenset({"y", "yes"}), frozenset({"n", "no", ""})
V = TypeVar("V", bound=Value)
# Long texts, and facts that are kept elsewhere or come about by themselves.
LONG = frozenset({"note", "text", "outcome", "impact_evidence", "response"})
NOT_ASKED = frozenset({"id", "decisions"})
# The first letter of a label that reads better than the field's own name.
LABELS = {
    "dob": "Date of birth",
    "nhs": "NHS number",
    "ni": "NI number",
    "upn": "UPN",
    "on": "On",
    "rag": "Progress",
    "sos_told_on": "DfE told on",
    "parental_responsibility": "Parental resp.",
}


def entry_fields(view: ReviewView, entry: Value) -> list[Field]:
    """Return a field for each fact of an entry that a person fills in."""
    return list(_fields(view, entry, ""))


def fact_fields(view: ReviewView, names: tuple[str, ...]) -> list[Field]:
    """Return a field for each named fact of the review as a whole."""
    hints = typing.get_type_hints(Review)
    held = {name: getattr(view.review, name) for name in names}
    return [
        _field(view, name, hints[name], value, needed=False)
        for name, value in held.items()
    ]


def _fields(view: ReviewView, value: Value, prefix: str) -> Iterator[Field]:
    hints = typing.get_type_hints(type(value))
    for each in fields(value):
        name, held = each.name, getattr(value, each.name)
        if name in NOT_ASKED or _holds_entries(hints[name]):
            continue
        if isinstance(held, Value):
            yield from _fields(view, held, f"{name}.")
            continue
        needed = each.default is MISSING
        yield _field(view, f"{prefix}{name}", hints[name], held, needed=needed)


def _holds_entries(hint: object) -> bool:
    """Whether it holds entries of their own, which have forms of their own."""
    inner = _inside(hint)
    return isinstance(inner, type) and issubclass(inner, Entry)


def _inside(hint: object) -> object:
    args = typing.get_args(hint)
    return args[0] if typing.get_origin(hint) is tuple else None


def label_of(name: str) -> str:
    """Return a field's name as a form writes it."""
    last = name.rpartition(".")[2]
    words = last.replace("_", " ")
    return LABELS.get(last, words[:1].upper() + words[1:])


def _field(
    view: ReviewView, name: str, hint: object, held: object, *, needed: bool
) -> Field:
    special = _SPECIAL.get(name)
    if special is not None:
        return special(view, label_of(name), held, needed=needed)
    inside = _inside(hint)
    if inside is date:
        return dates_field(view, name, label_of(name), held)
    if isinstance(inside, type) and issubclass(inside, Value):
        return lined_field(view, name, label_of(name), inside, held)
    inner = _inner(hint)
    if inner is date:
        return _day_field(view, name, held, needed=needed)
    if isinstance(inner, type) and issubclass(inner, Choice):
        chosen = held if isinstance(held, Choice) else None
        return choice_field(name, label_of(name), inner, chosen)
    if typing.get_origin(hint) is tuple or inner is bool:
        return _listed_field(name, held)
    made = _number_field if inner is int else _text_field
    return made(name, held, needed=needed)


def _listed_field(name: str, held: object) -> Field:
    if isinstance(held, tuple):
        shown = "; ".join(str(item) for item in held)
        return Field(name, label_of(name), _list, shown, "several: divide them with ;")
    return yes_or_no_field(name, label_of(name), held=bool(held))


def yes_or_no_field(name: str, label: str, *, held: bool) -> Field:
    """Return a field for yes or no."""
    return Field(name, label, _yes_or_no, "yes" if held else "no", "yes or no")


def _inner(hint: object) -> object:
    if typing.get_origin(hint) in {types.UnionType, typing.Union}:
        return next(arg for arg in typing.get_args(hint) if arg is not type(None))
    return hint


def _text_field(name: str, held: object, *, needed: bool) -> Field:
    kind = Kind.TEXT if name in LONG else Kind.LINE
    read: Read = _needed if needed else str
    return Field(name, label_of(name), read, str(held or ""), kind=kind)


def _day_field(view: ReviewView, name: str, held: object, *, needed: bool) -> Field:
    read = date_reader(view.reviews)
    shown = full_day(held) if isinstance(held, date) else ""

    def read_needed(text: str) -> date | None:
        day = read(text)
        if day is None and needed:
            sentence = "A date is needed here: 23/11, 23 nov, today, +5wd."
            raise UnreadableDateError(sentence)
        return day

    return Field(name, label_of(name), read_needed, shown, DATE_HINT, full_day)


def _number_field(name: str, held: object, *, needed: bool) -> Field:
    def read(text: str) -> int | None:
        return read_number(text) if text.strip() or needed else None

    shown = "" if held is None else str(held)
    return Field(name, label_of(name), read, shown, "a whole number")


def read_number(text: str) -> int:
    """Return a whole number as typed.

    Raises:
        UnreadableNumberError: it is none.
    """
    try:
        return int(text)
    except ValueError as error:
        sentence = f'"{text.strip()}" is no whole number, such as 10.'
        raise UnreadableNumberError(sentence) from error


def _needed(text: str) -> str:
    if not text.strip():
        sentence = "This cannot be left empty."
        raise UnknownChoiceError(sentence)
    return text


def _yes_or_no(text: str) -> bool:
    typed = text.strip().casefold()
    if typed not in YES | NO:
        sentence = f'"{text}" is neither yes nor no.'
        raise UnknownChoiceError(sentence)
    return typed in YES


def _list(text: str) -> tuple[str, ...]:
    parts = text.replace("\n", ";").split(";")
    return tuple(part.strip() for part in parts if part.strip())


class _Special(Protocol):
    """Makes the field of a fact that names people or agencies of the review."""

    def __call__(
        self,
        view: ReviewView,
        label: str,
        held: Any,  # noqa: ANN401 - what stands in it
        *,
        needed: bool,
    ) -> Field:
        """Return the field."""
        ...


_SPECIAL: Mapping[str, _Special] = {
    "agency": partial(agency_field, name="agency"),
    "person": person_field,
    "persons": persons_field,
    "owner_agency": partial(agency_field, name="owner_agency"),
}


def filled(entry: V, values: Mapping[str, Any]) -> V:
    """Return the entry with what was typed, nested facts in their place."""
    flat = {name: value for name, value in values.items() if "." not in name}
    for name, value in values.items():
        outer, dot, inner = name.partition(".")
        if dot:
            named: dict[str, Any] = {inner: value}
            flat[outer] = replace(flat.get(outer, getattr(entry, outer)), **named)
    return replace(entry, **flat)
