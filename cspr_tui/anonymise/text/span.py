"""Decisions about places in a text, and the text that results from them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextSpan:
    """One decision about `source[start:end]`: replace it, or flag it for a person.

    A flag has no replacement (None). `entity` is the id of the KnownEntity it is
    about, if any. Of two overlapping decisions the one with the higher `weight`
    holds, then the longer, then the earlier, so that the order of the record never
    matters.
    """

    start: int
    end: int
    replacement: str | None
    reason: str
    entity: str = ""
    kind: str = ""
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Anonymised:
    """A source text, the text after all replacements, and every decision in order."""

    source: str
    text: str
    spans: tuple[TextSpan, ...]

    @property
    def flags(self) -> tuple[TextSpan, ...]:
        """The decisions that a person has to make."""
        return tuple(span for span in self.spans if span.replacement is None)
