"""What was decided about each place in a text, and the text that results."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """One decision about `source[start:end]`; without replacement it is a flag.

    `entity` is the KnownEntity's id where there is one. `weight` settles which
    of two overlapping decisions holds: the heavier, then the longer, then the
    earlier one, so that the order of the record never matters.
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
    """A source, the text after all replacements, and every decision in order."""

    source: str
    text: str
    spans: tuple[Span, ...]

    @property
    def flags(self) -> tuple[Span, ...]:
        """What a person must settle."""
        return tuple(span for span in self.spans if span.replacement is None)
