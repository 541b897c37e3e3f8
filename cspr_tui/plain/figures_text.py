"""The figures as text and JSON: value, cases, bar, and the reviews counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, NamedTuple

from cspr_tui.domain.queries.figures import SMALL, Figure
from cspr_tui.domain.text.formatting import count, cut
from cspr_tui.plain.board_text import state_word
from cspr_tui.service import Board
from cspr_tui.service.use_cases.review_figures import FiguresProgress

# A bar of this many cells means 100 per cent, or 100 days.
BAR_WIDTH = 17
# The width of a line without label and bar.
OTHER_COLUMNS_WIDTH = 28
NOTE = (
    f'"small" marks a number with fewer than {SMALL} cases behind it, or missing from '
    f"it: with what is known locally it may identify a child. Leave it out of anything "
    f"that is shared."
)


class Columns(NamedTuple):
    """The widths of the label and the bar, in cells."""

    label: int
    bar: int = BAR_WIDTH


def columns_for(figures: Iterable[Figure], width: int = 0) -> Columns:
    """Return column widths in which no label is cut; bars get narrower if need be.

    With a `width` (on a screen) a label that leaves no room for numbers is cut.
    """
    longest = max((len(figure.label) for figure in figures), default=0)
    if not width:
        return Columns(longest)
    label = min(longest, width - OTHER_COLUMNS_WIDTH)
    return Columns(label, min(BAR_WIDTH, width - OTHER_COLUMNS_WIDTH - label))


def figure_line(figure: Figure, columns: Columns) -> str:
    """Return one figure: label, value, cases, bar, and "small" for few cases."""
    value = "-" if figure.value is None else f"{figure.value}{figure.unit}"
    cases = f"{figure.part} of {figure.whole}" if figure.part is not None else ""
    cases = cases or count(figure.whole, "case")
    small = "small" if figure.is_small else ""
    bar = f"{_bar(figure, columns.bar):<{columns.bar}}"
    label = f"{cut(figure.label, columns.label):<{columns.label}}"
    return f"{label} {value:>6}  {cases:<12} {bar} {small}".rstrip()


def _bar(figure: Figure, width: int) -> str:
    share = min(100, figure.value or 0) / 100
    return "#" * round(share * width)


class CaseLine(NamedTuple):
    """One review that a figure counts: its reference, status word and line."""

    ref: str
    word: str
    text: str


def case_lines(figure: Figure, board: Board) -> Iterator[CaseLine]:
    """Yield the reviews that a figure counts: status, reference, alias, owner."""
    standings = {each.ref: each for each in board.standings}
    for each in figure.behind:
        standing = standings.get(each.ref)
        if standing is not None:
            word = state_word(standing, standing.on(board.day))
            owner = board.facts.initials_of(standing.owner) or "-"
            head = f"{word:<8}  {each.ref:<6} {standing.alias:<12} {owner:<3}"
            yield CaseLine(each.ref, word, f"{head} {each.said}")


def figures_page(counted: FiguresProgress, board: Board | None = None) -> Iterator[str]:
    """Yield the figures by group, and files that could not be read.

    With a board, the reviews that a figure counts follow it.
    """
    columns = columns_for(counted.figures)
    yield f"Figures over {counted.of} reviews"
    for sentence in counted.unread:
        yield f"NOT READ  {sentence}"
    for group, figures in by_group(counted.figures):
        yield ""
        yield group
        for figure in figures:
            yield f"  {figure_line(figure, columns)}"
            if board is not None:
                yield from (f"    {each.text}" for each in case_lines(figure, board))
    if any(figure.is_small for figure in counted.figures):
        yield ""
        yield NOTE


def by_group(figures: Iterable[Figure]) -> Iterator[tuple[str, list[Figure]]]:
    """Yield each group heading with its figures."""
    for group, found in groupby(figures, key=lambda figure: figure.group):
        yield group, list(found)


def figure_json(figure: Figure) -> dict[str, Any]:
    """Return one figure as JSON with documented names."""
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
