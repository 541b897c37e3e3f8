"""Column headings of a tracker, and the field that each one fills."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cspr_tui.domain.record.date_fields import RECORDED
from cspr_tui.domain.record.partnership import HeaderAlias

# The recorded dates of a review: name and label of each.
Dates = tuple[tuple[str, str], ...]
RECORDED_DATES: Dates = tuple(RECORDED.items())
REFERENCES = frozenset({"ref", "local_ref"})


@dataclass(frozen=True, slots=True)
class Column:
    """A heading as it stands, the field it means and how its cells are read.

    Unknown headings have no field; their cells are kept as they are.
    """

    heading: str
    field: str = ""
    kind: str = ""

    @property
    def marks_a_tracker(self) -> bool:
        """Whether a column like this is typical of a tracker: a reference or a date."""
        is_day = self.kind == "date" or self.field.endswith("_on")
        return self.field in REFERENCES or is_day


def normalised(text: str) -> str:
    """Return the letters and digits of a text, in lower case."""
    return "".join(c for c in text.casefold() if c.isalnum())


@cache
def shipped_wordings(name: str) -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Return one of the shipped tables of wordings: group, meaning, wordings."""
    text = (Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8")
    found: Mapping[str, Mapping[str, Sequence[str]]] = tomllib.loads(text)
    return found


@cache
def importable_fields(dates: Dates = RECORDED_DATES) -> Mapping[str, str]:
    """Return every field a column can stand for, with how its cells are read.

    A recorded date (name and label) without a line in `headings.toml` is one too.
    """
    groups = shipped_wordings("headings").items()
    listed = {field: kind for kind, group in groups for field in group}
    unlisted = {name: "date" for name, _ in dates if name not in listed}
    return listed | unlisted


@cache
def _known(dates: Dates) -> dict[str, str]:
    """Return the field that each wording means, the wording without punctuation."""
    known = dict[str, str]()
    for group in shipped_wordings("headings").values():
        for field, wordings in group.items():
            known.update({normalised(wording): field for wording in (field, *wordings)})
    unlisted = [(name, label) for name, label in dates if normalised(name) not in known]
    for name, label in unlisted:
        known[normalised(name)] = name
        known.setdefault(normalised(label), name)
    for field in importable_fields(dates):
        known.setdefault(normalised(field.removesuffix("_on")), field)
    return known


def columns(
    headings: Iterable[str],
    aliases: Iterable[HeaderAlias],
    dates: Dates = RECORDED_DATES,
) -> list[Column]:
    """Return what each heading means, the partnership's own wordings first.

    An alias may name its field in any wording; one without a field makes notes
    of the column. What an alias names and nobody knows stays as it is, without
    a kind. A column without a heading is called by its number.
    """
    known, kinds = _known(dates), importable_fields(dates)
    own = {
        normalised(a.heading): known.get(normalised(a.field), a.field) for a in aliases
    }
    meant = known | own
    found = []
    for number, heading in enumerate(headings, 1):
        key, shown = normalised(heading), " ".join(heading.split())
        field = meant.get(key, "") if key else ""
        found.append(Column(shown or f"Column {number}", field, kinds.get(field, "")))
    return found
