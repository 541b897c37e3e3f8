"""A date added to the record is known everywhere by what its field declares."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, make_dataclass, replace
from datetime import UTC, date, datetime

import pytest

from cspr_tui.domain.audit.search_text import search_text_of
from cspr_tui.domain.history.change import ChangeStamp
from cspr_tui.domain.identifiers.free_text import identifying_texts
from cspr_tui.domain.record.date_fields import RECORDED, with_date
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.step import record_change
from cspr_tui.domain.values.codec import decode, encode
from cspr_tui.domain.values.field_metadata import (
    NEUTRAL,
    Sensitivity,
    TextKind,
    UnclassifiedFieldError,
    dates_that_may_lie_ahead,
    is_asked,
    label_of,
    recorded_date,
    recorded_dates,
    sensitivity_of,
    text_kind_of,
)
from cspr_tui.exchange.tracker.cells import CellContext, read_cell
from cspr_tui.exchange.tracker.headings import columns
from cspr_tui.screens.review.forms.entry_fields import fact_fields
from cspr_tui.screens.review.review_view import view_of
from tests.sitting import Sitting

DAY = date(2026, 3, 31)
TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class WiderReview(Review):
    """A review with one more date, declared at its field and nowhere else."""

    leaflet_printed_on: date | None = field(
        default=None, metadata=recorded_date(165, "Leaflet printed")
    )


DATES = tuple(recorded_dates(WiderReview).items())


def test_a_new_date_is_stored_and_read_back() -> None:
    kept = encode(WiderReview("7QXM4", leaflet_printed_on=DAY))
    assert kept == {"ref": "7QXM4", "leaflet_printed_on": "2026-03-31"}
    assert decode(WiderReview, kept).leaflet_printed_on == DAY


def test_a_new_date_takes_its_place_among_the_recorded_dates() -> None:
    dates = recorded_dates(WiderReview)
    names = list(dates)
    at = names.index("leaflet_printed_on")
    assert names[at - 1 : at + 2] == [
        "published_on",
        "leaflet_printed_on",
        "nspcc_deposited_on",
    ]
    assert dates["leaflet_printed_on"] == "Leaflet printed"
    assert {n: label for n, label in dates.items() if n in RECORDED} == RECORDED
    assert "leaflet_printed_on" not in dates_that_may_lie_ahead(WiderReview)


def test_a_new_date_gives_nothing_away_and_is_read_for_no_name() -> None:
    assert sensitivity_of(WiderReview, "leaflet_printed_on") is Sensitivity.NEUTRAL
    new = WiderReview("7QXM4", leaflet_printed_on=DAY)
    assert [each.field for each in identifying_texts(new)] == ["ref"]


def test_a_new_date_is_in_the_history_and_found_there_by_a_search() -> None:
    before, stamp = WiderReview("7QXM4"), ChangeStamp(NOON, "RP", "rp", "salt")
    after = with_date(before, "leaflet_printed_on", DAY)
    (change,) = record_change(before, after, "Leaflet printed", "", stamp).history
    assert [edit.path for edit in change.edits] == ["leaflet_printed_on"]
    assert "2026-03-31" in search_text_of(change)


def test_a_new_date_has_a_field_on_a_form(demo: Sitting) -> None:
    wider = decode(WiderReview, encode(demo.store.load("7QXM4")))
    view = view_of(replace(wider, leaflet_printed_on=DAY), demo.reviews)
    (made,) = fact_fields(view, ("leaflet_printed_on",))
    assert (made.label, made.value) == ("Leaflet printed", "Tue 31 Mar 2026")
    assert made.read("1/4/2026") == date(2026, 4, 1)


@pytest.mark.parametrize(
    "heading", ["leaflet_printed_on", "Leaflet printed", "LEAFLET PRINTED ON"]
)
def test_a_new_date_is_read_from_a_tracker(heading: str) -> None:
    (column,) = columns([heading], (), DATES)
    assert (column.field, column.kind) == ("leaflet_printed_on", "date")
    assert read_cell(column, "31/03/2026", CellContext(TODAY)).value == DAY


def test_a_new_date_changes_no_heading_that_was_known() -> None:
    headings = [*RECORDED, *RECORDED.values(), "Incident", "SIN", "Published"]
    assert columns(headings, (), DATES) == columns(headings, ())


def test_a_field_that_declares_nothing_is_refused_by_name() -> None:
    bare = make_dataclass("Bare", [("shoe_size", int)])
    with pytest.raises(UnclassifiedFieldError, match=r"Bare\.shoe_size was never"):
        sensitivity_of(bare, "shoe_size")


def test_what_a_field_does_not_declare_is_the_usual() -> None:
    plain = make_dataclass("Plain", [("due_on", date, field(metadata=NEUTRAL))])
    assert text_kind_of(plain, "due_on") is TextKind.LINE
    assert label_of(plain, "due_on") == "Due on"
    assert is_asked(plain, "due_on")
    assert recorded_dates(plain) == {}


def test_no_two_recorded_dates_share_a_place() -> None:
    places = [f.metadata["place"] for f in fields(Review) if "place" in f.metadata]
    assert len(places) == len(set(places)) == len(RECORDED)
