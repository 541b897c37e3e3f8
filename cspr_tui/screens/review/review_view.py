"""What the tabs show: a review on a day, with its deadlines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from cspr_tui.domain.board.status_word import status_word
from cspr_tui.domain.deadlines.deadline import Deadline
from cspr_tui.domain.deadlines.deadline_words import time_left_of
from cspr_tui.domain.process.holds import holding_gates
from cspr_tui.domain.record.documents import ReportOrder
from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.review.flags import open_flags
from cspr_tui.domain.text.formatting import day_words
from cspr_tui.service import Reviews
from cspr_tui.widgets.lines.line import Line

NONE = "  none recorded"
# Cells a label gets beside state, date and what is left, on a narrow and a wide screen.
NARROWEST_LABEL, WIDEST_LABEL = 26, 44
BESIDE_LABEL = 40


@dataclass(frozen=True, slots=True)
class ReviewView:
    """What the tabs show of a review, and which report its Report tab is about.

    `width` is the number of cells in a line.
    """

    review: Review
    deadlines: tuple[Deadline, ...]
    today: date
    reviews: Reviews
    order: ReportOrder = field(default_factory=ReportOrder)
    width: int = 80

    @property
    def pending(self) -> tuple[Deadline, ...]:
        """The deadlines that still need action, the most urgent first."""
        return tuple(d for d in self.deadlines if d.state.is_pending)

    @property
    def label_width(self) -> int:
        """The number of cells for a deadline's label on a screen of this width."""
        return min(max(NARROWEST_LABEL, self.width - BESIDE_LABEL), WIDEST_LABEL)

    @property
    def word(self) -> str:
        """The status word for the whole review."""
        holds = bool(holding_gates(self.review))
        return status_word(list(self.pending), holds=holds)

    @property
    def head(self) -> str:
        """The first line of every tab."""
        review = self.review
        owner = self.reviews.partnership.initials_of(review.owner)
        flagged = "  FLAG" if open_flags(review) else ""
        said = f"{review.ref} {review.alias}  {self.word}{flagged}"
        if self.pending:
            first = self.pending[0]
            due = day_words(first.due, self.today) if first.due else ""
            said += f"  {first.clock.label}  {due}  {time_left_of(first)}"
        return f"{said}  {owner}"


def view_of(review: Review, reviews: Reviews) -> ReviewView:
    """Return what the tabs show of the review on the service's day."""
    return ReviewView(review, reviews.deadlines(review), reviews.today, reviews)


def warning(word: str, text: str) -> Line:
    """Return a warning in full, on as many lines as it needs."""
    return Line(f"{word}  {text}", word, "", "late")


def or_none(lines: list[Line]) -> Iterator[Line]:
    """Yield the lines, or one that says there are none."""
    yield from lines or [Line(NONE)]


def or_add(lines: list[Line], field: str, words: str) -> Iterator[Line]:
    """Yield the lines, or one that says there are none and that `a` adds one."""
    yield from lines or [Line(f"  No {words} yet. a adds one.", "", f"add/{field}")]


def whom_to_ask(partnership: Partnership, name: str) -> list[str]:
    """Return the contacts that the directory has for an agency, or how to add them."""
    agency = partnership.agency(name)
    if agency is None:
        return ["not in the directory; , on the board adds the agency"]
    nobody = ["nobody in the directory; , on the board adds a contact"]
    return [officer.words for officer in agency.officers] or nobody
