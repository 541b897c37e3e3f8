"""The base class of all recorded values: immutable, with control codes removed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from itertools import compress, takewhile
from operator import attrgetter, eq, is_not
from typing import Any, NamedTuple, TypeVar

from cspr_tui.domain.values.field_metadata import INTERNAL, NOT_ASKED

# C0 but tab and newline, DEL, C1, bidi overrides and isolates, lone surrogates:
# they steer a terminal or turn text round instead of saying something.
_ACTING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def without_control_characters(text: str) -> str:
    """Return the text as typed, less control characters and bidi overrides."""
    if text.isascii() and text.isprintable():
        return text
    return _ACTING.sub("", text)


V = TypeVar("V", bound="Value")


class _Texts(NamedTuple):
    """The fields of a value type that hold text: exactly one, or several or none."""

    plain: tuple[str, ...]
    others: tuple[str, ...]
    read: Callable[[object], tuple[object, ...]]


def _texts_of(kind: type[Value]) -> _Texts:
    if kind not in _TEXTS:
        texts = {f.name: str(f.type) for f in fields(kind) if "str" in str(f.type)}
        plain = tuple(name for name, kind_name in texts.items() if kind_name == "str")
        others = tuple(name for name in texts if name not in plain)
        _TEXTS[kind] = _Texts(plain, others, _getter(plain))
    return _TEXTS[kind]


def _getter(names: Sequence[str]) -> Callable[[object], tuple[object, ...]]:
    """Return a function that reads those attributes at once."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


_TEXTS: dict[type[Value], _Texts] = {}


def _clean(value: object) -> object:
    if type(value) is str:
        return without_control_characters(value)
    if isinstance(value, tuple):
        return tuple(_clean(item) for item in value)
    return value


def _is_clean(texts: Iterable[Any]) -> bool:
    """Whether all are texts without control characters, checked together for speed."""
    try:
        together = "".join(texts)
    except TypeError:
        return False
    return together.isascii() and together.isprintable()


@dataclass(frozen=True, slots=True)
class Value:
    """An immutable value; control characters are removed from its texts."""

    def __post_init__(self) -> None:
        texts = _texts_of(type(self))
        names = texts.others
        if not _is_clean(texts.read(self)):
            names = (*texts.plain, *names)
        for name in names:
            given = getattr(self, name)
            if not given:
                continue
            kept = _clean(given)
            if kept != given:
                object.__setattr__(self, name, kept)


def with_fields(value: V, **changes: Any) -> V:  # noqa: ANN401 - a field can be anything
    """Return a copy of the value with some fields changed, as `replace` does.

    The other fields are not cleaned again, which for a value with many fields takes
    a fraction of the time.
    """
    kind = type(value)
    made, slots, texts = object.__new__(kind), _slots_of(kind), _texts_of(kind)
    for put, held in zip(slots.put.values(), slots.read(value), strict=True):
        put(made, held)
    for name, given in changes.items():
        is_text = name in texts.plain or name in texts.others
        slots.put[name](made, _clean(given) if is_text else given)
    return made


def changed_fields(old: Value, new: Value) -> Iterator[str]:
    """Return the fields, in order, whose objects differ in identity between the two."""
    slots = _slots_of(type(new))
    return compress(slots.put, map(is_not, slots.read(old), slots.read(new)))


class _Slots(NamedTuple):
    """The fields of a value type: a reader of all, and a setter for each."""

    read: Callable[[object], tuple[object, ...]]
    put: dict[str, Callable[[object, object], None]]


def _slots_of(kind: type[Value]) -> _Slots:
    if kind not in _SLOTS:
        names = tuple(each.name for each in fields(kind))
        put = {name: getattr(kind, name).__set__ for name in names}
        _SLOTS[kind] = _Slots(_getter(names), put)
    return _SLOTS[kind]


_SLOTS: dict[type[Value], _Slots] = {}


def common_prefix_length(old: Sequence[object], new: Sequence[object]) -> int:
    """Return how many items at the beginning of both are equal."""
    short = min(len(old), len(new))
    if old[:short] == new[:short]:
        return short
    return sum(1 for _ in takewhile(bool, map(eq, old, new)))


@dataclass(frozen=True, slots=True)
class Entry(Value):
    """A value with an id that is unique within its review, such as `A14`."""

    id: str = field(metadata=INTERNAL | NOT_ASKED)
