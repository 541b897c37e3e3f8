"""The command `since`: who changed what since a day."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from cspr_tui.cli.console.incomplete_result import finish_across
from cspr_tui.cli.console.output import say
from cspr_tui.cli.console.page_or_json import print_page_or_json
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.cli.parser.option_types import iso_date
from cspr_tui.cli.parser.options import add_format, add_optional_ref
from cspr_tui.plain import across_text as pages
from cspr_tui.service.use_cases.read_across import AllReviews, DayRange


def add_options(parser: ArgumentParser) -> None:
    """Add the days, the review and whose changes are looked at."""
    parser.add_argument(
        "day",
        type=iso_date,
        metavar="YYYY-MM-DD",
        nargs="?",
        default=None,
        help="left out: your last brief in the app, else the working day before",
    )
    add_optional_ref(parser)
    parser.add_argument("--others", action="store_true", help="not the actor's own")
    parser.add_argument(
        "--until",
        type=iso_date,
        metavar="YYYY-MM-DD",
        default=None,
        help="the last day; today unless given",
    )
    add_format(parser, "text", "json")


def run(args: Namespace) -> int:
    """Print who changed what since a day."""
    reviews = reviews_of(args)
    across = AllReviews(reviews)
    span = DayRange(args.day or across.away_since(), args.until or reviews.today)
    but = reviews.session.actor if args.others else ""
    initials = {c.id: c.initials for c in reviews.partnership.coordinators}
    found = across.since(span, but, args.ref)
    print_page_or_json(args, found, lambda: pages.changes_page(found, initials))
    if args.format == "text" and args.others:
        say("Your own changes are left out.")
    return finish_across(args, across)
