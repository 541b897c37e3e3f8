"""What a command's result lacks: unreadable reviews and restricted ones."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cspr_tui.cli.console.output import say
from cspr_tui.domain.values.base import without_control_characters
from cspr_tui.plain.left_out_text import complete_for_line, left_out_line

if TYPE_CHECKING:
    from cspr_tui.service.reviews import Reviews
    from cspr_tui.service.use_cases.read_across import AllReviews


def name_unread(sentences: Sequence[str]) -> int:
    """Print on standard error what could not be read; return the exit code."""
    for sentence in sentences:
        print(f"cspr-tui: {without_control_characters(sentence)}", file=sys.stderr)  # noqa: T201 - beside the result
    return 1 if sentences else 0


def say_left_out(args: Namespace, restricted: int) -> None:
    """Print how many restricted reviews are left out, if any are.

    The line belongs to a page of text; beside JSON or CSV it goes to standard error.
    """
    _say_beside(args, left_out_line(restricted))


def say_complete_for(args: Namespace, reviews: Reviews) -> None:
    """Print for whom figures or an export are complete."""
    hidden = len(reviews.store.stubs())
    _say_beside(args, complete_for_line(reviews.session.actor, hidden))


def finish_across(args: Namespace, across: AllReviews) -> int:
    """Print what a page leaves out and what could not be read; return the exit code."""
    say_left_out(args, len(across.reviews.store.stubs()))
    return name_unread(across.unreadable)


def _say_beside(args: Namespace, line: str) -> None:
    if not line:
        return
    if getattr(args, "format", "text") == "text":
        say(line)
    else:
        print(f"cspr-tui: {line}", file=sys.stderr)  # noqa: T201 - beside the result
