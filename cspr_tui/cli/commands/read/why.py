"""The command `why`: how a deadline's date comes about; what if a date were another."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from datetime import date

from cspr_tui.cli.console.output import say, say_all, say_json
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.cli.parser.options import add_format, add_ref
from cspr_tui.domain.dates.date_parser import read_date
from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.deadlines.deadline import Deadline
from cspr_tui.domain.deadlines.dependents import related_to
from cspr_tui.domain.deadlines.explanation import Explanation, explain
from cspr_tui.domain.deadlines.rules import find_rule
from cspr_tui.domain.deadlines.what_if import (
    WhatIfDeadline,
    recorded_field,
    what_if,
    what_if_lines,
)
from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.review import Review
from cspr_tui.plain.json_rows import deadline_json
from cspr_tui.service import Reviews


class NoSuchDeadlineError(CsprError):
    """The review has no deadline under that rule."""


def add_options(parser: ArgumentParser) -> None:
    """Add the review, the rule and the dates supposed."""
    add_ref(parser)
    parser.add_argument(
        "rule",
        metavar="RULE",
        nargs="?",
        default="",
        help="such as RR_SUBMIT; left out: every pending deadline",
    )
    parser.add_argument(
        "--if",
        dest="suppose",
        metavar="FIELD=DATE",
        action="append",
        default=[],
        help="every deadline old beside new if that date were another; saves nothing",
    )
    add_format(parser, "text", "json")


def run(args: Namespace) -> int:
    """Print how a review's deadlines come about, or those of one rule."""
    reviews = reviews_of(args)
    review = reviews.read(args.ref)
    every = reviews.deadlines(review)
    found = _deadlines_of(every, reviews, args.rule)
    if args.suppose:
        return _what_if(reviews, review, args)
    pages = [explain(d, review, reviews.calendar, reviews.today) for d in found]
    if args.format == "json":
        forms = [deadline_json(deadline) for deadline in found]
        say_json([{**f, "working": p.lines} for f, p in zip(forms, pages, strict=True)])
        return 0
    for page, deadline in zip(pages, found, strict=True):
        say_all(_why_lines(page, related_to(deadline, review, every)))
    return 0


def _what_if(reviews: Reviews, review: Review, args: Namespace) -> int:
    today, calendar = reviews.today, reviews.calendar
    dates = dict(_supposed(each, today, calendar) for each in args.suppose)
    chain = what_if(review, dates, reviews.rules, calendar, today)
    if args.format == "json":
        say_json([_pair(each) for each in chain])
        return 0
    say(f"{review.ref}  What if; nothing of this is saved. Now, then:")
    say_all(text for _, text in what_if_lines(chain, today))
    return 0


def _pair(each: WhatIfDeadline) -> dict[str, object]:
    old, new = (deadline_json(d) if d else None for d in (each.old, each.new))
    return {"label": each.label, "moves": each.moves, "now": old, "then": new}


def _supposed(text: str, today: date, calendar: Calendar) -> tuple[str, date | None]:
    """Read `field=date`; an empty date supposes that there is none."""
    name, _, typed = text.partition("=")
    day = read_date(typed, today, calendar) if typed.strip() else None
    return recorded_field(name), day


def _deadlines_of(
    found: tuple[Deadline, ...], reviews: Reviews, name: str
) -> list[Deadline]:
    if not name:
        return [deadline for deadline in found if deadline.state.is_pending]
    rule = find_rule(reviews.rules, name)
    asked = [deadline for deadline in found if deadline.rule.id == rule.id]
    if not asked:
        sentence = f"The review has nothing under {rule.id} ({rule.label}) yet."
        raise NoSuchDeadlineError(sentence)
    return asked


def _why_lines(page: Explanation, more: list[tuple[str, str]]) -> Iterator[str]:
    yield page.title
    for name, text in (*page.lines, *more):
        yield f"  {name:<13} {text}"
    yield ""
