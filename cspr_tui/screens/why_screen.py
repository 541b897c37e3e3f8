"""The why page: how a deadline's date was calculated, and what-if with another date."""

from __future__ import annotations

from datetime import date
from textwrap import wrap
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from cspr_tui.domain.deadlines.deadline import Deadline
from cspr_tui.domain.deadlines.dependents import related_to
from cspr_tui.domain.deadlines.explanation import explain
from cspr_tui.domain.deadlines.what_if import (
    WhatIfDeadline,
    date_it_counts_from,
    recorded_field,
    what_if,
    what_if_lines,
)
from cspr_tui.domain.record.date_fields import RECORDED
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.text.formatting import full_day
from cspr_tui.screens.core.page_screen import PageScreen
from cspr_tui.screens.forms.date_field import DATE_HINT, date_reader
from cspr_tui.screens.forms.form_screen import Form, FormScreen, Values
from cspr_tui.service import Reviews
from cspr_tui.widgets.form_field import Field
from cspr_tui.widgets.lines.line import Line

# What a hint gets of a line of 80 cells.
HINT = 57
LETTERED = {chr(ord("a") + place): name for place, name in enumerate(RECORDED)}
# What a label gets of a line of 80 cells.
LABEL = 36


class WhyScreen(PageScreen):
    """The working of a deadline, line by line; `i` asks what if."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i", "what_if", "what if", id="why.what_if"),
        Binding("question_mark,f1", "app.help", "help", id="why.help"),
    ]

    def __init__(self, reviews: Reviews, review: Review, deadline: Deadline) -> None:
        found = explain(deadline, review, reviews.calendar, reviews.today)
        more = related_to(deadline, review, reviews.deadlines(review))
        lines = [Line(f"{name:<14} {text}") for name, text in (*found.lines, *more)]
        super().__init__(f"{review.ref}  {found.title}", lines)
        self.review, self.deadline = review, deadline

    def action_what_if(self) -> None:
        """Suppose another date and see every deadline old beside new."""
        form = what_if_form(self.reviews, self.review, self.deadline)
        self.app.push_screen(form, self._supposed)

    def _supposed(self, found: tuple[WhatIfDeadline, ...] | None) -> None:
        if found is None:
            return
        head = Line(f"{'Then':<10} {'':<6} {'Deadline':<{LABEL}} {'Now':<11} What if")
        told = what_if_lines(found, self.reviews.today, LABEL)
        title = f"{self.review.ref}  What if: nothing of this is saved"
        lines = [Line(text, word) for word, text in told]
        self.app.push_screen(PageScreen(title, [head, *lines]))


class WhatIfScreen(FormScreen):
    """The form that supposes a date: it shows what would be and saves nothing."""

    REFUSED = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "show", id="form.save"),
    ]

    def refresh_content(self) -> None:
        """Begin in the day: the date it is about is known already."""
        super().refresh_content()
        self.query_one("#day", Input).focus()

    def action_leave(self) -> None:
        """Leave without a question: what was typed was not to be saved."""
        self.dismiss(None)


def what_if_form(reviews: Reviews, review: Review, deadline: Deadline) -> FormScreen:
    """Return the form that supposes a date; it closes with the deadlines."""
    name = date_it_counts_from(deadline, reviews.rules) or "planned_publication_on"
    held: date | None = getattr(review, name)
    shown = full_day(held) if held else ""
    read = date_reader(reviews)
    fields = [
        Field("field", "If this date", _chosen, RECORDED[name], _hint(), _label),
        Field("day", "were", read, shown, DATE_HINT, full_day),
    ]

    def suppose(values: Values) -> tuple[WhatIfDeadline, ...]:
        dates = {values["field"]: values["day"]}
        return what_if(review, dates, reviews.rules, reviews.calendar, reviews.today)

    return WhatIfScreen(Form(f"{review.ref}  What if", fields, suppose))


def _chosen(text: str) -> str:
    """Return the name of a date, typed as its letter, its name or its beginning."""
    return LETTERED.get(text.strip().casefold()) or recorded_field(text)


def _hint() -> str:
    """Return the dates behind their letters; no line ends between the two."""
    each = (f"{letter} {RECORDED[name]}" for letter, name in LETTERED.items())
    joined = "  ".join(text.replace(" ", "_") for text in each)
    return "\n".join(wrap(joined, HINT, break_on_hyphens=False)).replace("_", " ")


def _label(name: str) -> str:
    return RECORDED[name]
