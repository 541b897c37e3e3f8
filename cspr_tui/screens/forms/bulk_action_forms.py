"""What can be done from the board to the marked reviews, or the one looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from cspr_tui.domain.record.oversight import Flag, Note
from cspr_tui.domain.record.partnership import Coordinator
from cspr_tui.domain.steps.entries.log import note_logged
from cspr_tui.domain.steps.review.bring_back import bring_back_set
from cspr_tui.domain.steps.review.flags import flag_raised, flags_lifted
from cspr_tui.domain.steps.review.handover import Handover, review_handed_over
from cspr_tui.domain.steps.step import Step
from cspr_tui.domain.text.formatting import full_day
from cspr_tui.screens.dialogs.choice_dialog import ChooseScreen
from cspr_tui.screens.forms.date_field import DATE_HINT, date_field, date_reader
from cspr_tui.screens.forms.form_screen import Form, FormScreen, Values
from cspr_tui.service import Reviews
from cspr_tui.service.use_cases.bulk_change import named, to_each
from cspr_tui.widgets.form_field import Field, Kind

Make = Callable[[Values], Step]
Acts = dict[str, tuple[str, Callable[[Reviews, Sequence[str]], FormScreen]]]


def bring_back_form(reviews: Reviews, refs: Sequence[str]) -> FormScreen:
    """Return the form that sets when reviews come back; closes with what it did."""
    read = date_reader(reviews)
    fields = [
        Field("on", "Bring back on", read, "+5wd", DATE_HINT, full_day),
        Field("text", "What for", hint="empty is fine; an empty day ends it"),
    ]

    def step(values: Values) -> Step:
        day: date | None = values["on"]
        today, actor = reviews.session.day(), reviews.session.actor
        return bring_back_set(day, values["text"], actor, today)

    return _form(reviews, refs, "Bring back", fields, step)


def owner_choice(reviews: Reviews, refs: Sequence[str], but: str = "") -> ChooseScreen:
    """Return the choice of who but one is to own reviews; closes with a login."""
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


def handover_form(reviews: Reviews, refs: Sequence[str], login: str) -> FormScreen:
    """Return the form that hands reviews over with a note for whoever takes them."""
    initials = reviews.partnership.initials_of(login)
    hint = "what they need to know; joins the work log of each"
    fields = [Field("note", "Note", hint=hint, kind=Kind.TEXT)]

    def step(values: Values) -> Step:
        return handover_step(reviews, login, values["note"])

    return _form(reviews, refs, f"To {initials}: hand over", fields, step)


def handover_step(reviews: Reviews, login: str, note: str, before: str = "") -> Step:
    """Return the step that hands a review over, signed by who works here."""
    session, initials = reviews.session, reviews.partnership.initials_of(login)
    on, by = session.day(), session.actor
    given = Handover(login, initials, on, by, note.strip(), before)
    return review_handed_over(given)


def flag_form(reviews: Reviews, refs: Sequence[str]) -> FormScreen:
    """Return the form that raises the same flag on reviews."""
    fields = [
        Field("message", "What all must see", kind=Kind.TEXT),
        date_field(reviews, "review_on", "Look at it again"),
    ]

    def step(values: Values) -> Step:
        session = reviews.session
        return flag_raised(
            Flag("", raised_on=session.day(), by=session.actor, **values)
        )

    return _form(reviews, refs, "Flag", fields, step)


def lift_form(reviews: Reviews, refs: Sequence[str]) -> FormScreen:
    """Return the form that lifts every flag of reviews, with a reason."""
    fields = [Field("why", "Why it is lifted", hint="goes into the history")]

    def step(values: Values) -> Step:
        return flags_lifted(reviews.session.day(), values["why"])

    return _form(reviews, refs, "Lift the flags of", fields, step)


def note_form(reviews: Reviews, refs: Sequence[str]) -> FormScreen:
    """Return the form that logs the same note on reviews."""
    fields = [
        date_field(reviews, "on", "On", reviews.session.day()),
        Field("text", "Note", kind=Kind.TEXT),
    ]

    def step(values: Values) -> Step:
        session = reviews.session
        on = values["on"] or session.day()
        return note_logged(Note("", on, values["text"], by=session.actor))

    return _form(reviews, refs, "Log a note on", fields, step)


# What `d` offers, by what is chosen.
ACTS: Acts = {
    "bring_back": ("Bring back on a day", bring_back_form),
    "flag": ("Raise a flag", flag_form),
    "lift": ("Lift flags, with the reason", lift_form),
    "note": ("Log the same note", note_form),
}
CHOICES = [(name, words) for name, (words, _) in ACTS.items()]


def act_choice(refs: Sequence[str]) -> ChooseScreen:
    """Return the choice of what to do to reviews."""
    return ChooseScreen(f"Do what to {named(refs)}?", CHOICES)


def act_form(reviews: Reviews, refs: Sequence[str], chosen: str) -> FormScreen:
    """Return the form for what was chosen."""
    return ACTS[chosen][1](reviews, refs)


def _form(
    reviews: Reviews, refs: Sequence[str], title: str, fields: list[Field], make: Make
) -> FormScreen:
    def save(values: Values) -> str:
        return to_each(reviews, refs, make(values)).sentence

    name = f"{title}/{' '.join(refs)}"
    return FormScreen(Form(f"{title} {named(refs)}", fields, save, name=name))
