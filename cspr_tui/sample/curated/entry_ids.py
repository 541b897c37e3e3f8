"""Names for the entries of a case: `A14` and the like, in the order things happened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.entry_kinds import INNER, PREFIX

Plain = dict[str, Any]

_DAYS = (
    "on",
    "sent_on",
    "from_on",
    "set_on",
    "recorded_on",
    "received_on",
    "appointed_on",
    "raised_on",
)
# Who or what an entry points at by key, and must point at by id.
_POINTERS = ("person", "persons", "request", "recommendation", "lessons")


class UnknownKeyError(CsprError):
    """A case points at an entry that it does not have."""


def named(case: Plain) -> Plain:
    """Return the case with an id on every entry and every pointer turned to it.

    Raises:
        UnknownKeyError: an entry points at a key that none has.
    """
    ids: dict[str, str] = {}
    serial = 0
    for serial, (prefix, entry) in enumerate(_in_order(case), start=1):
        entry["id"] = f"{prefix}{serial}"
        if "key" in entry:
            ids[entry.pop("key")] = entry["id"]
    for field in PREFIX:
        for entry in case.get(field, ()):
            _point(case["ref"], entry, ids)
    return {**case, "serial": serial}


def _in_order(case: Plain) -> list[tuple[str, Plain]]:
    found = [*_entries(case)]
    found.sort(key=lambda each: each[0])
    return [(prefix, entry) for _, prefix, entry in found]


def _entries(case: Plain) -> Iterator[tuple[str, str, Plain]]:
    for field, prefix in PREFIX.items():
        for entry in case.get(field, ()):
            day = _day(entry)
            yield day, prefix, entry
            inner, inner_prefix = INNER.get(field, ("", ""))
            for part in entry.get(inner, ()):
                yield max(day, _day(part)), inner_prefix, part


def _day(entry: Mapping[str, Any]) -> str:
    return next((str(entry[name]) for name in _DAYS if name in entry), "")


def _point(ref: str, entry: Plain, ids: Mapping[str, str]) -> None:
    for name in _POINTERS:
        if isinstance(entry.get(name), list):
            entry[name] = [_id(ref, key, ids) for key in entry[name]]
        elif name in entry:
            entry[name] = _id(ref, entry[name], ids)


def _id(ref: str, key: str, ids: Mapping[str, str]) -> str:
    if key not in ids:
        sentence = f'The case {ref} has no entry called "{key}"; give one that key.'
        raise UnknownKeyError(sentence)
    return ids[key]
