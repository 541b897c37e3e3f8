"""The command `near`: birthdays and anniversaries near a planned contact or event."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from cspr_tui.cli.console.incomplete_result import finish_across
from cspr_tui.cli.console.page_or_json import print_page_or_json
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.cli.parser.options import add_format
from cspr_tui.plain import across_text as pages
from cspr_tui.service.use_cases.read_across import AllReviews


def add_options(parser: ArgumentParser) -> None:
    """Add --format."""
    add_format(parser, "text", "json")


def run(args: Namespace) -> int:
    """Print the days to avoid near something planned."""
    across = AllReviews(reviews_of(args))
    found = across.near()
    print_page_or_json(args, found, lambda: pages.sensitive_dates_page(found))
    return finish_across(args, across)
