"""The command `take-chronology`: import an agency's chronology."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from cspr_tui.cli.console.output import say, say_all
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.cli.parser.options import add_dry_run, add_ref
from cspr_tui.domain.record.partnership import agency_named
from cspr_tui.plain.import_preview import chronology_lines
from cspr_tui.service.use_cases.import_documents import look_at_chronology


def add_options(parser: ArgumentParser) -> None:
    """Add the review, the file and whose chronology it is."""
    add_ref(parser)
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="the chronology, CSV or Excel"
    )
    add_dry_run(parser)
    parser.add_argument(
        "--agency", metavar="NAME", default="", help="whose it is, if it does not say"
    )


def run(args: Namespace) -> int:
    """Take an agency's chronology into the merged one."""
    reviews = reviews_of(args)
    agency = agency_named(reviews.partnership, args.agency) if args.agency else ""
    found = look_at_chronology(reviews, reviews.find(args.ref), args.file, agency)
    say_all(chronology_lines(found))
    if found.problems:
        say(f"Nothing taken in from {found.source}: mend the rows refused above.")
        return 1
    if args.dry_run or found.step is None:
        say("Nothing was written.")
        return 0
    reviews.change(found.ref, found.step)
    say(f"Taken into {found.ref} from {found.source}; undone as one change.")
    return 0
