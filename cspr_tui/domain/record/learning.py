"""Learning: lessons, whom they are for, recommendations, actions, evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from cspr_tui.domain.values.base import Entry, Value
from cspr_tui.domain.values.choice import Choice
from cspr_tui.domain.values.field_metadata import (
    ACCOUNT,
    AGENCY,
    FREE_TEXT,
    IDENTIFYING,
    INTERNAL,
    LONG,
    NEUTRAL,
    POST,
    labelled,
)


class Scope(Choice):
    """How far a recommendation reaches."""

    LOCAL = "local"
    REGIONAL = "regional"
    NATIONAL = "national"


class Rag(Choice):
    """The RAG rating of an action; blue is complete and evidenced."""

    RED = "red", "Red: not on course"
    AMBER = "amber", "Amber: at risk"
    GREEN = "green", "Green: on course"
    BLUE = "blue", "Blue: complete and evidenced"


class ActionStatus(Choice):
    """Where an action stands; overdue is derived, not stored."""

    NOT_STARTED = "not_started"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    AWAITING_EVIDENCE = "awaiting_evidence", "Complete, awaiting evidence"
    CLOSED = "closed"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Lesson(Entry):
    """A lesson learned, and the audiences it is meant for."""

    text: str = field(metadata=FREE_TEXT | LONG)
    audience: tuple[str, ...] = field(default=(), metadata=FREE_TEXT)
    themes: tuple[str, ...] = field(default=(), metadata=FREE_TEXT)


@dataclass(frozen=True, slots=True)
class Recommendation(Entry):
    """What should change because of the review."""

    number: str = field(metadata=NEUTRAL)
    text: str = field(metadata=FREE_TEXT | LONG)
    scope: Scope = field(default=Scope.LOCAL, metadata=NEUTRAL)
    themes: tuple[str, ...] = field(default=(), metadata=FREE_TEXT)
    lessons: tuple[str, ...] = field(default=(), metadata=INTERNAL)
    response: str = field(default="", metadata=FREE_TEXT | LONG)


@dataclass(frozen=True, slots=True)
class Milestone(Value):
    """A milestone on the way to completing an action."""

    text: str = field(metadata=FREE_TEXT)
    due_on: date | None = field(default=None, metadata=NEUTRAL)
    reached_on: date | None = field(default=None, metadata=NEUTRAL)


@dataclass(frozen=True, slots=True)
class Progress(Value):
    """A progress report on an action: when, by whom and what."""

    on: date = field(metadata=NEUTRAL)
    by: str = field(metadata=IDENTIFYING | ACCOUNT)
    text: str = field(metadata=FREE_TEXT)


@dataclass(frozen=True, slots=True)
class Action(Entry):
    """Something an agency does about a recommendation, by a day set in the plan."""

    text: str = field(metadata=FREE_TEXT | LONG)
    recommendation: str = field(default="", metadata=INTERNAL)
    owner_agency: str = field(default="", metadata=IDENTIFYING | AGENCY)
    lead_role: str = field(default="", metadata=IDENTIFYING | POST)
    due_on: date | None = field(default=None, metadata=NEUTRAL)
    rag: Rag = field(default=Rag.GREEN, metadata=NEUTRAL | labelled("Progress"))
    status: ActionStatus = field(default=ActionStatus.NOT_STARTED, metadata=NEUTRAL)
    milestones: tuple[Milestone, ...] = field(default=(), metadata=FREE_TEXT)
    progress: tuple[Progress, ...] = field(default=(), metadata=IDENTIFYING)
    completed_on: date | None = field(default=None, metadata=NEUTRAL)
    impact_evidence: str = field(default="", metadata=FREE_TEXT | LONG)
    closed_by: str = field(default="", metadata=IDENTIFYING | ACCOUNT)
    closed_on: date | None = field(default=None, metadata=NEUTRAL)

    @property
    def is_open(self) -> bool:
        """Whether the action is still to be completed."""
        ended = {ActionStatus.CLOSED, ActionStatus.SUPERSEDED}
        return self.completed_on is None and self.status not in ended
