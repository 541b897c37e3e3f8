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
from cspr_tui.reports.build.document import Block, Heading, Paragraph, Points, Written
from cspr_tui.reports.build.report_request import Build, Matter, Part

_DONE = frozenset({ActionStatus.CLOSED, ActionStatus.AWAITING_EVIDENCE})


def children_of(matter: Matter, level: Policy) -> str:
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


def code_of(matter: Matter) -> str:
    """Return the public code in brackets, if there is one."""
    code = matter.review.public_code
    return f" ({code})" if code else ""


def about(matter: Matter, _: Policy) -> Iterator[Block]:
    """Yield who held the review, who led it, and which months it looks at."""
    review = matter.review
    yield Paragraph(matter.partnership.name)
    if review.lead_reviewer:
        yield Paragraph(f"Lead reviewer: {review.lead_reviewer.name}")
    if review.period_from and review.period_to:
        start, end = review.period_from, review.period_to
        yield Paragraph(f"Period under review: {start:%B %Y} to {end:%B %Y}")


def written(kind: SectionKind) -> Part:
    """Return the part that prints a section as it was written."""

    def build(matter: Matter, _: Policy) -> Iterator[Block]:
        text = _text_of(matter, kind)
        method = matter.review.methodology if kind is SectionKind.METHOD else ""
        if text.strip() or method.strip():
            yield Heading(kind.label)
            yield Written(kind.label, text)
            yield Paragraph(f"Method: {method}" if method.strip() else "")

    return Part(kind.value, kind.label, build)


def opening(kind: SectionKind, label: str) -> Part:
    """Return the part that prints the first paragraph of a section."""

    def build(matter: Matter, _: Policy) -> Iterator[Block]:
        text = first_paragraph(_text_of(matter, kind))
        if text:
            yield Heading(label)
            yield Written(label, text)

    return Part(kind.value, label, build)


def _text_of(matter: Matter, kind: SectionKind) -> str:
    section = section_of(matter.review, kind)
    return section.text if section else ""


def first_paragraph(text: str) -> str:
    """Return the first paragraph of a Markdown text, below whatever headings."""
    lines = text.split("\n")
    for token in MarkdownIt("commonmark").parse(text):
        if token.type == "paragraph_open" and token.level == 0 and token.map:
            return "\n".join(lines[slice(*token.map)])
    return ""


def lessons(matter: Matter, _: Policy) -> Iterator[Block]:
    """Yield the lessons, each with those it is for."""
    if matter.review.lessons:
        yield Heading("Lessons, and whom they are for")
        yield Points(
            tuple(
                (
                    each.text,
                    f"For: {'; '.join(each.audience)}." if each.audience else "",
                )
                for each in matter.review.lessons
            ),
            numbered=True,
        )


def recommendations(matter: Matter, _: Policy) -> Iterator[Block]:
    """Yield the recommendations with their number, reach and themes."""
    if matter.review.recommendations:
        yield Heading("Recommendations")
    for each in matter.review.recommendations:
        lead = f"Recommendation {each.number} ({each.scope.label})."
        yield Paragraph(f"{each.text}{_themes(each)}", lead)


def _themes(recommendation: Recommendation) -> str:
    themes = listed([*recommendation.themes])
    return f" Themes: {themes}." if themes else ""


def changed(matter: Matter, level: Policy) -> Iterator[Block]:
    """Yield what has changed: as written, then the actions that were done."""
    blocks = [*written(SectionKind.CHANGED).build(matter, level)]
    actions = matter.review.actions
    done = [a for a in actions if a.completed_on and a.status in _DONE]
    if done and not blocks:
        yield Heading(SectionKind.CHANGED.label)
    yield from blocks
    yield Points(tuple((_done(action, matter.partnership), "") for action in done))


def _done(action: Action, partnership: Partnership) -> str:
    """Return what was done, by what sort of agency in which role, naming neither."""
    whom = doer(action, partnership)
    return f"{action.text} ({whom})" if whom else action.text


def doer(action: Action, partnership: Partnership) -> str:
    """Return what sort of agency does an action, and in which role."""
    agency = partnership.agency(action.owner_agency)
    by = [agency.kind.label] if agency else []
    return ", ".join([*by, *filter(None, [action.lead_role])])


def names_and_days(_: Matter, level: Policy) -> Iterator[Block]:
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


ABOUT = Part("about", "Who held and led it", about)
NAMES = Part("names", "On names and dates", names_and_days)
LESSONS = Part("lessons", "Lessons", lessons)
RECOMMENDATIONS = Part("recommendations", "Recommendations", recommendations)
CHANGED = Part("changed", "What has changed", changed)


def said(word: str, label: str, *sentences: str) -> Part:
    """Return a part that says the same in every report of its kind."""

    def build(_: Matter, __: Policy) -> Iterator[Block]:
        yield Heading(label)
        yield from (Paragraph(sentence) for sentence in sentences)

    return Part(word, label, build)


def listing(word: str, label: str, lines: Build) -> Part:
    """Return a part with a heading, left out where there is nothing under it."""

    def build(matter: Matter, level: Policy) -> Iterator[Block]:
        found = [each for each in lines(matter, level) if each.markdown()]
        if found:
            yield Heading(label)
            yield from found

    return Part(word, label, build)
