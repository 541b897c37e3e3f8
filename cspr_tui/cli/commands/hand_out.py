"""Commands that take something out: proof, calendar, pack, leaflet, everything."""

from __future__ import annotations

import sys
from argparse import Namespace

from cspr_tui.cli.console.output import say, say_all, say_json
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.domain.audit.proof_of_dates import proofs
from cspr_tui.domain.text.formatting import count
from cspr_tui.plain.leaflet_notes import leaflet_words
from cspr_tui.plain.proof_text import proof_form, proof_page
from cspr_tui.service.use_cases.hand_out import (
    calendar_of_deadlines,
    write_everything,
    write_leaflet,
    write_pack_page,
)


def proof(args: Namespace) -> int:
    """Print every date of a review, who set it, when and why."""
    reviews = reviews_of(args)
    review = reviews.open(args.ref, "printed proof of dates of")
    if args.format == "json":
        say_json([proof_form(each) for each in proofs(review)])
    else:
        say_all(proof_page(reviews, review))
    return 0


def ics(args: Namespace) -> int:
    """Print the deadlines as a calendar file."""
    reviews = reviews_of(args)
    owner = reviews.session.actor if args.mine else ""
    sys.stdout.write(calendar_of_deadlines(reviews, owner).decode())
    return 0


def whole(args: Namespace) -> int:
    """Write everything into a new folder."""
    files = write_everything(reviews_of(args), args.folder)
    say(f"Wrote {count(len(files), 'file')} to {args.folder}; they hold every name.")
    say("Keep the folder as safe as the store itself.")
    return 0


def pack(args: Namespace) -> int:
    """Write a page on each review named, or on every active one."""
    reviews = reviews_of(args)
    refs = [reviews.find(ref) for ref in args.refs]
    if not refs:
        refs = [each.ref for each in reviews.board().active]
    for ref in refs:
        left = write_pack_page(reviews, ref, args.out, args.checker)
        say(f"{ref}  {left.path}")
    say(f"{count(len(refs), 'page')}; a person must still read each before it is sent.")
    return 0


def leaflet(args: Namespace) -> int:
    """Write the leaflet for one of the family."""
    reviews = reviews_of(args)
    ref = reviews.find(args.ref)
    left = write_leaflet(reviews, ref, args.person, args.out, args.checker)
    say(f"Wrote {left.path}. It names the lead reviewer and nobody else.")
    say_all(leaflet_words(reviews.read(ref), args.person, reviews.today))
    return 0
