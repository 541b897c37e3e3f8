"""Which field a column of a tracker stands for."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cspr_tui.domain.record.partnership import HeaderAlias

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
        """Whether hardly any file but a tracker has such a column."""
        is_day = self.kind == "date" or self.field.endswith("_on")
        return self.field in REFERENCES or is_day


def bare(text: str) -> str:
    """Return a text without case, spaces and punctuation."""
    return "".join(c for c in text.casefold() if c.isalnum())


@cache
def shipped(name: str) -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Return one of the shipped tables of wordings: group, meaning, wordings."""
    text = (Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8")
    found: Mapping[str, Mapping[str, Sequence[str]]] = tomllib.loads(text)
    return found


@cache
def fields() -> Mapping[str, str]:
    """Return every field a column can stand for, with its kind."""
    groups = shipped("headings").items()
    return {field: kind for kind, group in groups for field in group}


@cache
def _known() -> Mapping[str, str]:
    known = {}
    for group in shipped("headings").values():
        for field, wordings in group.items():
            known.update({bare(wording): field for wording in (field, *wordings)})
    for field in fields():
        known.setdefault(bare(field.removesuffix("_on")), field)
    return known


def columns(headings: Iterable[str], aliases: Iterable[HeaderAlias]) -> list[Column]:
    """Return what each heading means, the partnership's own wordings first.

    An alias may name its field in any wording; one without a field makes notes
    of the column. What an alias names and nobody knows stays as it is, without
    a kind. A column without a heading is called by its number.
    """
    own = {bare(a.heading): _known().get(bare(a.field), a.field) for a in aliases}
    return [_column(at, heading, own) for at, heading in enumerate(headings, 1)]


def _column(at: int, heading: str, own: Mapping[str, str]) -> Column:
    shown = " ".join(heading.split()) or f"Column {at}"
    key = bare(heading)
    if not key:
        return Column(shown)
    field = own[key] if key in own else _known().get(key, "")
    return Column(shown, field, fields().get(field, ""))
