"""Look-up of a review's report sections by kind."""

from __future__ import annotations

from cspr_tui.domain.record.documents import ReportSection, SectionKind
from cspr_tui.domain.record.review import Review


def section_of(review: Review, kind: SectionKind) -> ReportSection | None:
    """Return the review's section of that kind, None if none was written yet."""
    return next((s for s in review.sections if s.kind is kind), None)
