"""What is done to a review now and then: one key asks which."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from textual.app import App

from cspr_tui.domain.record.oversight import Flag
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.review.flags import flag_lifted, flag_raised, open_flags
from cspr_tui.screens.dialogs.choice_dialog import ChooseScreen
from cspr_tui.screens.forms.bulk_action_forms import handover_step, owner_choice
from cspr_tui.screens.forms.date_field import date_field
from cspr_tui.screens.forms.form_screen import FormScreen, Values
from cspr_tui.screens.review.forms.erasure_form import erasing_form
from cspr_tui.screens.review.forms.retention_form import retention_form
from cspr_tui.screens.review.forms.review_form import filling
from cspr_tui.screens.review.review_view import ReviewView
from cspr_tui.widgets.form_field import Field, Kind

Choices = Callable[[ReviewView], ChooseScreen]
Fill = Callable[[ReviewView, str], FormScreen]
Then = Callable[[Review | None], None]
REASON = Field("why", "Reason", hint="goes into the history")


def flag_form(view: ReviewView, _: str = "") -> FormScreen:
    """Return the form that raises a flag."""
    session = view.reviews.session
    fields = [
        Field("message", "What all must see", kind=Kind.TEXT),
        date_field(view.reviews, "review_on", "Look at it again"),
    ]

    def save(values: Values) -> Review:
        flag = Flag("", raised_on=session.day(), by=session.actor, **values)
        return view.reviews.change(view.review.ref, flag_raised(flag))

    return filling(view, "flags", "Raise a flag", fields, save)


def _flags(view: ReviewView) -> ChooseScreen:
    flags = [(f.id, f"{f.id:<5} {f.message}") for f in open_flags(view.review)]
    nothing = [("", "No flag stands.")]
    return ChooseScreen("Lift which flag?", flags or nothing)


def lift_form(view: ReviewView, flag_id: str) -> FormScreen:
    """Return the form that lifts one flag, with a reason."""

    def save(values: Values) -> Review:
        day = view.reviews.session.day()
        step = flag_lifted(flag_id, day, values["why"])
        return view.reviews.change(view.review.ref, step)

    return filling(view, f"lifting/{flag_id}", f"Lift {flag_id}", [REASON], save)


def _owners(view: ReviewView) -> ChooseScreen:
    return owner_choice(view.reviews, [view.review.ref])


def handover_form(view: ReviewView, login: str) -> FormScreen:
    """Return the form that hands the review over with a note."""
    hint = "what they need to know; joins the work log"
    fields = [Field("note", "Note", hint=hint, kind=Kind.TEXT)]

    def save(values: Values) -> Review:
        step = handover_step(view.reviews, login, values["note"])
        return view.reviews.change(view.review.ref, step)

    initials = view.reviews.partnership.initials_of(login)
    title = f"Hand over to {initials}"
    return filling(view, f"handover/{login}", title, fields, save)


def _keeping(view: ReviewView, _: str) -> FormScreen:
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
    """Return the form that writes the leaflet for one of the family."""
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


# By what is chosen: in words, what is asked before the form, and the form.
ACTS: Mapping[str, tuple[str, Choices | None, Fill]] = {
    "flag": ("Raise a flag", None, flag_form),
    "lift": ("Lift a flag, with the reason", _flags, lift_form),
    "handover": ("Hand over to another coordinator", _owners, handover_form),
    "keeping": ("Keeping: the day to decide, a legal hold", None, _keeping),
    "leaflet": ("Write the leaflet for one of the family", _readers, leaflet_form),
    "erase": ("Erase a wrongly recorded name", None, erasing_form),
}


OTHERS: Sequence[tuple[str, str]] = [
    (name, words) for name, (words, *_) in ACTS.items()
]


def do_other(app: App[None], view: ReviewView, name: str, then: Then) -> None:
    """Do one of these: ask which, where there is a choice, then fill the form."""
    _, choice, form = ACTS[name]
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
