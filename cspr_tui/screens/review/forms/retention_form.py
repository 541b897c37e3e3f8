"""The form for a record's retention: how long it is kept, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.review.retention import RETENTION, retention_set
from cspr_tui.domain.text.formatting import full_day
from cspr_tui.screens.forms.form_screen import FormScreen, Values
from cspr_tui.screens.review.forms.entry_fields import fact_fields
from cspr_tui.screens.review.forms.review_form import filling
from cspr_tui.screens.review.review_view import ReviewView
from cspr_tui.widgets.form_field import Field

_LABELS = {
    "retention_basis": "Retention basis",
    "disposal_review_on": "Decide on keeping",
    "legal_hold": "Legal hold",
}
_HINTS = {
    "retention_basis": "the schedule or law it is kept by",
    "legal_hold": "yes: it is kept, whatever the day says",
}


def retention_form(view: ReviewView) -> FormScreen:
    """Return the form for retention; nothing is deleted by what it sets."""
    seen, reviews = view.review, view.reviews
    made = fact_fields(view, tuple(RETENTION))
    fields = [
        *(
            replace(f, label=_LABELS[f.name], hint=_HINTS.get(f.name, f.hint))
            for f in made
        ),
        Field("why", "Why it changes", hint="needed to lift a hold or drop the day"),
    ]

    def preview(values: Values) -> Sequence[str]:
        day = values["disposal_review_on"]
        if day is None or day > reviews.session.day():
            return ()
        return [f"{full_day(day)} is not ahead: it comes up at once."]

    def save(values: Values) -> Review:
        facts = {name: values[name] for name in RETENTION}
        step = retention_set(seen, replace(seen, **facts), values["why"])
        return reviews.change(seen.ref, step)

    title = "How long it is kept; nothing ends by itself"
    return filling(
        view, "retention", title, fields, save, preview=preview, again=retention_form
    )
