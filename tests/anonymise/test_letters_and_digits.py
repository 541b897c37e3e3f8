"""Wanted strings among the letters of a text: every one that stands alone, no other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cspr_tui.anonymise.text.letters_and_digits import find_strings, letters_and_digits
from cspr_tui.anonymise.text.normalised_text import normalise

_TEXT = st.text(alphabet="ab1 2-./c", max_size=40)
_WANTED = st.lists(st.text(alphabet="ab12c", min_size=3, max_size=10), max_size=6)


@given(_TEXT, _WANTED)
def test_looking_for_many_at_once_finds_what_looking_for_each_does(
    text: str, wanted: list[str]
) -> None:
    where = letters_and_digits(normalise(text))
    each = {found for one in wanted for found in find_strings(where, [one])}
    assert set(find_strings(where, wanted)) == each


@given(_TEXT, _WANTED)
def test_what_is_found_reads_as_what_was_wanted(text: str, wanted: list[str]) -> None:
    where = letters_and_digits(normalise(text))
    for string, first, last in find_strings(where, wanted):
        read = "".join(sign for sign in where.view.text[first:last] if sign.isalnum())
        assert read == string


@given(_TEXT, _WANTED)
def test_a_wanted_word_between_spaces_is_always_found(
    text: str, wanted: list[str]
) -> None:
    for string in wanted:
        where = letters_and_digits(normalise(f"{text} x {string} x"))
        assert string in {found for found, _, _ in find_strings(where, wanted)}
