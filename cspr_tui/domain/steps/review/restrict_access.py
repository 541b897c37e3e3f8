"""Restricting a review to one group of the server's users."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.step import Step

_GROUP = re.compile(r"[a-z_][a-z0-9_-]{0,31}")


class NoGroupNameError(CsprError):
    """The text is not a valid name of a group of the operating system."""


class RestrictionReasonError(CsprError):
    """Changing who may see a review needs a reason."""


def restriction_words(group: str, weakness: str) -> Iterator[str]:
    """Yield what a restriction to a group means, and what it cannot prevent."""
    if not group:
        yield "All coordinators can open it again."
        return
    yield f"Only the group {group} can open it; the others see its reference, its"
    yield "public code and that it is restricted. Earlier backups hold it as it was."
    if weakness:
        yield weakness


def access_restricted(group: str, why: str) -> Step:
    """Return the step that lets only a group open the review; empty lets all.

    Raises:
        NoGroupNameError: the name is not valid for a group.
        RestrictionReasonError: there is no reason.
    """
    if group and not _GROUP.fullmatch(group):
        sentence = (
            f'"{group}" is no name of a group: small letters, digits, - and _, as the '
            f"administrator gave it."
        )
        raise NoGroupNameError(sentence)
    if not why.strip():
        sentence = "Say why: who may open a review is asked about later."
        raise RestrictionReasonError(sentence)

    def apply(review: Review) -> Review:
        return replace(review, restricted_to=group)

    what = f"Restricted to the group {group}" if group else "Open to all coordinators"
    return Step(what, apply, why)
