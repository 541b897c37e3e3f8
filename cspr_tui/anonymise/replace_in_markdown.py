"""Put the replacements into a Markdown text and prove that its structure is unchanged."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import zip_longest

from markdown_it import MarkdownIt
from markdown_it.token import Token

from cspr_tui.anonymise.text.long_words import blank_long_words, shorten_long_words
from cspr_tui.anonymise.text.prefilter import matches_in, windows_around
from cspr_tui.anonymise.text.span import TextSpan

_EMPHASIS = re.compile(r"\*{1,3}|~~|</?(?:b|i|em|strong|u|span)>")
_MARKUP = re.compile(r"[*_~<>\[\]`&\\\n]")
# Where words with spaces between would break what they stand in.
_TARGETS = re.compile(
    r"\]\(<?[^()\s]*|\]:[ \t]*\S+|\b(?:https?://|www\.)[^\s)>\]]+|\b(?:href|src|id|name)"
    r"=[\"'][^\"']*|\{#[^}\s]*|(?<![\w/])[\w./-]+\.(?:md|pdf|docx?|xlsx?|png|jpe?g|txt)\b"
)
# One of these is in every target.
_TARGET_ANCHORS = tuple(
    (
        "]( ]: :// www. href src id= name= {# .md .pdf .doc .xls .png .jpg .jpeg .txt"
    ).split()
)
# What only joins two places of a text, and has to be the same in both.
_LABELS = re.compile(
    r"\]\[(?P<used>[^\[\]\n]+)\]|^ {0,3}\[(?P<given>[^\[\]\n]+)\]:|\[\^(?P<note>[^\[\]\n]+)\]",
    re.MULTILINE,
)
_TAGS = re.compile(r"<[A-Za-z][^<>]*=[^<>]*>")
_LINES = re.compile(r"\n[ \t>]*")
# Of two articles the text's own stays.
_DETERMINER = re.compile(
    r"\b(?:the|a|an|this|that|her|his|their|our) \Z", re.IGNORECASE
)
_ARTICLE = re.compile(r"\A(?:the|a|an) ")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_BLOCK_WORDS = {
    "p": "a paragraph", "ul": "a list", "ol": "a numbered list", "li": "a point",
    "table": "a table", "blockquote": "a quotation", "hr": "a line", "code": "code",
    **{f"h{level}": "a heading" for level in range(1, 7)},
}  # fmt: skip
_INLINE = frozenset({"link_open", "image", "code_inline", "html_inline"})


class StructureChangedError(Exception):
    """Replacing names would change the structure of the text; `line` says where."""

    def __init__(self, line: int, cause: str) -> None:
        super().__init__(
            f"replacing a name or number here would change {cause}; put blank lines "
            f"around lists, tables and quotations, and close what is opened"
        )
        self.line = line


def resolve_overlaps(spans: Iterable[TextSpan]) -> tuple[TextSpan, ...]:
    """Return the spans without overlaps, in order of the text; the highest weight wins."""
    ranked = sorted(
        spans,
        key=lambda s: (-s.weight, s.start - s.end, s.start, s.reason, s.entity),
    )
    accepted: list[tuple[int, int, int]] = []
    for number, span in enumerate(ranked):
        at = bisect_right(accepted, (span.start, span.end, number))
        free_before = at == 0 or accepted[at - 1][1] <= span.start
        free_after = at == len(accepted) or span.end <= accepted[at][0]
        if free_before and free_after:
            insort(accepted, (span.start, span.end, number))
    return tuple(ranked[number] for _, _, number in accepted)


def widen_to_emphasis(source: str, spans: Iterable[TextSpan]) -> tuple[TextSpan, ...]:
    """Widen each span over emphasis marks that begin or end inside it.

    In "**Leanne** went" a span of "Leanne**" takes the opening "**" too.
    """
    return tuple(_widened(source, span) for span in spans)


def _widened(source: str, span: TextSpan) -> TextSpan:
    if span.replacement is None:
        return span
    start, end = span.start, span.end
    if source[start - 1 : start] == "<" and source.startswith(">", end):
        return replace(span, start=start - 1, end=end + 1)
    for mark in _unpaired_marks(source[start:end]):
        if source.startswith(mark, end):
            end += len(mark)
        elif source.endswith(mark, 0, start):
            start -= len(mark)
    return replace(span, start=start, end=end)


def _unpaired_marks(text: str) -> Iterator[str]:
    """Yield the partners of marks that have none inside the text."""
    count = Counter(_EMPHASIS.findall(text))
    for mark in sorted(count):
        if mark[0] != "<" and count[mark] % 2:
            yield mark
        elif mark[0] == "<":
            other = mark.replace("</", "<") if "/" in mark else f"</{mark[1:]}"
            if count[other] < count[mark]:
                yield other


def render(source: str, spans: tuple[TextSpan, ...]) -> str:
    """Return the source with every replacement made.

    Line breaks inside a name are kept only where leaving them out would change the
    structure, as in a quotation.

    Raises:
        StructureChangedError: the Markdown would no longer have the same structure.
    """
    before, text = _structure(source), source
    for keeps_lines in (False, True):
        text, exact = _replaced(source, spans, keeps_lines=keeps_lines)
        if _is_same_structure(before, _structure(text), exact=exact):
            return text
    raise _first_change(source, text)


def _first_change(source: str, text: str) -> StructureChangedError:
    """Return the error for the first block that replacing would change."""
    before = _parser().parse(shorten_long_words(source))
    after = _parser().parse(shorten_long_words(text))
    line = 1
    for old, new in zip_longest(before, after):
        line = old.map[0] + 1 if old and old.map else line
        if old is None or new is None or old.type != new.type:
            kinds = (_BLOCK_WORDS.get(each.tag, "text") for each in (old, new) if each)
            return StructureChangedError(line, " into ".join(dict.fromkeys(kinds)))
        if _inline_kinds([old]) != _inline_kinds([new]):
            return StructureChangedError(line, "a link, picture, code or HTML")
    return StructureChangedError(line, "the Markdown")


def _replaced(
    source: str, spans: tuple[TextSpan, ...], *, keeps_lines: bool
) -> tuple[str, bool]:
    """Return the text, and whether no mark-up was inside what is replaced."""
    frame = _frame_of(blank_long_words(source))
    parts, at, exact = [], 0, True
    for span in spans:
        if span.replacement is not None:
            parts += [source[at : span.start], _fitted(source, span, frame)]
            parts += _LINES.findall(source, span.start, span.end) * keeps_lines
            at = span.end
            exact = exact and not _MARKUP.search(source, span.start, span.end)
    return "".join([*parts, source[at:]]), exact


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where targets and tags stand in a source, and the numbers of its labels."""

    targets: list[tuple[int, int]]
    tags: list[tuple[int, int]]
    labels: list[tuple[int, int]]
    numbers: dict[tuple[int, int], int]


