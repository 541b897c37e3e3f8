"""Commands that take in what others wrote: a draft, an agency's chronology."""

from __future__ import annotations

from argparse import Namespace

from cspr_tui.cli.console.output import say, say_all
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.partnership import agency_named
from cspr_tui.domain.text.formatting import listed
from cspr_tui.plain.import_preview import chronology_lines, draft_lines
from cspr_tui.service.use_cases.import_documents import (
    look_at_chronology,
    look_at_draft,
)

NOT_WRITTEN = "Nothing was written."


class SectionsInTheWayError(CsprError):
    """Sections have text already, and nobody said that it may give way."""


def draft(args: Namespace) -> int:
    """Take a lead reviewer's draft into the report's sections."""
    reviews = reviews_of(args)
    found = look_at_draft(reviews, reviews.find(args.ref), args.file)
    say_all(draft_lines(found))
    if args.dry_run:
        say(NOT_WRITTEN)
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


def chronology(args: Namespace) -> int:
    """Take an agency's chronology into the merged one."""
    reviews = reviews_of(args)
    agency = agency_named(reviews.partnership, args.agency) if args.agency else ""
    found = look_at_chronology(reviews, reviews.find(args.ref), args.file, agency)
    say_all(chronology_lines(found))
    if found.problems:
        say(f"Nothing taken in from {found.source}: mend the rows refused above.")
        return 1
    if args.dry_run or found.step is None:
        say(NOT_WRITTEN)
        return 0
    reviews.change(found.ref, found.step)
    say(f"Taken into {found.ref} from {found.source}; undone as one change.")
    return 0
