"""The form for how long a record is kept, and for a legal hold."""

from __future__ import annotations

from cspr_tui.domain.review import Review
from cspr_tui.domain.steps.kept import Retention, kept, retention_of
from cspr_tui.screens.form import FormScreen, Values
from cspr_tui.screens.new import date_field
from cspr_tui.screens.review.entry_fields import yes_or_no_field
from cspr_tui.screens.review.filling import filling
from cspr_tui.screens.review.view import ReviewView
from cspr_tui.widgets.form import Field


def keeping_form(view: ReviewView, _: str = "") -> FormScreen:
    """Return the form that records when somebody decides on keeping, and a hold."""
    held = retention_of(view.review)
    basis_hint = "the schedule or law it follows"
    fields = [
        date_field(view.reviews, "decide_on", "Decide on keeping", held.decide_on),
        Field("basis", "On what ground", value=held.basis, hint=basis_hint),
        yes_or_no_field("hold", "Legal hold", held=held.hold),
        Field("why", "Reason", hint="needed to set or lift a legal hold"),
    ]

    def save(values: Values) -> Review:
        wanted = Retention(values["decide_on"], values["basis"], values["hold"])
        return view.reviews.change(view.review.ref, kept(wanted, values["why"]))

    title = "Keeping; nothing is ever deleted by a date"
    return filling(view, "keeping", title, fields, save)
