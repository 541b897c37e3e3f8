"""The command `log`: log an interaction; its text is never an argument."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date

from cspr_tui.cli.console.output import print_warnings, say, say_json
from cspr_tui.cli.console.prompts import typed_text
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.cli.parser.option_types import iso_date
from cspr_tui.cli.parser.options import add_encoding, add_format, add_ref
from cspr_tui.domain.process.plausibility import day_warning
from cspr_tui.domain.record.agencies import AgencyContact
from cspr_tui.domain.record.oversight import Note
from cspr_tui.domain.record.partnership import agency_named
from cspr_tui.domain.record.people import (
    Channel,
    ContactOutcome,
    FamilyContact,
    Purpose,
)
from cspr_tui.domain.steps.entries.log import (
    agency_contact_logged,
    contact_logged,
    note_logged,
)
from cspr_tui.domain.steps.step import Step, entry_of
from cspr_tui.service import Reviews
from cspr_tui.service.use_cases.refused_text import drafted_if_refused

_FIELDS = {"contacts": "note", "agency_contacts": "note", "notes": "text"}


def add_options(parser: ArgumentParser) -> None:
    """Add the review, and with whom, how, why and when the contact was."""
    add_ref(parser)
    add_encoding(parser)
    parser.add_argument(
        "--family",
        metavar="PERSON",
        action="append",
        default=[],
        help="with whom of the family, such as P2; may be repeated",
    )
    parser.add_argument(
        "--agency", metavar="AGENCY", default="", help="with which agency"
    )
    parser.add_argument(
        "--channel",
        metavar="WORD",
        default="phone",
        help="how, such as phone or email; an unknown one lists those there are",
    )
    parser.add_argument(
        "--purpose",
        metavar="WORD",
        default="other",
        help="what for; an unknown one lists those there are",
    )
    parser.add_argument(
        "--outcome",
        metavar="WORD",
        default="reached",
        help="what came of it; an unknown one lists those there are",
    )
    parser.add_argument(
        "--on",
        type=iso_date,
        metavar="YYYY-MM-DD",
        default=None,
        help="the day it was; today unless given",
    )
    parser.add_argument(
        "--despite",
        metavar="REASON",
        default="",
        help="why it was right although contact is restricted",
    )
    add_format(parser, "text", "json")


def run(args: Namespace) -> int:
    """Log an interaction: with family, with an agency, or a note."""
    reviews = reviews_of(args)
    ref = reviews.find(args.ref)
    text = typed_text("Type what happened; an empty line ends it.", args.encoding)
    on = args.on or reviews.session.day()
    form = _form(args)
    with drafted_if_refused(
        reviews, f"{ref}/{form}", f"{ref}  Log", {_FIELDS[form]: text}
    ):
        review = reviews.change(ref, _step(reviews, args, on, text))
    doubt = day_warning("on", "The day logged", on, reviews.session.day())
    print_warnings([doubt] if doubt else [])
    entry = review.history[-1].edits[-1].path.rpartition("/")[2]
    if args.format == "json":
        say_json({"ref": ref, "entry": entry, "version": review.version})
    else:
        say(f"Logged {entry} on {ref}.")
    return 0


def _form(args: Namespace) -> str:
    if args.family:
        return "contacts"
    return "agency_contacts" if args.agency else "notes"


def _step(reviews: Reviews, args: Namespace, on: date, text: str) -> Step:
    channel = Channel.read(args.channel)
    if args.family:
        review = reviews.read(args.ref)
        persons = tuple(entry_of(review.people, name).id for name in args.family)
        contact = FamilyContact(
            id="",
            persons=persons,
            on=on,
            channel=channel,
            purpose=Purpose.read(args.purpose),
            outcome=ContactOutcome.read(args.outcome),
            despite=args.despite,
            note=text,
        )
        return contact_logged(contact)
    if args.agency:
        named = agency_named(reviews.partnership, args.agency)
        return agency_contact_logged(
            AgencyContact("", named, on, channel=channel, note=text)
        )
    return note_logged(Note("", on, text))
