"""Change the partnership's settings, one value at a time, each with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from cspr_tui.domain.deadlines.rules import rules_of
from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.history.change import Change
from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.domain.steps.corrections.undo import (
    NothingToUndoError,
    changes_in_force,
    next_to_redo,
    next_to_undo,
    original_change,
    undo_change,
)
from cspr_tui.domain.steps.partnership_settings import SettingsChange
from cspr_tui.service.reviews import Reviews

Find = Callable[[Iterable[Change]], Change | None]


class NoSettingsReasonError(CsprError):
    """A change of the settings affects everybody, so it needs a reason."""


def change_settings(reviews: Reviews, turn: SettingsChange, why: str) -> bool:
    """Change the newest settings and save them; return False if nothing differs.

    Raises:
        NoSettingsReasonError: no reason is given.
        CsprError: a value is not valid, or others changed the same value meanwhile.
        StaleReviewError: somebody saved the settings at the same moment.
    """
    if not why.strip():
        sentence = "Say why it changes: the settings are everyone's."
        raise NoSettingsReasonError(sentence)
    seen = reviews.store.partnership()
    wanted = turn(seen)
    rules_of(wanted.rules)
    return reviews.set_partnership(wanted, why.strip()) is not None


def undo_settings_change(reviews: Reviews, field: str = "") -> str:
    """Undo this session's last change of the settings; return its title.

    With `field`, only changes of that field count, such as the saved views.

    Raises:
        NothingToUndoError: this session made no such change, or undid it.
        ChangedSinceError: somebody changed the same value since.
    """
    return _turned(reviews, next_to_undo, field, "undo")


def redo_settings_change(reviews: Reviews, field: str = "") -> str:
    """Redo the change of the settings that was undone last; return its title.

    Raises:
        NothingToUndoError: nothing was undone since the last change.
        ChangedSinceError: somebody changed the same value since.
    """
    return _turned(reviews, next_to_redo, field, "redo")


def _turned(reviews: Reviews, find: Find, field: str, word: str) -> str:
    held = reviews.store.partnership()
    own = (
        each for each in changes_in_force(held.history) if _is_own(each, reviews, field)
    )
    found = find(own)
    if found is None:
        sentence = f"Nothing to {word} here in this sitting."
        raise NothingToUndoError(sentence)
    after = undo_change(held, found.seq, reviews.session.stamp())
    rules_of(after.rules)
    change = reviews.save_settings(after, held.version)
    return f"{change.what} ({original_change(held.history, found).why})"


def _is_own(change: Change, reviews: Reviews, field: str) -> bool:
    touched = {edit.path.partition("/")[0] for edit in change.edits}
    return change.salt in reviews.own_salts and (not field or touched == {field})


def newest_settings(reviews: Reviews) -> Partnership:
    """Return the settings as last saved by anybody."""
    return reviews.store.partnership()
