"""Numbers written in words, as people say them: "oh seven seven double oh"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cspr_tui.anonymise.numbers.number_patterns import NUMBER
from cspr_tui.anonymise.text.normalised_text import NormalisedText
from cspr_tui.anonymise.text.span import TextSpan
from cspr_tui.domain.identity import KnownEntity

# The last six figures of a telephone number tell it apart where it is known.
TAIL_LENGTH = 6
# From here on figures in words are a number of somebody's, recorded or not.
PHONE_LENGTH = 9
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
_REPEATS = {"double": 2, "triple": 3, "treble": 3}
_ITEM = rf"(?:(?:{'|'.join(_REPEATS)})[ -])?(?:{'|'.join(_BY_WORD)}|\d{{1,11}})"
_RUN = re.compile(rf"(?<!\w){_ITEM}(?:[ ,.;\n\-]{{1,3}}{_ITEM}){{3,}}(?!\w)")
# From the first figure in words to the last.
_WORDS_ONLY = re.compile(r"[a-z].*[a-z]", re.DOTALL)
_PIECE = re.compile(r"[a-z]+|\d+")


def find_spoken_numbers(
    view: NormalisedText, entities: Iterable[KnownEntity]
) -> Iterator[TextSpan]:
    """Yield numbers in words: recorded ones, and any as long as a telephone number."""
    known = _tails(entities)
    for first, last in _number_runs(view.text):
        text = view.text[first:last]
        digits = digits_of(text)
        owner = next((known[tail] for tail in _pieces(digits) if tail in known), "")
        if text.isascii() and (owner or _is_long(text, digits)):
            start, end = view.span(first, last)
            reason = f"{owner}, number in words" if owner else "number in words"
            yield TextSpan(start, end, NUMBER, reason, owner, "PHONE", 92)


def _number_runs(text: str) -> Iterator[tuple[int, int]]:
    """Yield where figures follow each other, and where only those in words do.

    A year or a day beside a number in words is not a part of it: where a date
    takes it, the words are still found.
    """
    for match in _RUN.finditer(text):
        yield match.span()
        words_only = _WORDS_ONLY.search(match.group())
        if words_only and words_only.group() != match.group():
            yield match.start() + words_only.start(), match.start() + words_only.end()


def _is_long(text: str, digits: str) -> bool:
    return len(digits) >= PHONE_LENGTH and any(c.isalpha() for c in text)


def _tails(entities: Iterable[KnownEntity]) -> dict[str, str]:
    """Return the last figures of every recorded number, and whose they are."""
    owners: dict[str, str] = {}
    for entity in sorted(entities, key=lambda e: e.id):
        if entity.policy == "keep":
            continue
        for text in (*entity.phones, entity.nhs, entity.ni, entity.upn):
            digits = "".join(c for c in text if c.isdigit())
            if len(digits) >= TAIL_LENGTH:
                owners.setdefault(digits[-TAIL_LENGTH:], entity.id)
    return owners


def _pieces(digits: str) -> Iterator[str]:
    for at in range(len(digits) - TAIL_LENGTH + 1):
        yield digits[at : at + TAIL_LENGTH]


def digits_of(text: str) -> str:
    """Return the digits of a number in words: "double oh one fourteen" is "00114"."""
    result, repeats, after_ten = "", 1, False
    for piece in _PIECE.findall(text):
        if piece in _REPEATS:
            repeats = _REPEATS[piece]
            continue
        digits = _BY_WORD.get(piece, piece)
        if after_ten and piece in _UNITS and digits != "0":
            result = result[:-1] + digits
        else:
            result += digits * repeats
        repeats, after_ten = 1, piece in _TENS
    return result
