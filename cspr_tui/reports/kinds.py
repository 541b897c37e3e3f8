"""All kinds of report, by the word that selects them."""

from __future__ import annotations

from collections.abc import Mapping

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.identity import Policy
from cspr_tui.domain.record.documents import ReportOrder
from cspr_tui.reports.build.confidential_mark import with_marks
from cspr_tui.reports.build.document import ReportDocument
from cspr_tui.reports.build.raw_report import RawReport
from cspr_tui.reports.build.report_request import ReportInput, ReportKind
from cspr_tui.reports.templates.action_plan import PLAN
from cspr_tui.reports.templates.briefing import BRIEFING
from cspr_tui.reports.templates.improvements_statement import IMPROVEMENTS
from cspr_tui.reports.templates.national_pack import NATIONAL
from cspr_tui.reports.templates.progress_report import PROGRESS
from cspr_tui.reports.templates.publication_report import PUBLICATION

_ALL = (PUBLICATION, BRIEFING, PROGRESS, PLAN, IMPROVEMENTS, NATIONAL)
REPORTS: Mapping[str, ReportKind] = {kind.word: kind for kind in _ALL}


class UnknownReportError(CsprError):
    """There is no report of that kind."""


class NotDecidedError(CsprError):
    """A statement on improvements needs a recorded reason for not publishing."""


def kind_of(word: str) -> ReportKind:
    """Return the kind of report with that word.

    Raises:
        UnknownReportError: there is none; the text lists those there are.
    """
    if word not in REPORTS:
        sentence = f'There is no report "{word}"; there is: {", ".join(REPORTS)}.'
        raise UnknownReportError(sentence)
    return REPORTS[word]


def build_report(source: ReportInput, order: ReportOrder) -> RawReport:
    """Build the requested report; its file name has only kind, code, level and day.

    Raises:
        UnknownReportError: there is no report of that kind.
        UnknownSectionError: it has no such section.
        WrongPolicyError: it is not for such readers.
        NotDecidedError: it says the report stays unpublished, and nobody decided so.
        SectionLeftOpenError: a section has an unclosed code block or comment.
    """
    kind = kind_of(order.kind)
    level, review = kind.level_of(order.level), source.review
    if kind is IMPROVEMENTS and not review.not_publishing_reason.strip():
        sentence = (
            f"{review.ref} has no reason recorded for not publishing its report; "
            f"record it first, or publish the report."
        )
        raise NotDecidedError(sentence)
    parts = kind.parts_for(order.sections)
    name = f"{kind.prefix}-{review.public_code}-{level.value}-{source.day}.md"
    blocks = tuple(block for part in parts for block in part.build(source, level))
    draft = ReportDocument(kind.title(source, level), name, blocks, level).draft()
    if level is not Policy.INTERNAL:
        return draft
    return RawReport(draft.title, with_marks(draft.text), draft.name, level)
