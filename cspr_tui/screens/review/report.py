"""Report: its sections as drafted, and what left before."""

from __future__ import annotations

from collections.abc import Iterator

from cspr_tui.domain.documents import SectionKind
from cspr_tui.domain.sections import section_of
from cspr_tui.domain.words import count, moment_words
from cspr_tui.screens.review.view import ReviewView
from cspr_tui.widgets.line import BLANK, Line, head
from cspr_tui.widgets.line_list import fits


def report(view: ReviewView) -> Iterator[Line]:
    """Yield the sections and the exports so far."""
    review = view.review
    yield head("Section                              Words   Received")
    for kind in SectionKind:
        section = section_of(review, kind)
        words = len(section.text.split()) if section else 0
        came = section.received_on if section else None
        source = f"{came:%d %b %Y}" if came else "-"
        yield Line(
            f"  {fits(kind.label, 34)} {words:>5}   {source}",
            "",
            f"section/{kind.value}",
        )
    lessons = count(len(review.lessons), "lesson")
    asks = count(len(review.recommendations), "recommendation")
    yield Line(f"  and from the record: {lessons}, {asks}, what actions changed")
    yield BLANK
    yield Line("Enter previews the report as it would be published.")
    yield Line("e edits the section under the cursor, x checks and exports.")
    yield BLANK
    yield head(f"Exported ({len(review.exports)})")
    for export in review.exports:
        when = moment_words(export.at)
        yield Line(f"  {when}  {export.name}  checked by {export.checker}")
