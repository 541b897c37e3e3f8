"""An open gate prevents publication, unless a written reason is given."""

from __future__ import annotations

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.proceedings import Gated
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.text.formatting import listed


class PublicationHeldError(CsprError):
    """A gate on publication is open and no reason to go on was given."""


def check_not_held(review: Review, why: str) -> None:
    """Refuse to publish while a gate on publication is open.

    Raises:
        PublicationHeldError: one is open and `why` is empty.
    """
    gates = [g for g in review.gates if g.is_open and g.holds is Gated.PUBLICATION]
    if not gates or why.strip():
        return
    by = [f"{g.id} set by {g.set_by}" if g.set_by else g.id for g in gates]
    sentence = (
        f"Publication of {review.ref} is held by {listed(by)}; clear the gate, or "
        f"type the reason for publishing all the same."
    )
    raise PublicationHeldError(sentence)
