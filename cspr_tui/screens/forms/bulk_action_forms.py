"""Forms of the bulk actions: each applies one change to several reviews."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from cspr_tui.domain.record.oversight import Note
from cspr_tui.domain.record.partnership import Coordinator
from cspr_tui.domain.steps.entries.log import note_logged
from cspr_tui.domain.steps.review.bring_back import bring_back_set
from cspr_tui.domain.steps.step import Step
from cspr_tui.domain.text.formatting import full_day
from cspr_tui.screens.dialogs.choice_dialog import ChooseScreen
from cspr_tui.screens.forms.date_field import DATE_HINT, date_field, date_reader
from cspr_tui.screens.forms.form_screen import Form, FormScreen, Values
from cspr_tui.screens.forms.step_forms import (
    StepForm,
    flag_form,
    handover_form,
    lift_form,
)
from cspr_tui.service import Reviews
from cspr_tui.service.use_cases.bulk_change import named, to_each
from cspr_tui.widgets.form_field import Field, Kind

BulkForms = dict[str, tuple[str, Callable[[Reviews, Sequence[str]], FormScreen]]]


def bring_back_all(reviews: Reviews, refs: Sequence[str]) -> FormScreen:
    """Return the form that sets the bring-back day of several reviews."""
    read = date_reader(reviews)
    fields = [
        Field("on", "Bring back on", read, "+5wd", DATE_HINT, full_day),
        Field("text", "What for", hint="empty is fine; an empty day ends it"),
    ]

    def step(values: Values) -> Step:
        day: date | None = values["on"]
        today, actor = reviews.session.day(), reviews.session.actor
        return bring_back_set(day, values["text"], actor, today)

    return _form(reviews, refs, "Bring back", StepForm(fields, step))


def owner_choice(reviews: Reviews, refs: Sequence[str], but: str = "") -> ChooseScreen:
    """Return the dialog that chooses a new owner's login, other than `but`."""
    today = reviews.session.day()
    lines = [
        (c.id, f"{c.initials:<4} {c.name}{_absence(c, today)}")
        for c in reviews.partnership.coordinators
        if not c.has_left(today) and c.id != but
    ]
    return ChooseScreen(f"Who is to own {named(refs)}?", lines)


def _absence(person: Coordinator, today: date) -> str:
    absence = person.absence(today)
    return f"  ({absence.said})" if absence else ""


def handover_all(reviews: Reviews, refs: Sequence[str], login: str) -> FormScreen:
    """Return the form that hands several reviews over, with a note to the new owner."""
    initials = reviews.partnership.initials_of(login)
    form = handover_form(reviews, login, several=True)
    return _form(reviews, refs, f"To {initials}: hand over", form)


def flag_all(reviews: Reviews, refs: Sequence[str]) -> FormScreen:
    """Return the form that raises the same flag on several reviews."""
    return _form(reviews, refs, "Flag", flag_form(reviews))


def lift_all(reviews: Reviews, refs: Sequence[str]) -> FormScreen:
    """Return the form that lifts every flag of several reviews, with a reason."""
    return _form(reviews, refs, "Lift the flags of", lift_form(reviews))


def note_all(reviews: Reviews, refs: Sequence[str]) -> FormScreen:
    """Return the form that logs the same note on several reviews."""
    fields = [
        date_field(reviews, "on", "On", reviews.session.day()),
        Field("text", "Note", kind=Kind.TEXT),
    ]

    def step(values: Values) -> Step:
        session = reviews.session
        on = values["on"] or session.day()
        return note_logged(Note("", on, values["text"], by=session.actor))

    return _form(reviews, refs, "Log a note on", StepForm(fields, step))


# The bulk actions by name: the words in the menu and the form.
ACTIONS: BulkForms = {
    "bring_back": ("Bring back on a day", bring_back_all),
    "flag": ("Raise a flag", flag_all),
    "lift": ("Lift flags, with the reason", lift_all),
    "note": ("Log the same note", note_all),
}
CHOICES = [(name, words) for name, (words, _) in ACTIONS.items()]


def action_choice(refs: Sequence[str]) -> ChooseScreen:
    """Return the dialog that chooses a bulk action."""
    return ChooseScreen(f"Do what to {named(refs)}?", CHOICES)


def action_form(reviews: Reviews, refs: Sequence[str], name: str) -> FormScreen:
    """Return the form of a bulk action by its name in `ACTIONS`."""
    return ACTIONS[name][1](reviews, refs)


def _form(
    reviews: Reviews, refs: Sequence[str], title: str, questions: StepForm
) -> FormScreen:
    def save(values: Values) -> str:
        return to_each(reviews, refs, questions.step(values)).sentence

    name = f"{title}/{' '.join(refs)}"
    return FormScreen(Form(f"{title} {named(refs)}", questions.fields, save, name=name))
