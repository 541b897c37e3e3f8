"""The command `handover`: give reviews another owner."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from cspr_tui.cli.commands.record.change_each import change_each
from cspr_tui.cli.console.prompts import typed_text
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.cli.parser.options import add_encoding
from cspr_tui.domain.record.coordinator_lookup import coordinator_named
from cspr_tui.domain.steps.review.handover import Handover, review_handed_over
from cspr_tui.service.use_cases.read_across import AllReviews


def add_options(parser: ArgumentParser) -> None:
    """Add the new owner and which reviews."""
    parser.add_argument("login", metavar="LOGIN", help="the new owner's login")
    parser.add_argument(
        "refs", metavar="REF", nargs="*", help="references of the reviews given"
    )
    add_encoding(parser)
    parser.add_argument(
        "--of", metavar="LOGIN", default="", help="all active reviews of that owner"
    )


def run(args: Namespace) -> int:
    """Give reviews another owner; what is typed goes into the work log of each."""
    reviews = reviews_of(args)
    day = reviews.session.day()
    login = coordinator_named(reviews.partnership, args.login, day)
    initials = reviews.partnership.initials_of(login)
    note = typed_text(
        "Type what they need to know; an empty line ends it.", args.encoding
    )
    of = AllReviews(reviews).active() if args.of else ()
    refs = [*map(reviews.find, args.refs), *(r.ref for r in of if r.owner == args.of)]
    given = Handover(login, initials, day, reviews.session.actor, note.strip())
    return change_each(reviews, refs, review_handed_over(given))
