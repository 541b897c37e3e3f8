"""The form fields for any kind of entry, derived from the value's field types."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, replace
from datetime import date
from typing import Any, TypeVar

from cspr_tui.domain.dates.date_parser import UnreadableDateError
from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.text.formatting import full_day
from cspr_tui.domain.values.base import Entry, Value
from cspr_tui.domain.values.choice import Choice, UnknownChoiceError
from cspr_tui.domain.values.field_metadata import (
    TextKind,
    is_asked,
    label_of,
    text_kind_of,
)
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
    """The text typed is not a whole number."""


YES, NO = frozenset({"y", "yes"}), frozenset({"n", "no", ""})
V = TypeVar("V", bound=Value)
_INPUTS = {TextKind.LONG: Kind.TEXT, TextKind.MARKDOWN: Kind.PAGE}


@dataclass(frozen=True, slots=True)
class _Fact:
    """One field of a record as a form asks for it; `name` holds a dot when nested."""

    kind: type[Value]
    name: str
    hint: object
    value: Any
    needed: bool = False

    @property
    def last(self) -> str:
        """The field's own name, without the field it is nested in."""
        return self.name.rpartition(".")[2]

    @property
    def label(self) -> str:
        """What the form calls it."""
        return label_of(self.kind, self.last)

    @property
    def text_kind(self) -> TextKind:
        """What its text is."""
        return text_kind_of(self.kind, self.last)


def entry_fields(view: ReviewView, entry: Value) -> list[Field]:
    """Return a form field for each field of an entry that a person fills in."""
    return list(_fields(view, entry, ""))


def fact_fields(view: ReviewView, names: tuple[str, ...]) -> list[Field]:
    """Return a form field for each of the named fields of the review."""
    review, kind = view.review, type(view.review)
    hints = typing.get_type_hints(kind)
    facts = [_Fact(kind, name, hints[name], getattr(review, name)) for name in names]
    return [_field(view, fact) for fact in facts]


def _fields(view: ReviewView, value: Value, prefix: str) -> Iterator[Field]:
    kind = type(value)
    hints = typing.get_type_hints(kind)
    for each in fields(value):
        name, held = each.name, getattr(value, each.name)
        if not is_asked(kind, name) or _holds_entries(hints[name]):
            continue
        if isinstance(held, Value):
            yield from _fields(view, held, f"{name}.")
            continue
        needed = each.default is MISSING
        fact = _Fact(kind, f"{prefix}{name}", hints[name], held, needed)
        yield _field(view, fact)


def _holds_entries(hint: object) -> bool:
    """Whether it holds entries of their own, which have forms of their own."""
    inner = _inside(hint)
    return isinstance(inner, type) and issubclass(inner, Entry)


def _inside(hint: object) -> object:
    args = typing.get_args(hint)
    return args[0] if typing.get_origin(hint) is tuple else None


def _field(view: ReviewView, fact: _Fact) -> Field:
    text_kind, name, needed = fact.text_kind, fact.name, fact.needed
    if text_kind is TextKind.AGENCY:
        return agency_field(view, fact.label, fact.value, name=name, needed=needed)
    if text_kind is TextKind.PERSON_CODE:
        several = _inside(fact.hint) is not None
        people = persons_field if several else person_field
        return people(view, fact.label, fact.value, needed=needed)
    return _typed_field(view, fact)


def _typed_field(view: ReviewView, fact: _Fact) -> Field:
    """Return the field that the type of a fact asks for."""
    inside, inner = _inside(fact.hint), _inner(fact.hint)
    if inside is date:
        return dates_field(view, fact.name, fact.label, fact.value)
    if isinstance(inside, type) and issubclass(inside, Value):
        return lined_field(view, fact.name, fact.label, inside, fact.value)
    if inner is date:
        return _day_field(view, fact)
    if isinstance(inner, type) and issubclass(inner, Choice):
        chosen = fact.value if isinstance(fact.value, Choice) else None
        return choice_field(fact.name, fact.label, inner, chosen)
    if inside is not None or inner is bool:
        return _listed_field(fact)
    return _number_field(fact) if inner is int else _text_field(fact)


def _listed_field(fact: _Fact) -> Field:
    if isinstance(fact.value, tuple):
        shown = "; ".join(str(item) for item in fact.value)
        hint = "several: divide them with ;"
        return Field(fact.name, fact.label, _list, shown, hint)
    return yes_or_no_field(fact.name, fact.label, held=bool(fact.value))


def yes_or_no_field(name: str, label: str, *, held: bool) -> Field:
    """Return a field for yes or no."""
    return Field(name, label, _yes_or_no, "yes" if held else "no", "yes or no")


def _inner(hint: object) -> object:
    if typing.get_origin(hint) in {types.UnionType, typing.Union}:
        return next(arg for arg in typing.get_args(hint) if arg is not type(None))
    return hint


def _text_field(fact: _Fact) -> Field:
    kind = _INPUTS.get(fact.text_kind, Kind.LINE)
    read: Read = _needed if fact.needed else str
    return Field(fact.name, fact.label, read, str(fact.value or ""), kind=kind)


def _day_field(view: ReviewView, fact: _Fact) -> Field:
    read = date_reader(view.reviews)
    shown = full_day(fact.value) if isinstance(fact.value, date) else ""

    def read_needed(text: str) -> date | None:
        day = read(text)
        if day is None and fact.needed:
            sentence = "A date is needed here: 23/11, 23 nov, today, +5wd."
            raise UnreadableDateError(sentence)
        return day

    return Field(fact.name, fact.label, read_needed, shown, DATE_HINT, full_day)


def _number_field(fact: _Fact) -> Field:
    def read(text: str) -> int | None:
        return read_number(text) if text.strip() or fact.needed else None

    shown = "" if fact.value is None else str(fact.value)
    return Field(fact.name, fact.label, read, shown, "a whole number")


def read_number(text: str) -> int:
    """Parse a whole number.

    Raises:
        UnreadableNumberError: the text is not one.
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


def filled(entry: V, values: Mapping[str, Any]) -> V:
    """Return the entry with the values typed, those of nested values included."""
    flat = {name: value for name, value in values.items() if "." not in name}
    for name, value in values.items():
        outer, dot, inner = name.partition(".")
        if dot:
            named: dict[str, Any] = {inner: value}
            flat[outer] = replace(flat.get(outer, getattr(entry, outer)), **named)
    return replace(entry, **flat)
