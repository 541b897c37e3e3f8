"""The command `restrict`: let only a group of the server open a review."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from cspr_tui.cli.console.output import say
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.cli.parser.options import add_reason, add_ref
from cspr_tui.domain.steps.review.restrict_access import (
    access_restricted,
    restriction_words,
)


def add_options(parser: ArgumentParser) -> None:
    """Add the review, the group and why."""
    add_ref(parser)
    parser.add_argument(
        "--group",
        metavar="GROUP",
        default="",
        help="the group of the server; left out: all coordinators again",
    )
    add_reason(parser)


def run(args: Namespace) -> int:
    """Let only a group open a review; without a group, all coordinators again."""
    reviews = reviews_of(args)
    ref = reviews.find(args.ref)
    reviews.change(ref, access_restricted(args.group, args.why))
    for line in restriction_words(args.group, reviews.store.restriction_caveat):
        say(line)
    return 0
