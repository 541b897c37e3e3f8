"""Why a date is what it is, and what it would be if another one were."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual.binding import Binding, BindingType

from cspr_tui.domain.deadlines import Deadline
from cspr_tui.domain.hanging import beside
from cspr_tui.domain.review import Review
from cspr_tui.domain.steps.dates import RECORDED
from cspr_tui.domain.supposing import (
    Supposed,
    moved_by,
    recorded_field,
    supposed,
    supposed_lines,
)
from cspr_tui.domain.words import full_day
from cspr_tui.domain.working import working
from cspr_tui.screens.date_field import DATE_HINT, date_reader
from cspr_tui.screens.form import Form, FormScreen, Values
from cspr_tui.screens.page import PageScreen
from cspr_tui.service import Reviews
from cspr_tui.widgets.form import Field
from cspr_tui.widgets.line import Line


class WhyScreen(PageScreen):
    """The working of a deadline, line by line; `i` asks what if."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i", "what_if", "what if", id="why.what_if"),
        Binding("question_mark,f1", "app.help", "help", id="why.help"),
    ]

    def __init__(self, reviews: Reviews, review: Review, deadline: Deadline) -> None:
        found = working(deadline, review, reviews.calendar, reviews.today)
        more = beside(deadline, review, reviews.deadlines(review))
        lines = [Line(f"{name:<14} {text}") for name, text in (*found.lines, *more)]
        super().__init__(f"{review.ref}  {found.title}", lines)
        self.review, self.deadline = review, deadline

    def action_what_if(self) -> None:
        """Suppose another date and see every deadline old beside new."""
        form = what_if_form(self.reviews, self.review, self.deadline)
        self.app.push_screen(form, self._supposed)

    def _supposed(self, found: tuple[Supposed, ...] | None) -> None:
        if found is None:
            return
        head = Line(f"{'Then':<10} {'':<5}  {'Deadline':<30} {'Now':<16} What if")
        lines = [Line(text, word) for word, text in supposed_lines(found)]
        title = f"{self.review.ref}  What if: nothing of this is saved"
        self.app.push_screen(PageScreen(title, [head, *lines]))


def what_if_form(reviews: Reviews, review: Review, deadline: Deadline) -> FormScreen:
    """Return the form that supposes a date; it closes with the deadlines."""
    name = moved_by(deadline, reviews.rules) or "planned_publication_on"
    held: date | None = getattr(review, name)
    fields = [
        Field("field", "If this date", recorded_field, RECORDED[name], explain=_label),
        Field(
            "day",
            "were",
            date_reader(reviews),
            full_day(held) if held else "",
            DATE_HINT,
            full_day,
        ),
    ]

    def suppose(values: Values) -> tuple[Supposed, ...]:
        dates = {values["field"]: values["day"]}
        return supposed(review, dates, reviews.rules, reviews.calendar, reviews.today)

    return FormScreen(Form(f"{review.ref}  What if", fields, suppose))


def _label(name: str) -> str:
    return RECORDED[name]
