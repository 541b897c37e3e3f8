"""Numbers spelled out in words, and dates of birth given by month or day only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from cspr_tui.domain.identity import KnownEntity
from cspr_tui.gate.raw_leak import RawLeak

_DIGITS = {
    "oh": "0",
    "o": "0",
    "zero": "0",
    "nought": "0",
    "nil": "0",
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "hundred": "00",
    "thousand": "000",
}
_TENS = {
    word: str(ten)
    for ten, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
_TEENS = {
    word: str(teen)
    for teen, word in enumerate(
        (
            "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
            "nineteen"
        ).split(),
        start=10,
    )
}
_REPEATS = {"double": 2, "triple": 3, "treble": 3}
_NUMBER_WORD = "|".join((*_DIGITS, *_TEENS, *_TENS, *_REPEATS))
_ROW = re.compile(
    rf"\b(?:{_NUMBER_WORD}|\d+)(?:[\s,.;\-]{{1,3}}(?:{_NUMBER_WORD}|\d+)\b){{3,}}",
    re.IGNORECASE,
)
_TAIL_LENGTH = 6
_PHONE_LENGTH = 9
_MONTHS = (
    "january february march april may june july august september october november "
    "december"
).split()
_BORN = re.compile(
    r"\b(?:born|births?|newborn|delivered|d\.?o\.?b\b\.?|birthdate|birthday)(?!\w)",
    re.IGNORECASE,
)
_MONTH_OF = re.compile(
    rf"\b(?P<word>{'|'.join(f'{m[:3]}(?:{m[3:]}|t)?' for m in _MONTHS)})\b\.?,?[\s\-]{{0,2}}"
    r"(?:of )?(?P<year>(?:19|20)\d\d|['\u2019]\d\d)\b"
    r"|(?<![\d/.])(?P<figure>0?[1-9]|1[0-2])[/.\-](?P<in>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_DAY_OF_BIRTH = re.compile(
    rf"{_BORN.pattern}[\s,:()\-]{{1,3}}(?:(?:is|was|on|the|falls) ){{0,3}}"
    r"(?P<day>\d{1,2}[/.\-]\d{1,2})(?![\d/.\-]*\d| ?(?:weeks|of|term|months|years|days|lb|kg|grams))",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?;](?=\s)|\n")


def find_spelled_out_numbers(
    text: str, entities: Sequence[KnownEntity]
) -> Iterator[RawLeak]:
    """Yield numbers in words that are recorded, or as long as a telephone number."""
    tails = {
        digits[-_TAIL_LENGTH:]
        for entity in entities
        for number in (*entity.phones, entity.nhs, entity.ni, entity.upn)
        if len(digits := "".join(filter(str.isdigit, number))) >= _TAIL_LENGTH
    }
    for row in _ROW.finditer(text):
        digits = _digits_of(row.group().lower())
        has_words = any(c.isalpha() for c in row.group())
        is_recorded = any(end in digits for end in tails)
        if is_recorded or (has_words and len(digits) >= _PHONE_LENGTH):
            yield row.start(), row.end(), "NUMBER", "a number written in words"


def _digits_of(text: str) -> str:
    digits, repeat, ten = "", 1, ""
    for word in re.findall(r"[a-z]+|\d+", text):
        if ten and word in _DIGITS and len(_DIGITS[word]) == 1:
            digits, ten = digits + ten + _DIGITS[word], ""
            continue
        digits, ten = digits + (f"{ten}0" if ten else ""), ""
        if word in _REPEATS:
            repeat = _REPEATS[word]
        elif word in _TENS:
            ten = _TENS[word]
        else:
            digits += (_DIGITS.get(word) or _TEENS.get(word) or word) * repeat
            repeat = 1
    return digits + (f"{ten}0" if ten else "")


def find_birth_dates(text: str, entities: Iterable[KnownEntity]) -> Iterator[RawLeak]:
    """Yield months with a year, and days, that a sentence gives as somebody's birth."""
    for found in _DAY_OF_BIRTH.finditer(text):
        yield *found.span("day"), "DOB", "day of a birth"
    born = {(e.dob.year, e.dob.month) for e in entities if e.dob is not None}
    for found in _MONTH_OF.finditer(text):
        before = _SENTENCE.split(text[max(0, found.start() - 90) : found.start()])[-1]
        after = _SENTENCE.split(text[found.end() : found.end() + 60])[0]
        is_beside_birth = _BORN.search(before[-24:]) and not re.search(
            r"\d|,", before[-12:]
        )
        if is_beside_birth or (
            _year_and_month(found) in born and _BORN.search(f"{before} {after}")
        ):
            yield found.start(), found.end(), "DOB", "month of a birth"


def _year_and_month(found: re.Match[str]) -> tuple[int, int]:
    year = (found["year"] or found["in"]).lstrip("'\u2019")
    number = found["figure"]
    if number is None:
        number = str(
            next(
                at
                for at, month in enumerate(_MONTHS, start=1)
                if month[:3] == found["word"][:3].lower()
            )
        )
    return int(year if len(year) == 4 else f"20{year}"), int(number)
