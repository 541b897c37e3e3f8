"""The command `show`: one review."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from cspr_tui.cli.console.output import say_all, say_json
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.cli.parser.options import add_format, add_ref
from cspr_tui.plain.json_rows import review_json
from cspr_tui.plain.review_text import record_page


def add_options(parser: ArgumentParser) -> None:
    """Add the review and --format."""
    add_ref(parser)
    add_format(parser, "text", "json")


def run(args: Namespace) -> int:
    """Print one review; the read is logged."""
    reviews = reviews_of(args)
    review = reviews.open(args.ref, "printed")
    if args.format == "json":
        say_json(review_json(review, reviews.deadlines(review)))
    else:
        say_all(record_page(reviews, review))
    return 0
