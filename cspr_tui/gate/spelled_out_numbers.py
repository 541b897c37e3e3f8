"""Figures said in words, and months of birth: what no row of figures shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from cspr_tui.domain.identity import KnownEntity

Found = tuple[int, int, str, str]
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
_ROUND = {
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
_SAID = "|".join((*_DIGITS, *_TEENS, *_ROUND, *_REPEATS))
_ROW = re.compile(
    rf"\b(?:{_SAID}|\d+)(?:[\s,.;\-]{{1,3}}(?:{_SAID}|\d+)\b){{3,}}", re.IGNORECASE
)
_LAST = 6
_MANY = 9
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


def find_said(text: str, entities: Sequence[KnownEntity]) -> Iterator[Found]:
    """Yield rows of figures in words that are recorded, or as long as a number."""
    ends = {
        digits[-_LAST:]
        for entity in entities
        for number in (*entity.phones, entity.nhs, entity.ni, entity.upn)
        if len(digits := "".join(filter(str.isdigit, number))) >= _LAST
    }
    for row in _ROW.finditer(text):
        digits = _figures(row.group().lower())
        worded = any(c.isalpha() for c in row.group())
        held = any(end in digits for end in ends)
        if held or (worded and len(digits) >= _MANY):
            yield row.start(), row.end(), "NUMBER", "a number written in words"


def _figures(text: str) -> str:
    digits, repeat, ten = "", 1, ""
    for word in re.findall(r"[a-z]+|\d+", text):
        if ten and word in _DIGITS and len(_DIGITS[word]) == 1:
            digits, ten = digits + ten + _DIGITS[word], ""
            continue
        digits, ten = digits + (f"{ten}0" if ten else ""), ""
        if word in _REPEATS:
            repeat = _REPEATS[word]
        elif word in _ROUND:
            ten = _ROUND[word]
        else:
            digits += (_DIGITS.get(word) or _TEENS.get(word) or word) * repeat
            repeat = 1
    return digits + (f"{ten}0" if ten else "")


def find_births(text: str, entities: Iterable[KnownEntity]) -> Iterator[Found]:
    """Yield months with their year, and days, that a sentence gives as a birth."""
    for found in _DAY_OF_BIRTH.finditer(text):
        yield *found.span("day"), "DOB", "day of a birth"
    born = {(e.dob.year, e.dob.month) for e in entities if e.dob is not None}
    for found in _MONTH_OF.finditer(text):
        before = _SENTENCE.split(text[max(0, found.start() - 90) : found.start()])[-1]
        after = _SENTENCE.split(text[found.end() : found.end() + 60])[0]
        near = _BORN.search(before[-24:]) and not re.search(r"\d|,", before[-12:])
        if near or (_when(found) in born and _BORN.search(f"{before} {after}")):
            yield found.start(), found.end(), "DOB", "month of a birth"


def _when(found: re.Match[str]) -> tuple[int, int]:
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
