"""The command `proof`: every date of a review, who set it, when and why."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from cspr_tui.cli.console.output import say_all, say_json
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.cli.parser.options import add_format, add_ref
from cspr_tui.domain.audit.proof_of_dates import date_proofs
from cspr_tui.plain.proof_text import proof_json, proof_page


def add_options(parser: ArgumentParser) -> None:
    """Add the review and --format."""
    add_ref(parser)
    add_format(parser, "text", "json")


def run(args: Namespace) -> int:
    """Print every date of a review, who set it, when and why."""
    reviews = reviews_of(args)
    review = reviews.open(args.ref, "printed proof of dates of")
    if args.format == "json":
        say_json([proof_json(each) for each in date_proofs(review)])
    else:
        say_all(proof_page(reviews, review))
    return 0
