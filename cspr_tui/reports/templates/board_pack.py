"""The board pack: one page per review for a case review group, without names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cspr_tui.domain.deadlines.deadline import Deadline
from cspr_tui.domain.deadlines.deadline_words import state_words, time_left_of
from cspr_tui.domain.family.promises import promise_counts, promises
from cspr_tui.domain.identity import Policy
from cspr_tui.domain.record.learning import ActionStatus
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.text.formatting import count, full_day, listed
from cspr_tui.reports.build.document import (
    Block,
    Heading,
    Paragraph,
    PointList,
    ReportDocument,
)
from cspr_tui.reports.build.raw_report import RawReport

MOST_LINES = 8


def board_pack_page(
    review: Review, deadlines: tuple[Deadline, ...], day: date
) -> RawReport:
    """Build the page of one review, from facts that name nobody."""
    blocks = [
        Paragraph(status_sentence(review, day)),
        *(
            block
            for _, label, lines in topics(review, deadlines, day)
            for block in _listed(label, lines)
        ),
    ]
    name = f"PACK-{review.public_code}-board-pack-{day.isoformat()}.md"
    title = f"Review {review.public_code}"
    return ReportDocument(title, name, tuple(blocks), Policy.BOARD_PACK).draft()


def status_sentence(review: Review, day: date) -> str:
    """Return kind, status and stage of a review in a sentence that names nobody."""
    return (
        f"{review.kind.label}, {review.status.label.lower()}. Stage "
        f"{review.stage.number} of 18: {review.stage.label}. As on {full_day(day)}."
    )


def topics(
    review: Review, deadlines: tuple[Deadline, ...], day: date
) -> tuple[tuple[str, str, Iterator[str]], ...]:
    """Return the topics of a review: the word, label and lines of each."""
    return (
        ("deadlines", "Deadlines", _deadlines(deadlines)),
        ("delays", "Delays", _delays(review)),
        ("waits", "What waits", _gates(review)),
        ("agencies", "Agencies", _agencies(review)),
        ("family", "Family", _family(review, deadlines)),
        ("actions", "Actions", _actions(review, day)),
        ("checks", "Checks of time and quality", _checks(review)),
    )


def _listed(title: str, lines: Iterator[str]) -> Iterator[Block]:
    all_lines = list(lines)
    yield Heading(title)
    yield PointList(
        tuple((line, "") for line in all_lines[:MOST_LINES] or ["Nothing recorded."])
    )
    if len(all_lines) > MOST_LINES:
        yield Paragraph(f"And {len(all_lines) - MOST_LINES} more.")


def _deadlines(deadlines: tuple[Deadline, ...]) -> Iterator[str]:
    for deadline in deadlines:
        if deadline.state.is_pending and deadline.clock.subject is None:
            word, left = state_words(deadline.state), time_left_of(deadline)
            yield f"{word}: {deadline.rule.label}, {full_day(deadline.due)}, {left}"


def _delays(review: Review) -> Iterator[str]:
    for delay in review.delays:
        told = full_day(delay.panel_told_on)
        target = full_day(delay.new_target_on)
        yield f"{delay.reason.label}: new target {target}, National Panel told {told}"


def _gates(review: Review) -> Iterator[str]:
    for other in review.proceedings:
        for gate in other.gates:
            if gate.is_open:
                asked = full_day(max(gate.asked_on, default=None))
                step = gate.holds.label
                yield f"{step} waits for {other.type.label.lower()}, last asked {asked}"


def _agencies(review: Review) -> Iterator[str]:
    live = [r for r in review.requests if r.withdrawn_on is None]
    waiting = [r for r in live if r.answered_on is None]
    if live:
        yield f"{len(live) - len(waiting)} of {len(live)} requests answered"
    for request in waiting:
        chased = count(len(request.chasers), "chase")
        yield f"{request.title}: {request.answer.label.lower()}, {chased}"


def _family(review: Review, deadlines: tuple[Deadline, ...]) -> Iterator[str]:
    for person in review.people:
        if person.is_engaged:
            kept = promise_counts(promises(review, person, deadlines))
            yield f"{person.role.label}: {person.engagement.label.lower()}, {kept}"


def _actions(review: Review, day: date) -> Iterator[str]:
    for action in review.actions:
        if action.is_open:
            late = "LATE, " if action.due_on and action.due_on < day else ""
            due = full_day(action.due_on)
            owner = listed([*filter(None, [action.owner_agency, action.lead_role])])
            course = action.rag.label.lower()
            yield f"{late}due {due}, {course}: {action.text} ({owner})"
        elif action.status is ActionStatus.AWAITING_EVIDENCE:
            yield f"Complete, awaits evidence of impact: {action.text}"


def _checks(review: Review) -> Iterator[str]:
    if review.progress_checks:
        last = max(review.progress_checks, key=lambda check: check.on)
        time = "in time" if last.timely else "behind time"
        yield f"Last on {full_day(last.on)}: {time}. {last.outcome}".rstrip()
