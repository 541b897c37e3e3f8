"""The command `figures`: how many in time, how long things take."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections import deque

from cspr_tui.cli.console.incomplete_result import say_left_out
from cspr_tui.cli.console.output import say_all, say_csv, say_json
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.cli.parser.option_types import iso_date
from cspr_tui.cli.parser.options import add_format
from cspr_tui.plain.figures_text import figure_json, figures_page
from cspr_tui.service.use_cases.review_figures import count_figures


def add_options(parser: ArgumentParser) -> None:
    """Add from which day, and whether the reviews behind each number are named."""
    parser.add_argument(
        "--since",
        type=iso_date,
        metavar="YYYY-MM-DD",
        default=None,
        help="only what came about from that day on",
    )
    parser.add_argument(
        "--behind",
        action="store_true",
        help="with the reviews behind each number, shortfalls first (JSON has them)",
    )
    add_format(parser, "text", "json", "csv")


def run(args: Namespace) -> int:
    """Print the partnership's figures; small numbers are marked."""
    reviews = reviews_of(args)
    (found,) = deque(count_figures(reviews, args.since), maxlen=1)
    if args.format == "text":
        say_all(figures_page(found, reviews.board() if args.behind else None))
    elif args.format == "json":
        say_json([figure_json(figure) for figure in found.figures])
    else:
        say_csv([figure_json(figure) for figure in found.figures])
    say_left_out(args, len(reviews.store.stubs()))
    return 1 if found.unread else 0
