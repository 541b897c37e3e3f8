"""The command `take-draft`: import a Word or Markdown draft."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from cspr_tui.cli.console.output import say, say_all
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.cli.parser.options import add_dry_run, add_ref
from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.text.formatting import listed
from cspr_tui.plain.import_preview import draft_lines
from cspr_tui.service.use_cases.import_documents import look_at_draft


class SectionsInTheWayError(CsprError):
    """Sections have text already, and nobody said that it may give way."""


def add_options(parser: ArgumentParser) -> None:
    """Add the review, the file and whether it replaces text that is there."""
    add_ref(parser)
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="the draft, Word or Markdown"
    )
    add_dry_run(parser)
    parser.add_argument(
        "--replace", action="store_true", help="put it over text that is there"
    )


def run(args: Namespace) -> int:
    """Take a lead reviewer's draft into the report's sections."""
    reviews = reviews_of(args)
    found = look_at_draft(reviews, reviews.find(args.ref), args.file)
    say_all(draft_lines(found))
    if args.dry_run:
        say("Nothing was written.")
        return 0
    if found.replaced and not args.replace:
        named = listed([f'"{kind.label}"' for kind in found.replaced])
        sentence = (
            f"{named} of {found.ref} has text already; give --replace to put the "
            f"draft's in its place (the history keeps both)."
        )
        raise SectionsInTheWayError(sentence)
    reviews.change(found.ref, found.step)
    say(f"Taken into {found.ref} from {found.source}; undone as one change.")
    return 0
