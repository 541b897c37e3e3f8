"""The command `ready`: the publication checklist of a review."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from cspr_tui.cli.console.page_or_json import print_page_or_json
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.cli.parser.options import add_format, add_ref
from cspr_tui.domain.publication.checklist import ChecklistState, checklist
from cspr_tui.plain import across_text as pages


def add_options(parser: ArgumentParser) -> None:
    """Add the review and --format."""
    add_ref(parser)
    add_format(parser, "text", "json")


def run(args: Namespace) -> int:
    """Print what still stands before a report may be published; 1 if anything does."""
    reviews = reviews_of(args)
    review = reviews.read(args.ref)
    found = checklist(review, reviews.deadlines(review), reviews.today)
    print_page_or_json(args, found, lambda: pages.checklist_page(review, found))
    return 0 if all(item.mark is ChecklistState.DONE for item in found) else 1
