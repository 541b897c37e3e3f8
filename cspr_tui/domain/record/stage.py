"""The eighteen stages of a review in local practice, in order."""

from __future__ import annotations

from typing import Self

from cspr_tui.domain.values.choice import Choice


class Stage(Choice):
    """The stage a review has reached; the labels are those of local practice."""

    REFERRAL = "referral", "Referral"
    NOTIFICATION = "notification", "Notification"
    SCOPING = "scoping", "Scoping"
    RAPID_REVIEW = "rapid_review", "Rapid review"
    PANEL_RESPONSE = "panel_response", "Panel response"
    INITIATION = "initiation", "Initiation"
    SET_UP = "set_up", "Set-up"
    GATHERING = "information_gathering", "Gathering"
    ENGAGEMENT = "engagement", "Engagement"
    DRAFTING = "drafting", "Drafting"
    FAMILY_SIGHT = "family_sight", "Family sight"
    LEGAL_CHECK = "legal_check", "Legal check"
    SIGN_OFF = "sign_off", "Sign-off"
    PRE_PUBLICATION = "pre_publication", "Pre-publication"
    PUBLICATION = "publication", "Publication"
    LEARNING = "learning", "Learning"
    ACTION_PLAN = "action_plan", "Action plan"
    CLOSURE = "closure", "Closure"

    @property
    def number(self) -> int:
        """The stage's number, 1 to 18."""
        return list(type(self)).index(self) + 1

    @classmethod
    def read(cls, text: str) -> Self:
        """Find the stage by number, slug or label.

        Raises:
            UnknownChoiceError: there is no such stage.
        """
        if text.strip().isdecimal() and 1 <= int(text) <= len(cls):
            return list(cls)[int(text) - 1]
        return super().read(text)
