"""The 7-minute briefing, about a page and a half for a team to read together."""

from __future__ import annotations

from cspr_tui.domain.identity import Policy
from cspr_tui.domain.record.documents import SectionKind
from cspr_tui.reports.build.parts import (
    CHANGED,
    LESSONS,
    RECOMMENDATIONS,
    children_of,
    code_of,
    first_paragraph_part,
    fixed_text_part,
)
from cspr_tui.reports.build.report_request import ReportInput, ReportKind

_QUESTIONS = fixed_text_part(
    "questions",
    "For your team to talk about",
    "Which of these lessons holds for our work, and how do we know?",
    "What will we do differently, who will do it, and by when?",
    "Whom else should we tell, and how will we see that it helped children?",
)


def _title(source: ReportInput, level: Policy) -> str:
    return f"7-minute briefing{children_of(source, level)}{code_of(source)}"


BRIEFING = ReportKind(
    "briefing",
    "7-minute briefing",
    "BRIEFING",
    _title,
    (
        first_paragraph_part(SectionKind.PURPOSE, "Why this review was held"),
        first_paragraph_part(SectionKind.NARRATIVE, "What happened"),
        first_paragraph_part(SectionKind.PRACTICE, "What worked well"),
        LESSONS,
        RECOMMENDATIONS,
        CHANGED,
        _QUESTIONS,
    ),
)
