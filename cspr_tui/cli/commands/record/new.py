"""The command `new`: open a review, from questions or a JSON file."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from cspr_tui.cli.console.files import UnreadableFileError, json_object
from cspr_tui.cli.console.output import print_warnings, say, say_json
from cspr_tui.cli.console.prompts import ask_new
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.cli.parser.options import add_format
from cspr_tui.domain.process.plausibility import recorded_days, review_date_warnings
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.entries.apply_template import (
    NothingFromTemplateError,
    template_named,
)
from cspr_tui.domain.values.codec import UnreadableValueError, decode
from cspr_tui.service import Reviews
from cspr_tui.service.use_cases.apply_template import make_from
from cspr_tui.service.use_cases.read_across import AllReviews

# Set by the app; no file may give them.
SET_BY_THE_APP = ("version", "serial", "history")


def add_options(parser: ArgumentParser) -> None:
    """Add the file of facts and the template."""
    parser.add_argument(
        "--from",
        dest="file",
        type=Path,
        metavar="FILE.json",
        default=None,
        help="the review's fields as JSON; questions are asked without it",
    )
    parser.add_argument(
        "--template",
        metavar="NAME",
        default="",
        help="make in it what that template says",
    )
    add_format(parser, "text", "json")


def run(args: Namespace) -> int:
    """Open a review from answers to questions, or from a JSON file of facts."""
    reviews = reviews_of(args)
    facts = facts_from(args.file) if args.file else ask_new(reviews)
    alike = AllReviews(reviews).like(facts)
    if args.template:
        template_named(reviews.partnership, args.template)
    review = reviews.create(facts)
    if args.template:
        review = _with_template(reviews, review, args.template)
    doubts = review_date_warnings(recorded_days(review), reviews.session.day())
    print_warnings(said for _, said in doubts)
    print_warnings(f"{each.ref} may be related: {each.why}." for each in alike)
    if args.format == "json":
        say_json({"ref": review.ref, "version": review.version})
    else:
        say(f"Opened {review.ref} ({review.alias}).")
    return 0


def _with_template(reviews: Reviews, review: Review, name: str) -> Review:
    try:
        return make_from(reviews, review.ref, name)
    except NothingFromTemplateError as error:
        print_warnings([str(error)])
        return review


def facts_from(path: Path) -> Review:
    """Read the facts of one review from a JSON object.

    Raises:
        UnreadableFileError: it is no JSON object, or a field does not fit.
    """
    plain = json_object(path)
    given = [name for name in SET_BY_THE_APP if name in plain]
    if given:
        sentence = f"{path.name} gives {given[0]}, which the app keeps; take it out."
        raise UnreadableFileError(sentence)
    try:
        return decode(Review, {"ref": "", **plain})
    except UnreadableValueError as error:
        sentence = f"{path.name}: {error} Dates are written as 2026-11-23."
        raise UnreadableFileError(sentence) from error
