"""The command `history`: every change of a review by number."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from cspr_tui.cli.console.output import say_all, say_json
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.cli.parser.options import add_format, add_ref
from cspr_tui.plain.history_text import history_page
from cspr_tui.plain.json_values import to_json


def add_options(parser: ArgumentParser) -> None:
    """Add the review and --format."""
    add_ref(parser)
    add_format(parser, "text", "json")


def run(args: Namespace) -> int:
    """Print every change of a review, with the place of each value it touched."""
    reviews = reviews_of(args)
    review = reviews.open(args.ref, "printed the history of")
    if args.format == "json":
        say_json(to_json(list(review.history)))
    else:
        say_all(history_page(review, reviews.partnership.initials_of))
    return 0
