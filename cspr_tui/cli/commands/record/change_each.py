"""Apply a step to several reviews and print which changed and which refused."""

from __future__ import annotations

from cspr_tui.cli.console.output import say
from cspr_tui.domain.steps.step import Step
from cspr_tui.service import Reviews
from cspr_tui.service.use_cases.bulk_change import to_each


def change_each(reviews: Reviews, refs: list[str], step: Step) -> int:
    """Change each review by itself; return 1 where none was named or one refused."""
    if not refs:
        say("No review was named or found; nothing was changed.")
        return 1
    outcome = to_each(reviews, refs, step)
    say(f"{outcome.what}: {', '.join(outcome.done)}.")
    for ref, why in outcome.refused:
        say(f"REFUSED  {ref}: {why}")
    return 1 if outcome.refused else 0
