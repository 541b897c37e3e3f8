"""The 7-minute briefing: what a team reads together, about a page and a half."""

from __future__ import annotations

from cspr_tui.domain.identity import Policy
from cspr_tui.domain.record.documents import SectionKind
from cspr_tui.reports.build.parts import (
    CHANGED,
    LESSONS,
    RECOMMENDATIONS,
    children_of,
    code_of,
    opening,
    said,
)
from cspr_tui.reports.build.report_request import Matter, ReportKind

_QUESTIONS = said(
    "questions",
    "For your team to talk about",
    "Which of these lessons holds for our work, and how do we know?",
    "What will we do differently, who will do it, and by when?",
    "Whom else should we tell, and how will we see that it helped children?",
)


def _title(matter: Matter, level: Policy) -> str:
    return f"7-minute briefing{children_of(matter, level)}{code_of(matter)}"


BRIEFING = ReportKind(
    "briefing",
    "7-minute briefing",
    "BRIEFING",
    _title,
    (
        opening(SectionKind.PURPOSE, "Why this review was held"),
        opening(SectionKind.NARRATIVE, "What happened"),
        opening(SectionKind.PRACTICE, "What worked well"),
        LESSONS,
        RECOMMENDATIONS,
        CHANGED,
        _QUESTIONS,
    ),
)
