"""Pages of the manual as plain text: Markdown laid out for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from textwrap import wrap

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from cspr_tui.domain.errors import CsprError
from cspr_tui.resources import shipped

# What a reader needs first stands first; pages named nowhere here follow by name.
ORDER = (
    *("screens", "keys", "commands", "filters", "questions", "dates", "stages"),
    *("reports", "json", "preferences", "server", "postgresql", "backups"),
    *("security", "changes", "architecture", "recipes-field", "protocols"),
)
# Columns of a table that have less room than this are set out as lines instead.
NARROWEST = 8
GAP = 2
# How near the name of a page must be to what was typed to be meant by it.
NEAR = 0.6


class NoSuchPageError(CsprError):
    """The manual has no page of that name; the text names the nearest."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A page of the manual: its name, and its first sentence."""

    name: str
    summary: str


def topic_names() -> tuple[str, ...]:
    """Return the names of all pages, in the order they are best read."""
    found = {path.stem for path in shipped("manual").glob("*.md")}
    return (*(name for name in ORDER if name in found), *sorted(found - {*ORDER}))


def topics() -> Iterator[Topic]:
    """Yield every page with what it is about: the sentence below its heading."""
    for name in topic_names():
        _, summary, *_ = page(name).split("\n\n", 2)
        yield Topic(name, " ".join(summary.replace("`", '"').split()))


def page(name: str) -> str:
    """Return a page of the manual as Markdown.

    Raises:
        NoSuchPageError: there is no page of that name.
    """
    names = topic_names()
    if name not in names:
        near = get_close_matches(name, names, 3, NEAR)
        meant = f"did you mean {' or '.join(near)}?" if near else ""
        known = meant or f"there are {', '.join(names)}."
        sentence = f'The manual has no page "{name}"; {known}'
        raise NoSuchPageError(sentence)
    return (shipped("manual") / f"{name}.md").read_text(encoding="utf-8")


def manual_lines(markdown: str, width: int) -> Iterator[str]:
    """Yield a page as lines of plain text, wrapped to a width in characters.

    Examples of commands and files are never wrapped, so that they can be copied.
    """
    tree = SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(markdown))
    before = False
    for node in tree.children:
        lines = list(_block(node, width))
        if lines and before:
            yield ""
        yield from lines
        before = before or bool(lines)


def _block(node: SyntaxTreeNode, width: int) -> Iterator[str]:
    if node.type == "heading":
        text = _text(node)
        yield from (text, ("=" if node.tag == "h1" else "-") * len(text))
    elif node.type in {"code_block", "fence"}:
        yield from (f"    {line}".rstrip() for line in node.content.splitlines())
    elif node.type in {"bullet_list", "ordered_list"}:
        for number, item in enumerate(node.children, 1):
            mark = "- " if node.type == "bullet_list" else f"{number}. "
            yield from _item(item, mark, width)
    elif node.type == "table":
        yield from _table(node, width)
    elif node.type == "paragraph":
        yield from wrap(_text(node), width, break_on_hyphens=False)


def _item(item: SyntaxTreeNode, mark: str, width: int) -> Iterator[str]:
    for child in item.children:
        for line in _block(child, width - len(mark)):
            yield f"{mark}{line}".rstrip()
            mark = " " * len(mark)


def _text(node: SyntaxTreeNode, quote: str = '"') -> str:
    """Return the words of a paragraph, a heading or a cell, without their marks.

    What is typed stands between quotation marks, that a sentence shows it.
    """
    return "".join(_words(node, quote))


def _words(node: SyntaxTreeNode, quote: str) -> Iterator[str]:
    for child in node.children:
        if child.type == "text":
            yield child.content
        elif child.type == "code_inline":
            mark = "" if '"' in child.content else quote
            yield f"{mark}{child.content}{mark}"
        elif child.type in {"softbreak", "hardbreak"}:
            yield " "
        elif child.type != "html_inline":
            yield from _words(child, quote)
    target = str(node.attrs.get("href", "")) if node.type == "link" else ""
    if target.startswith("http"):
        yield f" ({target})"


def _table(table: SyntaxTreeNode, width: int) -> Iterator[str]:
    rows = [_cells(row) for part in table.children for row in part.children]
    widths = _widths(rows, width)
    if min(widths) < min(NARROWEST, *map(len, rows[0])):
        yield from _stacked(rows, width)
        return
    first, *rest = rows
    if any(first):
        yield from _row(first, widths)
        yield "  ".join("-" * each for each in widths)
    for row in rest:
        yield from _row(row, widths)


def _cells(row: SyntaxTreeNode) -> list[str]:
    """Return the cells of a row, without quotes where nothing else is said."""
    first, *rest = row.children
    return [_text(first, "").strip(), *map(_cell, rest)]


def _cell(cell: SyntaxTreeNode) -> str:
    parts = [part for inline in cell.children for part in inline.children]
    is_typed = all(part.type == "code_inline" or part.content == " " for part in parts)
    return _text(cell, "" if is_typed else '"').strip()


def _widths(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Return how wide each column is: the widest give until all fit."""
    widths = [max(1, *map(len, column)) for column in zip(*rows, strict=True)]
    room = max(len(widths), width - GAP * (len(widths) - 1))
    while sum(widths) > room:
        widths[widths.index(max(widths))] -= 1
    return widths


def _row(cells: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    columns = [
        wrap(cell, width, break_on_hyphens=False)
        for cell, width in zip(cells, widths, strict=True)
    ]
    for place in range(max(map(len, columns))):
        parts = [column[place] if place < len(column) else "" for column in columns]
        padded = (f"{part:<{each}}" for part, each in zip(parts, widths, strict=True))
        yield "  ".join(padded).rstrip()


def _stacked(rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """Yield a table that is too wide for columns: each row as lines of its own."""
    names, *rest = rows
    for row in rest:
        first, *others = row
        yield from wrap(first or "-", width)
        for name, cell in zip(names[1:], others, strict=True):
            text = f"{name}: {cell}" if name else cell
            indent = "    "
            yield from wrap(
                text, width, initial_indent=indent, subsequent_indent=indent
            )
