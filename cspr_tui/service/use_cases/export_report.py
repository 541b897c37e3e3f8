"""Export a report: only what the gate cleared is written, and the export is logged."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from cspr_tui.domain.record.documents import ExportRecord, ReportOrder
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.record.wording_decisions import Treatment
from cspr_tui.domain.steps.review.report_sections import document_exported
from cspr_tui.gate import ClearedDocument
from cspr_tui.reports.build.report_request import ReportInput
from cspr_tui.reports.clearance.clear_report import CheckedReport, check, clear_checked
from cspr_tui.reports.clearance.known_identities import known_identities_for
from cspr_tui.reports.clearance.report_file import write_report
from cspr_tui.reports.kinds import kind_of
from cspr_tui.service.reviews import Reviews


@dataclass(frozen=True, slots=True)
class Exported:
    """An exported report: the path of its file, and its record in the review."""

    path: Path
    record: ExportRecord


def matter_of(reviews: Reviews, review: Review) -> ReportInput:
    """Return what a report on a review is made from, on the service's day."""
    day, found = reviews.today, reviews.deadlines(review)
    return ReportInput(review, reviews.partnership, day, found)


def check_report(reviews: Reviews, ref: str, order: ReportOrder) -> CheckedReport:
    """Return what stands against an export, and the report as it would read.

    Raises:
        UnknownReportError: there is no such report.
        UnknownSectionError: it has no such section.
        WrongPolicyError: it is not for such readers.
        NotDecidedError: it is a statement that nobody decided on.
    """
    return check(matter_of(reviews, reviews.read(ref)), order)


def export_report(
    reviews: Reviews, ref: str, order: ReportOrder, folder: Path, checker: str
) -> Exported:
    """Write a report that the gate cleared, and record who let it out.

    Raises:
        ExportRefusedError: something identifying, or unsettled, is left.
        ExportNotWrittenError: the file could not be written.
    """
    review = reviews.read(ref)
    matter = ReportInput(
        review, reviews.partnership, reviews.session.day(), reviews.deadlines(review)
    )
    checked = check(matter, order)
    known = known_identities_for(review, reviews.partnership, checked.policy)
    document = clear_checked(checked, known)
    sections = tuple(p.word for p in kind_of(order.kind).parts_for(order.sections))
    record = record_of(reviews, review, document, (order.kind, checker))
    replaced = sum(s.replacement is not None for s in checked.anonymised.spans)
    chosen = sections if order.sections else ()
    return let_out(
        reviews,
        review,
        document,
        folder,
        replace(record, replaced=replaced, sections=chosen),
    )


def record_of(
    reviews: Reviews, review: Review, document: ClearedDocument, what: tuple[str, str]
) -> ExportRecord:
    """Return the record of a cleared document; `what` is its kind and its checker."""
    report, checker = what
    return ExportRecord(
        id="",
        at=reviews.session.now(),
        by=reviews.session.actor,
        report=report,
        policy=document.policy.value,
        name=document.name,
        sha256=sha256(document.content).hexdigest(),
        kept=sum(each.treatment is Treatment.KEEP for each in review.decisions),
        checker=checker or reviews.session.actor,
        version=review.version,
    )


def let_out(
    reviews: Reviews,
    review: Review,
    document: ClearedDocument,
    folder: Path,
    record: ExportRecord,
) -> Exported:
    """Write a cleared document, and record the export in the review.

    Raises:
        ExportNotWrittenError: the file could not be written.
    """
    path = write_report(document, folder)
    reviews.change(review.ref, document_exported(record))
    reviews.log("exported", review.ref, f"{record.report} as {document.name}")
    return Exported(path, record)
