"""The form field for a date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from cspr_tui.domain.dates.date_parser import read_date
from cspr_tui.domain.text.formatting import full_day
from cspr_tui.service import Reviews
from cspr_tui.widgets.form_field import Field

DATE_HINT = "23/11, 23 nov, today, +5wd; empty if not known"


def date_field(
    reviews: Reviews, name: str, label: str, day: date | None = None
) -> Field:
    """Return a form field for a date, which may be left empty."""
    read = date_reader(reviews)
    shown = full_day(day) if day else ""
    return Field(name, label, read, shown, DATE_HINT, full_day)


def date_reader(reviews: Reviews) -> Callable[[str], date | None]:
    """Return a function that parses a typed date; empty text gives None."""

    def read(text: str) -> date | None:
        if not text.strip():
            return None
        return read_date(text, reviews.session.day(), reviews.calendar)

    return read
