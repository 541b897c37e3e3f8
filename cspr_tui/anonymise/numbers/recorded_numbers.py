"""Recorded numbers, addresses and handles in a text, with any spacing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cspr_tui.anonymise.numbers.house_numbers import with_house_number
from cspr_tui.anonymise.numbers.number_forms import STREET_CORE, forms_of
from cspr_tui.anonymise.text.letters_and_digits import find_strings, letters_and_digits
from cspr_tui.anonymise.text.localities import place_in_street
from cspr_tui.anonymise.text.normalised_text import NormalisedText, fold
from cspr_tui.anonymise.text.span import TextSpan
from cspr_tui.domain.identity import KnownEntity

Form = tuple[str, str, str]
_STREET_PREPOSITION = re.compile(r"\b(?:on|off|up|down|along) $")
_FIGURE = re.compile(
    r" \d{1,3}[a-z]?\b(?! ?(?:years|months|weeks|days|children|people))"
)
_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")


def find_recorded_numbers(
    view: NormalisedText, entities: Iterable[KnownEntity]
) -> Iterator[TextSpan]:
    """Yield every recorded number, address and handle, whatever spaces or dots it has."""
    forms: dict[str, list[Form]] = {}
    for entity in sorted(entities, key=lambda e: (e.id, e.name)):
        for kind, text, mask in forms_of(entity) if entity.policy != "keep" else ():
            folded = fold(text)
            characters = (
                folded if folded.isalnum() else _NOT_ALPHANUMERIC.sub("", folded)
            )
            if len(characters) > (3 if characters.isdigit() else 2):
                forms.setdefault(characters, []).append((entity.id, kind, mask))
    for characters, first, last in find_strings(letters_and_digits(view), forms):
        for form in forms[characters]:
            yield from _spans(view, form, first, last)


def _spans(
    view: NormalisedText, form: Form, first: int, last: int
) -> Iterator[TextSpan]:
    entity, kind, mask = form
    place = _span_of(view, kind, first, last)
    if place is not None:
        building = (
            place_in_street(view.text, first, last) if kind == "ADDRESS" else None
        )
        if building is not None and not _has_house_number(view, first, place):
            last, mask = building
            place = view.span(first, last)
        shown_kind = "ADDRESS" if kind == STREET_CORE else kind
        reason = f"{entity}, recorded {shown_kind}"
        yield TextSpan(*place, mask, reason, entity, shown_kind, _weight(kind))
    elif kind == STREET_CORE and _may_be_street(view, first, last):
        reason = f"a street of {entity}, or only the word?"
        yield TextSpan(
            *view.span(first, last), None, reason, entity, "NAME_OR_WORD", 20
        )


def _span_of(
    view: NormalisedText, kind: str, first: int, last: int
) -> tuple[int, int] | None:
    """Return the source span of a find, with its door; a bare core has to have one."""
    if kind not in {"ADDRESS", STREET_CORE}:
        start, end = view.span(first, last)
        while kind == "REF" and view.source.startswith("=", end):
            end += 1  # what an encoded piece is filled up with
        if kind == "HANDLE" and view.source.startswith("@", max(0, start - 1)):
            start -= 1
        return start, end
    whole = with_house_number(view.text, first, last)
    if kind == STREET_CORE and (whole == (first, last) or not _is_capital(view, first)):
        return None
    return view.span(*whole)


def _may_be_street(view: NormalisedText, first: int, last: int) -> bool:
    """Whether a street's name without its last word stands as where one lives."""
    follows_preposition = (
        _STREET_PREPOSITION.search(view.text[max(0, first - 12) : first]) is not None
    )
    beside = follows_preposition or _FIGURE.match(view.text, last) is not None
    return beside and _is_capital(view, first)


def _has_house_number(view: NormalisedText, first: int, place: tuple[int, int]) -> bool:
    """Whether a find begins with a house, before it or in it."""
    written = view.source[place[0] : place[1]]
    return place[0] < view.starts[first] or any(c.isdigit() for c in written)


def _is_capital(view: NormalisedText, at: int) -> bool:
    return view.written(at, at + 1)[:1].isupper()


def _weight(kind: str) -> int:
    return {"TOWN": 77, "POSTCODE_PART": 77, "DOB": 96}.get(kind, 95)
