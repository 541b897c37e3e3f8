"""The command `chronology`: the merged chronology of a review."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from cspr_tui.cli.console.page_or_json import print_page_or_json
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.cli.parser.options import add_format, add_ref
from cspr_tui.domain.queries.chronology import merge_chronology
from cspr_tui.plain import across_text as pages


def add_options(parser: ArgumentParser) -> None:
    """Add the review and --format."""
    add_ref(parser)
    add_format(parser, "text", "json")


def run(args: Namespace) -> int:
    """Print the merged chronology of a review."""
    reviews = reviews_of(args)
    review = reviews.open(args.ref, "printed chronology of")
    print_page_or_json(
        args, merge_chronology(review), lambda: pages.chronology_page(review)
    )
    return 0
