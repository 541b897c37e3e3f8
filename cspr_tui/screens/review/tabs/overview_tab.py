"""The Overview tab: urgent deadlines, stage, restrictions and key facts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rich.cells import cell_len

from cspr_tui.domain.deadlines.deadline import Deadline
from cspr_tui.domain.deadlines.deadline_words import state_words, time_left_of
from cspr_tui.domain.record.oversight import Flag
from cspr_tui.domain.steps.review.retention import retention_words
from cspr_tui.domain.text.formatting import day_words, full_day
from cspr_tui.plain.review_text import restriction_words
from cspr_tui.screens.review.forms.entry_form import recorded_rows
from cspr_tui.screens.review.review_view import ReviewView, or_none, warning
from cspr_tui.widgets.lines.line import BLANK, Line, fits, head
from cspr_tui.widgets.lines.line_wrap import wrapped_line, wrapped_lines

# Where the label of a deadline begins, after its state.
LABEL_AT = 11


def overview(view: ReviewView) -> Iterator[Line]:
    """Yield the lines of the overview; Enter on a deadline opens its explanation."""
    yield from wrapped_lines(_warnings(view), view.width)
    yield head("Deadlines")
    numbered = list(enumerate(view.deadlines))
    pending = [(n, d) for n, d in numbered if d.state.is_pending]
    rows = [line for n, d in pending for line in deadline_rows(view, d, n)]
    yield from rows or [Line("  No deadline runs. t records a date that starts one.")]
    yield BLANK
    yield from wrapped_lines(_standing(view), view.width)
    yield BLANK
    yield head("Everything recorded, by kind")
    yield from recorded_rows(view.review)
    yield BLANK
    yield head("Done")
    done = [(n, d) for n, d in numbered if _is_done(d)]
    rows = [_done_row(view, d, n) for n, d in done]
    yield from wrapped_lines(or_none(rows), view.width)


def _warnings(view: ReviewView) -> Iterator[Line]:
    review = view.review
    if review.legal_hold:
        yield warning("LEGAL HOLD", "nothing of this record may be deleted")
    for flag in review.flags:
        if flag.lifted_on is None:
            yield warning(f"FLAG {flag.id}", flag_words(flag, view.today))
    for person in review.people:
        for bar in review.restrictions_on(person.id, view.today):
            said = f"{person.id} {person.kinship}: {restriction_words(bar)}"
            yield warning("DO NOT CONTACT FREELY", said)
    for gate in review.gates:
        if gate.is_open:
            by = f", set by {gate.set_by}" if gate.set_by else ""
            said = f"HOLD  {gate.id} {gate.holds.label}{by}"
            yield Line(said, "HOLD", f"gate/{gate.id}")


def flag_words(flag: Flag, today: date) -> str:
    """Return a flag's message and the day when it is reviewed."""
    if flag.review_on is None:
        return flag.message
    due = "to be looked at since" if flag.review_on <= today else "looked at again"
    return f"{flag.message} ({due} {day_words(flag.review_on, today)})"


def deadline_rows(view: ReviewView, deadline: Deadline, place: int) -> Iterator[Line]:
    """Yield a pending deadline as a row that opens its explanation.

    On a narrow screen, what holds the deadline is on a line of its own below.
    """
    row = _row(view, deadline, place, time_left_of(deadline))
    held = deadline.clock.held_by
    beside = row._replace(text=f"{row.text}  held by {held}") if held else row
    if cell_len(beside.text) <= view.width:
        yield beside
        return
    yield from wrapped_line(row, view.width)
    if held:
        below = Line(f"{'':<{LABEL_AT}}held by {held}", "", row.key)
        yield from wrapped_line(below, view.width)


def _row(view: ReviewView, deadline: Deadline, place: int, said: str) -> Line:
    word, clock = state_words(deadline.state), deadline.clock
    label = fits(clock.label, view.label_width)
    due = day_words(clock.due, view.today)
    text = f"{fits(word, 10)} {label} {due:<11} {said}".rstrip()
    return Line(text, word, f"deadline/{place}")


def _is_done(deadline: Deadline) -> bool:
    return deadline.state.value in {"met", "met_late"} and "-" not in (
        deadline.clock.subject or ""
    )


def _done_row(view: ReviewView, deadline: Deadline, place: int) -> Line:
    met = deadline.clock.met_on
    done = f"done {day_words(met, view.today)}" if met else ""
    return _row(view, deadline, place, done)


def _owned(view: ReviewView) -> str:
    """Return the owner, who covers, and whether the owner is there."""
    review, known = view.review, view.reviews.partnership
    said = known.initials_of(review.owner)
    person = known.coordinator(review.owner)
    absence = person.absence(view.today) if person else None
    cover = review.cover or (absence.cover if absence else "")
    parts = [said, *([absence.said] if absence else [])]
    if cover:
        parts.append(f"cover {known.initials_of(cover)}")
    return ", ".join(parts)


def _standing(view: ReviewView) -> Iterator[Line]:
    review = view.review
    initials = view.reviews.partnership.initials_of
    reviewer = review.lead_reviewer
    facts = (
        ("Stage", f"{review.stage.number} of 18, {review.stage.label}"),
        ("Kind", f"{review.kind.label}. {review.status.label}."),
        ("Owner", _owned(view)),
        ("Our reference", review.local_ref or "-"),
        (
            "Incident",
            f"{full_day(review.incident_on)}, {review.incident_type.label.lower()}",
        ),
        ("Publication", f"planned {full_day(review.planned_publication_on)}"),
        ("Lead reviewer", reviewer.name if reviewer else "not appointed"),
    )
    for name, text in facts:
        yield Line(f"{name:<15} {text}")
    kept = f"{'Keeping':<15} {retention_words(review)}"
    yield Line(kept, "", "retention/all")
    for change in review.history[-2:][::-1]:
        when = f"{change.at:%d %b %H:%M}"
        said = f"{when} {initials(change.actor)}  {change.what}"
        yield Line(f"{'Changed':<15} {said}")
