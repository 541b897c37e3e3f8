"""Which field a column of a tracker stands for."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cspr_tui.domain.partnership import HeaderAlias


@dataclass(frozen=True, slots=True)
class Column:
    """A heading as it stands, the field it means and how its cells are read.

    Unknown headings have no field; their cells are kept as they are.
    """

    heading: str
    field: str = ""
    kind: str = ""


def bare(text: str) -> str:
    """Return a heading without case, spaces and punctuation."""
    return "".join(c for c in text.casefold() if c.isalnum())


@cache
def fields() -> Mapping[str, str]:
    """Return every field a column can stand for, with its kind."""
    shipped = _shipped()
    return {field: kind for kind, group in shipped.items() for field in group}


@cache
def _shipped() -> Mapping[str, Mapping[str, Sequence[str]]]:
    text = (Path(__file__).parent / "headings.toml").read_text(encoding="utf-8")
    found: Mapping[str, Mapping[str, Sequence[str]]] = tomllib.loads(text)
    return found


@cache
def _known() -> Mapping[str, str]:
    known = {}
    for group in _shipped().values():
        for field, wordings in group.items():
            known.update({bare(wording): field for wording in (field, *wordings)})
            known.setdefault(bare(field.removesuffix("_on")), field)
    return known


def columns(headings: Iterable[str], aliases: Iterable[HeaderAlias]) -> list[Column]:
    """Return what each heading means, the partnership's own wordings first."""
    own = {bare(alias.heading): alias.field for alias in aliases}
    return [_column(heading, own) for heading in headings]


def _column(heading: str, own: Mapping[str, str]) -> Column:
    field = own.get(bare(heading)) or _known().get(bare(heading), "")
    return Column(heading.strip(), field, fields().get(field, ""))
