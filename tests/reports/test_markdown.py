from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cspr_tui.reports.build.document import (
    Heading,
    Paragraph,
    PointList,
    ReportDocument,
    SectionLeftOpenError,
    SectionText,
)
from cspr_tui.reports.build.markdown import literal, under_headings

TABLES = MarkdownIt("commonmark").enable("table").enable("strikethrough")
SHARP = st.text("ab1 #*_`[](){}<>|!&~-+=.:\\\"'/\n\t$^@;", min_size=1, max_size=30)


def shown(markdown: str) -> str:
    """Return what a reader sees of a single paragraph."""
    (paragraph,) = (t for t in TABLES.parse(markdown) if t.type == "inline")
    assert all(child.type == "text" for child in paragraph.children or ())
    return paragraph.content if paragraph.children is None else _said(paragraph)


def _said(paragraph: object) -> str:
    return "".join(child.content for child in getattr(paragraph, "children", ()))


@given(SHARP.filter(lambda text: text.strip()))
def test_record_text_reads_as_typed_and_makes_nothing(text: str) -> None:
    assert shown(literal(text)) == " ".join(text.split())


@pytest.mark.parametrize(
    "text",
    ["1. first", "2) second", "- a", "+ b", "= c", "# d", "> e", "| f | g |", "&amp;"],
)
def test_record_text_begins_no_block(text: str) -> None:
    assert shown(literal(text)) == text


@pytest.mark.parametrize(
    ("written", "deeper"),
    [
        ("# One", "### One"),
        ("### Three", "##### Three"),
        ("###### Six", "###### Six"),
        ("One\n===", "### One"),
        ("Two\nlines\n---", "#### Two lines"),
        ("> # Quoted", "> ### Quoted"),
        ("> Quoted\n> ---", "> #### Quoted"),
        ("```\n# no heading\n```", "```\n# no heading\n```"),
        ("#hash", "#hash"),
        ("plain", "plain"),
        ("\n\n# One\n\n", "### One"),
    ],
)
def test_a_sections_headings_stand_below_the_reports(written: str, deeper: str) -> None:
    assert under_headings(written, 2) == deeper


@pytest.mark.parametrize(
    "text", ["```\ncode", "~~~\ncode", "<!-- a comment", "<script>x", "a\n\n<pre>\nb"]
)
def test_a_section_that_would_swallow_what_follows_is_refused(text: str) -> None:
    with pytest.raises(SectionLeftOpenError, match='"Analysis" has a code block'):
        SectionText("Analysis", text).markdown()


@pytest.mark.parametrize("text", ["```\ncode\n```", "<!-- done -->", "- a\n  - b", ""])
def test_a_section_that_ends_is_let_through(text: str) -> None:
    assert SectionText("Analysis", text).markdown() == text


def test_blocks_that_say_nothing_leave_no_gap() -> None:
    blocks = (Paragraph(" "), PointList((("", "below"),)), Paragraph("Said"))
    draft = ReportDocument("Title", "name.md", blocks).draft()
    assert draft.text == "# Title\n\nSaid\n"


def test_a_list_shows_each_point_and_what_belongs_to_it() -> None:
    points = PointList((("One", "For: GPs."), ("Two", "")), numbered=True)
    assert points.markdown() == "1.  One\n\n    For: GPs.\n\n2.  Two"


def test_a_title_is_escaped_too() -> None:
    assert Heading("A [link](x)", 1).markdown() == "# A \\[link\\](x)"
    assert Paragraph("text", "bold*").markdown() == "**bold\\*** text"
