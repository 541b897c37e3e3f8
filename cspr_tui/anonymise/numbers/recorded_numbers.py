"""The numbers, addresses and handles on record, however they are spaced."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cspr_tui.anonymise.numbers.house_numbers import with_door
from cspr_tui.anonymise.numbers.number_forms import CORE, marks_of
from cspr_tui.anonymise.text.letters_and_digits import places_of, squeezed
from cspr_tui.anonymise.text.localities import standing_there
from cspr_tui.anonymise.text.normalised_text import View, fold
from cspr_tui.anonymise.text.span import Span
from cspr_tui.domain.identity import KnownEntity

Mark = tuple[str, str, str]
_ALONG = re.compile(r"\b(?:on|off|up|down|along) $")
_FIGURE = re.compile(
    r" \d{1,3}[a-z]?\b(?! ?(?:years|months|weeks|days|children|people))"
)
_NOISE = re.compile(r"[\W_]+")


def find_recorded(view: View, entities: Iterable[KnownEntity]) -> Iterator[Span]:
    """Yield every recorded number, address and handle, however it is spaced."""
    wanted: dict[str, list[Mark]] = {}
    for entity in sorted(entities, key=lambda e: (e.id, e.name)):
        for kind, text, mask in marks_of(entity) if entity.policy != "keep" else ():
            folded = fold(text)
            bones = folded if folded.isalnum() else _NOISE.sub("", folded)
            if len(bones) > (3 if bones.isdigit() else 2):
                wanted.setdefault(bones, []).append((entity.id, kind, mask))
    for bones, first, last in places_of(squeezed(view), wanted):
        for mark in wanted[bones]:
            yield from _spans(view, mark, first, last)


def _spans(view: View, mark: Mark, first: int, last: int) -> Iterator[Span]:
    entity, kind, mask = mark
    place = _placed(view, kind, first, last)
    if place is not None:
        there = standing_there(view.text, first, last) if kind == "ADDRESS" else None
        if there is not None and not _has_door(view, first, place):
            last, mask = there
            place = view.span(first, last)
        shown = "ADDRESS" if kind == CORE else kind
        said = f"{entity}, recorded {shown}"
        yield Span(*place, mask, said, entity, shown, _weight(kind))
    elif kind == CORE and _may_be_street(view, first, last):
        said = f"a street of {entity}, or only the word?"
        yield Span(*view.span(first, last), None, said, entity, "NAME_OR_WORD", 20)


def _placed(view: View, kind: str, first: int, last: int) -> tuple[int, int] | None:
    """Return the source span of a find, with its door; a bare core has to have one."""
    if kind not in {"ADDRESS", CORE}:
        start, end = view.span(first, last)
        while kind == "REF" and view.source.startswith("=", end):
            end += 1  # what an encoded piece is filled up with
        if kind == "HANDLE" and view.source.startswith("@", max(0, start - 1)):
            start -= 1
        return start, end
    whole = with_door(view.text, first, last)
    if kind == CORE and (whole == (first, last) or not _is_capital(view, first)):
        return None
    return view.span(*whole)


def _may_be_street(view: View, first: int, last: int) -> bool:
    """Whether a street's name without its last word stands as where one lives."""
    led = _ALONG.search(view.text[max(0, first - 12) : first]) is not None
    beside = led or _FIGURE.match(view.text, last) is not None
    return beside and _is_capital(view, first)


def _has_door(view: View, first: int, place: tuple[int, int]) -> bool:
    """Whether a find begins with a house, before it or in it."""
    written = view.source[place[0] : place[1]]
    return place[0] < view.starts[first] or any(c.isdigit() for c in written)


def _is_capital(view: View, at: int) -> bool:
    return view.written(at, at + 1)[:1].isupper()


def _weight(kind: str) -> int:
    return {"TOWN": 77, "POSTCODE_PART": 77, "DOB": 96}.get(kind, 95)
