from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from datetime import date
from importlib import import_module
from pkgutil import iter_modules

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cspr_tui.domain
from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.oversight import Note
from cspr_tui.domain.record.people import ContactPreferences, Person, PersonRole
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.values.base import Value, without_control_characters
from tests.factories import person

ACTING = [
    *range(0x09),
    *range(0x0B, 0x20),
    *range(0x7F, 0xA0),
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    0xD800,
    0xDFFF,
]


@pytest.mark.parametrize("code", ACTING, ids=hex)
def test_an_acting_character_is_taken_out(code: int) -> None:
    assert without_control_characters(f"left{chr(code)}right") == "leftright"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "two\nlines and a\ttab",
        "  spaces kept  ",
        "Zoë O'Brien-Müller",
        "Aoife Ní Bhriain",
        "\u0645\u0631\u064a\u0645",  # a name in Arabic
        "\u5c0f\u660e",  # a name in Chinese
        "\U0001f468\u200d\U0001f469\u200d\U0001f466",  # a family, joined
        "non\u00adbreaking\u00a0space",
        "e\u0301 is not folded into one letter",
        "left-to-right mark \u200e and \u200f kept",
        "CAPITALS and 'quotes' and <tags> & [brackets]",
    ],
)
def test_everything_else_stands_as_typed(typed: str) -> None:
    assert without_control_characters(typed) == typed


@given(typed=st.text())
def test_cleaning_only_takes_acting_characters_out(typed: str) -> None:
    acting = {chr(code) for code in ACTING} | {
        chr(code) for code in range(0xD800, 0xE000)
    }
    assert without_control_characters(typed) == "".join(
        c for c in typed if c not in acting
    )
    assert without_control_characters(
        without_control_characters(typed)
    ) == without_control_characters(typed)


def test_text_is_cleaned_on_its_way_into_any_value() -> None:
    known = Person(
        "P\x001",
        PersonRole.MOTHER,
        forename="A\x1bma",
        aliases=("Am\u202ee", "plain"),
        preferences=ContactPreferences(language="Wel\x07sh"),
    )
    assert (known.id, known.forename) == ("P1", "Ama")
    assert known.aliases == ("Ame", "plain")
    assert known.preferences.language == "Welsh"


def test_windows_line_ends_become_plain_ones() -> None:
    note = Note("N1", date(2026, 1, 1), "one\r\ntwo")
    assert note.text == "one\ntwo"


def test_choices_and_dates_are_left_as_they_are() -> None:
    known = person(dob=date(1999, 2, 3))
    assert known.role is PersonRole.MOTHER
    assert known.dob == date(1999, 2, 3)


def test_a_value_never_changes() -> None:
    known = Review(ref="7QXM4")
    with pytest.raises(FrozenInstanceError):
        setattr(known, "alias", "Kettle")  # noqa: B010 - it is the refusal that is tested


def test_an_error_without_words_of_its_own_says_its_class() -> None:
    class TornPageError(CsprError):
        """The page is torn; ask for another."""

    assert str(TornPageError()) == "The page is torn; ask for another."
    assert str(TornPageError("Page 4 is torn.")) == "Page 4 is torn."


def kinds_of(kind: type[Value]) -> set[type[Value]]:
    """Return every kind of value there is below one."""
    below = {*kind.__subclasses__()}
    return below.union(*map(kinds_of, below))


def test_no_kind_checks_itself_in_a_way_that_having_would_pass_over() -> None:
    for module in iter_modules(cspr_tui.domain.__path__, "cspr_tui.domain."):
        import_module(module.name)
    kinds = kinds_of(Value)
    assert len(kinds) > 30
    for kind in kinds:
        assert kind.__post_init__ is Value.__post_init__
        assert all(field.init for field in fields(kind))
