"""The command `move`: move an entry to the review it belongs to."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from cspr_tui.cli.commands.record.last_change import print_last_change
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.cli.parser.options import add_reason, add_ref
from cspr_tui.domain.steps.corrections.misfiled import misfiled
from cspr_tui.service.use_cases.move_entry import move_entry


def add_options(parser: ArgumentParser) -> None:
    """Add the entry, the review it is in, the one it belongs to, and why."""
    add_ref(parser)
    parser.add_argument("entry", metavar="ENTRY", help="such as N14")
    parser.add_argument("to", metavar="REF", help="the review it belongs to")
    parser.add_argument(
        "--person",
        metavar="PERSON",
        action="append",
        default=[],
        help="who it concerns in the review it belongs to, such as P2; may be repeated",
    )
    add_reason(parser)


def run(args: Namespace) -> int:
    """Move an entry to the review it belongs to; both histories say so."""
    reviews = reviews_of(args)
    wrong = reviews.read(args.ref)
    moved = misfiled(wrong, args.entry, tuple(args.person))
    print_last_change(move_entry(reviews, moved, args.to, args.why))
    return 0
