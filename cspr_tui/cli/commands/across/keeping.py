"""The command `keeping`: reviews that reach a year online, or a retention decision."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from cspr_tui.cli.console.incomplete_result import finish_across
from cspr_tui.cli.console.page_or_json import print_page_or_json
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.cli.parser.option_types import whole_number
from cspr_tui.cli.parser.options import add_format
from cspr_tui.plain import across_text as pages
from cspr_tui.service.use_cases.read_across import AllReviews


def add_options(parser: ArgumentParser) -> None:
    """Add how many calendar days ahead to look."""
    parser.add_argument(
        "--days",
        type=whole_number,
        metavar="N",
        default=92,
        help="how many calendar days ahead; 92 unless given",
    )
    add_format(parser, "text", "json")


def run(args: Namespace) -> int:
    """Print what of keeping comes up."""
    across = AllReviews(reviews_of(args))
    found = across.keeping(args.days)
    print_page_or_json(args, found, lambda: pages.retention_page(found))
    return finish_across(args, across)
