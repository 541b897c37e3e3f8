"""A report as a title and blocks; recorded text is escaped when it is rendered.

A builder cannot forget to escape: only `SectionText` lets Markdown through, and only
whole, with its headings below the report's own and nothing left open.
"""

from __future__ import annotations

from dataclasses import dataclass

from markdown_it import MarkdownIt

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.identity import Policy
from cspr_tui.reports.build.markdown import literal, under_headings
from cspr_tui.reports.build.raw_report import RawReport

_PROBE = "\n\n# probe\n"


class SectionLeftOpenError(CsprError):
    """A section has an unclosed code block or comment that would hide what follows."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the report; level 1 is the title."""

    text: str
    level: int = 2

    def markdown(self) -> str:
        """Return the heading as Markdown."""
        return f"{'#' * self.level} {literal(self.text)}"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of recorded text, with an optional bold lead-in."""

    text: str
    lead: str = ""

    def markdown(self) -> str:
        """Return the paragraph as Markdown; empty if there is no text."""
        if not self.text.strip():
            return ""
        lead = f"**{literal(self.lead)}** " if self.lead.strip() else ""
        return lead + literal(self.text)


@dataclass(frozen=True, slots=True)
class PointList:
    """A list; each point is its text and a second text shown below it."""

    points: tuple[tuple[str, str], ...]
    numbered: bool = False

    def markdown(self) -> str:
        """Return the list as Markdown without the points that have no text."""
        with_text = [(text, below) for text, below in self.points if text.strip()]
        return "\n".join(
            _point(f"{number}." if self.numbered else "-", *point)
            for number, point in enumerate(with_text, start=1)
        )


def _point(mark: str, text: str, below: str) -> str:
    indented = f"\n\n    {literal(below)}\n" if below.strip() else ""
    return f"{mark:<4}{literal(text)}{indented}"


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table of recorded text under column headings."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def markdown(self) -> str:
        """Return the table as Markdown, with pipes in the text escaped."""
        rule = tuple("---" for _ in self.columns)
        shown = [tuple(map(literal, row)) for row in (self.columns, *self.rows)]
        return "\n".join(_table_row(row) for row in (shown[0], rule, *shown[1:]))


def _table_row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


@dataclass(frozen=True, slots=True)
class SectionText:
    """A section that a person wrote in Markdown, placed under a heading of `level`."""

    label: str
    text: str
    level: int = 2

    def markdown(self) -> str:
        """Return the section as written, its headings moved below `level`.

        Raises:
            SectionLeftOpenError: a code block or comment in it has no end.
        """
        text = under_headings(self.text, self.level)
        headings = [t for t in MarkdownIt("commonmark").parse(text + _PROBE) if t.map]
        last = headings[-1]
        if last.type != "inline" or last.content != "probe":
            sentence = (
                f'"{self.label}" has a code block or a comment that never ends and '
                f"would swallow what follows; close it or take it out."
            )
            raise SectionLeftOpenError(sentence)
        return text


Block = Heading | Paragraph | PointList | TableBlock | SectionText


@dataclass(frozen=True, slots=True)
class ReportDocument:
    """A report: title, file name, blocks in order, and for which readers it is."""

    title: str
    name: str
    blocks: tuple[Block, ...]
    policy: Policy = Policy.PUBLIC

    def draft(self) -> RawReport:
        """Return the report as Markdown, before it is anonymised."""
        parts = [block.markdown() for block in (Heading(self.title, 1), *self.blocks)]
        text = "\n\n".join(part.rstrip("\n") for part in parts if part) + "\n"
        return RawReport(self.title, text, self.name, self.policy)
