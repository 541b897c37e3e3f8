"""Numbers written out in words, as somebody says them on the telephone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cspr_tui.anonymise.numbers.number_patterns import NUMBER
from cspr_tui.anonymise.text.normalised_text import View
from cspr_tui.anonymise.text.span import Span
from cspr_tui.domain.identity import KnownEntity

# The last six figures of a telephone number tell it apart where it is known.
TAIL = 6
# From here on figures in words are a number of somebody's, recorded or not.
LONG = 9
_UNITS = dict(
    zip(
        "one two three four five six seven eight nine".split(), "123456789", strict=True
    )
) | dict.fromkeys(("oh", "o", "zero", "nought", "nil"), "0")
_TEENS = (
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_BY_WORD = (
    _UNITS
    | {word: str(n) for n, word in enumerate(_TEENS, start=10)}
    | {word: str(n * 10) for n, word in enumerate(_TENS, start=2)}
    | {"hundred": "00", "thousand": "000"}
)
_TIMES = {"double": 2, "triple": 3, "treble": 3}
_ITEM = rf"(?:(?:{'|'.join(_TIMES)})[ -])?(?:{'|'.join(_BY_WORD)}|\d{{1,11}})"
_RUN = re.compile(rf"(?<!\w){_ITEM}(?:[ ,.;\n\-]{{1,3}}{_ITEM}){{3,}}(?!\w)")
# From the first figure in words to the last.
_WORDED = re.compile(r"[a-z].*[a-z]", re.DOTALL)
_PIECE = re.compile(r"[a-z]+|\d+")


def find_spoken(view: View, entities: Iterable[KnownEntity]) -> Iterator[Span]:
    """Yield numbers in words: recorded ones, and all as long as a telephone number."""
    known = _tails(entities)
    for first, last in _rows(view.text):
        text = view.text[first:last]
        digits = figures(text)
        who = next((known[tail] for tail in _pieces(digits) if tail in known), "")
        if text.isascii() and (who or _is_long(text, digits)):
            start, end = view.span(first, last)
            said = f"{who}, number in words" if who else "number in words"
            yield Span(start, end, NUMBER, said, who, "PHONE", 92)


def _rows(text: str) -> Iterator[tuple[int, int]]:
    """Yield where figures follow each other, and where only those in words do.

    A year or a day beside a number in words is not a part of it: where a date
    takes it, the words are still found.
    """
    for found in _RUN.finditer(text):
        yield found.span()
        worded = _WORDED.search(found.group())
        if worded and worded.group() != found.group():
            yield found.start() + worded.start(), found.start() + worded.end()


def _is_long(text: str, digits: str) -> bool:
    return len(digits) >= LONG and any(c.isalpha() for c in text)


def _tails(entities: Iterable[KnownEntity]) -> dict[str, str]:
    """Return the last figures of every recorded number, and whose they are."""
    found: dict[str, str] = {}
    for entity in sorted(entities, key=lambda e: e.id):
        if entity.policy == "keep":
            continue
        for text in (*entity.phones, entity.nhs, entity.ni, entity.upn):
            digits = "".join(c for c in text if c.isdigit())
            if len(digits) >= TAIL:
                found.setdefault(digits[-TAIL:], entity.id)
    return found


def _pieces(digits: str) -> Iterator[str]:
    for at in range(len(digits) - TAIL + 1):
        yield digits[at : at + TAIL]


def figures(text: str) -> str:
    """Return the figures that words say: "double oh one fourteen" is 00114."""
    found, times, open_ten = "", 1, False
    for piece in _PIECE.findall(text):
        if piece in _TIMES:
            times = _TIMES[piece]
            continue
        said = _BY_WORD.get(piece, piece)
        if open_ten and piece in _UNITS and said != "0":
            found = found[:-1] + said
        else:
            found += said * times
        times, open_ten = 1, piece in _TENS
    return found
