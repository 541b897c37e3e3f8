"""The command `deadlines`: every deadline of one review, or of all."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from cspr_tui.cli.commands.read.all_deadlines import all_deadlines
from cspr_tui.cli.console.incomplete_result import name_unread, say_left_out
from cspr_tui.cli.console.output import say_all, say_json
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.cli.parser.option_types import whole_number
from cspr_tui.cli.parser.options import add_format, add_optional_ref
from cspr_tui.domain.deadlines.deadline_filter import (
    DeadlineFilter,
    filter_deadlines,
    states_of,
)
from cspr_tui.domain.deadlines.rules import find_rule
from cspr_tui.plain.json_rows import deadline_json
from cspr_tui.plain.screen_text import deadlines_page
from cspr_tui.service import Reviews


def add_options(parser: ArgumentParser) -> None:
    """Add the review, and which of its deadlines."""
    add_optional_ref(parser)
    parser.add_argument(
        "--rule",
        metavar="RULE",
        action="append",
        default=[],
        help="only of that rule; may be repeated",
    )
    parser.add_argument(
        "--state",
        metavar="WORD",
        action="append",
        default=[],
        help="only in that state, such as late; may be repeated",
    )
    parser.add_argument(
        "--within",
        type=whole_number,
        metavar="DAYS",
        default=None,
        help="only those due within so many calendar days",
    )
    add_format(parser, "text", "json")


def run(args: Namespace) -> int:
    """Print every deadline of one review, or of all and the partnership."""
    reviews, unreadable = reviews_of(args), list[str]()
    if args.ref:
        found = list(reviews.deadlines(reviews.read(args.ref)))
    else:
        found = list(all_deadlines(reviews, unreadable))
    found = filter_deadlines(found, _narrowing(args, reviews))
    if args.format == "json":
        say_json([deadline_json(deadline) for deadline in found])
    else:
        say_all(deadlines_page(found))
    if not args.ref:
        say_left_out(args, len(reviews.store.stubs()))
    return name_unread(unreadable)


def _narrowing(args: Namespace, reviews: Reviews) -> DeadlineFilter:
    rules = frozenset(find_rule(reviews.rules, name).id for name in args.rule)
    return DeadlineFilter(rules, states_of(args.state), args.within)
