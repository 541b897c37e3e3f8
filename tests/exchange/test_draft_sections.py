from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.documents import SectionKind
from cspr_tui.exchange.draft.draft_sections import section_kind_of, split_draft
from cspr_tui.exchange.draft.html_to_markdown import html_to_markdown
from cspr_tui.exchange.office import office_archive
from tests.exchange.office import PICTURE, heading, packed, paragraph, word_file

ANALYSIS = heading("4. Analysis")


def refused(content: bytes, name: str = "draft.docx") -> str:
    with pytest.raises(CsprError) as caught:
        split_draft(content, name)
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert sentence.endswith(".")
    return sentence


def test_a_word_draft_is_parted_at_the_headings_that_are_known() -> None:
    draft = word_file(
        paragraph("Draft 3, not for circulation"),
        heading("1. Introduction"),
        paragraph("Why this was held."),
        heading("Findings"),
        heading("Finding one", 2),
        paragraph("Nobody asked the twins."),
    )
    found = split_draft(draft, "draft.docx")
    assert [(p.kind, p.text) for p in found] == [
        (None, "Draft 3, not for circulation"),
        (SectionKind.PURPOSE, "Why this was held."),
        (SectionKind.ANALYSIS, "## Finding one\n\nNobody asked the twins."),
    ]


def test_markdown_is_parted_alike() -> None:
    lines = (
        "# What the family told us",
        "",
        "Nana knew.",
        "## Analysis ##",
        "As it is.",
    )
    draft = "\ufeff" + "\r\n".join(lines)
    found = split_draft(draft.encode(), "draft.md")
    assert [(p.kind, p.text) for p in found] == [
        (SectionKind.FAMILY, "Nana knew."),
        (SectionKind.ANALYSIS, "As it is."),
    ]


@pytest.mark.parametrize("kind", SectionKind)
def test_our_own_word_for_a_section_is_known(kind: SectionKind) -> None:
    assert section_kind_of(f"3.1 {kind.label.upper()}:") is kind


@given(st.text(st.characters(codec="ascii", categories=["L", "N", "P", "S"])))
def test_what_word_shows_is_what_the_section_shows(text: str) -> None:
    shown = " ".join(text.split())
    html = "".join(f"&#{ord(c)};" for c in shown)
    tokens = MarkdownIt("commonmark").parse(html_to_markdown(f"<p>{html}</p>"))
    read = "".join(child.content for token in tokens for child in token.children or [])
    assert read == shown


def test_lists_tables_and_stress_are_spelled_out() -> None:
    html = (
        "<ul><li>One<ol><li>Deeper</li></ol></li><li>Two</li></ul>"
        "<table><tr><td><p>Police</p></td>"
        "<td><p>12 <em>calls</em></p></td></tr></table>"
        "<p>Left<br/>right</p>"
    )
    assert html_to_markdown(html).split("\n\n") == [
        "- One",
        "    1. Deeper",
        "- Two",
        "Police | 12 *calls*",
        "Left right",
    ]


def test_control_characters_do_not_come_in() -> None:
    (found,) = split_draft(b"# Analysis\n\x1b]0;gone\x07 \xe2\x80\xaetxt", "d.md")
    assert found.text == "]0;gone txt"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (word_file(heading("Chapter the first"), paragraph("x")), "has no heading of"),
        (word_file(ANALYSIS, PICTURE), "holds pictures (1)"),
        (word_file(ANALYSIS, word__vbaProject__bin=b"x"), ""),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old", "locked with a password or in an old"),
        (b"PK\x03\x04 not at all", "is damaged or locked"),
        (packed({"xl/workbook.xml": "<a/>"}), "is no Word file"),
        (packed({"word/document.xml": "<w:p"}), "is damaged"),
        (
            packed({"word/document.xml": '<!DOCTYPE x [<!ENTITY a "aa">]><x/>'}),
            "holds a document type",
        ),
        (
            packed({"word/document.xml": "<!DOCTYPE x><x/>".encode("utf-16")}),
            "holds a document type",
        ),
        ("# Analysis\n\xff".encode("latin-1"), "neither a Word file nor text in UTF-8"),
        (b"# Analysis\n\0", "is no text"),
    ],
)
def test_a_draft_that_cannot_be_taken_in_is_refused_in_one_sentence(
    content: bytes, said: str
) -> None:
    if said:
        assert said in refused(content)


def test_macros_are_refused() -> None:
    parts: dict[str, str | bytes] = {
        "word/document.xml": "",
        "word/vbaProject.bin": b"x",
    }
    assert "holds macros" in refused(packed(parts), "draft.docm")


def test_a_file_that_unpacks_without_end_is_never_unpacked() -> None:
    bomb = packed({"word/document.xml": b" " * (office_archive.MOST_UNPACKED + 1)})
    assert len(bomb) < 1_000_000
    assert "unpacks to more than" in refused(bomb)
    many = packed({f"word/{n}.xml": "" for n in range(office_archive.MOST_PARTS + 1)})
    assert "unpacks to more than" in refused(many)
