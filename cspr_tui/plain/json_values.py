"""Converts any dataclass value to JSON data with its own field names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any


def to_json(value: object) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """Return a value as JSON data: dates as ISO text, choices as their stored word."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_json(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(name): to_json(entry) for name, entry in value.items()}
    if isinstance(value, (tuple, list, frozenset)):
        return [to_json(item) for item in value]
    return value
