"""Conversion to JSON and back after a small change, reusing what did not change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from cspr_tui.domain.values.base import (
    Value,
    changed_fields,
    common_prefix_length,
    with_fields,
)
from cspr_tui.domain.values.codec import (
    Plain,
    decode,
    decode_field,
    encode,
    slots_by_name,
)

V = TypeVar("V", bound=Value)


@dataclass(frozen=True, slots=True)
class Coded(Generic[V]):
    """A value, and the JSON data it was read from or written as."""

    value: V
    plain: Mapping[str, Plain]


def decode_after(before: Coded[V], plain: Mapping[str, Plain], **beside: object) -> V:
    """Build a value of the same type from JSON data, converting only what differs.

    `beside` are fields that the data do not hold.

    Raises:
        UnreadableValueError: as `decode` does.
    """
    kind, known = type(before.value), before.plain
    slots = slots_by_name(kind)
    gone = known.keys() - plain.keys()
    if any(slots[name].required for name in gone):
        return decode(kind, plain)
    fresh: dict[str, Any] = {name: slots[name].default for name in gone}
    for name, new in plain.items():
        if name not in known or new != known[name]:
            fresh[name] = _decoded(before, name, new)
    return with_fields(before.value, **{**fresh, **beside})


def _decoded(before: Coded[V], name: str, new: Plain) -> Any:  # noqa: ANN401 - a field can be anything
    kind, old = type(before.value), before.plain.get(name)
    if not isinstance(old, list) or not isinstance(new, list):
        return decode_field(kind, name, new)
    held = getattr(before.value, name)
    kept = common_prefix_length(old, new)
    fresh: Any = decode_field(kind, name, new[kept:])
    return (*held[:kept], *fresh)


def encode_after(before: Coded[V], value: V, left_out: str) -> dict[str, Plain]:
    """Return the value as JSON data without one field, converting only what differs."""
    slots, told = slots_by_name(type(value)), dict(before.plain)
    for name in changed_fields(before.value, value):
        held, slot = getattr(value, name), slots[name]
        told.pop(name, None)
        if name != left_out and (held != slot.default or slot.required):
            told[name] = _encoded(before, name, held)
    return told


def _encoded(before: Coded[V], name: str, held: object) -> Plain:
    old = before.plain.get(name)
    if old is None or not isinstance(held, tuple):
        return encode(held)
    kept = common_prefix_length(getattr(before.value, name), held)
    return [*old[:kept], *encode(held[kept:])]
