"""The command `erase`: remove a wrongly recorded name from a review's history."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from cspr_tui.cli.console.output import say
from cspr_tui.cli.console.prompts import typed_text
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.cli.parser.options import add_encoding, add_reason, add_ref
from cspr_tui.domain.steps.corrections.erasure import Erasure
from cspr_tui.service.use_cases.erase import erase_name, erased_words


def add_options(parser: ArgumentParser) -> None:
    """Add the review and why; the name itself is never an argument."""
    add_ref(parser)
    add_encoding(parser)
    add_reason(parser)


def run(args: Namespace) -> int:
    """Erase a name from a review and its history; this cannot be taken back."""
    reviews = reviews_of(args)
    words = typed_text(
        "Type the name to erase; an empty line ends it.", args.encoding
    ).strip()
    review = erase_name(reviews, reviews.find(args.ref), Erasure(words, args.why))
    say(f"{review.ref}: {erased_words(review, words)}")
    return 0
