from __future__ import annotations

from cspr_tui.domain.queries.figures import Figure, ReviewBehindFigure
from cspr_tui.plain.figures_text import (
    NOTE,
    case_lines,
    columns_for,
    figure_line,
    figures_page,
)
from cspr_tui.service.use_cases.review_figures import FiguresProgress
from tests.sitting import Sitting

LONG = "Northmere Education and Early Years Safeguarding Team"


def figure(label: str) -> Figure:
    return Figure(
        "g", label, 90, "%", 20, 18, (ReviewBehindFigure("7QXM4", "18 of 20"),)
    )


def test_no_label_is_cut_where_a_line_may_be_wide() -> None:
    lines = list(
        figures_page(FiguresProgress(1, 1, (), (figure("Short"), figure(LONG))))
    )
    assert any(LONG in line for line in lines)
    starts = {line.find("90%") for line in lines if "90%" in line}
    assert len(starts) == 1


def test_on_a_screen_bars_give_way_to_labels() -> None:
    for label in ("Short", "Reports published within six months", LONG[:50]):
        columns = columns_for([figure(label)], 80)
        line = figure_line(figure(label), columns)
        assert label in line
        assert len(line) <= 80
    assert "#" not in figure_line(figure(LONG[:52]), columns_for([figure(LONG)], 80))


def test_what_small_means_names_both_sides() -> None:
    said = "fewer than 5 cases behind it, or missing from it: with what is known"
    assert said in NOTE


def test_a_review_behind_a_number_says_how_it_stands(demo: Sitting) -> None:
    gone = ReviewBehindFigure("ZZZZ9", "1 of 1")
    number = Figure(
        "g", "l", 90, "%", 20, 18, (ReviewBehindFigure("7QXM4", "2 of 3"), gone)
    )
    lines = list(case_lines(number, demo.reviews.board()))
    assert [(each.ref, each.word) for each in lines] == [("7QXM4", "LATE")]
    assert lines[0].text == "LATE      7QXM4  Copper       JB  2 of 3"
