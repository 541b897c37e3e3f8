"""Months of birth ("born in March 2019"), which identify nearly as well as the day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cspr_tui.anonymise.dates.calendar_days import MONTH, WITHHELD, month_number
from cspr_tui.anonymise.text.normalised_text import NormalisedText
from cspr_tui.anonymise.text.prefilter import matches_in, windows_around
from cspr_tui.anonymise.text.span import TextSpan
from cspr_tui.domain.identity import KnownEntity

_BORN = r"(?:born|birth|births|newborn|delivered|dob|d\.o\.b\.?|birth ?date|birthday)"
_BIRTH_WORD = re.compile(rf"\b{_BORN}\b")
_LEAD = (
    r"(?:(?:early|mid|late|the|start|beginning|middle|end|month|of|in|on|during"
    r"|around|about|was|is|were|falls|at|term|prematurely|him|her|them|twins|year"
    r"|summer|autumn|winter|spring)[\s,:\-]{1,3}){0,6}"
)
_YEAR = r"(?:,? (?:of )?(?P<year>(?:19|20)\d\d|'\d\d)\b|[-/](?P<yr>(?:19|20)\d\d)\b)"
_MONTH_AND_YEAR = rf"(?:\b(?P<month>{MONTH})\b\.?{_YEAR}?|(?<![\d/])(?P<number>0?\d|1[0-2])[/.](?P<y>(?:19|20)\d\d)\b)"
_AFTER = re.compile(rf"\b{_BORN}\b[\s,:()\-]{{1,3}}{_LEAD}(?P<all>{_MONTH_AND_YEAR})")
_DAY_AFTER = re.compile(
    rf"\b{_BORN}\b[\s,:()\-]{{1,3}}(?:(?:is|was|on|the|falls) ){{0,3}}"
    r"(?P<all>\d{1,2}[/.\-]\d{1,2})(?![\d/.\-]*\d| ?(?:weeks|of|term|months|years|days|lb|kg|grams))"
)
_MONTH_YEAR = re.compile(_MONTH_AND_YEAR)
# Without its year a month is one only after "in": may and march are verbs.
_AFTER_IN = re.compile(r"\bin (?:the )?(?:(?:early|mid|late|month of)[ -])?$")
_SENTENCE_END = re.compile(r"[.!?;](?= )|\n")


def find_birth_months(
    view: NormalisedText, entities: Iterable[KnownEntity]
) -> Iterator[TextSpan]:
    """Yield months of birth: any right after "born", recorded ones in the same sentence."""
    windows = windows_around(view.text, _BIRTH_WORD)
    for match in matches_in(_AFTER, view.text, windows):
        if _year_and_month(match)[0] or _AFTER_IN.search(
            view.text, max(0, match.start("all") - 24), match.start("all")
        ):
            yield _span(view, *match.span("all"), "")
    for match in matches_in(_DAY_AFTER, view.text, windows):
        yield _span(view, *match.span("all"), "")
    birth_months = _months_of_birth(entities)
    for match in matches_in(_MONTH_YEAR, view.text, windows if birth_months else []):
        owner = birth_months.get(_year_and_month(match), "")
        if owner and _is_of_birth(view.text, match.start(), match.end()):
            yield _span(view, *match.span(), owner)


def _months_of_birth(entities: Iterable[KnownEntity]) -> dict[tuple[int, int], str]:
    months: dict[tuple[int, int], str] = {}
    for entity in sorted(entities, key=lambda e: e.id):
        if entity.dob is not None:
            months.setdefault((entity.dob.year, entity.dob.month), entity.id)
    return months


def _year_and_month(match: re.Match[str]) -> tuple[int, int]:
    groups = match.groupdict()
    year = groups["year"] or groups["yr"] or groups["y"] or ""
    month = groups["month"]
    number = month_number(month) if month else int(groups["number"])
    full = f"20{year[1:]}" if year.startswith("'") else year
    return int(full or 0), number


def _is_of_birth(text: str, start: int, end: int) -> bool:
    """Whether the sentence around a month speaks of a birth."""
    lead = text[max(0, start - 90) : start]
    tail = text[end : end + 60]
    before = _SENTENCE_END.split(lead)[-1]
    return _BIRTH_WORD.search(before + " " + _SENTENCE_END.split(tail)[0]) is not None


def _span(view: NormalisedText, first: int, last: int, owner: str) -> TextSpan:
    start, end = view.span(first, last)
    reason = f"{owner}, month of birth" if owner else "month of birth"
    return TextSpan(start, end, WITHHELD, reason, owner, "DOB", 83)
