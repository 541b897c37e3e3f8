"""The menu of entries that can be added to a review, each with its form."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from cspr_tui.domain.record.entry_kinds import FILLED_IN
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.step import entry_of
from cspr_tui.screens.forms.form_screen import FormScreen
from cspr_tui.screens.review.forms import contact_and_date_forms
from cspr_tui.screens.review.forms.entry_form import adding_form
from cspr_tui.screens.review.forms.template_form import template_form
from cspr_tui.screens.review.review_view import ReviewView
from cspr_tui.screens.review.tabs.tab_registry import (
    ACTIONS,
    AGENCIES,
    FAMILY,
    REPORT,
    entry_at,
)

# Whom the row under the cursor is about: a person's code, an agency's name.
About = Mapping[str, str]
NOBODY: About = {}

# What is made of several kinds at once.
TEMPLATE = "template"
# These have forms of their own; every other kind's is made from its type.
OWN: Mapping[str, Callable[[ReviewView, About], FormScreen]] = {
    "contacts": lambda view, about: contact_and_date_forms.family_form(
        view, about.get("person", "")
    ),
    "agency_contacts": lambda view, about: contact_and_date_forms.agency_form(
        view, about.get("agency", "")
    ),
    "notes": lambda view, _: contact_and_date_forms.note_form(view),
    TEMPLATE: lambda view, _: template_form(view),
}
# What is added daily, and first of all on each tab.
DAILY = ("contacts", "agency_contacts", "notes", TEMPLATE)
OF_TAB: Mapping[int, tuple[str, ...]] = {
    FAMILY: ("contacts", "people", "restrictions"),
    AGENCIES: ("agency_contacts", "requests", "involvements", "meetings"),
    ACTIONS: ("actions", "recommendations", "lessons"),
    REPORT: ("lessons", "recommendations", "sign_offs", "documents"),
}
LABELS = {field: label for field, (_, label) in FILLED_IN.items()}
LABELS[TEMPLATE] = "From a template"


def choices(tab: int) -> list[tuple[str, str]]:
    """Return the kinds of entry to offer: those of the tab first, then common ones."""
    ordered = dict.fromkeys([*OF_TAB.get(tab, ()), *DAILY, *FILLED_IN])
    return [(field, LABELS[field]) for field in ordered]


def form_for(view: ReviewView, field: str, about: About = NOBODY) -> FormScreen:
    """Return the form that adds an entry to that field, its party filled in."""
    own = OWN.get(field)
    if own is not None:
        return own(view, about)
    return adding_form(view, field, about)


def about_of(review: Review, kind: str, name: str) -> About:
    """Return the person or agency that a row of a tab is about, if any."""
    field, found = entry_at(review, kind, name)
    if not field:
        return NOBODY
    if field == "people":
        return {"person": found}
    return dict(_named(entry_of(getattr(review, field), found)))


def _named(entry: object) -> Iterator[tuple[str, str]]:
    persons: tuple[str, ...] = getattr(entry, "persons", ())
    person = persons[0] if len(persons) == 1 else getattr(entry, "person", "")
    for name, text in (("person", person), ("agency", getattr(entry, "agency", ""))):
        if text:
            yield name, text
