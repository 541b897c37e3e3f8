"""The learning of a generated review, and its chronology."""

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
from cspr_tui.sample.generated.dates import ReviewFields
from cspr_tui.sample.generated.vocabulary import Draw, phrases

_NUMBER_OF_LESSONS = 3


@dataclass(frozen=True, slots=True)
class Learning:
    """The lessons of a review, its recommendations, and the actions on them."""

    lessons: tuple[Lesson, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    actions: tuple[Action, ...] = ()


def learning_of(
    draw: Draw, agencies: Sequence[Agency], fields: ReviewFields
) -> Learning:
    """Return the learning of a review that has reached sign-off; empty before that."""
    if "lcspr_decided_on" not in fields or not draw.has_reached(Stage.SIGN_OFF):
        return Learning()
    at = draw.random.randrange(len(phrases("lessons")))
    themes = (draw.phrase("themes"),)
    lessons = tuple(
        Lesson(draw.entry_id("E"), _nth("lessons", at + n), ("All agencies",), themes)
        for n in range(_NUMBER_OF_LESSONS)
    )
    recommendations = tuple(
        Recommendation(
            id=draw.entry_id("Q"),
            number=str(n + 1),
            text=_nth("recommendations", at + n),
            themes=themes,
            lessons=(lesson.id,),
        )
        for n, lesson in enumerate(lessons)
    )
    actions = tuple(
        _action(draw, _nth("actions", at + n), each.id, agencies[n].name, fields)
        for n, each in enumerate(recommendations)
    )
    return Learning(lessons, recommendations, actions)


def _nth(kind: str, number: int) -> str:
    entries = phrases(kind)
    return entries[number % len(entries)]


def _action(
    draw: Draw, text: str, to: str, agency: str, fields: ReviewFields
) -> Action:
    start: date = fields.get("published_on") or draw.as_at
    due = start + timedelta(days=draw.random.randint(60, 240))
    done = due - timedelta(days=draw.random.randint(1, 20))
    if done >= draw.as_at or draw.chance(0.08):
        return Action(
            id=draw.entry_id("A"),
            text=text,
            recommendation=to,
            owner_agency=agency,
            due_on=due,
            status=ActionStatus.ON_TRACK,
        )
    return _completed_action(
        draw, Action(draw.entry_id("A"), text, to, agency, due_on=due), done
    )


def _completed_action(draw: Draw, action: Action, on: date) -> Action:
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
        impact_evidence=draw.phrase("evidence") if evidenced else "",
        closed_on=on if evidenced else None,
    )


def chronology_of(
    draw: Draw, agencies: Sequence[Agency], person: str, fields: ReviewFields
) -> Iterator[ChronologyEntry]:
    """Yield three chronology entries once the agencies have sent theirs."""
    if not draw.has_reached(Stage.ENGAGEMENT):
        return
    decided = fields.get("lcspr_decided_on")
    if decided is None:
        return
    incident: date = fields["incident_on"]
    for day in draw.spread(incident - timedelta(days=700), incident, 3):
        yield ChronologyEntry(
            id=draw.entry_id("J"),
            on=day,
            text=draw.phrase("chronology"),
            agency=draw.random.choice(agencies).name,
            persons=(person,),
            source="Agency chronology",
            received_on=draw.working_days_after(decided, 25, 28),
        )
