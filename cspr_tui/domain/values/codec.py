"""Conversion of values to JSON data and back, driven by their field types.

A field equal to its default is left out. A date is written as ISO text, a choice as its
slug. Data that cannot be read raise an error naming the field; nothing is dropped.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, fields
from datetime import date, datetime
from enum import Enum
from functools import partial
from typing import Any, TypeVar

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.values.base import Value

Plain = Any
V = TypeVar("V", bound=Value)
_Reader = Callable[[Plain], object]


class UnreadableValueError(CsprError):
    """Stored data do not fit the type of their field."""


@dataclass(frozen=True, slots=True)
class _Slot:
    """How one field is read from JSON, and its value where it is left out."""

    name: str
    read: _Reader
    default: object
    required: bool


def encode(value: object) -> Plain:
    """Return the value as JSON data."""
    if value is None or type(value) is str:
        return value
    if isinstance(value, Value):
        return encode_without(value, "")
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return value


def encode_without(value: Value, left_out: str) -> dict[str, Plain]:
    """Return the value as JSON data, less one field."""
    return {
        slot.name: encode(held)
        for slot in slots_of(type(value))
        if ((held := getattr(value, slot.name)) != slot.default or slot.required)
        and slot.name != left_out
    }


def decode(kind: type[V], plain: Mapping[str, Plain]) -> V:
    """Build a value of that kind from JSON data.

    Raises:
        UnreadableValueError: a field is unknown, missing or of another type;
            the text names it.
    """
    if not isinstance(plain, Mapping):
        sentence = f"{kind.__name__} cannot be read: {plain!r} holds no fields."
        raise UnreadableValueError(sentence)
    slots = slots_by_name(kind)
    try:
        return kind(**{name: slots[name].read(each) for name, each in plain.items()})
    except (ValueError, TypeError, KeyError):
        return _decoded_slowly(kind, plain)


def _decoded_slowly(kind: type[V], plain: Mapping[str, Plain]) -> V:
    """Build a value field by field, so that the one that cannot be read is named."""
    slots = slots_of(kind)
    unknown = set(plain) - {slot.name for slot in slots}
    if unknown:
        sentence = f"{kind.__name__} has no field called {min(unknown)}."
        raise UnreadableValueError(sentence)
    return kind(**{slot.name: _read(kind, slot, plain) for slot in slots})


def decode_field(kind: type[Value], name: str, plain: Plain) -> object:
    """Read one field of that kind of value from JSON data."""
    slot = next((slot for slot in slots_of(kind) if slot.name == name), None)
    if slot is None:
        sentence = f"{kind.__name__} has no field called {name}."
        raise UnreadableValueError(sentence)
    return _read(kind, slot, {name: plain})


def _read(kind: type[Value], slot: _Slot, plain: Mapping[str, Plain]) -> object:
    if slot.name not in plain:
        if slot.required:
            sentence = f"{kind.__name__} lacks its {slot.name}."
            raise UnreadableValueError(sentence)
        return slot.default
    try:
        return slot.read(plain[slot.name])
    except (ValueError, TypeError, KeyError) as error:
        sentence = f"{kind.__name__}.{slot.name} cannot be read: {plain[slot.name]!r}."
        raise UnreadableValueError(sentence) from error


def slots_of(kind: type[Value]) -> tuple[_Slot, ...]:
    """Return the fields of a kind of value, in order, with their readers."""
    if kind not in _SLOTS:
        hints = typing.get_type_hints(kind)
        _SLOTS[kind] = tuple(_slot(f, hints[f.name]) for f in fields(kind))
    return _SLOTS[kind]


def slots_by_name(kind: type[Value]) -> Mapping[str, _Slot]:
    """Return the fields of a kind of value by their names."""
    if kind not in _NAMED:
        _NAMED[kind] = {slot.name: slot for slot in slots_of(kind)}
    return _NAMED[kind]


_SLOTS: dict[type[Value], tuple[_Slot, ...]] = {}
_NAMED: dict[type[Value], Mapping[str, _Slot]] = {}


def _slot(field: Field[Any], hint: Any) -> _Slot:  # noqa: ANN401 - a type hint can be anything
    required = field.default is MISSING
    default = None if required else field.default
    return _Slot(field.name, _reader(hint), default, required)


def _reader(hint: Any) -> _Reader:  # noqa: ANN401 - a type hint can be anything
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in {types.UnionType, typing.Union}:
        inner = _reader(next(a for a in args if a is not type(None)))
        return partial(_optional, inner)
    if origin is tuple:
        return partial(_sequence, _reader(args[0]))
    if isinstance(hint, type) and issubclass(hint, Value):
        return partial(decode, hint)
    return _SCALARS.get(hint) or hint


def _optional(inner: _Reader, plain: Plain) -> object:
    return None if plain is None else inner(plain)


def _sequence(inner: _Reader, plain: Plain) -> tuple[object, ...]:
    if not isinstance(plain, list):
        raise TypeError
    return tuple(inner(item) for item in plain)


def _exactly(kind: type, plain: Plain) -> object:
    if type(plain) is not kind:
        raise TypeError
    return plain


def _day(plain: Plain) -> date:
    day = date.fromisoformat(plain)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError
    return day


# Beyond these a date is a slip or a filler, and months cannot be counted.
FIRST_YEAR, LAST_YEAR = 1900, 2100
_SCALARS: dict[type, _Reader] = {
    str: partial(_exactly, str),
    int: partial(_exactly, int),
    bool: partial(_exactly, bool),
    date: _day,
    datetime: datetime.fromisoformat,
    object: lambda plain: plain,
}
