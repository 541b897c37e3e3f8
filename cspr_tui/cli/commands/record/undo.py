"""The command `undo`: take one change back."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from cspr_tui.cli.commands.record.last_change import print_last_change
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.cli.parser.option_types import whole_number
from cspr_tui.cli.parser.options import add_ref


def add_options(parser: ArgumentParser) -> None:
    """Add the review and the number of the change."""
    add_ref(parser)
    parser.add_argument(
        "seq",
        metavar="CHANGE",
        type=whole_number,
        help='the number of the change; "history REF" lists them',
    )


def run(args: Namespace) -> int:
    """Take one change back, as a change of its own."""
    reviews = reviews_of(args)
    ref = reviews.find(args.ref)
    print_last_change(reviews.undo(ref, args.seq))
    return 0
