"""Report parts that several reports share; each prints only the fields it names."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it import MarkdownIt

from cspr_tui.domain.identifiers.extraction import identities
from cspr_tui.domain.identity import Policy
from cspr_tui.domain.record.documents import SectionKind
from cspr_tui.domain.record.learning import Action, ActionStatus, Recommendation
from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.domain.record.people import PersonRole
from cspr_tui.domain.record.sections import section_of
from cspr_tui.domain.text.formatting import listed
from cspr_tui.reports.build.document import (
    Block,
    Heading,
    Paragraph,
    PointList,
    SectionText,
)
from cspr_tui.reports.build.report_request import Build, ReportInput, ReportPart

_DONE = frozenset({ActionStatus.CLOSED, ActionStatus.AWAITING_EVIDENCE})


def children_of(source: ReportInput, level: Policy) -> str:
    """Return the children by pseudonym for a title: ": Child A and Child B".

    Empty for internal readers: beside the real names a pseudonym would reveal whom
    the published report means.
    """
    if level is Policy.INTERNAL:
        return ""
    subject = PersonRole.SUBJECT_CHILD.value
    known = identities(source.review, source.partnership)
    children = listed([e.pseudonym for e in known if e.role == subject])
    return f": {children}" if children else ""


def code_of(source: ReportInput) -> str:
    """Return the public code in brackets for a title; empty if there is none."""
    code = source.review.public_code
    return f" ({code})" if code else ""


def about_blocks(source: ReportInput, _: Policy) -> Iterator[Block]:
    """Yield the partnership, the lead reviewer and the period under review."""
    review = source.review
    yield Paragraph(source.partnership.name)
    if review.lead_reviewer:
        yield Paragraph(f"Lead reviewer: {review.lead_reviewer.name}")
    if review.period_from and review.period_to:
        start, end = review.period_from, review.period_to
        yield Paragraph(f"Period under review: {start:%B %Y} to {end:%B %Y}")


def section_part(kind: SectionKind) -> ReportPart:
    """Return a part that prints one section of the report as it was written."""

    def build(source: ReportInput, _: Policy) -> Iterator[Block]:
        text = _text_of(source, kind)
        method = source.review.methodology if kind is SectionKind.METHOD else ""
        if text.strip() or method.strip():
            yield Heading(kind.label)
            yield SectionText(kind.label, text)
            yield Paragraph(f"Method: {method}" if method.strip() else "")

    return ReportPart(kind.value, kind.label, build)


def first_paragraph_part(kind: SectionKind, label: str) -> ReportPart:
    """Return a part that prints only the first paragraph of a section."""

    def build(source: ReportInput, _: Policy) -> Iterator[Block]:
        text = first_paragraph(_text_of(source, kind))
        if text:
            yield Heading(label)
            yield SectionText(label, text)

    return ReportPart(kind.value, label, build)


def _text_of(source: ReportInput, kind: SectionKind) -> str:
    section = section_of(source.review, kind)
    return section.text if section else ""


def first_paragraph(text: str) -> str:
    """Return the first paragraph of a Markdown text, headings skipped."""
    lines = text.split("\n")
    for token in MarkdownIt("commonmark").parse(text):
        if token.type == "paragraph_open" and token.level == 0 and token.map:
            return "\n".join(lines[slice(*token.map)])
    return ""


def lesson_blocks(source: ReportInput, _: Policy) -> Iterator[Block]:
    """Yield the lessons, each with its audience."""
    if source.review.lessons:
        yield Heading("Lessons, and whom they are for")
        yield PointList(
            tuple(
                (
                    each.text,
                    f"For: {'; '.join(each.audience)}." if each.audience else "",
                )
                for each in source.review.lessons
            ),
            numbered=True,
        )


def recommendation_blocks(source: ReportInput, _: Policy) -> Iterator[Block]:
    """Yield the recommendations with number, scope and themes."""
    if source.review.recommendations:
        yield Heading("Recommendations")
    for each in source.review.recommendations:
        lead = f"Recommendation {each.number} ({each.scope.label})."
        yield Paragraph(f"{each.text}{_themes(each)}", lead)


def _themes(recommendation: Recommendation) -> str:
    themes = listed([*recommendation.themes])
    return f" Themes: {themes}." if themes else ""


def change_blocks(source: ReportInput, level: Policy) -> Iterator[Block]:
    """Yield what has changed: the section as written, then the completed actions."""
    blocks = [*section_part(SectionKind.CHANGED).build(source, level)]
    actions = source.review.actions
    completed = [a for a in actions if a.completed_on and a.status in _DONE]
    if completed and not blocks:
        yield Heading(SectionKind.CHANGED.label)
    yield from blocks
    yield PointList(
        tuple(
            (_completed_action(action, source.partnership), "") for action in completed
        )
    )


def _completed_action(action: Action, partnership: Partnership) -> str:
    """Return a completed action with the kind of agency and role, without names."""
    agency = agency_and_role(action, partnership)
    return f"{action.text} ({agency})" if agency else action.text


def agency_and_role(action: Action, partnership: Partnership) -> str:
    """Return the kind of agency and the role responsible for an action."""
    agency = partnership.agency(action.owner_agency)
    kind = [agency.kind.label] if agency else []
    return ", ".join([*kind, *filter(None, [action.lead_role])])


def names_and_dates_blocks(_: ReportInput, level: Policy) -> Iterator[Block]:
    """Yield the note that names are changed and dates are given less exactly."""
    if level is Policy.INTERNAL:
        return
    yield Heading("The names and dates in this report")
    days = " Days are told by their month, and ages less exactly."
    yield Paragraph(
        "The names here are not the real ones, and some details are left out, so that "
        f"nobody can be recognised.{days if level is Policy.PUBLIC else ''} Please do "
        "not try to find out, or say, who somebody is."
    )


ABOUT = ReportPart("about", "Who held and led it", about_blocks)
NAMES = ReportPart("names", "On names and dates", names_and_dates_blocks)
LESSONS = ReportPart("lessons", "Lessons", lesson_blocks)
RECOMMENDATIONS = ReportPart(
    "recommendations", "Recommendations", recommendation_blocks
)
CHANGED = ReportPart("changed", "What has changed", change_blocks)


def fixed_text_part(word: str, label: str, *sentences: str) -> ReportPart:
    """Return a part with the same fixed sentences in every report."""

    def build(_: ReportInput, __: Policy) -> Iterator[Block]:
        yield Heading(label)
        yield from (Paragraph(sentence) for sentence in sentences)

    return ReportPart(word, label, build)


def part_with_heading(word: str, label: str, lines: Build) -> ReportPart:
    """Return a part with a heading; left out if there is nothing under it."""

    def build(source: ReportInput, level: Policy) -> Iterator[Block]:
        found = [each for each in lines(source, level) if each.markdown()]
        if found:
            yield Heading(label)
            yield from found

    return ReportPart(word, label, build)
