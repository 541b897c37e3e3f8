"""The less frequent actions on a review, offered in a menu under one key."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from textual.app import App

from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.review.flags import open_flags
from cspr_tui.screens.dialogs.choice_dialog import ChooseScreen
from cspr_tui.screens.forms.bulk_action_forms import owner_choice
from cspr_tui.screens.forms.form_screen import FormScreen, Values
from cspr_tui.screens.forms.step_forms import (
    StepForm,
    flag_form,
    handover_form,
    lift_form,
)
from cspr_tui.screens.review.forms.erasure_form import erasing_form
from cspr_tui.screens.review.forms.retention_form import retention_form
from cspr_tui.screens.review.forms.review_form import filling
from cspr_tui.screens.review.review_view import ReviewView
from cspr_tui.widgets.form_field import Field

Choices = Callable[[ReviewView], ChooseScreen]
Fill = Callable[[ReviewView, str], FormScreen]
Then = Callable[[Review | None], None]


def _flag(view: ReviewView, _: str = "") -> FormScreen:
    return _form(view, "flags", "Raise a flag", flag_form(view.reviews))


def _flags(view: ReviewView) -> ChooseScreen:
    flags = [(f.id, f"{f.id:<5} {f.message}") for f in open_flags(view.review)]
    nothing = [("", "No flag stands.")]
    return ChooseScreen("Lift which flag?", flags or nothing)


def _lift(view: ReviewView, flag_id: str) -> FormScreen:
    form = lift_form(view.reviews, flag_id)
    return _form(view, f"lifting/{flag_id}", f"Lift {flag_id}", form)


def _owners(view: ReviewView) -> ChooseScreen:
    return owner_choice(view.reviews, [view.review.ref])


def _hand_over(view: ReviewView, login: str) -> FormScreen:
    title = f"Hand over to {view.reviews.partnership.initials_of(login)}"
    form = handover_form(view.reviews, login)
    return _form(view, f"handover/{login}", title, form)


def _form(view: ReviewView, what: str, title: str, questions: StepForm) -> FormScreen:
    def save(values: Values) -> Review:
        return view.reviews.change(view.review.ref, questions.step(values))

    return filling(view, what, title, questions.fields, save)


def _retention(view: ReviewView, _: str) -> FormScreen:
    return retention_form(view)


def _readers(view: ReviewView) -> ChooseScreen:
    people = [
        (person.id, f"{person.id:<5} {person.kinship}{_barred(view, person.id)}")
        for person in view.review.people
        if person.deceased_on is None
    ]
    nobody = [("", "Nobody is recorded yet; a on the Family tab adds them.")]
    return ChooseScreen("The leaflet for whom?", people or nobody)


def _barred(view: ReviewView, person: str) -> str:
    bars = view.review.restrictions_on(person, view.today)
    return f"  RESTRICTED: {bars[0].type.label}" if bars else ""


def leaflet_form(view: ReviewView, person: str) -> FormScreen:
    """Return the form that writes the leaflet for one family member."""
    reviews, ref = view.reviews, view.review.ref
    fields = [
        Field("folder", "Into the folder", value=str(Path.cwd())),
        Field("checker", "Read and checked by", hint="your name, kept in the record"),
    ]

    def preview(_: Values) -> Sequence[str]:
        from cspr_tui.plain.leaflet_notes import leaflet_note_lines  # noqa: PLC0415 - loads the reports

        return list(leaflet_note_lines(view.review, person, view.today))

    def save(values: Values) -> Review:
        from cspr_tui.service.use_cases.hand_out import write_leaflet  # noqa: PLC0415 - loads the anonymiser

        folder = Path(values["folder"]).expanduser()
        write_leaflet(reviews, ref, person, folder, values["checker"])
        return reviews.read(ref)

    title = f"Leaflet for {person}"
    return filling(view, f"leaflet/{person}", title, fields, save, preview=preview)


# By name: the words in the menu, a choice asked before the form, and the form.
ACTIONS: Mapping[str, tuple[str, Choices | None, Fill]] = {
    "flag": ("Raise a flag", None, _flag),
    "lift": ("Lift a flag, with the reason", _flags, _lift),
    "handover": ("Hand over to another coordinator", _owners, _hand_over),
    "keeping": ("Keeping: the day to decide, a legal hold", None, _retention),
    "leaflet": ("Write the leaflet for one of the family", _readers, leaflet_form),
    "erase": ("Erase a wrongly recorded name", None, erasing_form),
}


CHOICES: Sequence[tuple[str, str]] = [
    (name, words) for name, (words, *_) in ACTIONS.items()
]


def do_action(app: App[None], view: ReviewView, name: str, then: Then) -> None:
    """Show the form of an action, after its choice dialog if it has one."""
    _, choice, form = ACTIONS[name]
    _ask_which(app, view, (choice, form), then)


def _ask_which(
    app: App[None], view: ReviewView, act: tuple[Choices | None, Fill], then: Then
) -> None:
    choice, form = act
    if choice is None:
        app.push_screen(form(view, ""), then)
        return

    def chosen(which: str | None) -> None:
        if which:
            app.push_screen(form(view, which), then)

    app.push_screen(choice(view), chosen)
