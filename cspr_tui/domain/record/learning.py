"""Learning: lessons, whom they are for, recommendations, actions, evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cspr_tui.domain.values.base import Entry, Value
from cspr_tui.domain.values.choice import Choice


class Scope(Choice):
    """How far a recommendation reaches."""

    LOCAL = "local"
    REGIONAL = "regional"
    NATIONAL = "national"


class Rag(Choice):
    """Progress in the plan's own words; blue is complete and evidenced."""

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
    """Something learned, and the audiences it is meant for."""

    text: str
    audience: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recommendation(Entry):
    """What should change because of the review."""

    number: str
    text: str
    scope: Scope = Scope.LOCAL
    themes: tuple[str, ...] = ()
    lessons: tuple[str, ...] = ()
    response: str = ""


@dataclass(frozen=True, slots=True)
class Milestone(Value):
    """A step on the way to an action."""

    text: str
    due_on: date | None = None
    reached_on: date | None = None


@dataclass(frozen=True, slots=True)
class Progress(Value):
    """What was reported on an action, when and by whom."""

    on: date
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class Action(Entry):
    """Something an agency does about a recommendation, by a day set in the plan."""

    text: str
    recommendation: str = ""
    owner_agency: str = ""
    lead_role: str = ""
    due_on: date | None = None
    rag: Rag = Rag.GREEN
    status: ActionStatus = ActionStatus.NOT_STARTED
    milestones: tuple[Milestone, ...] = ()
    progress: tuple[Progress, ...] = ()
    completed_on: date | None = None
    impact_evidence: str = ""
    closed_by: str = ""
    closed_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do it."""
        ended = {ActionStatus.CLOSED, ActionStatus.SUPERSEDED}
        return self.completed_on is None and self.status not in ended
