from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspr_tui.domain.record.reference_codes import (
    ALIASES,
    ALPHABET,
    LENGTH,
    NoCodeLeftError,
    alias_for,
    new_code,
)


class Stuck:
    """Chance that has run out: always the same."""

    def choice(self, seq: str) -> str:
        return seq[0]


@given(seed=st.integers(0, 10**6))
def test_a_code_is_five_characters_that_cannot_be_mistaken(seed: int) -> None:
    code = new_code((), Random(seed))
    assert len(code) == LENGTH == 5
    assert set(code) <= set(ALPHABET)


def test_no_character_looks_like_another_and_no_word_can_come_about() -> None:
    assert len(set(ALPHABET)) == len(ALPHABET)
    assert not set(ALPHABET) & set("01OILSB58AEU")
    assert ALPHABET.isupper()


def test_codes_drawn_one_after_the_other_are_all_different() -> None:
    random, taken = Random(7), set[str]()
    for _ in range(500):
        taken.add(new_code(taken, random))
    assert len(taken) == 500


def test_a_code_that_is_taken_is_not_given_again() -> None:
    first = new_code((), Random(3))
    assert new_code({first}, Random(3)) != first


def test_when_no_code_is_left_it_says_so() -> None:
    with pytest.raises(NoCodeLeftError, match="No unused code"):
        new_code({ALPHABET[0] * LENGTH}, Stuck())


def test_aliases_are_all_different_in_every_round() -> None:
    count = 3 * len(ALIASES)
    assert len({alias_for(number) for number in range(count)}) == count


def test_the_first_round_is_not_numbered_and_the_next_ones_are() -> None:
    assert alias_for(0) == "Abacus"
    assert alias_for(len(ALIASES)) == "Abacus 2"
    assert alias_for(2 * len(ALIASES) + 1) == "Anchor 3"
