"""Templates: requests, actions and reminders that a kind or stage starts with."""

from __future__ import annotations

from dataclasses import dataclass, field

from cspr_tui.domain.record.agencies import RequestType
from cspr_tui.domain.record.review import Review, ReviewKind
from cspr_tui.domain.record.stage import Stage
from cspr_tui.domain.values.base import Entry, Value
from cspr_tui.domain.values.field_metadata import AGENCY, INTERNAL, labelled


@dataclass(frozen=True, slots=True)
class TemplateRequest(Value):
    """A request to an agency, due in `due_in` working days from when it is added.

    An empty agency asks each that is recorded as involved in the review.
    """

    due_in: int = field(metadata=INTERNAL | labelled("Working days"))
    type: RequestType = field(metadata=INTERNAL)
    agency: str = field(default="", metadata=INTERNAL | AGENCY)


@dataclass(frozen=True, slots=True)
class TemplateAction(Value):
    """An action in the plan, due in `due_in` working days from when it is added."""

    due_in: int = field(metadata=INTERNAL | labelled("Working days"))
    text: str = field(metadata=INTERNAL)
    owner_agency: str = field(default="", metadata=INTERNAL | AGENCY)


@dataclass(frozen=True, slots=True)
class TemplateClock(Value):
    """A reminder of the review, `due_in` working days from when it is added."""

    due_in: int = field(metadata=INTERNAL | labelled("Working days"))
    text: str = field(metadata=INTERNAL)


@dataclass(frozen=True, slots=True)
class Template(Entry):
    """Requests, actions and reminders that are added to a review in one step.

    Without a kind it is for reviews of every kind, without a stage for each.
    """

    name: str = field(metadata=INTERNAL)
    kind: ReviewKind | None = field(default=None, metadata=INTERNAL)
    stage: Stage | None = field(default=None, metadata=INTERNAL)
    requests: tuple[TemplateRequest, ...] = field(default=(), metadata=INTERNAL)
    actions: tuple[TemplateAction, ...] = field(default=(), metadata=INTERNAL)
    clocks: tuple[TemplateClock, ...] = field(default=(), metadata=INTERNAL)

    def suits(self, review: Review) -> bool:
        """Whether the template applies to the review's kind and stage."""
        return self.kind in {None, review.kind} and self.stage in {None, review.stage}
