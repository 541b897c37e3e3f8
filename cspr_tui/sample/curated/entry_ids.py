"""Ids for the entries of a curated case (`A14`), numbered by date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.entry_kinds import INNER, PREFIX

PlainCase = dict[str, Any]

_DATE_FIELDS = (
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
_REFERENCE_FIELDS = ("person", "persons", "request", "recommendation", "lessons")


class UnknownKeyError(CsprError):
    """A case refers to an entry that it does not have."""


def with_entry_ids(case: PlainCase) -> PlainCase:
    """Return the case with an id for every entry and every key replaced by that id.

    In a case file entries refer to each other by a `key` of their own.

    Raises:
        UnknownKeyError: an entry refers to a key that no entry has.
    """
    ids: dict[str, str] = {}
    serial = 0
    for serial, (prefix, entry) in enumerate(_entries_by_date(case), start=1):
        entry["id"] = f"{prefix}{serial}"
        if "key" in entry:
            ids[entry.pop("key")] = entry["id"]
    for field in PREFIX:
        for entry in case.get(field, ()):
            _resolve_keys(case["ref"], entry, ids)
    return {**case, "serial": serial}


def _entries_by_date(case: PlainCase) -> list[tuple[str, PlainCase]]:
    entries = [*_entries(case)]
    entries.sort(key=lambda item: item[0])
    return [(prefix, entry) for _, prefix, entry in entries]


def _entries(case: PlainCase) -> Iterator[tuple[str, str, PlainCase]]:
    for field, prefix in PREFIX.items():
        for entry in case.get(field, ()):
            day = _day(entry)
            yield day, prefix, entry
            inner, inner_prefix = INNER.get(field, ("", ""))
            for inner_entry in entry.get(inner, ()):
                yield max(day, _day(inner_entry)), inner_prefix, inner_entry


def _day(entry: Mapping[str, Any]) -> str:
    return next((str(entry[name]) for name in _DATE_FIELDS if name in entry), "")


def _resolve_keys(ref: str, entry: PlainCase, ids: Mapping[str, str]) -> None:
    for name in _REFERENCE_FIELDS:
        if isinstance(entry.get(name), list):
            entry[name] = [_id(ref, key, ids) for key in entry[name]]
        elif name in entry:
            entry[name] = _id(ref, entry[name], ids)


def _id(ref: str, key: str, ids: Mapping[str, str]) -> str:
    if key not in ids:
        sentence = f'The case {ref} has no entry called "{key}"; give one that key.'
        raise UnknownKeyError(sentence)
    return ids[key]
