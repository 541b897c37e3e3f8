"""Splits the lead reviewer's draft, Word or Markdown, into report sections."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cspr_tui.domain.record.documents import SectionKind
from cspr_tui.domain.values.base import without_control_characters
from cspr_tui.exchange.draft.word_markdown import DOCUMENT, word_markdown
from cspr_tui.exchange.office.office_archive import check_archive, is_zip_file
from cspr_tui.exchange.office.office_process import parse_apart
from cspr_tui.exchange.tracker.headings import normalised
from cspr_tui.exchange.unreadable_import import UnreadableImportError

_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.*?)[ \t#]*$")
_NUMBERED = re.compile(r"^[\d.)\s]*")
# What reviewers call the parts of a report, beside our own words for them.
_HEADINGS: dict[SectionKind, str] = {
    SectionKind.PURPOSE: (
        "introduction; purpose; background; reason for the review; why a review"
    ),
    SectionKind.METHOD: (
        "method; methodology; process; scope and methodology; terms of reference; "
        "how the review was carried out"
    ),
    SectionKind.FAMILY: (
        "family; the family; family involvement; family perspective; views of the "
        "family; voice of the family; family contribution"
    ),
    SectionKind.NARRATIVE: (
        "narrative; the story; summary of events; chronology; case summary; "
        "key events; the facts; background and circumstances"
    ),
    SectionKind.ANALYSIS: (
        "analysis; analysis of practice; findings; appraisal; key findings; "
        "analysis and findings"
    ),
    SectionKind.PRACTICE: "good practice; practice; what went well; strengths",
    SectionKind.CONCLUSION: "conclusion; conclusions; summary and conclusions",
    SectionKind.CHANGED: (
        "changes; changes made; developments since; action taken; learning already "
        "acted on; improvements already made"
    ),
}


@dataclass(frozen=True, slots=True)
class DraftSection:
    """The text under one heading, and the report section it belongs to, if known."""

    heading: str
    text: str
    kind: SectionKind | None = None

    @property
    def words(self) -> int:
        """The number of words in the text."""
        return len(self.text.split())


def split_draft(content: bytes, name: str) -> tuple[DraftSection, ...]:
    """Split a draft at known headings; unknown headings stay in the text around them.

    Text before the first known heading gets no report section.

    Raises:
        UnreadableImportError: it cannot be read, holds pictures, or has no
            heading that is known.
    """
    text = _markdown(content, name).replace("\r\n", "\n").replace("\r", "\n")
    found = _split_at_headings(without_control_characters(text))
    if not any(each.kind for each in found):
        known = "; ".join(kind.label for kind in SectionKind)
        sentence = f"{name} has no heading of a report section; headings are: {known}."
        raise UnreadableImportError(sentence)
    return found


def _split_at_headings(text: str) -> tuple[DraftSection, ...]:
    found: list[tuple[str, SectionKind | None, list[str]]] = [("", None, [])]
    for line in text.split("\n"):
        heading = _HEADING.match(line)
        kind = section_kind_of(heading[2]) if heading else None
        if heading and kind:
            found.append((heading[2], kind, []))
        else:
            found[-1][2].append(line)
    sections = (
        DraftSection(heading, "\n".join(body).strip(), k) for heading, k, body in found
    )
    return tuple(each for each in sections if each.text)


def section_kind_of(heading: str) -> SectionKind | None:
    """Return the section that a heading means: "3.1 METHODOLOGY:" is METHOD."""
    return _kind_of_heading().get(normalised(_NUMBERED.sub("", heading)))


def _kind_of_heading() -> dict[str, SectionKind]:
    return {
        normalised(heading): kind
        for kind, headings in _HEADINGS.items()
        for heading in (kind.label, *headings.split(";"))
    }


def _markdown(content: bytes, name: str) -> str:
    if is_zip_file(content):
        check_archive(content, name, DOCUMENT)
        return str(parse_apart(word_markdown, content, name))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        sentence = (
            f"{name} is neither a Word file nor text in UTF-8; save it as .docx or as "
            f"UTF-8 text."
        )
        raise UnreadableImportError(sentence) from error
    if "\0" in text:
        sentence = f"{name} is no text; save the draft as .docx or Markdown."
        raise UnreadableImportError(sentence)
    return text
