"""Everything a coordinator keeps has a place on a form, or a reason why not."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from dataclasses import fields

import pytest

from cspr_tui.domain.record.date_fields import RECORDED
from cspr_tui.domain.record.entry_kinds import FILLED_IN, INNER
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.review.retention import RETENTION
from cspr_tui.domain.steps.review.review_details import DETAILS
from cspr_tui.domain.values.base import Value
from cspr_tui.screens.review.forms.entry_form import adding_form, inner_adding_form
from cspr_tui.screens.review.review_view import ReviewView, view_of
from tests.sitting import Sitting

# Kept by the app, or by an act of its own; the reason stands beside it.
NOT_TYPED = {
    "ref": "a random code, given once",
    "public_code": "a random code, given once",
    "alias": "given once, so that a review can be spoken of without a name",
    "version": "counted by the app",
    "serial": "counted by the app",
    "created_at": "the moment of saving",
    "restricted_to": "a role of the database, set by who runs it",
    "access_list": "a role of the database, set by who runs it",
    "withdrawn_on": "s, withdraw, which asks for the reason",
    "withdrawn_reason": "s, withdraw, which asks for the reason",
    "closed_on": "s, close, which lists what is still open",
    "sections": "e on a row of the Report tab, a page to write on",
    "decisions": "the export check, beside the wording itself",
    "exports": "written when a document leaves",
    "imported_cells": "cells of a tracker that have no field, as they stood",
    "imported_row": "the row of a tracker, as it stood",
    "history": "written by each change",
}


def typed_in(view: ReviewView, field: str) -> set[str]:
    return {each.name for each in adding_form(view, field).form.fields}


def facts_of(kind: type[Value], prefix: str = "") -> Iterator[str]:
    hints = typing.get_type_hints(kind)
    for each in fields(kind):
        hint = hints[each.name]
        if isinstance(hint, type) and issubclass(hint, Value):
            yield from facts_of(hint, f"{prefix}{each.name}.")
        else:
            yield f"{prefix}{each.name}"


@pytest.fixture
def view(demo: Sitting) -> ReviewView:
    return view_of(demo.store.load("7QXM4"), demo.reviews)


@pytest.mark.parametrize("field", FILLED_IN)
def test_every_fact_of_an_entry_has_a_field_on_its_form(
    field: str, view: ReviewView
) -> None:
    own = set(facts_of(FILLED_IN[field][0])) - {"id"}
    inner = {INNER[field][0]} if field in INNER else set()
    shorter = {"contacts", "agency_contacts", "notes"}
    assert own - inner == typed_in(view, field), f"{field} {shorter}"


@pytest.mark.parametrize("field", INNER)
def test_every_fact_of_a_gate_and_a_chase_has_a_field(
    field: str, view: ReviewView
) -> None:
    outer = getattr(view.review, field)[0]
    form = inner_adding_form(view, field, outer.id).form
    hint = typing.get_type_hints(FILLED_IN[field][0])[INNER[field][0]]
    kind: type[Value] = typing.get_args(hint)[0]
    assert {each.name for each in form.fields} == set(facts_of(kind)) - {"id"}


def test_every_fact_of_a_review_is_typed_or_has_a_reason_not_to_be() -> None:
    typed = {*DETAILS, *RECORDED, *FILLED_IN, *RETENTION}
    assert {each.name for each in fields(Review)} == typed | set(NOT_TYPED)
    assert not typed & set(NOT_TYPED)
