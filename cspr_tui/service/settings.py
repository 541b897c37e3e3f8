"""The partnership's settings, changed one fact at a time, each with its reason."""

from __future__ import annotations

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.partnership import Partnership
from cspr_tui.domain.rules import rules_of
from cspr_tui.domain.steps.settings import Turn
from cspr_tui.service.reviews import Reviews


class NoReasonError(CsprError):
    """Settings are for everyone, so a change of them says why."""


def change_settings(reviews: Reviews, turn: Turn, why: str) -> bool:
    """Turn the newest settings and keep them; False where they say the same.

    Raises:
        NoReasonError: no reason is given.
        CsprError: they make no sense so, or others changed the same meanwhile.
        StaleReviewError: somebody saved them at the same moment.
    """
    if not why.strip():
        sentence = "Say why it changes: the settings are everyone's."
        raise NoReasonError(sentence)
    seen = reviews.store.partnership()
    wanted = turn(seen)
    rules_of(wanted.rules)
    return reviews.set_partnership(wanted, why.strip(), seen) is not None


def newest_settings(reviews: Reviews) -> Partnership:
    """Return the settings as they are kept now, whoever changed them last."""
    return reviews.store.partnership()
