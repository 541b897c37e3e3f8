"""What holds for every text: nobody has to have thought of it before."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterable
from contextlib import suppress
from random import Random
from typing import Literal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cspr_tui.anonymise import Anonymised, StructureChangedError, TextSpan, anonymise
from cspr_tui.anonymise.text.normalised_text import fold, normalise
from cspr_tui.domain.identity import KnownEntity
from cspr_tui.gate import find_leaks
from tests.anonymise.case import (
    CHILD,
    FATHER,
    GRANDMOTHER,
    MOTHER,
    POLICE,
    RECORD,
    WORKER,
)
from tests.anonymise.corpus import Passage, passages
from tests.anonymise.speed import invented

_PIECES = st.sampled_from(
    (
        "Isla",
        "Leanne Garrowby",
        "Garrowby",
        "Dale",
        "dale",
        "Mo",
        "Grace",
        "KYLE",
        "said",
        "the",
        "was born",
        "in",
        "on",
        "Mrs",
        "her friend",
        "September 2021",
        "7 September 2021",
        "14/05/19",
        "07700 900114",
        "900 114",
        "nine double oh double one four",
        "14 Tansy Close",
        "number 14, Tansy",
        "BX4 7QT",
        "leanne.g97",
        "@moonflower_77",
        "aged six weeks",
        "Little Heron",
        "MGH",
        "Northmoor Police",
        "Odile Brennagh",
        "J.T.",
        "the only twins",
        "section 47",
        "**",
        "*",
        "_",
        "`",
        "```",
        "[",
        "](",
        ")",
        "|",
        "\n|---|---|\n",
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "&nbsp;",
        "&#73;sla",
        "%20",
        "\u200b",
        "\u00ad",
        "\u0456sla",
        "\n",
        "\n\n",
        "> ",
        "- ",
        "# ",
        "---\n",
        "[^1]",
        "[^1]: ",
        "data:text/plain;base64,SXNsYQ==",
        "<script>",
        "\u202e",
        "\u0130",
        "ﬁ",
        "Ольга",
        "中文",
        "🙂",
        "\ufffd",
        "\x07",
    )
)
TEXTS = st.one_of(
    st.text(max_size=120),
    st.lists(st.one_of(_PIECES, st.text(max_size=6)), max_size=14).map(" ".join),
    st.lists(_PIECES, max_size=14).map("".join),
)
# Words and signs as people set them, a space between.
SENTENCES = st.lists(_PIECES, max_size=14).map(" ".join)
_HIDDEN = ("\u200b", "\u200d", "\u00ad", "\ufeff", "\u2060", "\u034f", "\ufe0f")
_HIDING = (*_HIDDEN, "*", "**", "<b>", "</b>", "<!-- x -->", "~~")


@given(TEXTS)
def test_any_text_is_read_without_a_crash(text: str) -> None:
    with suppress(StructureChangedError):
        assert anonymise(text, RECORD).source == text
    assert isinstance(find_leaks(text, RECORD), tuple)


@given(TEXTS)
def test_every_span_lies_in_the_text_apart_from_the_others_with_a_reason(
    text: str,
) -> None:
    done = _done(text)
    at = 0
    for span in done.spans:
        assert at <= span.start < span.end <= len(text)
        assert span.reason
        assert span.entity or span.kind
        at = span.end


@given(TEXTS)
def test_only_what_a_span_covers_is_changed(text: str) -> None:
    done = _done(text)
    kept, at = [], 0
    for span in done.spans:
        if span.replacement is not None:
            kept.append(text[at : span.start])
            at = span.end
    rest = done.text
    for piece in [*kept, text[at:]]:
        assert piece in rest
        rest = rest[rest.index(piece) + len(piece) :]


@given(TEXTS, st.randoms(use_true_random=False))
def test_the_order_of_the_record_changes_nothing(text: str, chance: Random) -> None:
    shuffled = list(RECORD)
    chance.shuffle(shuffled)
    assert _done(text).spans == _done(text, tuple(shuffled)).spans


@given(SENTENCES)
def test_a_second_run_changes_nothing(text: str) -> None:
    once = _done(text).text
    assert _done(once).text == once


@given(TEXTS)
def test_more_people_on_record_never_bring_a_name_back(text: str) -> None:
    few, many = _done(text), _done(text, (*RECORD, *invented(20)))
    masked = _covered(few.spans)
    assert masked <= _covered(many.spans)


@given(TEXTS)
def test_the_structure_of_the_markdown_stays(text: str) -> None:
    def blocks(said: str) -> list[str]:
        parser = MarkdownIt("commonmark").enable("table")
        return [token.type for token in parser.parse(said)]

    assert blocks(_done(text).text) == blocks(text)


@given(TEXTS)
def test_a_view_leads_back_to_what_it_was_folded_from(text: str) -> None:
    view = normalise(text)
    assert len(view.text) == len(view.starts) == len(view.ends)
    for at in range(len(view.text)):
        start, end = view.span(at, at + 1)
        assert 0 <= start < end <= len(text)
        assert view.text[at] in fold(text[start:end])


@pytest.mark.parametrize("name", ["Leanne", "Postlewhite", "Garrowby"])
@given(place=st.integers(1, 5), sign=st.sampled_from(_HIDING))
def test_nothing_put_inside_a_name_hides_it(name: str, place: int, sign: str) -> None:
    written = f"{name[:place]}{sign}{name[place:]}"
    if not sign.isalpha() and not set(sign) <= set("".join(_HIDDEN)):
        written = f"{name[:place]}{sign}{name[place:]}{_closing(sign)}"
    done = _done(f"That day {written} was seen.")
    assert fold(name) not in fold(done.text)


@pytest.mark.parametrize("name", ["Leanne", "Postlewhite", "Garrowby", "Ashdown"])
@given(place=st.integers(0, 5))
def test_an_entity_inside_a_name_does_not_hide_it(name: str, place: int) -> None:
    written = f"{name[:place]}&#{ord(name[place])};{name[place + 1 :]}"
    assert html.unescape(written) == name
    done = _done(f"That day {written} was seen.")
    assert name not in html.unescape(done.text)


@pytest.mark.parametrize(
    "person", [CHILD, MOTHER, FATHER, GRANDMOTHER, WORKER], ids=lambda p: p.id
)
@given(
    write=st.sampled_from((str.upper, str.lower, str.title, str.swapcase)),
    is_apart=st.booleans(),
)
def test_a_whole_name_is_found_in_any_case_and_form(
    person: KnownEntity, write: Callable[[str], str], *, is_apart: bool
) -> None:
    form: Literal["NFD", "NFC"] = "NFD" if is_apart else "NFC"
    text = unicodedata.normalize(form, f"We saw {write(person.name)} there.")
    assert fold(person.surname) not in fold(_done(text).text)


@pytest.mark.parametrize(
    "name", ["Postlewhite", "Thornquist", "Garrowby", "Leanne", "Maureen"]
)
@given(data=st.data())
def test_a_slip_of_the_hand_does_not_hide_a_name(
    name: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(1, len(name) - 2))
    way = data.draw(st.sampled_from(("left out", "doubled", "changed over")))
    written = {
        "left out": name[:at] + name[at + 1 :],
        "doubled": name[:at] + name[at] + name[at:],
        "changed over": name[:at] + name[at + 1] + name[at] + name[at + 2 :],
    }[way]
    text = f"That day {written} came."
    assert written not in _done(text).text


@pytest.mark.usefixtures("timeless")
@pytest.mark.parametrize("passage", list(passages())[::23], ids=lambda p: p.id)
def test_no_clock_is_asked(passage: Passage) -> None:
    assert anonymise(passage.text, RECORD).source == passage.text


def test_what_may_be_named_stays_byte_for_byte() -> None:
    said = f"{POLICE.name} and Ofsted met under section 47 of the Children Act 1989."
    assert _done(said).text == said


def test_huge_notes_are_read_to_the_end() -> None:
    text = "Nothing was seen. " * 20_000 + "Leanne Garrowby rang."
    assert _done(text).text.endswith("Mother rang.")


@given(st.text("*_`[]()<>|#-&%\\ \nIsla", max_size=60))
def test_broken_markdown_around_a_name_keeps_nothing_back(text: str) -> None:
    done = _done(text)
    assert not re.search(r"(?<!\w)Isla(?!\w)", done.text)


def _closing(sign: str) -> str:
    return {"<b>": "</b>", "</b>": "", "<!-- x -->": ""}.get(sign, sign)


def _covered(spans: Iterable[TextSpan]) -> set[int]:
    covered: set[int] = set()
    for span in spans:
        if span.replacement is not None:
            covered.update(range(span.start, span.end))
    return covered


def _done(text: str, record: tuple[KnownEntity, ...] = RECORD) -> Anonymised:
    try:
        return anonymise(text, record)
    except StructureChangedError:
        assume(condition=False)
        raise
