"""The reports there are, by the word that asks for them."""

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
    """A statement on improvements is asked for though the report is published."""


def kind_of(word: str) -> ReportKind:
    """Return the report of that word.

    Raises:
        UnknownReportError: there is none; the text lists those there are.
    """
    if word not in REPORTS:
        sentence = f'There is no report "{word}"; there is: {", ".join(REPORTS)}.'
        raise UnknownReportError(sentence)
    return REPORTS[word]


def build_report(matter: ReportInput, order: ReportOrder) -> RawReport:
    """Return the report that was asked for; its file name holds code and day only.

    Raises:
        UnknownReportError: there is no report of that kind.
        UnknownSectionError: it has no such section.
        WrongPolicyError: it is not for such readers.
        NotDecidedError: it says that the report stays unpublished, and nobody did.
        SectionLeftOpenError: a section's Markdown would swallow what follows it.
    """
    kind = kind_of(order.kind)
    level, review = kind.level_of(order.level), matter.review
    if kind is IMPROVEMENTS and not review.not_publishing_reason.strip():
        sentence = (
            f"{review.ref} has no reason recorded for not publishing its report; "
            f"record it first, or publish the report."
        )
        raise NotDecidedError(sentence)
    parts = kind.parts_for(order.sections)
    name = f"{kind.prefix}-{review.public_code}-{level.value}-{matter.day}.md"
    blocks = tuple(block for part in parts for block in part.build(matter, level))
    draft = ReportDocument(kind.title(matter, level), name, blocks, level).draft()
    if level is not Policy.INTERNAL:
        return draft
    return RawReport(draft.title, with_marks(draft.text), draft.name, level)
