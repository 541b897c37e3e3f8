"""The codes of a new review: reference, public code and alias."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.reference_codes import alias_for, new_code
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.step import record_change
from cspr_tui.service.session import Session


class AlreadyThereError(CsprError):
    """A review of that reference exists already."""


def numbered(
    facts: Review, refs: Collection[str], session: Session, what: str
) -> Review:
    """Return the facts as version 1 of a review with codes of its own.

    Raises:
        AlreadyThereError: the reference given is in use.
    """
    if facts.ref in refs:
        said = f"There is a review {facts.ref} already; leave the reference out."
        raise AlreadyThereError(said)
    stamp = session.stamp()
    ref = facts.ref or new_code(refs, session.random)
    code = facts.public_code or new_code({*refs, ref}, session.random)
    named = replace(
        facts,
        ref=ref,
        public_code=code,
        alias=facts.alias or alias_for(len(refs)),
        owner=facts.owner or session.login,
        created_at=facts.created_at or stamp.at,
    )
    return record_change(Review(ref), named, what, "", stamp)
