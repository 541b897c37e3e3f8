"""Decisions on wordings that the check of a report asked about."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from cspr_tui.domain.values.base import Entry
from cspr_tui.domain.values.choice import Choice
from cspr_tui.domain.values.field_metadata import (
    ACCOUNT,
    FREE_TEXT,
    IDENTIFYING,
    INTERNAL,
    NEUTRAL,
)

# How many characters before and after a wording are kept to find its place again.
AROUND = 24
_BREAK = "\n\n"


class Treatment(Choice):
    """What is done with a wording in every report of the review."""

    KEEP = "keep", "Stays"
    REPLACE = "replace", "Is replaced"
    PERSON = "person", "Is somebody on record"


@dataclass(frozen=True, slots=True)
class WordingDecision(Entry):
    """A decision on one wording: what is done with it, why, and who decided when.

    `instead` is what replaces it, or the id of the person it means. `kind` is what
    it was found as. With `before` and `after` it holds only where it stands between
    them; where they stand no longer, it is asked about again.
    """

    text: str = field(metadata=FREE_TEXT)
    treatment: Treatment = field(metadata=NEUTRAL)
    by: str = field(metadata=IDENTIFYING | ACCOUNT)
    at: datetime = field(metadata=INTERNAL)
    reason: str = field(default="", metadata=FREE_TEXT)
    instead: str = field(default="", metadata=FREE_TEXT)
    kind: str = field(default="", metadata=NEUTRAL)
    before: str = field(default="", metadata=FREE_TEXT)
    after: str = field(default="", metadata=FREE_TEXT)

    @property
    def is_anchored(self) -> bool:
        """Whether the decision applies to one place in the text only."""
        return bool(self.before or self.after)


def context_of(source: str, start: int, end: int) -> tuple[str, str]:
    """Return the text before and after a place, by which the place is found again.

    Only of its own paragraph, so that it holds whatever is written beside that;
    a paragraph of nothing else is told by its neighbours.
    """
    before, after = source[max(0, start - AROUND) : start], source[end : end + AROUND]
    own = before.rpartition(_BREAK)[2], after.partition(_BREAK)[0]
    return own if any(each.strip() for each in own) else (before, after)
