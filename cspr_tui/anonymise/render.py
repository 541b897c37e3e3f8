"""Putting decisions into the text, its Markdown structure proven unchanged."""

from __future__ import annotations

from collections.abc import Iterable

from markdown_it import MarkdownIt

from cspr_tui.anonymise.span import Span


class StructureChangedError(Exception):
    """Replacing names would change the structure of the text; mend its Markdown."""


def resolved(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans that hold where several overlap, in order of the text."""
    ranked = sorted(
        spans, key=lambda s: (-s.weight, s.start - s.end, s.start, s.reason)
    )
    held: list[Span] = []
    for span in ranked:
        if all(span.end <= other.start or other.end <= span.start for other in held):
            held.append(span)
    return tuple(sorted(held, key=lambda span: span.start))


def rendered(source: str, spans: tuple[Span, ...]) -> str:
    """Return the source with every replacement made.

    Raises:
        StructureChangedError: the Markdown would be read otherwise than before.
    """
    parts, at = [], 0
    for span in spans:
        if span.replacement is not None:
            parts += [source[at : span.start], _cased(source, span)]
            at = span.end
    text = "".join([*parts, source[at:]])
    if _structure(source) != _structure(text):
        raise StructureChangedError(str(StructureChangedError.__doc__))
    return text


def _cased(source: str, span: Span) -> str:
    """Return the replacement, with a capital where a sentence begins."""
    said = span.replacement or ""
    before = source[: span.start].rstrip(" \t*_>\"'(")
    begins = not before or before[-1] in ".!?\n#"
    capital = source[span.start : span.start + 1].isupper()
    return said[:1].upper() + said[1:] if begins and capital else said


def _structure(text: str) -> list[str]:
    return [token.type for token in MarkdownIt("commonmark").parse(text)]
