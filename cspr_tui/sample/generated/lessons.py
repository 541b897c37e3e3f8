"""What an invented review taught: lessons, recommendations, actions, chronology."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cspr_tui.domain.record.agencies import Agency
from cspr_tui.domain.record.documents import ChronologyEntry
from cspr_tui.domain.record.learning import (
    Action,
    ActionStatus,
    Lesson,
    Rag,
    Recommendation,
)
from cspr_tui.domain.record.stage import Stage
from cspr_tui.sample.generated.dates import Facts
from cspr_tui.sample.generated.vocabulary import Draw, words

_EACH = 3


@dataclass(frozen=True, slots=True)
class Learning:
    """Lessons, what is recommended because of them, and what is done about it."""

    lessons: tuple[Lesson, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    actions: tuple[Action, ...] = ()


def learning_of(draw: Draw, agencies: Sequence[Agency], facts: Facts) -> Learning:
    """Return the learning of a review that has come to its sign-off, else none."""
    if "lcspr_decided_on" not in facts or not draw.has_reached(Stage.SIGN_OFF):
        return Learning()
    at = draw.random.randrange(len(words("lessons")))
    themes = (draw.one("themes"),)
    lessons = tuple(
        Lesson(draw.name("E"), _nth("lessons", at + n), ("All agencies",), themes)
        for n in range(_EACH)
    )
    recommendations = tuple(
        Recommendation(
            id=draw.name("Q"),
            number=str(n + 1),
            text=_nth("recommendations", at + n),
            themes=themes,
            lessons=(lesson.id,),
        )
        for n, lesson in enumerate(lessons)
    )
    actions = tuple(
        _action(draw, _nth("actions", at + n), each.id, agencies[n].name, facts)
        for n, each in enumerate(recommendations)
    )
    return Learning(lessons, recommendations, actions)


def _nth(kind: str, number: int) -> str:
    held = words(kind)
    return held[number % len(held)]


def _action(draw: Draw, text: str, to: str, agency: str, facts: Facts) -> Action:
    start: date = facts.get("published_on") or draw.as_at
    due = start + timedelta(days=draw.random.randint(60, 240))
    done = due - timedelta(days=draw.random.randint(1, 20))
    if done >= draw.as_at or draw.chance(0.08):
        return Action(
            id=draw.name("A"),
            text=text,
            recommendation=to,
            owner_agency=agency,
            due_on=due,
            status=ActionStatus.ON_TRACK,
        )
    return _done(draw, Action(draw.name("A"), text, to, agency, due_on=due), done)


def _done(draw: Draw, action: Action, on: date) -> Action:
    evidenced = draw.chance(0.7)
    return Action(
        id=action.id,
        text=action.text,
        recommendation=action.recommendation,
        owner_agency=action.owner_agency,
        due_on=action.due_on,
        rag=Rag.BLUE if evidenced else Rag.GREEN,
        status=ActionStatus.CLOSED if evidenced else ActionStatus.AWAITING_EVIDENCE,
        completed_on=on,
        impact_evidence=draw.one("evidence") if evidenced else "",
        closed_on=on if evidenced else None,
    )


def chronology_of(
    draw: Draw, agencies: Sequence[Agency], person: str, facts: Facts
) -> Iterator[ChronologyEntry]:
    """Yield what agencies say happened to the child, once they have answered."""
    if not draw.has_reached(Stage.ENGAGEMENT):
        return
    decided = facts.get("lcspr_decided_on")
    if decided is None:
        return
    incident: date = facts["incident_on"]
    for day in draw.spread(incident - timedelta(days=700), incident, 3):
        yield ChronologyEntry(
            id=draw.name("J"),
            on=day,
            text=draw.one("chronology"),
            agency=draw.random.choice(agencies).name,
            persons=(person,),
            source="Agency chronology",
            received_on=draw.worked(decided, 25, 28),
        )
