"""Commands that read: list, brief, show, why, deadlines, verify."""

from __future__ import annotations

from argparse import Namespace
from collections import deque
from collections.abc import Iterator
from datetime import date

import cspr_tui
from cspr_tui.cli.console.output import name_unread, say, say_all, say_csv, say_json
from cspr_tui.cli.env.bytecode import slow_start_line
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.domain.dates.date_parser import read_date
from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.deadlines.deadline import Deadline
from cspr_tui.domain.deadlines.deadline_filter import Narrowing, narrowed, states_of
from cspr_tui.domain.deadlines.dependents import beside
from cspr_tui.domain.deadlines.explanation import Working, working
from cspr_tui.domain.deadlines.rules import find_rule
from cspr_tui.domain.deadlines.what_if import (
    Supposed,
    recorded_field,
    supposed,
    supposed_lines,
)
from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.text.formatting import count
from cspr_tui.plain.brief_text import brief_page
from cspr_tui.plain.figures_text import figure_form, figures_page
from cspr_tui.plain.json_rows import deadline_form, review_form
from cspr_tui.plain.review_text import record_page
from cspr_tui.plain.screen_text import deadlines_page
from cspr_tui.service import Board, Reviews
from cspr_tui.service.use_cases.review_figures import counted
from cspr_tui.store.folder.folder_store import FolderStore
from cspr_tui.store.folder.last_backup import backup_line
from cspr_tui.store.protocol import DamagedRecordError


class NoSuchDeadlineError(CsprError):
    """The review has no deadline under that rule."""


def brief(args: Namespace) -> tuple[list[str], Board]:
    """Return the brief's lines, and the board they were made from."""
    reviews = reviews_of(args)
    board = reviews.board()
    owner = reviews.session.actor if args.mine else ""
    return list(brief_page(reviews, board, owner)), board


def brief_as_json(args: Namespace) -> int:
    """Print every pending deadline, for scripts."""
    unreadable = list[str]()
    found = [
        d for d in _all_deadlines(reviews_of(args), unreadable) if d.state.is_pending
    ]
    say_json([deadline_form(deadline) for deadline in found])
    return name_unread(unreadable)


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
    found = narrowed(found, _narrowing(args, reviews))
    if args.format == "json":
        say_json([deadline_form(deadline) for deadline in found])
    else:
        say_all(deadlines_page(found))
    return name_unread(unreadable)


def _narrowing(args: Namespace, reviews: Reviews) -> Narrowing:
    rules = frozenset(find_rule(reviews.rules, name).id for name in args.rule)
    return Narrowing(rules, states_of(args.state), args.within)


def why(args: Namespace) -> int:
    """Print how a review's deadlines come about, or those of one rule."""
    reviews = reviews_of(args)
    review = reviews.read(args.ref)
    every = reviews.deadlines(review)
    found = _asked(every, reviews, args.rule)
    if args.suppose:
        return _what_if(reviews, review, args)
    pages = [working(d, review, reviews.calendar, reviews.today) for d in found]
    if args.format == "json":
        forms = [deadline_form(deadline) for deadline in found]
        say_json([{**f, "working": p.lines} for f, p in zip(forms, pages, strict=True)])
        return 0
    for page, deadline in zip(pages, found, strict=True):
        say_all(_why_lines(page, beside(deadline, review, every)))
    return 0


def _what_if(reviews: Reviews, review: Review, args: Namespace) -> int:
    today, calendar = reviews.today, reviews.calendar
    dates = dict(_supposed(each, today, calendar) for each in args.suppose)
    chain = supposed(review, dates, reviews.rules, calendar, today)
    if args.format == "json":
        say_json([_pair(each) for each in chain])
        return 0
    say(f"{review.ref}  What if; nothing of this is saved. Now, then:")
    say_all(text for _, text in supposed_lines(chain, today))
    return 0


def _pair(each: Supposed) -> dict[str, object]:
    old, new = (deadline_form(d) if d else None for d in (each.old, each.new))
    return {"label": each.label, "moves": each.moves, "now": old, "then": new}


def _supposed(text: str, today: date, calendar: Calendar) -> tuple[str, date | None]:
    """Read `field=date`; an empty date supposes that there is none."""
    name, _, typed = text.partition("=")
    day = read_date(typed, today, calendar) if typed.strip() else None
    return recorded_field(name), day


def figures(args: Namespace) -> int:
    """Print the partnership's figures; small numbers are marked."""
    reviews = reviews_of(args)
    (found,) = deque(counted(reviews, args.since), maxlen=1)
    if args.format == "text":
        say_all(figures_page(found, reviews.board() if args.behind else None))
    elif args.format == "json":
        say_json([figure_form(figure) for figure in found.figures])
    else:
        say_csv([figure_form(figure) for figure in found.figures])
    return 1 if found.unread else 0


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
    if isinstance(reviews.store, FolderStore):
        say(backup_line(reviews.store.folder, reviews.session.now()))
    if slow := slow_start_line(cspr_tui):
        say(slow)
    return 1 if findings else 0


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


def _why_lines(page: Working, more: list[tuple[str, str]]) -> Iterator[str]:
    yield page.title
    for name, text in (*page.lines, *more):
        yield f"  {name:<13} {text}"
    yield ""
