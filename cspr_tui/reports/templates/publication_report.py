"""The report for publication, built from a list of allowed fields only."""

from __future__ import annotations

from cspr_tui.domain.identity import Policy
from cspr_tui.domain.record.documents import SectionKind
from cspr_tui.reports.build.parts import (
    ABOUT,
    CHANGED,
    LESSONS,
    NAMES,
    RECOMMENDATIONS,
    children_of,
    code_of,
    section_part,
)
from cspr_tui.reports.build.report_request import ReportInput, ReportKind


def _title(source: ReportInput, level: Policy) -> str:
    """Return the title: the children by pseudonym, and the public code."""
    children = children_of(source, level)
    return f"Local Child Safeguarding Practice Review{children}{code_of(source)}"


PUBLICATION = ReportKind(
    "publication",
    "Publication report",
    "LCSPR",
    _title,
    (
        ABOUT,
        *map(
            section_part,
            (
                SectionKind.PURPOSE,
                SectionKind.METHOD,
                SectionKind.FAMILY,
                SectionKind.NARRATIVE,
                SectionKind.ANALYSIS,
                SectionKind.PRACTICE,
            ),
        ),
        LESSONS,
        RECOMMENDATIONS,
        CHANGED,
        section_part(SectionKind.CONCLUSION),
        NAMES,
    ),
)
