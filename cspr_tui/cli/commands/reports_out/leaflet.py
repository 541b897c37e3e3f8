"""The command `leaflet`: the information leaflet for one family member."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from cspr_tui.cli.commands.reports_out.report_options import add_out_and_checker
from cspr_tui.cli.console.output import say, say_all
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.cli.parser.options import add_ref
from cspr_tui.plain.leaflet_notes import leaflet_note_lines
from cspr_tui.service.use_cases.hand_out import write_leaflet


def add_options(parser: ArgumentParser) -> None:
    """Add the review, the reader, the folder to write to and who read it."""
    add_ref(parser)
    parser.add_argument("person", metavar="PERSON", help="such as P2")
    add_out_and_checker(parser, "who read it")


def run(args: Namespace) -> int:
    """Write the leaflet for one of the family."""
    reviews = reviews_of(args)
    ref = reviews.find(args.ref)
    written = write_leaflet(reviews, ref, args.person, args.out, args.checker)
    say(f"Wrote {written.path}. It names the lead reviewer and nobody else.")
    say_all(leaflet_note_lines(reviews.read(ref), args.person, reviews.today))
    return 0
