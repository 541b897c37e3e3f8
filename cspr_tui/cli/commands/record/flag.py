"""The command `flag`: raise a flag on one review or several."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from cspr_tui.cli.commands.record.change_each import change_each
from cspr_tui.cli.console.output import say
from cspr_tui.cli.console.prompts import typed_text
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.cli.parser.option_types import iso_date
from cspr_tui.cli.parser.options import add_encoding
from cspr_tui.domain.record.oversight import Flag
from cspr_tui.domain.steps.review.flags import flag_raised
from cspr_tui.service.use_cases.refused_text import (
    DRAFTED,
    drafted_if_refused,
    store_draft,
)


def add_options(parser: ArgumentParser) -> None:
    """Add the reviews and the day to look at the flag again."""
    parser.add_argument(
        "refs", metavar="REF", nargs="+", help="references of one review or more"
    )
    add_encoding(parser)
    parser.add_argument(
        "--review",
        type=iso_date,
        metavar="YYYY-MM-DD",
        default=None,
        help="the day to look at the flag again",
    )


def run(args: Namespace) -> int:
    """Raise a flag on one review or several."""
    reviews = reviews_of(args)
    session = reviews.session
    message = typed_text(
        "Type what all must see; an empty line ends it.", args.encoding
    )
    raised = Flag("", message, session.day(), session.actor, args.review)
    refs = [*map(reviews.find, args.refs)]
    form, title, texts = f"{refs[0]}/flags", f"{refs[0]}  Flag", {"message": message}
    with drafted_if_refused(reviews, form, title, texts):
        refused = change_each(reviews, refs, flag_raised(raised))
    if refused and store_draft(reviews, form, title, texts):
        say(DRAFTED)
    return refused
