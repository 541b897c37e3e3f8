"""Print what the last change of a review did."""

from __future__ import annotations

from cspr_tui.cli.console.output import say
from cspr_tui.domain.record.review import Review


def print_last_change(review: Review) -> None:
    """Print the reference, what its last change did, and the change's number."""
    last = review.history[-1]
    say(f"{review.ref}: {last.what} (change {last.seq}).")
