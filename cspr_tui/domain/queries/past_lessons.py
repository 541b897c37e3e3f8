"""Earlier recommendations, searched by theme or by words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from cspr_tui.domain.record.learning import Action, ActionStatus
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.text.folding import folded


@dataclass(frozen=True, slots=True)
class PastLesson:
    """An earlier lesson or recommendation, and the state of its actions."""

    ref: str
    entry: str
    kind: str
    text: str
    themes: tuple[str, ...]
    came: str = ""
    by_theme: bool = False


def past_lessons(
    reviews: Iterable[Review], words: Sequence[str]
) -> tuple[PastLesson, ...]:
    """Return the lessons and recommendations that contain all the words.

    Those with the words in their themes come first. Case, accents and punctuation are
    ignored; part of a word is enough.
    """
    wanted = [folded(word) for word in words if folded(word).strip()]
    found = [
        hit
        for review in reviews
        for hit in _lessons_of(review)
        if _matches(hit, wanted, review)
    ]
    marked = [_with_theme_match(hit, wanted) for hit in found]
    return tuple(sorted(marked, key=lambda hit: not hit.by_theme))


def _lessons_of(review: Review) -> Iterator[PastLesson]:
    for each in review.recommendations:
        came = _outcome([a for a in review.actions if a.recommendation == each.id])
        kind = f"Recommendation {each.number}"
        yield PastLesson(review.ref, each.id, kind, each.text, each.themes, came)
    for lesson in review.lessons:
        yield PastLesson(review.ref, lesson.id, "Lesson", lesson.text, lesson.themes)


def _matches(hit: PastLesson, wanted: list[str], review: Review) -> bool:
    held = folded(" ".join((hit.text, *hit.themes, *review.themes)))
    return all(word in held for word in wanted)


def _with_theme_match(hit: PastLesson, wanted: list[str]) -> PastLesson:
    themes = folded(" ".join(hit.themes))
    return replace(hit, by_theme=all(word in themes for word in wanted))


def _outcome(actions: list[Action]) -> str:
    """Return what came of a recommendation's actions, in a few words."""
    if not actions:
        return "no action recorded"
    ended = [a for a in actions if a.status is ActionStatus.CLOSED]
    waits = [a for a in actions if a.status is ActionStatus.AWAITING_EVIDENCE]
    still = len(actions) - len(ended) - len(waits)
    counts = (
        (len(ended), "closed with evidence"),
        (len(waits), "complete without evidence"),
        (still, "not complete"),
    )
    return ", ".join(f"{number} {words}" for number, words in counts if number)
