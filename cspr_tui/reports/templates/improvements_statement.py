"""The statement on improvements, published where the report itself is not.

Children Act 2004 section 16F and Working Together: where publishing the report
would be wrong, what should improve is published instead. The reason goes to the
National Panel and the Secretary of State, and not into the statement.
"""

from __future__ import annotations

from cspr_tui.domain.identity import Policy
from cspr_tui.reports.build.parts import (
    ABOUT,
    CHANGED,
    LESSONS,
    RECOMMENDATIONS,
    code_of,
    fixed_text_part,
)
from cspr_tui.reports.build.report_request import ReportInput, ReportKind

_WHY = fixed_text_part(
    "why",
    "Why there is no report to read",
    "A Local Child Safeguarding Practice Review was held. The safeguarding partners "
    "decided not to publish its report, so as not to do harm by it.",
    "They publish here what should improve because of the review. The National Panel "
    "and the Secretary of State are given the reasons and the report itself.",
)


def _title(source: ReportInput, _: Policy) -> str:
    return f"What should improve: statement on a review{code_of(source)}"


IMPROVEMENTS = ReportKind(
    "improvements",
    "Statement on improvements",
    "STATEMENT",
    _title,
    (ABOUT, _WHY, LESSONS, RECOMMENDATIONS, CHANGED),
)
