"""The command `export-data`: everything as CSV and JSON, names included."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from cspr_tui.cli.console.incomplete_result import say_complete_for
from cspr_tui.cli.console.output import say
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.domain.text.formatting import count
from cspr_tui.service.use_cases.hand_out import write_everything


def add_options(parser: ArgumentParser) -> None:
    """Add the folder to write to."""
    parser.add_argument(
        "folder", type=Path, metavar="DIR", help="a folder that does not exist yet"
    )


def run(args: Namespace) -> int:
    """Write everything into a new folder."""
    reviews = reviews_of(args)
    files = write_everything(reviews, args.folder)
    say(f"Wrote {count(len(files), 'file')} to {args.folder}; they hold every name.")
    say("Keep the folder as safe as the store itself.")
    say_complete_for(args, reviews)
    return 0
