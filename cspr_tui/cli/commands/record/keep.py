"""The command `keep`: how long a record is kept, and a legal hold."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import replace

from cspr_tui.cli.commands.record.last_change import print_last_change
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.cli.parser.option_types import iso_date
from cspr_tui.cli.parser.options import add_reason, add_ref
from cspr_tui.domain.steps.review.retention import retention_set


def add_options(parser: ArgumentParser) -> None:
    """Add the review, its retention decision and why."""
    add_ref(parser)
    parser.add_argument(
        "--decide",
        type=iso_date,
        metavar="YYYY-MM-DD",
        default=None,
        help="the day to decide whether it is still kept",
    )
    parser.add_argument(
        "--basis", metavar="WORDS", default=None, help="on what basis it is kept"
    )
    parser.add_argument(
        "--hold", choices=("yes", "no"), default=None, help="a legal hold"
    )
    add_reason(parser)


def run(args: Namespace) -> int:
    """Record how long a review is kept; what is not given stays as it is."""
    reviews = reviews_of(args)
    ref = reviews.find(args.ref)
    review = reviews.read(ref)
    wanted = replace(
        review,
        disposal_review_on=args.decide or review.disposal_review_on,
        retention_basis=review.retention_basis if args.basis is None else args.basis,
        legal_hold=review.legal_hold if args.hold is None else args.hold == "yes",
    )
    print_last_change(reviews.change(ref, retention_set(review, wanted, args.why)))
    return 0
