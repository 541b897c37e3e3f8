"""Parts of a Markdown document that a reader does not see, or that do something.

The parser of the Markdown decides, not patterns: raw HTML, comments, reference
definitions, titles of links, pictures and addresses of any scheme but http, https
and mailto are refused, each with its line and what to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from cspr_tui.gate.long_words import shorten_long_words

_ALLOWED_SCHEMES = frozenset({"http", "https", "mailto"})
_SCHEME = re.compile(r"[\s\x00-\x1f]*([A-Za-z][A-Za-z0-9+.-]*)\s*:")
_HTML = "HTML, which a reader does not see as text: take it out, or write it in words"
_COMMENT = "a comment, which leaves with the file though nobody sees it: take it out"
_DEFINITION = (
    "a reference definition, which nobody sees: write the address where it is used"
)
_LONGEST_INFO = 20
# The frame of a leaflet in large print, which hides nothing and does nothing.
_LARGE_PRINT = frozenset({'<div style="font-size: 18pt; line-height: 1.5">', "</div>"})


def find_active_content(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield line, wording and reason of all that is hidden or does something."""
    env: dict[str, Any] = {}
    for token in _parser().parse(shorten_long_words(text), env):
        line = token.map[0] + 1 if token.map else 1
        if token.type == "html_block" and token.content.strip() not in _LARGE_PRINT:
            yield line, _first_line(token.content), _html_reason(token.content)
        elif token.type == "fence" and _is_hiding(token.info):
            reason = "words beside the opening of a code block, unseen: take them out"
            yield line, token.info.strip(), reason
        for at, child in _inline(token, line):
            yield from ((at, *found) for found in _in_inline(child))
    for definition in _definitions(env):
        place = definition.get("map")
        line = place[0] + 1 if isinstance(place, list) else 1
        yield line, str(definition.get("href", "")), _DEFINITION


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table")
    # Every address counts as one, also those that this parser would not link to.
    parser.validateLink = _is_address  # type: ignore[method-assign] # its own way
    return parser


def _is_address(url: str) -> bool:
    return isinstance(url, str)


def _definitions(env: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield every reference definition, used or not, the second of two alike too."""
    yield from env.get("references", {}).values()
    yield from env.get("duplicate_refs", ())


def _inline(token: Token, line: int) -> Iterator[tuple[int, Token]]:
    """Yield every inline token with its line; a picture holds tokens of its own."""
    for child in token.children or ():
        yield line, child
        yield from _inline(child, line)
        line += child.type in {"softbreak", "hardbreak"}
        line += child.content.count("\n") if child.type == "html_inline" else 0


def _in_inline(token: Token) -> Iterator[tuple[str, str]]:
    if token.type == "html_inline":
        yield _first_line(token.content), _html_reason(token.content)
    elif token.type == "image":
        address = str(token.attrs.get("src", ""))
        yield address, "a picture, which is fetched or hidden: take it out"
    elif token.type == "link_open":
        yield from _in_link(token)


def _in_link(token: Token) -> Iterator[tuple[str, str]]:
    address, title = str(token.attrs.get("href", "")), token.attrs.get("title")
    scheme = _SCHEME.match(address)
    if scheme and scheme[1].lower() not in _ALLOWED_SCHEMES:
        yield address, "an address that is not http, https or mailto: take it out"
    if address.startswith(("//", "\\\\")):
        yield address, "an address without a scheme: write https:// before it"
    if token.markup == "autolink":
        yield address, "an address in angle brackets: write it without them"
    if title:
        yield str(title), "the title of a link, which nobody sees: take it out"


def _html_reason(content: str) -> str:
    return _COMMENT if content.lstrip().startswith("<!--") else _HTML


def _is_hiding(info: str) -> bool:
    return len(info.split()) > 1 or len(info) > _LONGEST_INFO


def _first_line(content: str) -> str:
    return content.strip().partition("\n")[0][:200]
