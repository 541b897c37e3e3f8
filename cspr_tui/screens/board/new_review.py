"""The form that creates a new review."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from cspr_tui.domain.deadlines.shifts import deadline_shifts
from cspr_tui.domain.process.plausibility import DateWarning, review_date_warnings
from cspr_tui.domain.record.duplicates import PossibleDuplicate
from cspr_tui.domain.record.incident import IncidentType
from cspr_tui.domain.record.review import Review, ReviewKind
from cspr_tui.domain.record.stage import Stage
from cspr_tui.screens.forms.date_field import date_field
from cspr_tui.screens.forms.deadline_preview import move_words
from cspr_tui.screens.forms.form_screen import Form, FormScreen, Values
from cspr_tui.service import Reviews
from cspr_tui.service.use_cases.read_across import AllReviews
from cspr_tui.widgets.form_field import Field, choice_field

NO_CLOCK_YET = "No clock runs yet: it has no date that starts one."


def new_form(reviews: Reviews) -> FormScreen:
    """Return the form for a new review; it closes with the review."""
    fields = [
        choice_field("kind", "Kind", ReviewKind, ReviewKind.RAPID_REVIEW),
        choice_field(
            "incident_type", "Incident", IncidentType, IncidentType.SERIOUS_HARM
        ),
        Field("local_ref", "Your own reference", hint="never leaves the partnership"),
        date_field(reviews, "incident_on", "Incident on"),
        date_field(reviews, "la_aware_on", "Council aware on"),
        date_field(reviews, "sin_sent_on", "Notification sent on"),
    ]

    def preview(values: Values) -> Sequence[str]:
        blank = Review(ref="")
        opened = _opened(values)
        begun = deadline_shifts(blank, opened, reviews.rules, reviews.calendar)
        related = [_related(each) for each in AllReviews(reviews).like(opened)]
        return [*related, *([move_words(move) for move in begun] or [NO_CLOCK_YET])]

    def doubts(values: Values) -> Iterable[DateWarning]:
        days = {name: day for name, day in values.items() if isinstance(day, date)}
        return review_date_warnings(days, reviews.session.day())

    def save(values: Values) -> Review:
        return reviews.create(_opened(values))

    return FormScreen(Form("New review", fields, save, preview, doubts, name="new"))


def _related(likeness: PossibleDuplicate) -> str:
    said = "may be THE SAME CASE" if likeness.same else "may be related"
    return f"CHECK  {likeness.ref} {said}: {likeness.why}."


def _opened(values: Values) -> Review:
    stage = Stage.SCOPING if values["sin_sent_on"] else Stage.NOTIFICATION
    if values["la_aware_on"] is None and values["sin_sent_on"] is None:
        stage = Stage.REFERRAL
    return Review(ref="", stage=stage, **values)
