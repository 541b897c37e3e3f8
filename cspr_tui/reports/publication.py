"""The publication report, built from a list of allowed fields."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from cspr_tui.domain.documents import SectionKind
from cspr_tui.domain.identifiers import identities
from cspr_tui.domain.learning import Action, ActionStatus, Recommendation
from cspr_tui.domain.partnership import Partnership
from cspr_tui.domain.people import PersonRole
from cspr_tui.domain.review import Review
from cspr_tui.domain.sections import section_of
from cspr_tui.domain.words import listed
from cspr_tui.reports.document import (
    Block,
    Document,
    Heading,
    Paragraph,
    Points,
    Written,
)
from cspr_tui.reports.draft import Draft

# Before the record's own lists; the rest follows them.
_FIRST = (
    SectionKind.PURPOSE,
    SectionKind.METHOD,
    SectionKind.FAMILY,
    SectionKind.NARRATIVE,
    SectionKind.ANALYSIS,
    SectionKind.PRACTICE,
)
_DONE = frozenset({ActionStatus.CLOSED, ActionStatus.AWAITING_EVIDENCE})


def publication_report(
    review: Review,
    partnership: Partnership,
    day: date,
    *,
    sections: Collection[SectionKind] | None = None,
) -> Draft:
    """Return the report for publication; the file name holds code and day only.

    `sections` are those to print of what was written; all, if none are named.

    Raises:
        SectionLeftOpenError: a section's Markdown would swallow what follows it.
    """
    wanted = frozenset(SectionKind if sections is None else sections)
    blocks = [*_front(review, partnership)]
    for kind in _FIRST:
        blocks.extend(_section(review, kind, wanted))
    blocks.extend(_lessons(review))
    blocks.extend(_recommendations(review))
    blocks.extend(_changed(review, partnership, wanted))
    blocks.extend(_section(review, SectionKind.CONCLUSION, wanted))
    return Document(
        title=_title(review, partnership),
        name=f"LCSPR-{review.public_code}-public-{day.isoformat()}.md",
        blocks=tuple(blocks),
    ).draft()


def _title(review: Review, partnership: Partnership) -> str:
    """Return the title: the children by pseudonym, and the public code."""
    subject = PersonRole.SUBJECT_CHILD.value
    known = identities(review, partnership)
    children = listed([e.pseudonym for e in known if e.role == subject])
    whose = f": {children}" if children else ""
    code = f" ({review.public_code})" if review.public_code else ""
    return f"Local Child Safeguarding Practice Review{whose}{code}"


def _front(review: Review, partnership: Partnership) -> Iterator[Block]:
    yield Paragraph(partnership.name)
    if review.lead_reviewer:
        yield Paragraph(f"Lead reviewer: {review.lead_reviewer.name}")
    if review.period_from and review.period_to:
        start, end = review.period_from, review.period_to
        yield Paragraph(f"Period under review: {start:%B %Y} to {end:%B %Y}")


def _section(
    review: Review, kind: SectionKind, wanted: Collection[SectionKind]
) -> Iterator[Block]:
    section = section_of(review, kind) if kind in wanted else None
    text = section.text if section else ""
    method = review.methodology if kind is SectionKind.METHOD else ""
    if text.strip() or method.strip():
        yield Heading(kind.label)
        yield Written(kind.label, text)
        yield Paragraph(f"Method: {method}" if method.strip() else "")


def _lessons(review: Review) -> Iterator[Block]:
    if review.lessons:
        yield Heading("Lessons, and whom they are for")
        yield Points(
            tuple(
                (
                    each.text,
                    f"For: {listed([*each.audience])}." if each.audience else "",
                )
                for each in review.lessons
            ),
            numbered=True,
        )


def _recommendations(review: Review) -> Iterator[Block]:
    if review.recommendations:
        yield Heading("Recommendations")
    for each in review.recommendations:
        lead = f"Recommendation {each.number} ({each.scope.label})."
        yield Paragraph(f"{each.text}{_themes(each)}", lead)


def _themes(recommendation: Recommendation) -> str:
    themes = listed([*recommendation.themes])
    return f" Themes: {themes}." if themes else ""


def _changed(
    review: Review, partnership: Partnership, wanted: Collection[SectionKind]
) -> Iterator[Block]:
    blocks = [*_section(review, SectionKind.CHANGED, wanted)]
    done = [a for a in review.actions if a.completed_on and a.status in _DONE]
    if done and not blocks:
        yield Heading(SectionKind.CHANGED.label)
    yield from blocks
    yield Points(tuple((_done(action, partnership), "") for action in done))


def _done(action: Action, partnership: Partnership) -> str:
    """Return what was done, by what sort of agency in which role, naming neither."""
    agency = partnership.agency(action.owner_agency)
    by = [agency.kind.label] if agency else []
    whom = ", ".join([*by, *filter(None, [action.lead_role])])
    return f"{action.text} ({whom})" if whom else action.text
