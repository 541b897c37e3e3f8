"""Templates: what a kind of review, or a stage of it, begins with every time."""

from __future__ import annotations

from dataclasses import dataclass

from cspr_tui.domain.record.agencies import RequestType
from cspr_tui.domain.record.review import Kind, Review
from cspr_tui.domain.record.stage import Stage
from cspr_tui.domain.values.base import Entry, Value


@dataclass(frozen=True, slots=True)
class TemplateRequest(Value):
    """A request to an agency, due so many working days after it is made.

    An empty agency asks each that is recorded as involved in the review.
    """

    due_in: int
    type: RequestType
    agency: str = ""


@dataclass(frozen=True, slots=True)
class TemplateAction(Value):
    """An action in the plan, due so many working days after it is made."""

    due_in: int
    text: str
    owner_agency: str = ""


@dataclass(frozen=True, slots=True)
class TemplateClock(Value):
    """A day on which the review comes back, so many working days on."""

    due_in: int
    text: str


@dataclass(frozen=True, slots=True)
class Template(Entry):
    """Requests, actions and days to come back that are made in one step.

    Without a kind it is for reviews of every kind, without a stage for each.
    """

    name: str
    kind: Kind | None = None
    stage: Stage | None = None
    requests: tuple[TemplateRequest, ...] = ()
    actions: tuple[TemplateAction, ...] = ()
    clocks: tuple[TemplateClock, ...] = ()

    def suits(self, review: Review) -> bool:
        """Whether it is for a review of that kind, at that stage."""
        return self.kind in {None, review.kind} and self.stage in {None, review.stage}
