"""Search that ignores spaces and punctuation: only letters and digits are compared."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import ahocorasick

from cspr_tui.anonymise.text.normalised_text import NormalisedText


@dataclass(frozen=True, slots=True)
class LettersAndDigits:
    """The letters and digits of a text; `places` leads back to the text."""

    view: NormalisedText
    text: str
    places: tuple[int, ...]


def letters_and_digits(view: NormalisedText) -> LettersAndDigits:
    """Return a text without its spaces and punctuation."""
    is_kept = list(map(str.isalnum, view.text))
    text = "".join(itertools.compress(view.text, is_kept))
    places = itertools.compress(range(len(view.text)), is_kept)
    return LettersAndDigits(view, text, tuple(places))


def find_strings(
    characters: LettersAndDigits, strings: Iterable[str]
) -> Iterator[tuple[str, int, int]]:
    """Yield each string that occurs, with its start and end in the text.

    One pass (Aho-Corasick) finds all of them, so five hundred people take hardly
    longer than none.
    """
    automaton = ahocorasick.Automaton()
    for string in strings:
        automaton.add_word(string, string)
    if not len(automaton) or not characters.text:
        return
    automaton.make_automaton()
    for last, string in automaton.iter(characters.text):
        place = _place(characters, string, last - len(string) + 1)
        if place is not None:
            yield string, *place


def _place(
    characters: LettersAndDigits, string: str, start: int
) -> tuple[int, int] | None:
    places = characters.places[start : start + len(string)]
    first, last = places[0], places[-1] + 1
    alone = _stands_alone(characters.view, first, last, string)
    return (first, last) if alone and _is_close(places) else None


def _stands_alone(view: NormalisedText, first: int, last: int, string: str) -> bool:
    """Whether it is no piece of a longer word; long numbers may be run into words."""
    before = view.text[first - 1 : first]
    after = view.text[last : last + 1]
    if (before + string[0]).isdigit() and before:
        return False
    if (string[-1] + after).isdigit() and after:
        return False
    if string.isdigit():
        return True
    if len(string) < 9:
        return not before.isalnum() and not after.isalnum()
    return not (before.isalpha() and string[0].isalpha()) and not (
        after.isalpha() and string[-1].isalpha()
    )


def _is_close(places: tuple[int, ...]) -> bool:
    """Whether no gap inside is wider than a spaced number or address has."""
    return all(after - before <= 5 for before, after in itertools.pairwise(places))
