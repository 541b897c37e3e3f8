"""The full export: everything a partnership has recorded, as CSV tables and JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.text.csv_cells import defended
from cspr_tui.domain.values.base import Value
from cspr_tui.domain.values.codec import Plain, encode

_Rows = list[dict[str, Any]]


def full_export(
    partnership: Partnership, reviews: Iterable[Review]
) -> Mapping[str, bytes]:
    """Return the files of a full export, by name.

    `everything.json` has all data, histories included. Each list of entries is also
    a CSV table with the reference of its review, every cell quoted and without
    anything that a spreadsheet would run as a formula.
    """
    all_reviews = list(reviews)
    everything = {
        "partnership": encode(partnership),
        "reviews": [encode(review) for review in all_reviews],
    }
    files = {"everything.json": json.dumps(everything, indent=1, ensure_ascii=False)}
    for name, rows in _tables(partnership, all_reviews).items():
        files[f"{name}.csv"] = table(rows)
    return {name: text.encode() for name, text in files.items()}


def table(rows: list[dict[str, Any]]) -> str:
    """Return rows as CSV, with a column for each name that any row has."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, names, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow({name: defended(name) for name in names})
    for row in rows:
        writer.writerow({name: cell(value) for name, value in row.items()})
    return out.getvalue()


def cell(value: Plain) -> str:
    """Return a value as the text of a cell: lists joined by ";", formulas disarmed."""
    if isinstance(value, list) and not any(isinstance(v, (dict, list)) for v in value):
        value = "; ".join(str(item) for item in value)
    if isinstance(value, (dict, list)):
        value = json.dumps(value, ensure_ascii=False)
    text = "" if value is None else str(value)
    return defended(text)


def _tables(partnership: Partnership, reviews: list[Review]) -> dict[str, _Rows]:
    tables: dict[str, _Rows] = {
        "reviews": [_single_fields(review) for review in reviews]
    }
    for review in reviews:
        for name, rows in _entries(review):
            tables.setdefault(name, []).extend(rows)
    for name, rows in _entries(partnership):
        tables.setdefault(f"partnership_{name}", []).extend(rows)
    return tables


def _single_fields(review: Review) -> dict[str, Any]:
    """Return what a review has once: every field that is no list of entries."""
    return {
        name: value
        for name, value in _plain(review).items()
        if not _is_table(getattr(review, name))
    }


def _entries(
    record: Review | Partnership,
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    ref = {"ref": record.ref} if isinstance(record, Review) else {}
    for name in _plain(record):
        value = getattr(record, name)
        if _is_table(value):
            yield name, [{**ref, **_plain(entry)} for entry in value]


def _plain(value: Value) -> dict[str, Any]:
    """Return every field as JSON data, in order, defaults included."""
    return {name: encode(getattr(value, name)) for name in value.__dataclass_fields__}


def _is_table(value: object) -> bool:
    if not isinstance(value, tuple) or not value:
        return False
    return all(isinstance(item, Value) for item in value)
