from __future__ import annotations

import json
from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings

from cspr_tui.domain.board.board_row import Row
from cspr_tui.domain.history.change import Edit
from cspr_tui.domain.record.partnership import Partnership, RuleOverride
from cspr_tui.domain.record.people import ContactPreferences, ContactRestriction, Person
from cspr_tui.domain.record.review import Review, ReviewKind
from cspr_tui.domain.record.stage import Stage
from cspr_tui.domain.values.base import Value
from cspr_tui.domain.values.codec import (
    UnreadableValueError,
    decode,
    decode_field,
    encode,
    slots_of,
)
from tests.domain.strategies import values
from tests.factories import local_review, person, review


def through_json(value: Value) -> Value:
    """Write the value as JSON text and read it back."""
    return decode(type(value), json.loads(json.dumps(encode(value))))


@settings(max_examples=40)
@given(value=values(Review))
def test_any_review_is_read_back_as_it_was_written(value: Review) -> None:
    assert through_json(value) == value


@settings(max_examples=15)
@given(value=values(Review, full=True))
def test_a_review_with_every_field_filled_is_read_back(value: Review) -> None:
    assert all(
        getattr(value, f.name) not in (None, ())
        for f in fields(Review)
        if f.name != "ref"
    )
    assert through_json(value) == value


@given(value=values(Partnership))
def test_any_partnership_is_read_back_as_it_was_written(value: Partnership) -> None:
    assert through_json(value) == value


@given(value=values(Partnership, full=True))
def test_a_partnership_with_every_field_filled_is_read_back(
    value: Partnership,
) -> None:
    assert through_json(value) == value


@given(value=values(Row))
def test_any_row_of_the_board_is_read_back(value: Row) -> None:
    assert through_json(value) == value


def test_what_equals_its_default_is_left_out() -> None:
    assert encode(Review(ref="7QXM4")) == {"ref": "7QXM4"}
    assert encode(Partnership()) == {}


def test_what_is_required_is_written_even_when_empty() -> None:
    assert encode(Review(ref="")) == {"ref": ""}


def test_dates_moments_and_choices_are_plain_text() -> None:
    known = local_review(
        incident_on=date(2026, 1, 2),
        created_at=datetime(2026, 11, 18, 9, 31, tzinfo=UTC),
    )
    plain = encode(known)
    assert plain["incident_on"] == "2026-01-02"
    assert plain["created_at"] == "2026-11-18T09:31:00+00:00"
    assert (plain["kind"], plain["stage"]) == ("lcspr", "initiation")
    assert type(plain["kind"]) is str


def test_nought_and_false_are_not_lost_beside_defaults_of_none() -> None:
    assert encode(RuleOverride("AGY_CHASE", offset=0)) == {
        "id": "AGY_CHASE",
        "offset": 0,
    }
    assert encode(Edit("legal_hold", old=False, new=True)) == {
        "path": "legal_hold",
        "old": False,
        "new": True,
    }


def test_a_value_in_a_value_leaves_its_own_defaults_out() -> None:
    known = person("P1", preferences=ContactPreferences(language="Welsh"))
    assert encode(known)["preferences"] == {"language": "Welsh"}
    assert decode(Person, {"id": "P1"}).preferences == ContactPreferences()


@pytest.mark.parametrize(
    ("plain", "said"),
    [
        ({"ref": "A", "colour": "red"}, "Review has no field called colour"),
        (
            {"ref": "A", "people": [{"id": "P1", "nickname": "x"}]},
            "Person has no field called nickname",
        ),
        ({}, "Review lacks its ref"),
        ({"ref": "A", "people": [{}]}, "Person lacks its id"),
        ({"ref": 5}, "Review.ref cannot be read: 5"),
        ({"ref": None}, "Review.ref cannot be read: None"),
        ({"ref": "A", "stage": "asleep"}, "Review.stage cannot be read: 'asleep'"),
        ({"ref": "A", "stage": ["a"]}, "Review.stage cannot be read"),
        ({"ref": "A", "la_aware_on": "31/12/2025"}, "Review.la_aware_on"),
        ({"ref": "A", "la_aware_on": "2025-02-29"}, "Review.la_aware_on"),
        ({"ref": "A", "la_aware_on": 20250101}, "Review.la_aware_on"),
        ({"ref": "A", "created_at": 5}, "Review.created_at"),
        ({"ref": "A", "version": "1"}, "Review.version"),
        ({"ref": "A", "version": True}, "Review.version"),
        ({"ref": "A", "legal_hold": 1}, "Review.legal_hold"),
        ({"ref": "A", "themes": "neglect"}, "Review.themes"),
        ({"ref": "A", "themes": [1]}, "Review.themes"),
        ({"ref": "A", "people": {"id": "P1"}}, "Review.people"),
        ({"ref": "A", "people": ["P1"]}, "Person cannot be read: 'P1'"),
        ({"ref": "A", "people": [None]}, "Person cannot be read: None"),
        (
            {"ref": "A", "people": [{"id": "P1", "preferences": []}]},
            "Preferences cannot be read",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(
    plain: dict[str, Any], said: str
) -> None:
    with pytest.raises(UnreadableValueError, match=said):
        decode(Review, plain)


@pytest.mark.parametrize("plain", [[], "", None, 3])
def test_what_holds_no_fields_is_no_empty_partnership(plain: Any) -> None:  # noqa: ANN401 - wrong on purpose
    with pytest.raises(UnreadableValueError, match="Partnership cannot be read"):
        decode(Partnership, plain)


def test_a_restriction_lacking_its_person_is_refused() -> None:
    with pytest.raises(UnreadableValueError, match="ContactRestriction lacks"):
        decode(ContactRestriction, {"id": "B1", "type": "police_hold"})


def test_one_field_is_read_by_its_own_type() -> None:
    assert decode_field(Review, "stage", "scoping") is Stage.SCOPING
    assert decode_field(Review, "kind", "lcspr") is ReviewKind.LCSPR
    assert decode_field(Review, "la_aware_on", None) is None
    assert decode_field(Review, "people", [{"id": "P1"}]) == (Person("P1"),)
    with pytest.raises(UnreadableValueError, match="no field called colour"):
        decode_field(Review, "colour", "red")


def test_every_field_has_its_reader_in_its_order() -> None:
    assert [slot.name for slot in slots_of(Review)] == [f.name for f in fields(Review)]


def test_acting_characters_in_stored_text_are_cleaned_when_read() -> None:
    assert decode(Review, {"ref": "A", "alias": "Kettle\x1b[2J"}).alias == "Kettle[2J"
    assert review(alias="a\u202eb").alias == "ab"
