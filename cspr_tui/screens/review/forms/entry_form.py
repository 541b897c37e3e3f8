"""The form for one entry of any kind."""

from __future__ import annotations

import typing
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, replace
from datetime import date
from typing import Any

from cspr_tui.domain.record.entry_kinds import FILLED_IN, INNER
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.entries.edit_entry import entry_added, entry_changed
from cspr_tui.domain.steps.entries.nested_entries import (
    LABELS,
    nested_entries_of,
    nested_entry_added,
    nested_entry_changed,
)
from cspr_tui.domain.steps.step import entry_of
from cspr_tui.domain.text.formatting import day_words, first_line
from cspr_tui.domain.values.base import Entry
from cspr_tui.domain.values.choice import Choice
from cspr_tui.screens.forms.form_screen import FormScreen, Values, nothing
from cspr_tui.screens.review.forms.contact_and_date_forms import asked_first
from cspr_tui.screens.review.forms.entry_fields import entry_fields, filled
from cspr_tui.screens.review.forms.review_form import filling
from cspr_tui.screens.review.review_view import ReviewView
from cspr_tui.widgets.lines.line import Line

SHOWN = 4
NOTHING: Mapping[str, str] = {}


def adding_form(
    view: ReviewView, field: str, about: Mapping[str, str] = NOTHING
) -> FormScreen:
    """Return the form that adds an entry of that kind, with its party filled in."""
    blank = _begun(_blank(FILLED_IN[field][0], view), about)

    def save(values: Values) -> Review:
        step = entry_added(field, filled(blank, values))
        return view.reviews.change(view.review.ref, step)

    title = f"Add: {FILLED_IN[field][1]}"
    return filling(view, field, title, entry_fields(view, blank), save)


def changing_form(view: ReviewView, field: str, entry_id: str) -> FormScreen:
    """Return the form that changes an entry; changes by others are kept."""
    seen: Entry = entry_of(getattr(view.review, field), entry_id)

    def save(values: Values) -> Review:
        step = entry_changed(field, seen, filled(seen, values))
        return view.reviews.change(view.review.ref, step)

    return filling(
        view,
        f"{field}/{seen.id}",
        f"{FILLED_IN[field][1]} {seen.id}",
        entry_fields(view, seen),
        save,
        preview=asked_first(view) if field == "contacts" else nothing,
        again=lambda newer: changing_form(newer, field, seen.id),
    )


def inner_adding_form(view: ReviewView, field: str, outer_id: str) -> FormScreen:
    """Return the form that adds a gate to a proceeding, or a chase to a request."""
    kind, label = _inner(field)
    blank = _blank(kind, view)

    def save(values: Values) -> Review:
        step = nested_entry_added(field, outer_id, filled(blank, values))
        return view.reviews.change(view.review.ref, step)

    title = f"{label} on {outer_id}"
    what = f"{INNER[field][0]}/{outer_id}"
    return filling(view, what, title, entry_fields(view, blank), save)


def inner_changing_form(
    view: ReviewView, field: str, outer_id: str, inner_id: str
) -> FormScreen:
    """Return the form that changes a gate or a chase."""
    outer = entry_of(getattr(view.review, field), outer_id)
    seen = entry_of(nested_entries_of(field, outer), inner_id)

    def save(values: Values) -> Review:
        step = nested_entry_changed(field, outer_id, seen, filled(seen, values))
        return view.reviews.change(view.review.ref, step)

    return filling(
        view,
        f"{INNER[field][0]}/{inner_id}",
        f"{_inner(field)[1]} {inner_id} of {outer_id}",
        entry_fields(view, seen),
        save,
        again=lambda newer: inner_changing_form(newer, field, outer_id, inner_id),
    )


def _inner(field: str) -> tuple[type[Entry], str]:
    name = INNER[field][0]
    hint = typing.get_type_hints(FILLED_IN[field][0])[name]
    return typing.get_args(hint)[0], LABELS[name]


def _blank(kind: type[Entry], view: ReviewView) -> Entry:
    """Return an entry with nothing in it but what has to be there."""
    hints = typing.get_type_hints(kind)
    needed: dict[str, Any] = {}
    for field in fields(kind):
        if field.default is MISSING:
            needed[field.name] = _start_of(hints[field.name], view)
    return kind(**needed)


def _begun(blank: Entry, about: Mapping[str, str]) -> Entry:
    here = {each.name for each in fields(blank)}
    return replace(blank, **{name: about[name] for name in about if name in here})


def _start_of(hint: Any, view: ReviewView) -> object:  # noqa: ANN401 - a type hint
    if hint is date:
        return view.reviews.session.day()
    if isinstance(hint, type) and issubclass(hint, Choice):
        return next(iter(hint))
    return () if typing.get_origin(hint) is tuple else ""


def recorded_rows(review: Review) -> Iterator[Line]:
    """Yield one row for each kind of entry, with how many there are."""
    for field, (_, label) in FILLED_IN.items():
        number = len(getattr(review, field))
        yield Line(f"  {label:<26} {number or '-'}", "", f"kind/{field}")


def summary(entry: Entry) -> str:
    """Return an entry as one line: its id and its first fields that are not empty."""
    said = [_said(getattr(entry, field.name)) for field in fields(entry)[1:]]
    return f"{entry.id:<5} " + "  ".join([text for text in said if text][:SHOWN])


def _said(value: object) -> str:
    if isinstance(value, Choice):
        return value.label
    if isinstance(value, date):
        return day_words(value)
    if isinstance(value, tuple):
        return " ".join(item for item in value if isinstance(item, str))
    return first_line(value, 40) if isinstance(value, str) else ""
