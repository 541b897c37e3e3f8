"""The ground all values stand on: frozen, and free of characters that act."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

# C0 but tab and newline, DEL, C1, bidi overrides and isolates, lone surrogates:
# they steer a terminal or turn text round instead of saying something.
_ACTING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def cleaned(text: str) -> str:
    """Return the text as typed, less control characters and bidi overrides."""
    if text.isascii() and text.isprintable():
        return text
    return _ACTING.sub("", text)


def _text_fields(kind: type[Value]) -> tuple[str, ...]:
    if kind not in _TEXTS:
        _TEXTS[kind] = tuple(f.name for f in fields(kind) if "str" in str(f.type))
    return _TEXTS[kind]


_TEXTS: dict[type[Value], tuple[str, ...]] = {}


def _clean(value: object) -> object:
    if type(value) is str:
        return cleaned(value)
    if isinstance(value, tuple):
        return tuple(_clean(item) for item in value)
    return value


@dataclass(frozen=True, slots=True)
class Value:
    """A fact that never changes; every text in it is cleaned on the way in."""

    def __post_init__(self) -> None:
        for name in _text_fields(type(self)):
            given = getattr(self, name)
            if given is None or (
                type(given) is str and given.isascii() and given.isprintable()
            ):
                continue
            kept = _clean(given)
            if kept != given:
                object.__setattr__(self, name, kept)


@dataclass(frozen=True, slots=True)
class Entry(Value):
    """A value with a name of its own inside its review, such as `A14`."""

    id: str
