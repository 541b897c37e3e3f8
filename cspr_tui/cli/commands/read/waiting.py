"""The command `waiting`: which agencies have not answered a review's requests."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from cspr_tui.cli.console.page_or_json import print_page_or_json
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.cli.parser.options import add_format, add_ref
from cspr_tui.domain.queries.late_returns import unanswered
from cspr_tui.plain import across_text as pages


def add_options(parser: ArgumentParser) -> None:
    """Add the review and --format."""
    add_ref(parser)
    add_format(parser, "text", "json")


def run(args: Namespace) -> int:
    """Print which requests of a review wait for an answer, and who was chased."""
    review = reviews_of(args).read(args.ref)
    found = unanswered(review)
    print_page_or_json(
        args, found, lambda: pages.unanswered_requests_page(review, found)
    )
    return 0
