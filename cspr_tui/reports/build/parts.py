"""Parts that several reports share, each an allow-list of its own."""

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


def children_of(matter: ReportInput, level: Policy) -> str:
    """Return the children by pseudonym, as `: Child A and Child B`, or nothing.

    Nothing for internal reading: beside real names a pseudonym would give away
    whom the published report means.
    """
    if level is Policy.INTERNAL:
        return ""
    subject = PersonRole.SUBJECT_CHILD.value
    known = identities(matter.review, matter.partnership)
    children = listed([e.pseudonym for e in known if e.role == subject])
    return f": {children}" if children else ""


def code_of(matter: ReportInput) -> str:
    """Return the public code in brackets, if there is one."""
    code = matter.review.public_code
    return f" ({code})" if code else ""


def about_blocks(matter: ReportInput, _: Policy) -> Iterator[Block]:
    """Yield who held the review, who led it, and which months it looks at."""
    review = matter.review
    yield Paragraph(matter.partnership.name)
    if review.lead_reviewer:
        yield Paragraph(f"Lead reviewer: {review.lead_reviewer.name}")
    if review.period_from and review.period_to:
        start, end = review.period_from, review.period_to
        yield Paragraph(f"Period under review: {start:%B %Y} to {end:%B %Y}")


def section_part(kind: SectionKind) -> ReportPart:
    """Return the part that prints a section as it was written."""

    def build(matter: ReportInput, _: Policy) -> Iterator[Block]:
        text = _text_of(matter, kind)
        method = matter.review.methodology if kind is SectionKind.METHOD else ""
        if text.strip() or method.strip():
            yield Heading(kind.label)
            yield SectionText(kind.label, text)
            yield Paragraph(f"Method: {method}" if method.strip() else "")

    return ReportPart(kind.value, kind.label, build)


def first_paragraph_part(kind: SectionKind, label: str) -> ReportPart:
    """Return the part that prints the first paragraph of a section."""

    def build(matter: ReportInput, _: Policy) -> Iterator[Block]:
        text = first_paragraph(_text_of(matter, kind))
        if text:
            yield Heading(label)
            yield SectionText(label, text)

    return ReportPart(kind.value, label, build)


def _text_of(matter: ReportInput, kind: SectionKind) -> str:
    section = section_of(matter.review, kind)
    return section.text if section else ""


def first_paragraph(text: str) -> str:
    """Return the first paragraph of a Markdown text, below whatever headings."""
    lines = text.split("\n")
    for token in MarkdownIt("commonmark").parse(text):
        if token.type == "paragraph_open" and token.level == 0 and token.map:
            return "\n".join(lines[slice(*token.map)])
    return ""


def lesson_blocks(matter: ReportInput, _: Policy) -> Iterator[Block]:
    """Yield the lessons, each with those it is for."""
    if matter.review.lessons:
        yield Heading("Lessons, and whom they are for")
        yield PointList(
            tuple(
                (
                    each.text,
                    f"For: {'; '.join(each.audience)}." if each.audience else "",
                )
                for each in matter.review.lessons
            ),
            numbered=True,
        )


def recommendation_blocks(matter: ReportInput, _: Policy) -> Iterator[Block]:
    """Yield the recommendations with their number, reach and themes."""
    if matter.review.recommendations:
        yield Heading("Recommendations")
    for each in matter.review.recommendations:
        lead = f"Recommendation {each.number} ({each.scope.label})."
        yield Paragraph(f"{each.text}{_themes(each)}", lead)


def _themes(recommendation: Recommendation) -> str:
    themes = listed([*recommendation.themes])
    return f" Themes: {themes}." if themes else ""


def change_blocks(matter: ReportInput, level: Policy) -> Iterator[Block]:
    """Yield what has changed: as written, then the actions that were done."""
    blocks = [*section_part(SectionKind.CHANGED).build(matter, level)]
    actions = matter.review.actions
    done = [a for a in actions if a.completed_on and a.status in _DONE]
    if done and not blocks:
        yield Heading(SectionKind.CHANGED.label)
    yield from blocks
    yield PointList(tuple((_done(action, matter.partnership), "") for action in done))


def _done(action: Action, partnership: Partnership) -> str:
    """Return what was done, by what sort of agency in which role, naming neither."""
    whom = agency_and_role(action, partnership)
    return f"{action.text} ({whom})" if whom else action.text


def agency_and_role(action: Action, partnership: Partnership) -> str:
    """Return what sort of agency does an action, and in which role."""
    agency = partnership.agency(action.owner_agency)
    by = [agency.kind.label] if agency else []
    return ", ".join([*by, *filter(None, [action.lead_role])])


def names_and_dates_blocks(_: ReportInput, level: Policy) -> Iterator[Block]:
    """Yield what a reader should know of the names and days."""
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
    """Return a part that says the same in every report of its kind."""

    def build(_: ReportInput, __: Policy) -> Iterator[Block]:
        yield Heading(label)
        yield from (Paragraph(sentence) for sentence in sentences)

    return ReportPart(word, label, build)


def part_with_heading(word: str, label: str, lines: Build) -> ReportPart:
    """Return a part with a heading, left out where there is nothing under it."""

    def build(matter: ReportInput, level: Policy) -> Iterator[Block]:
        found = [each for each in lines(matter, level) if each.markdown()]
        if found:
            yield Heading(label)
            yield from found

    return ReportPart(word, label, build)
