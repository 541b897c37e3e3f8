"""Apply a template to a review in one change that one undo takes back."""

from __future__ import annotations

from datetime import date

from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.entries.apply_template import (
    template_applied,
    template_named,
)
from cspr_tui.service.reviews import Reviews


def make_from(
    reviews: Reviews, ref: str, name: str, start: date | None = None
) -> Review:
    """Apply a template to a review; days count from the given day, else from today.

    Raises:
        UnknownTemplateError: there is no template of that name.
        NothingFromTemplateError: the review has every entry of it already.
    """
    template = template_named(reviews.partnership, name)
    session = reviews.session
    first = start or session.day()
    step = template_applied(template, first, reviews.calendar, session.actor)
    return reviews.change(ref, step)
