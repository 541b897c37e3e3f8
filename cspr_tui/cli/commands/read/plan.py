"""The command `plan`: who needs what by when before publication."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from cspr_tui.cli.console.page_or_json import print_page_or_json
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.cli.parser.option_types import iso_date
from cspr_tui.cli.parser.options import add_format, add_ref
from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.publication.countdown import publication_plan
from cspr_tui.plain import across_text as pages


class NoDayToPlanFromError(CsprError):
    """A plan counts back from a day, and none is given or recorded."""


def add_options(parser: ArgumentParser) -> None:
    """Add the review and the day of publication."""
    add_ref(parser)
    parser.add_argument(
        "--publish",
        type=iso_date,
        metavar="YYYY-MM-DD",
        default=None,
        help="the day of publication; the one planned unless given",
    )
    add_format(parser, "text", "json")


def run(args: Namespace) -> int:
    """Print who needs what by when before publication."""
    reviews = reviews_of(args)
    review = reviews.read(args.ref)
    day = args.publish or review.planned_publication_on
    if day is None:
        sentence = (
            f"{review.ref} has no planned publication; give --publish YYYY-MM-DD."
        )
        raise NoDayToPlanFromError(sentence)
    found = publication_plan(review, day, reviews.rules, reviews.calendar)
    print_page_or_json(
        args, found.needs, lambda: pages.plan_page(review, found, reviews.today)
    )
    return 0
