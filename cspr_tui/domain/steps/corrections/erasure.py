"""Erasing a wrongly recorded name from a review and from its whole history.

UK GDPR art. 16 and 17(1)(d) give a person the right to have wrong data corrected and
unlawfully held data erased. The hash chain covers digests of values and not the values
themselves, so it stays valid.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.history.change import (
    Change,
    ChangeStamp,
    erase_reason,
    erase_values,
    next_change,
)
from cspr_tui.domain.history.diff import diff
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.review.stage_moves import ReasonNeededError
from cspr_tui.domain.steps.step import with_change
from cspr_tui.domain.values.base import Value
from cspr_tui.domain.values.codec import Plain, slots_of

REPLACEMENT = "[erased]"
SHORTEST = 3
# Codes and logins of the app's own, under which records are found.
_NEVER_CLEANED = frozenset(
    "id ref public_code version serial history owner cover persons person".split()
)
_NAMES = frozenset("forename middle_names surname".split())
Clean = Callable[[str], str]


class NothingToEraseError(CsprError):
    """The review does not contain the words, or they are too short to search for."""


@dataclass(frozen=True, slots=True)
class Erasure:
    """The words to erase, and the reason, which is recorded in their place."""

    words: str
    why: str


def name_erased(review: Review, erasure: Erasure, stamp: ChangeStamp) -> Review:
    """Return the review without the words, as a change that cannot be undone.

    Raises:
        NothingToEraseError: it does not contain them, or they have under three letters.
        ReasonNeededError: no reason is given.
    """
    _check(erasure)
    clean = _cleaner(erasure.words)
    after = _clean_value(review, clean)
    edits = diff(review, after)
    history = tuple(
        _clean_change(change, clean, erasure.why) for change in review.history
    )
    if not edits and history == review.history:
        sentence = f"Those words stand nowhere in {review.ref}; look at the spelling."
        raise NothingToEraseError(sentence)
    made = next_change(
        history, edits, stamp, "A wrongly recorded name erased", erasure.why
    )
    for edit in edits:
        made = erase_values(made, edit.path, erasure.why)
    return with_change(replace(review, history=history), _with(after, history), made)


def _with(after: Review, history: tuple[Change, ...]) -> Review:
    return replace(after, history=history)


def changes_still_naming(review: Review, words: str) -> tuple[int, ...]:
    """Return the changes whose title or reason contains the name.

    These texts are part of the hash chain and cannot be altered.
    """
    clean = _cleaner(words)
    return tuple(
        c.seq for c in review.history if _contains(f"{c.what}\n{c.why}", clean)
    )


def _check(erasure: Erasure) -> None:
    if len(erasure.words.strip()) < SHORTEST:
        sentence = f"Type {SHORTEST} letters or more of what is to be erased."
        raise NothingToEraseError(sentence)
    clean = _cleaner(erasure.words)
    if not erasure.why.strip() or _contains(erasure.why, clean):
        sentence = "Type why it is erased, without the name; the history keeps that."
        raise ReasonNeededError(sentence)


def _cleaner(words: str) -> Clean:
    parts = r"\s+".join(re.escape(part) for part in words.split())
    pattern = re.compile(rf"(?<!\w){parts}(?!\w)", re.IGNORECASE)
    return lambda text: pattern.sub(REPLACEMENT, text)


def _contains(plain: Plain, clean: Clean) -> bool:
    """Whether the words stand anywhere in plain data."""
    if isinstance(plain, str):
        return clean(plain) != plain
    if isinstance(plain, dict):
        return any(_contains(each, clean) for each in plain.values())
    return isinstance(plain, list) and any(_contains(each, clean) for each in plain)


def _clean_change(change: Change, clean: Clean, why: str) -> Change:
    for edit in change.edits:
        if _contains([edit.old, edit.new], clean):
            change = erase_values(change, edit.path, why)
    return erase_reason(change, why) if _contains(change.why, clean) else change


def _clean_value(value: Any, clean: Clean) -> Any:  # noqa: ANN401 - any value of a record
    changes: dict[str, Any] = {}
    for slot in slots_of(type(value)):
        held = getattr(value, slot.name)
        made = (
            held
            if slot.name in _NEVER_CLEANED
            else _clean_field(slot.name, held, clean)
        )
        if made != held:
            changes[slot.name] = made
    return replace(value, **changes) if changes else value


def _clean_field(name: str, held: object, clean: Clean) -> object:
    if type(held) is str:
        return _clean_text(name, held, clean)
    if isinstance(held, Value):
        return _clean_value(held, clean)
    if isinstance(held, tuple):
        made = (_clean_field(name, each, clean) for each in held)
        return tuple(each for each in made if each != REPLACEMENT)
    return held


def _clean_text(name: str, held: str, clean: Clean) -> str:
    """Return the text cleaned; a name that was nothing else is left empty."""
    made = clean(held)
    return "" if made == REPLACEMENT and name in _NAMES else made
