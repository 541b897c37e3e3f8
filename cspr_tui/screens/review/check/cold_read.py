"""The cold read: the report as it would be exported, with questions for the reader."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType

from cspr_tui.reports.clearance.clear_report import CheckedReport
from cspr_tui.screens.core.page_screen import PageScreen
from cspr_tui.widgets.lines.line import BLANK, Line, head

# After the checklist for anonymising judgments of the Family Division's guidance of
# December 2018, and the intruder test of the Information Commissioner.
QUESTIONS = (
    "Is there a day, a month too near a known event, or an exact age?",
    "A school, a street, a ward, a surgery, a park, a bus route, a shop?",
    "A professional by name, or by a title that only one person holds?",
    "Ethnicity, religion, language or nationality that the learning does not need?",
    "A parent's work, a rare condition, twins, the number or order of children?",
    "Anything the press reported, or a court published, in the same words?",
    "Could a neighbour, a classmate or the other parent tell who this is?",
    "Search the web for two of its most distinctive phrases: what comes up?",
)


class ColdReadScreen(PageScreen):
    """The whole report as plain lines, then the questions for the reader."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,escape,h,left,backspace", "back", "read, back", id="page.back"),
    ]

    def __init__(self, ref: str, checked: CheckedReport) -> None:
        super().__init__(f"{ref}  Cold read: as it would leave", _lines(checked))


def _lines(checked: CheckedReport) -> Iterator[Line]:
    yield Line(f"File name: {checked.draft.name}")
    yield Line(f"Title: {checked.draft.title}")
    yield BLANK
    yield from (Line(line) for line in checked.anonymised.text.splitlines())
    yield BLANK
    yield head("Before you sign, ask")
    yield from (Line(f"  [ ] {question}") for question in QUESTIONS)
