"""The command `template`: apply a template to a review."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from cspr_tui.cli.console.output import say
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.cli.parser.option_types import iso_date
from cspr_tui.cli.parser.options import add_format, add_ref
from cspr_tui.domain.text.formatting import count
from cspr_tui.service.use_cases.apply_template import make_from


def add_options(parser: ArgumentParser) -> None:
    """Add the review, the template and the day it counts from."""
    add_ref(parser)
    parser.add_argument("name", metavar="NAME", help="the template's name")
    parser.add_argument(
        "--on",
        type=iso_date,
        metavar="YYYY-MM-DD",
        default=None,
        help="the day its dates count from; today unless given",
    )
    add_format(parser, "text")


def run(args: Namespace) -> int:
    """Make the requests, actions and days to come back of a template."""
    reviews = reviews_of(args)
    review = make_from(reviews, reviews.find(args.ref), args.name, args.on)
    change = review.history[-1]
    edits = count(len(change.edits), "edit")
    say(f"{review.ref}: {change.what}, {edits}.")
    return 0
