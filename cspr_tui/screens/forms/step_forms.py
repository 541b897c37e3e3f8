"""Forms that raise or lift a flag or hand over, for one review or for several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from cspr_tui.domain.record.oversight import Flag
from cspr_tui.domain.steps.review.flags import flag_lifted, flag_raised, flags_lifted
from cspr_tui.domain.steps.review.handover import Handover, review_handed_over
from cspr_tui.domain.steps.step import Step
from cspr_tui.screens.forms.date_field import date_field
from cspr_tui.screens.forms.form_screen import Values
from cspr_tui.service import Reviews
from cspr_tui.widgets.form_field import Field, Kind


class StepForm(NamedTuple):
    """The fields of a form, and the function that makes a step of their values."""

    fields: Sequence[Field]
    step: Callable[[Values], Step]


def flag_form(reviews: Reviews) -> StepForm:
    """Return the form for raising a flag."""
    fields = [
        Field("message", "What all must see", kind=Kind.TEXT),
        date_field(reviews, "review_on", "Look at it again"),
    ]

    def step(values: Values) -> Step:
        session = reviews.session
        flag = Flag("", raised_on=session.day(), by=session.actor, **values)
        return flag_raised(flag)

    return StepForm(fields, step)


def lift_form(reviews: Reviews, flag_id: str = "") -> StepForm:
    """Return the form for lifting one flag, or every flag if no id is given."""
    label = "Reason" if flag_id else "Why it is lifted"

    def step(values: Values) -> Step:
        day, reason = reviews.session.day(), values["why"]
        if flag_id:
            return flag_lifted(flag_id, day, reason)
        return flags_lifted(day, reason)

    return StepForm([Field("why", label, hint="goes into the history")], step)


def handover_form(reviews: Reviews, login: str, *, several: bool = False) -> StepForm:
    """Return the form for handing over to the coordinator with that login."""
    log = "the work log of each" if several else "the work log"
    hint = f"what they need to know; joins {log}"

    def step(values: Values) -> Step:
        return handover_step(reviews, login, values["note"])

    return StepForm([Field("note", "Note", hint=hint, kind=Kind.TEXT)], step)


def handover_step(reviews: Reviews, login: str, note: str, before: str = "") -> Step:
    """Return the step that hands a review over, signed by the current user.

    `before` is the login that must be the owner until then; empty allows any owner.
    """
    session, initials = reviews.session, reviews.partnership.initials_of(login)
    on, by = session.day(), session.actor
    return review_handed_over(Handover(login, initials, on, by, note.strip(), before))
