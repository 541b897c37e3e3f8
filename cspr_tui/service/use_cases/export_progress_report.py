"""The progress report on all reviews, checked against the names of all of them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.documents import ReportOrder
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.review.report_sections import document_exported
from cspr_tui.reports.build.report_request import ReportInput
from cspr_tui.reports.clearance.clear_report import (
    ExportRefusedError,
    check,
    clear_checked,
    clear_text,
)
from cspr_tui.reports.clearance.known_identities import (
    KnownIdentities,
    known_identities_for,
)
from cspr_tui.reports.clearance.report_file import write_report
from cspr_tui.reports.kinds import kind_of
from cspr_tui.reports.templates.progress_report import PROGRESS, combined_report
from cspr_tui.service.reviews import Reviews
from cspr_tui.service.use_cases.export_report import record_of


class SingleReviewReportError(CsprError):
    """The report asked for is about one review, not about all."""


class ReviewBlocksReportError(CsprError):
    """A finding in one review blocks the report on all of them."""


def export_of_all(
    reviews: Reviews, order: ReportOrder, folder: Path, checker: str
) -> Path:
    """Write the progress report on all active reviews, and record it in each.

    Raises:
        SingleReviewReportError: that report is about one review.
        ReviewBlocksReportError: a finding is left in one review's part.
        ExportRefusedError: the gate found one review's names in another's part.
        ExportNotWrittenError: the file could not be written.
    """
    kind = kind_of(order.kind)
    if kind is not PROGRESS:
        sentence = (
            f"The {kind.label.lower()} is written on one review; name it. Only "
            f"--report progress takes ALL."
        )
        raise SingleReviewReportError(sentence)
    found = [reviews.store.load(ref) for ref in reviews.store.refs()]
    active = [review for review in found if review.is_active]
    day, level = reviews.session.day(), kind.level_of(order.level)
    matters = [_matter(reviews, review) for review in active]
    told = [_section_on(matter, order) for matter in matters]
    draft = combined_report(matters, told, day, level)
    every = (known_identities_for(r, reviews.partnership, level) for r in active)
    document = clear_text(draft, draft.text, _joined(every))
    path = write_report(document, folder)
    for review in active:
        record = record_of(reviews, review, document, (kind.word, checker))
        reviews.change(review.ref, document_exported(record))
    reviews.log("exported", what=f"{kind.word} on {len(active)} reviews")
    return path


def _matter(reviews: Reviews, review: Review) -> ReportInput:
    day, found = reviews.session.day(), reviews.deadlines(review)
    return ReportInput(review, reviews.partnership, day, found)


def _section_on(matter: ReportInput, order: ReportOrder) -> str:
    """Return what is said of one review, cleared by itself."""
    checked = check(matter, order)
    known = known_identities_for(matter.review, matter.partnership, checked.policy)
    try:
        return clear_checked(checked, known).content.decode()
    except ExportRefusedError as error:
        sentence = f"{matter.review.ref} holds the report on all reviews. {error}"
        raise ReviewBlocksReportError(sentence) from error


def _joined(every: Iterable[KnownIdentities]) -> KnownIdentities:
    found = [*every]
    entities = dict.fromkeys(entity for known in found for entity in known.entities)
    kept = dict.fromkeys(each for known in found for each in known.kept)
    return KnownIdentities(tuple(entities), tuple(kept))
