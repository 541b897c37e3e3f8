"""Months of birth: with the year they tell nearly as much as the day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cspr_tui.anonymise.dates.calendar_days import MONTH, WITHHELD, month_number
from cspr_tui.anonymise.text.normalised_text import View
from cspr_tui.anonymise.text.prefilter import found_in, stretches
from cspr_tui.anonymise.text.span import Span
from cspr_tui.domain.identity import KnownEntity

_BORN = r"(?:born|birth|births|newborn|delivered|dob|d\.o\.b\.?|birth ?date|birthday)"
_SAID = re.compile(rf"\b{_BORN}\b")
_LEAD = (
    r"(?:(?:early|mid|late|the|start|beginning|middle|end|month|of|in|on|during"
    r"|around|about|was|is|were|falls|at|term|prematurely|him|her|them|twins|year"
    r"|summer|autumn|winter|spring)[\s,:\-]{1,3}){0,6}"
)
_YEAR = r"(?:,? (?:of )?(?P<year>(?:19|20)\d\d|'\d\d)\b|[-/](?P<yr>(?:19|20)\d\d)\b)"
_MONTHLY = rf"(?:\b(?P<month>{MONTH})\b\.?{_YEAR}?|(?<![\d/])(?P<number>0?\d|1[0-2])[/.](?P<y>(?:19|20)\d\d)\b)"
_AFTER = re.compile(rf"\b{_BORN}\b[\s,:()\-]{{1,3}}{_LEAD}(?P<all>{_MONTHLY})")
_DAY_AFTER = re.compile(
    rf"\b{_BORN}\b[\s,:()\-]{{1,3}}(?:(?:is|was|on|the|falls) ){{0,3}}"
    r"(?P<all>\d{1,2}[/.\-]\d{1,2})(?![\d/.\-]*\d| ?(?:weeks|of|term|months|years|days|lb|kg|grams))"
)
_MONTH_YEAR = re.compile(_MONTHLY)
# Without its year a month is one only after "in": may and march are verbs.
_IN = re.compile(r"\bin (?:the )?(?:(?:early|mid|late|month of)[ -])?$")
_ENDS = re.compile(r"[.!?;](?= )|\n")


def find_births(view: View, entities: Iterable[KnownEntity]) -> Iterator[Span]:
    """Yield months of birth: right after "born", or recorded and near the word."""
    near = stretches(view.text, _SAID)
    for found in found_in(_AFTER, view.text, near):
        if _said(found)[0] or _IN.search(
            view.text, max(0, found.start("all") - 24), found.start("all")
        ):
            yield _span(view, *found.span("all"), "")
    for found in found_in(_DAY_AFTER, view.text, near):
        yield _span(view, *found.span("all"), "")
    born = _months_of_birth(entities)
    for found in found_in(_MONTH_YEAR, view.text, near if born else []):
        who = born.get(_said(found), "")
        if who and _is_of_birth(view.text, found.start(), found.end()):
            yield _span(view, *found.span(), who)


def _months_of_birth(entities: Iterable[KnownEntity]) -> dict[tuple[int, int], str]:
    found: dict[tuple[int, int], str] = {}
    for entity in sorted(entities, key=lambda e: e.id):
        if entity.dob is not None:
            found.setdefault((entity.dob.year, entity.dob.month), entity.id)
    return found


def _said(found: re.Match[str]) -> tuple[int, int]:
    groups = found.groupdict()
    year = groups["year"] or groups["yr"] or groups["y"] or ""
    month = groups["month"]
    number = month_number(month) if month else int(groups["number"])
    full = f"20{year[1:]}" if year.startswith("'") else year
    return int(full or 0), number


def _is_of_birth(text: str, start: int, end: int) -> bool:
    """Whether the sentence around a month speaks of a birth."""
    lead = text[max(0, start - 90) : start]
    tail = text[end : end + 60]
    before = _ENDS.split(lead)[-1]
    return _SAID.search(before + " " + _ENDS.split(tail)[0]) is not None


def _span(view: View, first: int, last: int, who: str) -> Span:
    start, end = view.span(first, last)
    said = f"{who}, month of birth" if who else "month of birth"
    return Span(start, end, WITHHELD, said, who, "DOB", 83)
