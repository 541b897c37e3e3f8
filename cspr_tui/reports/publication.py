"""The publication report, built from a list of allowed fields."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cspr_tui.domain.documents import SectionKind
from cspr_tui.domain.learning import ActionStatus
from cspr_tui.domain.partnership import Partnership
from cspr_tui.domain.review import Review
from cspr_tui.domain.steps.report import section_of
from cspr_tui.domain.words import listed
from cspr_tui.reports.draft import Draft
from cspr_tui.reports.markdown import literal, under_headings

# Before the record's own lists; the rest follows them.
_FIRST = (
    SectionKind.PURPOSE,
    SectionKind.METHOD,
    SectionKind.FAMILY,
    SectionKind.NARRATIVE,
    SectionKind.ANALYSIS,
    SectionKind.PRACTICE,
)


def publication_report(review: Review, partnership: Partnership, day: date) -> Draft:
    """Return the report for publication; the file name holds code and day only."""
    title = f"Local Child Safeguarding Practice Review {review.public_code}"
    parts = [f"# {title}", *_front(review, partnership)]
    for kind in _FIRST:
        parts.extend(_section(review, kind))
    parts.extend(_lessons(review))
    parts.extend(_recommendations(review))
    parts.extend(_section(review, SectionKind.CONCLUSION))
    parts.extend(_changed(review))
    text = "\n\n".join(part for part in parts if part) + "\n"
    name = f"LCSPR-{review.public_code}-public-{day.isoformat()}.md"
    return Draft(title, text, name)


def _front(review: Review, partnership: Partnership) -> Iterator[str]:
    if partnership.name:
        yield literal(partnership.name)
    if review.lead_reviewer:
        yield f"Lead reviewer: {literal(review.lead_reviewer.name)}"
    if review.period_from and review.period_to:
        start, end = review.period_from, review.period_to
        yield f"Period under review: {start:%B %Y} to {end:%B %Y}"


def _section(review: Review, kind: SectionKind) -> Iterator[str]:
    section = section_of(review, kind)
    text = section.text if section else ""
    facts = _method(review) if kind is SectionKind.METHOD else ""
    if text.strip() or facts:
        yield f"## {kind.label}"
        yield under_headings(text, 2)
        yield facts


def _method(review: Review) -> str:
    if not review.methodology:
        return ""
    return f"The review followed {literal(review.methodology)}."


def _lessons(review: Review) -> Iterator[str]:
    if review.lessons:
        yield "## Lessons, and whom they are for"
    for number, lesson in enumerate(review.lessons, start=1):
        audience = listed([literal(each) for each in lesson.audience])
        whom = f"\n\n    For: {audience}." if audience else ""
        yield f"{number}.  {literal(lesson.text)}{whom}"


def _recommendations(review: Review) -> Iterator[str]:
    if review.recommendations:
        yield "## Recommendations"
    for recommendation in review.recommendations:
        scope = recommendation.scope.label
        number = literal(recommendation.number)
        yield f"**Recommendation {number}** ({scope}). {literal(recommendation.text)}"


def _changed(review: Review) -> Iterator[str]:
    section = section_of(review, SectionKind.CHANGED)
    ended = {ActionStatus.CLOSED, ActionStatus.AWAITING_EVIDENCE}
    done = [a for a in review.actions if a.completed_on and a.status in ended]
    if done or (section and section.text.strip()):
        yield f"## {SectionKind.CHANGED.label}"
    if section:
        yield under_headings(section.text, 2)
    lines = [f"-   {literal(action.text)}" for action in done]
    yield "\n".join(lines)
