"""The command `ics`: deadlines for a calendar program, without names."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from cspr_tui.cli.env.session import reviews_of
from cspr_tui.cli.parser.options import add_mine
from cspr_tui.service.use_cases.hand_out import calendar_of_deadlines


def add_options(parser: ArgumentParser) -> None:
    """Add --mine."""
    add_mine(parser)


def run(args: Namespace) -> int:
    """Print the deadlines as a calendar file."""
    reviews = reviews_of(args)
    owner = reviews.session.actor if args.mine else ""
    sys.stdout.write(calendar_of_deadlines(reviews, owner).decode())
    return 0
