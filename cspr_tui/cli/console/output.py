"""Printing: lines of text, JSON and CSV on standard output."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from cspr_tui.domain.text.csv_cells import defended
from cspr_tui.domain.values.base import without_control_characters


def say(line: str = "") -> None:
    """Print one line without control characters that a terminal would act on."""
    sys.stdout.write(without_control_characters(line).replace("\n", " ") + "\n")


def say_all(lines: Iterable[str]) -> None:
    """Print lines."""
    for line in lines:
        say(line)


def print_warnings(sentences: Iterable[str]) -> None:
    """Print each sentence as a warning on standard error, beside the result."""
    for sentence in sentences:
        print(f"Warning: {without_control_characters(sentence)}", file=sys.stderr)  # noqa: T201 - beside the result


def say_json(value: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
    """Print a value as indented JSON, letters beyond ASCII as they are.

    What would act on a terminal is escaped, and so is every letter that the locale
    cannot show.
    """
    is_unicode = (sys.stdout.encoding or "utf-8").lower().startswith("utf")
    text = json.dumps(value, indent=1, ensure_ascii=not is_unicode)
    if text != without_control_characters(text):
        text = json.dumps(value, indent=1)
    sys.stdout.write(f"{text}\n")


def say_csv(rows: Sequence[dict[str, Any]]) -> None:
    """Print rows as CSV with a heading, quoted; no cell holds a formula to run."""
    if not rows:
        return
    import csv  # noqa: PLC0415 - most commands print none

    writer = csv.DictWriter(
        sys.stdout, list(rows[0]), lineterminator="\n", quoting=csv.QUOTE_ALL
    )
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _cell(value) for name, value in row.items()})


def _cell(value: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    if isinstance(value, list):
        value = "; ".join(str(item) for item in value)
    text = "" if value is None else str(value)
    return defended(text)
