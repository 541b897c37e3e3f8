"""What can be done from the board to the marked reviews, or the one looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.partnership import Coordinator
from cspr_tui.domain.steps.bring_back import brought_back
from cspr_tui.domain.steps.facts import facts_changed
from cspr_tui.domain.steps.step import Step
from cspr_tui.domain.words import count, full_day, listed
from cspr_tui.screens.choose import ChooseScreen
from cspr_tui.screens.form import Form, FormScreen, Values
from cspr_tui.screens.new import DATE_HINT, date_reader
from cspr_tui.service import Reviews
from cspr_tui.widgets.form import Field


class PartlyDoneError(CsprError):
    """Something was done to some reviews and not to others."""


def bring_back_form(reviews: Reviews, refs: Sequence[str]) -> FormScreen:
    """Return the form that sets when reviews come back; closes with what it did."""
    read = date_reader(reviews)
    fields = [
        Field("on", "Bring back on", read, "+5wd", DATE_HINT, full_day),
        Field("text", "What for", hint="empty is fine; an empty day ends it"),
    ]

    def save(values: Values) -> str:
        day: date | None = values["on"]
        today, actor = reviews.session.day(), reviews.session.actor
        step = brought_back(day, values["text"], actor, today)
        return to_each(reviews, refs, step)

    name = f"bring back/{' '.join(refs)}"
    return FormScreen(Form(f"Bring back {_named(refs)}", fields, save, name=name))


def owner_choice(reviews: Reviews, refs: Sequence[str], but: str = "") -> ChooseScreen:
    """Return the choice of who but one is to own reviews; closes with a login."""
    today = reviews.session.day()
    known = [
        (c.id, f"{c.initials:<4} {c.name}{_absence(c, today)}")
        for c in reviews.partnership.coordinators
        if not c.has_left(today) and c.id != but
    ]
    return ChooseScreen(f"Who is to own {_named(refs)}?", known)


def _absence(person: Coordinator, today: date) -> str:
    absence = person.absence(today)
    return f"  ({absence.said})" if absence else ""


def give_to(reviews: Reviews, refs: Sequence[str], login: str) -> str:
    """Make somebody the owner of reviews and return what was done.

    Raises:
        PartlyDoneError: some could not be changed; the text says which.
    """
    for number, ref in enumerate(refs):
        _one(reviews, refs, number, _owned_by(reviews, ref, login))
    initials = reviews.partnership.initials_of(login)
    return f"{_named(refs)} given to {initials}.{_undone(refs)}"


def _owned_by(reviews: Reviews, ref: str, login: str) -> Step:
    held = reviews.read(ref)
    return facts_changed(held, replace(held, owner=login))


def to_each(reviews: Reviews, refs: Sequence[str], step: Step) -> str:
    """Apply a step to each review and return what was done.

    Raises:
        PartlyDoneError: some could not be changed; the text says which.
    """
    for number in range(len(refs)):
        _one(reviews, refs, number, step)
    return f"{step.what}: {_named(refs)}.{_undone(refs)}"


def _one(reviews: Reviews, refs: Sequence[str], number: int, step: Step) -> None:
    try:
        reviews.change(refs[number], step)
    except CsprError as error:
        if not number:
            raise
        done = f"Done for {listed(list(refs[:number]))}, not from {refs[number]} on: "
        sentence = f"{done}{error}"
        raise PartlyDoneError(sentence) from error


def _named(refs: Sequence[str]) -> str:
    return listed(list(refs)) if len(refs) <= 3 else count(len(refs), "review")


def _undone(refs: Sequence[str]) -> str:
    return " u undoes it." if len(refs) == 1 else " u undoes them one by one."