def _frame_of(source: str) -> _Frame:
    windows = windows_around(source, _TARGET_ANCHORS)
    targets = [found.span() for found in matches_in(_TARGETS, source, windows)]
    tags = [found.span() for found in _TAGS.finditer(source)] if "<" in source else []
    numbers: dict[str, int] = {}
    labels = {}
    for found in _LABELS.finditer(source) if "[" in source else ():
        label = found[found.lastgroup or 0].casefold()
        number = numbers.setdefault(label, len(numbers) + 1)
        labels[found.span(found.lastgroup or 0)] = number
    return _Frame(targets, tags, list(labels), labels)


def _fitted(source: str, span: TextSpan, frame: _Frame) -> str:
    """Return the replacement in the form its place asks for."""
    replacement = span.replacement or ""
    label = _enclosing(span, frame.labels)
    if label is not None:
        return f"note-{frame.numbers[label]}"
    if _in_target(source, span, frame.targets):
        return _NOT_SLUG.sub("-", replacement.lower()).strip("-")
    if _enclosing(span, frame.tags):
        return replacement.replace("'", "\u2019")
    if replacement.startswith("[") and source[span.end : span.end + 1] in set("[(:"):
        # It would make a link or its definition of what follows.
        return f"\\{replacement[:-1]}\\]"
    return _capitalised(source, span, replacement)


def _enclosing(span: TextSpan, places: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Return which of the places a span is inside of."""
    at = bisect_left(places, (span.start + 1, 0)) - 1
    return places[at] if at >= 0 and span.end <= places[at][1] else None


def _in_target(source: str, span: TextSpan, targets: list[tuple[int, int]]) -> bool:
    around = (
        source[max(0, span.start - 1) : span.start] + source[span.end : span.end + 1]
    )
    if "_" in around:
        return True
    at = bisect_right(targets, (span.start, len(source)))
    begins, ends = targets[at - 1] if at else (0, 0)
    return begins < span.start < ends or (begins == span.start and span.end < ends)


def _capitalised(source: str, span: TextSpan, replacement: str) -> str:
    """Return the replacement, with a capital where a sentence begins."""
    before = source[max(0, span.start - 40) : span.start].rstrip(" \t*_>\"'(")
    starts_sentence = not before or before[-1] in ".!?\n#"
    capital = source[span.start : span.start + 1].isupper()
    if starts_sentence and capital:
        return replacement[:1].upper() + replacement[1:]
    has_article = _DETERMINER.search(source, max(0, span.start - 8), span.start)
    return _ARTICLE.sub("", replacement) if has_article else replacement


def _structure(text: str) -> tuple[list[str], Counter[str]]:
    """Return the types of all blocks in order, and how many of each inline kind."""
    tokens = _parser().parse(shorten_long_words(text))
    return [token.type for token in tokens], _inline_kinds(tokens)


def _inline_kinds(tokens: Iterable[Token]) -> Counter[str]:
    return Counter(
        child.type
        for token in tokens
        for child in token.children or ()
        if child.type in _INLINE
    )


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")


def _is_same_structure(
    before: tuple[list[str], Counter[str]],
    after: tuple[list[str], Counter[str]],
    *,
    exact: bool,
) -> bool:
    """Whether blocks are the same and nothing inline came up that was not there."""
    if before[0] != after[0]:
        return False
    return before[1] == after[1] if exact else after[1] <= before[1]
