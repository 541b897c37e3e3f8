"""Commands that look across reviews: returns, week, lessons, families, figures."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta

from cspr_tui.cli.console.output import name_unread, say, say_all, say_json
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.publication.checklist import Mark, checklist
from cspr_tui.domain.publication.countdown import plan_for
from cspr_tui.domain.queries.chronology import merged
from cspr_tui.domain.queries.late_returns import unanswered
from cspr_tui.domain.text.formatting import full_day
from cspr_tui.plain import across_text as pages
from cspr_tui.plain.brief_text import headed, own_lines
from cspr_tui.plain.json_values import shape_of
from cspr_tui.service.reviews import Reviews
from cspr_tui.service.use_cases.read_across import Across, Span

_YEAR = timedelta(days=364)


class NoDayToPlanFromError(CsprError):
    """A plan counts back from a day, and none is given or recorded."""


def _out(
    args: Namespace, found: Iterable[object], page: Callable[[], Iterable[str]]
) -> None:
    if args.format == "json":
        say_json(shape_of(list(found)))
    else:
        say_all(page())


def _initials(reviews: Reviews) -> dict[str, str]:
    return {each.id: each.initials for each in reviews.partnership.coordinators}


def late(args: Namespace) -> int:
    """Print the late returns of all reviews by agency."""
    across = Across(reviews_of(args))
    found = across.late()
    _out(args, found, lambda: pages.late_page(found))
    return name_unread(across.unreadable)


def waiting(args: Namespace) -> int:
    """Print which requests of a review wait for an answer, and who was chased."""
    review = reviews_of(args).read(args.ref)
    found = unanswered(review)
    _out(args, found, lambda: pages.waiting_page(review, found))
    return 0


def week(args: Namespace) -> int:
    """Print the team's week, and the partnership's own clocks."""
    reviews = reviews_of(args)
    across = Across(reviews)
    found = across.week()

    def page() -> Iterator[str]:
        yield from pages.week_page(found, _initials(reviews))
        yield from headed("THE PARTNERSHIP'S OWN", own_lines(reviews))

    _out(args, found, page)
    return name_unread(across.unreadable)


def lessons(args: Namespace) -> int:
    """Print what was recommended before, by theme or words."""
    across = Across(reviews_of(args))
    found = across.lessons(args.words)
    _out(args, found, lambda: pages.lessons_page(found))
    return name_unread(across.unreadable)


def publication(args: Namespace) -> int:
    """Print what still stands before a report may be published; 1 if anything does."""
    reviews = reviews_of(args)
    review = reviews.read(args.ref)
    found = checklist(review, reviews.deadlines(review), reviews.today)
    _out(args, found, lambda: pages.checklist_page(review, found))
    return 0 if all(item.mark is Mark.DONE for item in found) else 1


def chronology(args: Namespace) -> int:
    """Print the merged chronology of a review."""
    reviews = reviews_of(args)
    review = reviews.open(args.ref, "printed chronology of")
    _out(args, merged(review), lambda: pages.chronology_page(review))
    return 0


def plan(args: Namespace) -> int:
    """Print who needs what by when before publication."""
    reviews = reviews_of(args)
    review = reviews.read(args.ref)
    day = args.publish or review.planned_publication_on
    if day is None:
        sentence = (
            f"{review.ref} has no planned publication; give --publish YYYY-MM-DD."
        )
        raise NoDayToPlanFromError(sentence)
    found = plan_for(review, day, reviews.rules, reviews.calendar)
    _out(args, found.needs, lambda: pages.plan_page(review, found, reviews.today))
    return 0


def barred(args: Namespace) -> int:
    """Print who must not be contacted freely today."""
    across = Across(reviews_of(args))
    found = across.barred()
    _out(args, found, lambda: pages.barred_page(found))
    return name_unread(across.unreadable)


def owed(args: Namespace) -> int:
    """Print the promises that are owed to families."""
    across = Across(reviews_of(args))
    found = across.owed()
    _out(args, found, lambda: pages.owed_page(found))
    return name_unread(across.unreadable)


def near(args: Namespace) -> int:
    """Print the days to avoid near something planned."""
    across = Across(reviews_of(args))
    found = across.near()
    _out(args, found, lambda: pages.near_page(found))
    return name_unread(across.unreadable)


def held(args: Namespace) -> int:
    """Print the reports that wait at a gate on publication."""
    across = Across(reviews_of(args))
    found = across.held()
    _out(args, found, lambda: pages.held_page(found))
    return name_unread(across.unreadable)


def actions(args: Namespace) -> int:
    """Print the actions that are late, undated or without evidence."""
    across = Across(reviews_of(args))
    found = across.actions()
    _out(args, found, lambda: pages.actions_page(found))
    return name_unread(across.unreadable)


def keeping(args: Namespace) -> int:
    """Print what of keeping comes up."""
    across = Across(reviews_of(args))
    found = across.keeping(args.days)
    _out(args, found, lambda: pages.keeping_page(found))
    return name_unread(across.unreadable)


def year(args: Namespace) -> int:
    """Print the figures of a year, or of other days."""
    across = Across(reviews_of(args))
    span = _span(args, across.reviews)
    found = across.figures(span)
    said = f"{full_day(span.first)} to {full_day(span.last)}"
    _out(args, found, lambda: pages.year_page(found, said))
    return name_unread(across.unreadable)


def since(args: Namespace) -> int:
    """Print who changed what since a day."""
    reviews = reviews_of(args)
    across = Across(reviews)
    span = Span(args.day or across.away_since(), args.until or reviews.today)
    but = reviews.session.actor if args.others else ""
    found = across.since(span, but, args.ref)
    _out(args, found, lambda: pages.since_page(found, _initials(reviews)))
    if args.format == "text" and args.others:
        say("Your own changes are left out.")
    return name_unread(across.unreadable)


def _span(args: Namespace, reviews: Reviews) -> Span:
    last = args.until or reviews.today
    return Span(args.since or last - _YEAR, last)
