"""The base of every form about a review."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from cspr_tui.domain.process.plausibility import DateWarning, entry_date_warnings
from cspr_tui.domain.record.oversight import Note
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.entries.log import note_logged
from cspr_tui.screens.forms.form_screen import (
    Doubting,
    Form,
    FormScreen,
    Preview,
    Save,
    Values,
)
from cspr_tui.screens.forms.form_screen import nothing as no_preview
from cspr_tui.screens.review.review_view import ReviewView, view_of
from cspr_tui.widgets.form_field import Field

Again = Callable[[ReviewView], FormScreen]


def filling(  # noqa: PLR0913 - what forms differ in
    view: ReviewView,
    what: str,
    title: str,
    fields: Sequence[Field],
    save: Save,
    *,
    preview: Preview = no_preview,
    doubts: Doubting | None = None,
    again: Again | None = None,
) -> FormScreen:
    """Return a form about a review; `what` tells it from the review's other forms.

    Its dates are checked for plausibility as those of the kind of entry that `what`
    begins with.
    """
    kind = what.partition("/")[0]
    form = Form(
        f"{view.review.ref}  {title}",
        fields,
        save,
        preview,
        doubts or _entry_doubting(kind, fields, view.reviews.session.day()),
        name=f"{view.review.ref}/{what}",
        again=_made_again(view, again) if again else None,
        note=_note_taker(view),
    )
    return FormScreen(form)


def _entry_doubting(kind: str, fields: Sequence[Field], today: date) -> Doubting:
    labels = {
        f"{kind}.{field.name}": "The day" if field.label == "On" else field.label
        for field in fields
    }

    def doubts(values: Values) -> Iterable[DateWarning]:
        named = {f"{kind}.{name}": value for name, value in values.items()}
        days = {name: day for name, day in named.items() if isinstance(day, date)}
        for name, said in entry_date_warnings(days, labels, today):
            yield name.removeprefix(f"{kind}."), said

    return doubts


def _made_again(view: ReviewView, again: Again) -> Callable[[], Form]:
    def made() -> Form:
        newest = view.reviews.read(view.review.ref)
        return again(view_of(newest, view.reviews)).form

    return made


def _note_taker(view: ReviewView) -> Callable[[str], Review]:
    session = view.reviews.session

    def take(text: str) -> Review:
        note = Note(id="", on=session.day(), text=text, by=session.actor)
        return view.reviews.change(view.review.ref, note_logged(note))

    return take
