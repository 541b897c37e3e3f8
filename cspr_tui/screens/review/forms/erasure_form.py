"""The form that erases a wrongly recorded name from a review and its history."""

from __future__ import annotations

from collections.abc import Sequence

from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.corrections.erasure import Erasure
from cspr_tui.screens.forms.form_screen import Form, FormScreen, Values
from cspr_tui.screens.review.review_view import ReviewView
from cspr_tui.service.use_cases.erase import ELSEWHERE, erase_name
from cspr_tui.widgets.form_field import Field

NOT_UNDONE = "It is taken out of every field and every change; this cannot be undone."


def erasing_form(view: ReviewView, _: str = "") -> FormScreen:
    """Return the form that erases words; it warns first that this cannot be undone."""
    fields = [
        Field("words", "Erase this name", hint="as typed; capitals do not matter"),
        Field("why", "Reason", hint="without the name; it stays in the history"),
    ]

    def preview(_values: Values) -> Sequence[str]:
        return [NOT_UNDONE, "The chain of the history still holds.", ELSEWHERE]

    def save(values: Values) -> Review:
        erasure = Erasure(values["words"].strip(), values["why"])
        return erase_name(view.reviews, view.review.ref, erasure)

    # Unnamed, it leaves no draft: what is to be erased must not lie about.
    title = f"{view.review.ref}  Erase a wrongly recorded name"
    return FormScreen(Form(title, fields, save, preview))
