"""JSON of files that somebody else may have written: measured, then parsed.

Depth and number of values are counted in the bytes first, in linear time and without
recursion, so that no file can exhaust the parser's stack or the machine's memory.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

# Levels. A record of ours has eight; a parser fails somewhere above a thousand.
MOST_DEPTH = 100
# Values and bytes of a record. Small files (stubs, notes, drafts) have limits below.
MOST_VALUES = 4_000_000
MOST_BYTES = 2**28
SMALL_BYTES = 2**20
_ALL_BUT_MARKS = bytes(set(range(256)) - set(b'"[]{},'))


class UnreadableJsonError(ValueError):
    """Bytes that are not JSON, or are larger or deeper than any file of ours."""


def parse_json(
    content: bytes,
    most_bytes: int = MOST_BYTES,
    *,
    pairs_hook: Callable[[list[tuple[str, Any]]], Any] | None = None,
    constant_hook: Callable[[str], Any] | None = None,
) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Return what the JSON holds, measured before it is parsed.

    The hooks are `object_pairs_hook` and `parse_constant` of `json.loads`.

    Raises:
        UnreadableJsonError: it is no JSON, or passes a limit; the text names it.
        ValueError: a number in it has thousands of digits, or a hook raised it.
    """
    check_size(content, most_bytes)
    try:
        return json.loads(
            content, object_pairs_hook=pairs_hook, parse_constant=constant_hook
        )
    except (json.JSONDecodeError, UnicodeError, RecursionError) as error:
        sentence = "it is not whole JSON"
        raise UnreadableJsonError(sentence) from error
    except MemoryError as error:
        sentence = "it needs more memory than there is"
        raise UnreadableJsonError(sentence) from error


def check_size(content: bytes, most_bytes: int = MOST_BYTES) -> None:
    """Check the length, the number of values and the depth of JSON, unparsed.

    Raises:
        UnreadableJsonError: one of them passes its limit; the text names it.
    """
    if len(content) > most_bytes:
        sentence = f"it has over {most_bytes:,} bytes"
        raise UnreadableJsonError(sentence)
    marks = _marks_outside_strings(content)
    openings = marks.count(b"[") + marks.count(b"{")
    if openings + marks.count(b",") > MOST_VALUES:
        sentence = f"it holds over {MOST_VALUES:,} values"
        raise UnreadableJsonError(sentence)
    if openings > MOST_DEPTH and _is_too_deep(marks):
        sentence = f"it is nested over {MOST_DEPTH} levels deep"
        raise UnreadableJsonError(sentence)


def _marks_outside_strings(content: bytes) -> bytes:
    """Return the brackets and commas of JSON in order, those in strings left out."""
    plain = content.replace(b"\\\\", b"").replace(b'\\"', b"")
    parts = plain.translate(None, _ALL_BUT_MARKS).split(b'"')
    return b"".join(parts[::2])


def _is_too_deep(marks: bytes) -> bool:
    """Whether brackets nest deeper than allowed; each pass takes the innermost off."""
    brackets = marks.translate(None, b",")
    for _ in range(MOST_DEPTH):
        shorter = brackets.replace(b"[]", b"").replace(b"{}", b"")
        if len(shorter) == len(brackets):
            # What is left never closes; the parser would go down all of it.
            return len(brackets) > MOST_DEPTH
        brackets = shorter
    return bool(brackets)
