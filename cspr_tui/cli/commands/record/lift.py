"""The command `lift`: lift a flag, with a reason."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from cspr_tui.cli.commands.record.last_change import print_last_change
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.cli.parser.options import add_reason, add_ref
from cspr_tui.domain.steps.review.flags import flag_lifted


def add_options(parser: ArgumentParser) -> None:
    """Add the review, the flag and why."""
    add_ref(parser)
    parser.add_argument("flag", metavar="FLAG", help="such as F12")
    add_reason(parser)


def run(args: Namespace) -> int:
    """Lift one flag."""
    reviews = reviews_of(args)
    step = flag_lifted(args.flag.upper(), reviews.session.day(), args.why)
    print_last_change(reviews.change(reviews.find(args.ref), step))
    return 0
