"""Converts the HTML of a Word draft to the Markdown that sections are stored in."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
_BLOCKS = frozenset({"p", "li", "tr", *_HEADINGS})
_LISTS = frozenset({"ul", "ol"})
_MARKS = {"strong": "**", "em": "*"}
_SPACES = re.compile(r"[ \t\r\n\u00a0]+")
# What would act as Markdown though somebody typed it as text.
_MARKDOWN_SYNTAX = re.compile(r"([\\`*_<])")
_BLOCK_SYNTAX = re.compile(r"^([#>+-]|\d+(?=[.)]))")


class MarkdownConverter(HTMLParser):
    """Converts the few HTML elements of a draft to Markdown, collected in `blocks`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self._lists: list[str] = []
        self._start = ""
        self._text: list[str] = []
        self._in_row = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, a list, a table cell or emphasis."""
        del attrs
        if tag in _LISTS:
            self._end()
            self._lists.append(tag)
        elif tag in {"td", "th"}:
            self._text.append(" | " if self._text else "")
        elif tag in _BLOCKS and not self._is_inside_row(tag):
            self._end()
            self._in_row = tag == "tr"
            self._start = self._start_of(tag)
        else:
            self._text.append(" " if tag in {"br", "p"} else _MARKS.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        """End a block, a list or emphasis."""
        if tag in _LISTS:
            self._end()
            self._lists.pop()
        elif tag in _BLOCKS and not self._is_inside_row(tag):
            self._end()
            self._in_row = False
        else:
            self._text.append(_MARKS.get(tag, ""))

    def handle_data(self, data: str) -> None:
        """Add text, with runs of spaces as one and Markdown syntax escaped."""
        self._text.append(_MARKDOWN_SYNTAX.sub(r"\\\1", _SPACES.sub(" ", data)))

    def _is_inside_row(self, tag: str) -> bool:
        return self._in_row and tag != "tr"

    def _start_of(self, tag: str) -> str:
        if tag == "li":
            indent = "    " * (len(self._lists) - 1)
            return f"{indent}{'1. ' if self._lists[-1:] == ['ol'] else '- '}"
        return f"{_HEADINGS[tag]} " if tag in _HEADINGS else ""

    def _end(self) -> None:
        text = _SPACES.sub(" ", "".join(self._text)).strip()
        self._text.clear()
        if text:
            escaped = text if self._start else _BLOCK_SYNTAX.sub(_escaped, text)
            self.blocks.append(self._start + escaped)
        self._start = ""


def _escaped(match: re.Match[str]) -> str:
    mark = match[0]
    return mark + "\\" if mark.isdecimal() else "\\" + mark


def html_to_markdown(html: str) -> str:
    """Return the HTML of a Word file as Markdown with the same text and structure."""
    converter = MarkdownConverter()
    converter.feed(html)
    converter.close()
    return "\n\n".join(converter.blocks)
