"""The table of look-ups in all reviews: letter, title, input asked for, and page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cspr_tui.domain.deadlines.deadline import Deadline
from cspr_tui.domain.deadlines.deadline_words import state_words, time_left_of
from cspr_tui.domain.text.formatting import count, cut, day_words, full_day
from cspr_tui.plain import across_text as pages
from cspr_tui.plain.brief_text import partnership_lines, titled_lines
from cspr_tui.reports.templates.board_pack import board_pack_page
from cspr_tui.service.reviews import Reviews
from cspr_tui.service.use_cases.read_across import AllReviews, DayRange

YEAR = timedelta(days=364)
# Retention decisions due within half a year (calendar days).
KEPT_AHEAD = 184
# The widths of status and label in a line of 80 cells.
STATE, LABEL = 18, 28

Page = Callable[[AllReviews, str], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Lookup:
    """One question across all reviews: the letter that opens it, and its page.

    `asks` names the input its page needs: words, a day, a rule, the reviews marked
    on the board, or nothing.
    """

    letter: str
    title: str
    page: Page
    asks: str = ""


def due_page(across: AllReviews, rule: str) -> Iterator[str]:
    """Yield the pending deadlines of one rule, the most urgent first."""
    found = across.pending(rule)
    yield from (_due_line(deadline) for deadline in found)
    yield f"{count(len(found), 'deadline')} waiting."


def _due_line(deadline: Deadline) -> str:
    clock = deadline.clock
    word = cut(state_words(deadline.state), STATE)
    label = cut(clock.label.removeprefix(f"{deadline.rule.label}: "), LABEL)
    held_words = f"  held by {clock.held_by}" if clock.held_by else ""
    return (
        f"{clock.ref or '-':<6} {word:<{STATE}} {label:<{LABEL}} "
        f"{day_words(clock.due):<11} {time_left_of(deadline)}{held_words}"
    ).rstrip()


def _of_rule(rule: str) -> Page:
    return lambda across, _: due_page(across, rule)


def _initials(reviews: Reviews) -> dict[str, str]:
    return {each.id: each.initials for each in reviews.partnership.coordinators}


def _week(across: AllReviews, _: str) -> Iterator[str]:
    yield from pages.week_page(across.week(), _initials(across.reviews))
    yield from titled_lines("THE PARTNERSHIP'S OWN", partnership_lines(across.reviews))


def _year(across: AllReviews, _: str) -> Iterator[str]:
    span = DayRange(across.reviews.today - YEAR, across.reviews.today)
    period = f"{full_day(span.first)} to {full_day(span.last)}"
    return pages.year_page(across.figures(span), period)


def _since(across: AllReviews, day: str) -> Iterator[str]:
    reviews = across.reviews
    span = DayRange(date.fromisoformat(day), reviews.today)
    found = across.since(span, reviews.session.actor)
    yield f"Since {full_day(span.first)}; your own changes are left out."
    yield from pages.changes_page(found, _initials(reviews))


def _packs(across: AllReviews, refs: str) -> Iterator[str]:
    """Yield the board-pack page of each named review, or of every active one."""
    reviews, wanted = across.reviews, refs.split()
    for review in across.active():
        if not wanted or review.ref in wanted:
            page = board_pack_page(
                review, reviews.deadlines(review), reviews.session.day()
            )
            yield f"{review.ref}  {review.alias}"
            yield from page.text.splitlines()
            yield ""


LOOKUPS: Sequence[tuple[str, Sequence[Lookup]]] = (
    (
        "Clocks of all reviews",
        (
            Lookup("s", "Notifications due", _of_rule("SIN_PANEL")),
            Lookup("r", "Rapid reviews due", _of_rule("RR_SUBMIT")),
            Lookup("p", "National Panel replies awaited", _of_rule("PANEL_REPLY")),
            Lookup("x", "Local reviews and six months", _of_rule("LCSPR_PUBLISH")),
            Lookup("c", "Time and quality checks due", _of_rule("REG14_CHECK")),
            Lookup("d", "Any other deadline: choose which", due_page, "rule"),
        ),
    ),
    (
        "Families and gates",
        (
            Lookup("f", "Families not contacted", _of_rule("FAM_SILENCE")),
            Lookup(
                "b",
                "Who must not be contacted",
                lambda a, _: pages.restrictions_page(a.barred()),
            ),
            Lookup(
                "o", "Promises owed", lambda a, _: pages.owed_promises_page(a.owed())
            ),
            Lookup(
                "n",
                "Birthdays near something planned",
                lambda a, _: pages.sensitive_dates_page(a.near()),
            ),
            Lookup(
                "v",
                "Publication held by gates",
                lambda a, _: pages.publication_gates_page(a.held()),
            ),
        ),
    ),
    (
        "Agencies, learning, the team",
        (
            Lookup(
                "a",
                "Agency returns late",
                lambda a, _: pages.late_returns_page(a.late()),
            ),
            Lookup(
                "t",
                "Actions late or without evidence",
                lambda a, _: pages.actions_page(a.actions()),
            ),
            Lookup(
                "u",
                "Recommended before? By words",
                lambda a, words: pages.lessons_page(a.lessons(words.split())),
                "words",
            ),
            Lookup("w", "The team's week", _week),
            Lookup("e", "Case review group: a page on each review", _packs, "marked"),
            Lookup("y", "The year in figures", _year),
            Lookup("i", "Who did what since a day, others than you", _since, "day"),
            Lookup(
                "1",
                "One year online, and decisions on keeping",
                lambda a, _: pages.retention_page(a.keeping(KEPT_AHEAD)),
            ),
        ),
    ),
)
LOOKUP_BY_LETTER = {look.letter: look for _, looks in LOOKUPS for look in looks}
