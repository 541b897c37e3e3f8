"""The command `year`: the figures of a year, or of other days."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import timedelta

from cspr_tui.cli.console.incomplete_result import name_unread, say_complete_for
from cspr_tui.cli.console.page_or_json import print_page_or_json
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.cli.parser.option_types import iso_date
from cspr_tui.cli.parser.options import add_format
from cspr_tui.domain.text.formatting import full_day
from cspr_tui.plain import across_text as pages
from cspr_tui.service.reviews import Reviews
from cspr_tui.service.use_cases.read_across import AllReviews, DayRange

_YEAR = timedelta(days=364)


def add_options(parser: ArgumentParser) -> None:
    """Add the first and last day of the year counted."""
    parser.add_argument(
        "--since",
        type=iso_date,
        metavar="YYYY-MM-DD",
        default=None,
        help="the first day; a year before the last unless given",
    )
    parser.add_argument(
        "--until",
        type=iso_date,
        metavar="YYYY-MM-DD",
        default=None,
        help="the last day; today unless given",
    )
    add_format(parser, "text", "json")


def run(args: Namespace) -> int:
    """Print the figures of a year, or of other days."""
    across = AllReviews(reviews_of(args))
    span = _span(args, across.reviews)
    found = across.figures(span)
    days = f"{full_day(span.first)} to {full_day(span.last)}"
    print_page_or_json(args, found, lambda: pages.year_page(found, days))
    say_complete_for(args, across.reviews)
    return name_unread(across.unreadable)


def _span(args: Namespace, reviews: Reviews) -> DayRange:
    last = args.until or reviews.today
    return DayRange(args.since or last - _YEAR, last)
