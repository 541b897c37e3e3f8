"""The command that makes what a template says in a review."""

from __future__ import annotations

from argparse import Namespace

from cspr_tui.cli.console.output import say
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.domain.text.formatting import count
from cspr_tui.service.use_cases.apply_template import make_from


def template(args: Namespace) -> int:
    """Make the requests, actions and days to come back of a template."""
    reviews = reviews_of(args)
    review = make_from(reviews, reviews.find(args.ref), args.name, args.on)
    change = review.history[-1]
    said = count(len(change.edits), "edit")
    say(f"{review.ref}: {change.what}, {said}.")
    return 0
