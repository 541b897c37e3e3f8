"""The form that moves an entry to the review it belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.corrections.misfiled import misfiled
from cspr_tui.screens.forms.form_screen import FormScreen, Values
from cspr_tui.screens.review.forms.review_form import filling
from cspr_tui.screens.review.review_view import ReviewView
from cspr_tui.service.use_cases.move_entry import move_entry
from cspr_tui.widgets.form_field import Field


def moving_form(view: ReviewView, entry_id: str) -> FormScreen:
    """Return the form that moves one entry; it closes with the review moved from.

    Raises:
        NotMovedError: entries of this kind cannot be moved.
    """
    found = misfiled(view.review, entry_id, ())
    fields = [Field("to", "The right review", hint="its reference, such as 7QXM4")]
    if hasattr(found.entry, "persons"):
        hint = "codes of the right review, such as P1 P2"
        fields.append(Field("persons", "With whom there", hint=hint))
    fields.append(Field("why", "Reason", hint="goes into both histories"))

    def preview(values: Values) -> Sequence[str]:
        return [
            f"{found.label} goes from {view.review.ref} to {values['to'].upper()}.",
            "Both histories say so. u takes it back here, once more there.",
        ]

    def save(values: Values) -> Review:
        persons = tuple(values.get("persons", "").replace(",", " ").split())
        moved = misfiled(view.review, entry_id, persons)
        return move_entry(view.reviews, moved, values["to"], values["why"])

    title = f"Move {found.label}"
    return filling(view, f"moving/{entry_id}", title, fields, save, preview=preview)
