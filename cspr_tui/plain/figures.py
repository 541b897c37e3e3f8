"""The figures as text and JSON: the number, its bar, and what stands behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from cspr_tui.domain.figures import SMALL, Figure
from cspr_tui.domain.plain_words import count
from cspr_tui.service.counting import Counted

# A bar of this many cells is a hundred per cent, or as many days.
BAR = 17
NOTE = (
    f'"small" marks a number with fewer than {SMALL} cases behind it: with what is '
    f"known locally it may identify a child. Leave it out of anything that is shared."
)


def figure_line(figure: Figure) -> str:
    """Return one figure: label, value, cases, bar, and whether it is small."""
    value = "-" if figure.value is None else f"{figure.value}{figure.unit}"
    cases = f"{figure.part} of {figure.whole}" if figure.part is not None else ""
    cases = cases or count(figure.whole, "case")
    small = "small" if figure.is_small else ""
    label = figure.label if len(figure.label) <= 34 else f"{figure.label[:32]}.."
    return f"{label:<34} {value:>6}  {cases:<12} {_bar(figure):<{BAR}} {small}".rstrip()


def _bar(figure: Figure) -> str:
    share = min(100, figure.value or 0) / 100
    return "#" * round(share * BAR)


def figures_page(counted: Counted) -> Iterator[str]:
    """Yield the figures group by group, and what could not be read."""
    yield f"Figures over {counted.of} reviews"
    for sentence in counted.unread:
        yield f"NOT READ  {sentence}"
    for group, figures in grouped(counted.figures):
        yield ""
        yield group
        for figure in figures:
            yield f"  {figure_line(figure)}"
    if any(figure.is_small for figure in counted.figures):
        yield ""
        yield NOTE


def grouped(figures: Iterable[Figure]) -> Iterator[tuple[str, list[Figure]]]:
    """Yield the figures under their group's heading."""
    for group, found in groupby(figures, key=lambda figure: figure.group):
        yield group, list(found)


def figure_form(figure: Figure) -> dict[str, Any]:
    """Return one figure under its documented names."""
    return {
        "group": figure.group,
        "label": figure.label,
        "value": figure.value,
        "unit": figure.unit,
        "part": figure.part,
        "whole": figure.whole,
        "small": figure.is_small,
        "refs": list(figure.refs),
    }
