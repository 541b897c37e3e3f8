"""Commands that read: list, brief, show, why, deadlines, verify."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence

from cspr_tui.cli.out import say, say_all, say_csv, say_json
from cspr_tui.cli.session import reviews_of
from cspr_tui.domain.deadlines import Deadline
from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.rules import find_rule
from cspr_tui.domain.standing import Standing
from cspr_tui.domain.words import count
from cspr_tui.domain.working import Working, working
from cspr_tui.plain.board import board_page
from cspr_tui.plain.forms import board_forms, deadline_form, review_form
from cspr_tui.plain.pages import brief_page, deadlines_page, hits_page
from cspr_tui.plain.record import record_page
from cspr_tui.service import Reviews
from cspr_tui.service.finding import eye_of, found
from cspr_tui.service.searching import searched
from cspr_tui.store.seam import DamagedRecordError


class NoSuchDeadlineError(CsprError):
    """The review has no deadline under that rule."""


def listing(args: Namespace) -> int:
    """Print the reviews a filter finds, all active ones without it."""
    reviews = reviews_of(args)
    board = reviews.board()
    asked = " ".join((*args.filter, *(["is:any"] if args.all else [])))
    eye = eye_of(board, reviews.session.actor)
    listed = found(board, eye, asked).standings
    if args.text:
        return _hits(reviews, listed, args)
    if args.format == "text":
        say_all(board_page(board, listed if asked else None))
        return 1 if board.unreadable else 0
    if args.format == "json":
        say_json(list(board_forms(board, listed)))
    else:
        say_csv(list(board_forms(board, listed)))
    return _named(board.unreadable)


def _hits(reviews: Reviews, listed: Sequence[Standing], args: Namespace) -> int:
    results = list(searched(reviews, [each.ref for each in listed], [args.text]))
    hits = [hit for result in results for hit in result.hits]
    unread = [result.unread for result in results if result.unread]
    forms = [
        {"ref": h.ref, "on": h.on.isoformat(), "source": h.source, "text": h.said}
        for h in hits
    ]
    if args.format == "json":
        say_json(forms)
    elif args.format == "csv":
        say_csv(forms)
    else:
        say_all(hits_page(hits, len(results), unread))
        return 1 if unread else 0
    return _named(unread)


def brief(args: Namespace) -> int:
    """Print what today is about."""
    reviews = reviews_of(args)
    if args.format == "json":
        unreadable = list[str]()
        found = [d for d in _all_deadlines(reviews, unreadable) if d.state.is_pending]
        say_json([deadline_form(deadline) for deadline in found])
        return _named(unreadable)
    board = reviews.board()
    owner = reviews.session.actor if args.mine else ""
    say_all(brief_page(reviews, board, owner))
    return 1 if board.unreadable else 0


def show(args: Namespace) -> int:
    """Print one review; the read is logged."""
    reviews = reviews_of(args)
    review = reviews.open(args.ref, "printed")
    if args.format == "json":
        say_json(review_form(review, reviews.deadlines(review)))
    else:
        say_all(record_page(reviews, review))
    return 0


def deadlines(args: Namespace) -> int:
    """Print every deadline of one review, or of all and the partnership."""
    reviews, unreadable = reviews_of(args), list[str]()
    if args.ref:
        found = list(reviews.deadlines(reviews.read(args.ref)))
    else:
        found = list(_all_deadlines(reviews, unreadable))
    if args.format == "json":
        say_json([deadline_form(deadline) for deadline in found])
    else:
        say_all(deadlines_page(found))
    return _named(unreadable)


def why(args: Namespace) -> int:
    """Print how a review's deadlines come about, or those of one rule."""
    reviews = reviews_of(args)
    review = reviews.read(args.ref)
    found = _asked(reviews.deadlines(review), reviews, args.rule)
    pages = [working(d, review, reviews.calendar, reviews.today) for d in found]
    if args.format == "json":
        forms = [deadline_form(deadline) for deadline in found]
        say_json([{**f, "working": p.lines} for f, p in zip(forms, pages, strict=True)])
        return 0
    for page in pages:
        say_all(_why_lines(page))
    return 0


def verify(args: Namespace) -> int:
    """Check every file and history chain; 1 if anything is wrong."""
    reviews = reviews_of(args)
    findings = reviews.store.verify()
    if args.format == "json":
        say_json([{"where": f.where, "what": f.what} for f in findings])
        return 1 if findings else 0
    for finding in findings:
        say(f"{finding.where}: {finding.what}")
    refs = count(len(reviews.store.refs()), "review")
    say(f"{refs} checked, {count(len(findings), 'finding')}.")
    return 1 if findings else 0


def _named(unreadable: Sequence[str]) -> int:
    """Name beside the result what could not be read; return the exit code."""
    for sentence in unreadable:
        print(f"cspr-tui: {sentence}", file=sys.stderr)  # noqa: T201 - beside the result
    return 1 if unreadable else 0


def _all_deadlines(reviews: Reviews, unreadable: list[str]) -> Iterator[Deadline]:
    for ref in reviews.store.refs():
        try:
            review = reviews.store.load(ref)
        except DamagedRecordError as damage:
            unreadable.append(str(damage))
            continue
        yield from reviews.deadlines(review)
    yield from reviews.own_deadlines()


def _asked(found: tuple[Deadline, ...], reviews: Reviews, name: str) -> list[Deadline]:
    if not name:
        return [deadline for deadline in found if deadline.state.is_pending]
    rule = find_rule(reviews.rules, name)
    asked = [deadline for deadline in found if deadline.rule.id == rule.id]
    if not asked:
        sentence = f"The review has nothing under {rule.id} ({rule.label}) yet."
        raise NoSuchDeadlineError(sentence)
    return asked


def _why_lines(page: Working) -> Iterator[str]:
    yield page.title
    for name, text in page.lines:
        yield f"  {name:<13} {text}"
    yield ""
