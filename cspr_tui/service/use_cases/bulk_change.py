"""Apply the same step to several reviews, each saved by itself, refusals named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.steps.step import Step
from cspr_tui.domain.text.formatting import count, listed
from cspr_tui.service.reviews import Reviews

NAMED = 3


class NoneDoneError(CsprError):
    """The step was refused for every review; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a bulk change: the reviews changed, and each refusal's sentence."""

    what: str
    done: tuple[str, ...]
    refused: tuple[tuple[str, str], ...] = ()

    @property
    def sentence(self) -> str:
        """How many were changed, which were refused and why, and how to undo it."""
        one = len(self.done) == 1
        undo = "u undoes it." if one else "u undoes them one by one."
        said = f"{self.what}: {named(self.done)}."
        if not self.refused:
            return f"{said} {undo}"
        return f"{said} Refused {len(self.refused)}: {_reasons(self)} {undo}"


def to_each(reviews: Reviews, refs: Sequence[str], step: Step) -> Outcome:
    """Apply a step to each review; a refusal does not stop the others.

    Raises:
        NoneDoneError: all were refused; the text gives each reason.
    """
    done, refused = list[str](), list[tuple[str, str]]()
    for ref in refs:
        try:
            reviews.change(ref, step)
        except CsprError as error:
            refused.append((ref, str(error)))
        else:
            done.append(ref)
    outcome = Outcome(step.what, tuple(done), tuple(refused))
    if not done:
        sentence = f"Nothing was changed. {_reasons(outcome)}"
        raise NoneDoneError(sentence)
    return outcome


def named(refs: Sequence[str]) -> str:
    """Return a few reviews by their references, many by their number."""
    return listed(list(refs)) if len(refs) <= NAMED else count(len(refs), "review")


def _reasons(outcome: Outcome) -> str:
    said = (why if ref in why else f"{ref}: {why}" for ref, why in outcome.refused)
    return " ".join(said)
