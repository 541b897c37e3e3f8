"""A view's letters and digits only, and where wanted strings stand among them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import ahocorasick

from cspr_tui.anonymise.text.normalised_text import View


@dataclass(frozen=True, slots=True)
class Squeezed:
    """Letters and digits of a view, with the way back to it."""

    view: View
    text: str
    places: tuple[int, ...]


def squeezed(view: View) -> Squeezed:
    """Return what is left of a view without spaces and signs."""
    telling = list(map(str.isalnum, view.text))
    text = "".join(itertools.compress(view.text, telling))
    places = itertools.compress(range(len(view.text)), telling)
    return Squeezed(view, text, tuple(places))


def places_of(where: Squeezed, wanted: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    """Yield each wanted string and its place in the view, whatever their number.

    The text is gone through once for all, so that five hundred people take hardly
    longer than none.
    """
    automaton = ahocorasick.Automaton()
    for string in wanted:
        automaton.add_word(string, string)
    if not len(automaton) or not where.text:
        return
    automaton.make_automaton()
    for last, string in automaton.iter(where.text):
        place = _place(where, string, last - len(string) + 1)
        if place is not None:
            yield string, *place


def _place(where: Squeezed, string: str, at: int) -> tuple[int, int] | None:
    places = where.places[at : at + len(string)]
    first, last = places[0], places[-1] + 1
    alone = _stands_alone(where.view, first, last, string)
    return (first, last) if alone and _is_close(places) else None


def _stands_alone(view: View, first: int, last: int, wanted: str) -> bool:
    """Whether it is no piece of a longer word; long numbers may be run into words."""
    before = view.text[first - 1 : first]
    after = view.text[last : last + 1]
    if (before + wanted[0]).isdigit() and before:
        return False
    if (wanted[-1] + after).isdigit() and after:
        return False
    if wanted.isdigit():
        return True
    if len(wanted) < 9:
        return not before.isalnum() and not after.isalnum()
    return not (before.isalpha() and wanted[0].isalpha()) and not (
        after.isalpha() and wanted[-1].isalpha()
    )


def _is_close(places: tuple[int, ...]) -> bool:
    """Whether no gap inside is wider than a spaced number or address has."""
    return all(after - before <= 5 for before, after in itertools.pairwise(places))
