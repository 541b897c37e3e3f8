"""What can be added to a review, and the form for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cspr_tui.domain.kinds import FILLED_IN
from cspr_tui.screens.form import FormScreen
from cspr_tui.screens.review import forms
from cspr_tui.screens.review.entries import adding_form
from cspr_tui.screens.review.template_form import template_form
from cspr_tui.screens.review.view import ReviewView

# What is made of several kinds at once.
TEMPLATE = "template"
# These have forms of their own; every other kind's is made from its type.
OWN: Mapping[str, Callable[[ReviewView], FormScreen]] = {
    "contacts": forms.family_form,
    "agency_contacts": forms.agency_form,
    "notes": forms.note_form,
    TEMPLATE: template_form,
}


def choices() -> list[tuple[str, str]]:
    """Return what can be added, the daily things first."""
    others = [(field, label) for field, (_, label) in FILLED_IN.items()]
    daily = [(field, label) for field, label in others if field in OWN]
    made = (TEMPLATE, "From a template")
    return [*daily, made, *(each for each in others if each not in daily)]


def form_for(view: ReviewView, field: str) -> FormScreen:
    """Return the form that adds an entry to that field."""
    own = OWN.get(field)
    return own(view) if own is not None else adding_form(view, field)
