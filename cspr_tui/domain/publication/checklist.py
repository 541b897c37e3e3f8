"""The publication checklist: what still stands between a report and its readers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from cspr_tui.domain.deadlines.deadline import Deadline
from cspr_tui.domain.family.promises import PromiseState, promises
from cspr_tui.domain.identity import Policy
from cspr_tui.domain.record.agencies import RequestType
from cspr_tui.domain.record.oversight import NoticeAbout, Recipient, Signatory
from cspr_tui.domain.record.proceedings import Gated
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.text.formatting import day_of, day_words, full_day
from cspr_tui.domain.values.choice import Choice

# Changes to these make a report that was read another one.
_READ = ("sections", "lessons", "recommendations", "actions", "decisions", "people")
_TOLD = (Recipient.NATIONAL_PANEL, Recipient.SECRETARY_OF_STATE, Recipient.OFSTED)
_REPORTS = frozenset({"publication", "improvements"})


class ChecklistState(Choice):
    """How a line of the checklist stands."""

    HOLD = "hold", "HOLD"
    LATE = "late", "LATE"
    OPEN = "open", "OPEN"
    DONE = "done", "DONE"


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One line: how it stands, what it is, and what to do next."""

    mark: ChecklistState
    what: str
    then: str = ""


@dataclass(frozen=True, slots=True)
class _ReviewOnDay:
    """The review as on a day, with its deadlines."""

    review: Review
    deadlines: tuple[Deadline, ...]
    day: date


def checklist(
    review: Review, deadlines: tuple[Deadline, ...], day: date
) -> tuple[ChecklistItem, ...]:
    """Return the lines, what holds publication first, what is done last."""
    on = _ReviewOnDay(review, deadlines, day)
    looks: tuple[Callable[[_ReviewOnDay], Iterator[ChecklistItem]], ...] = (
        _gates,
        _cold_read,
        _accuracy,
        _signatures,
        _notices,
        _delays,
        _promises,
    )
    found = [item for look in looks for item in look(on)]
    order = [*ChecklistState]
    return tuple(sorted(found, key=lambda item: order.index(item.mark)))


def _gates(on: _ReviewOnDay) -> Iterator[ChecklistItem]:
    held = [g for g in on.review.gates if g.holds is Gated.PUBLICATION]
    for gate in held:
        if gate.is_open:
            who = gate.set_by or "whoever set it"
            asked = max(gate.asked_on, default=None)
            when = f"last asked {full_day(asked)}" if asked else "never asked"
            said = f"ask {who} whether it may go; {when}"
            yield ChecklistItem(
                ChecklistState.HOLD, f"Gate {gate.id} on publication", said
            )
    if not any(gate.is_open for gate in held):
        yield ChecklistItem(ChecklistState.DONE, "No gate holds publication")


def _cold_read(on: _ReviewOnDay) -> Iterator[ChecklistItem]:
    left = [
        e
        for e in on.review.exports
        if e.report in _REPORTS and e.policy == Policy.PUBLIC.value
    ]
    if not left:
        yield ChecklistItem(
            ChecklistState.OPEN, "Cold read", "x checks it, v reads it, x signs it off"
        )
        return
    last, what = left[-1], "Cold read"
    said = f"{what}: {last.checker}, {full_day(day_of(last.at))}"
    if _changed_since(on.review, last.version):
        yield ChecklistItem(
            ChecklistState.OPEN, what, "the report was changed since; x, v, read again"
        )
    else:
        yield ChecklistItem(ChecklistState.DONE, said)


def _changed_since(review: Review, version: int) -> bool:
    return any(
        edit.path.startswith(_READ)
        for change in review.history
        if change.seq > version
        for edit in change.edits
    )


def _accuracy(on: _ReviewOnDay) -> Iterator[ChecklistItem]:
    asked = [
        r
        for r in on.review.requests
        if r.type is RequestType.ACCURACY_CHECK and r.withdrawn_on is None
    ]
    if not asked:
        said = "nobody was asked; a on the Agencies tab asks an agency"
        yield ChecklistItem(ChecklistState.OPEN, "Factual accuracy check", said)
    for request in asked:
        if request.answered_on is not None:
            yield ChecklistItem(
                ChecklistState.DONE, f"Accuracy check: {request.agency}"
            )
            continue
        late = request.due_on is not None and request.due_on < on.day
        mark = ChecklistState.LATE if late else ChecklistState.OPEN
        due = f"due {day_words(request.due_on, on.day)}; " if request.due_on else ""
        said = f"{due}c on the Agencies tab chases"
        yield ChecklistItem(mark, f"Accuracy check: {request.agency}", said)


def _signatures(on: _ReviewOnDay) -> Iterator[ChecklistItem]:
    signed = {sign.by: sign.on for sign in on.review.sign_offs}
    for by in Signatory:
        if by in signed:
            yield ChecklistItem(
                ChecklistState.DONE, f"{by.label}, {full_day(signed[by])}"
            )
        else:
            yield ChecklistItem(
                ChecklistState.OPEN, by.label, "send it, then record it: a, Sign-off"
            )


def _notices(on: _ReviewOnDay) -> Iterator[ChecklistItem]:
    about = NoticeAbout.PRE_PUBLICATION
    sent = {n.to: n.sent_on for n in on.review.notices if n.about is about}
    due = next((d.due for d in on.deadlines if d.rule.id == "PREPUB_COPY"), None)
    for to in _TOLD:
        if to in sent:
            yield ChecklistItem(
                ChecklistState.DONE, f"Copy to {to.label}, {full_day(sent[to])}"
            )
            continue
        late = due is not None and due < on.day
        by = f"by {day_words(due, on.day)}" if due else "7 working days before"
        said = f"{by}; record it: a, Notice"
        yield ChecklistItem(
            ChecklistState.LATE if late else ChecklistState.OPEN,
            f"Copy to {to.label}",
            said,
        )


def _delays(on: _ReviewOnDay) -> Iterator[ChecklistItem]:
    for delay in on.review.delays:
        told = {
            "National Panel": delay.panel_told_on,
            "Secretary of State": delay.sos_told_on,
            "family": delay.family_told_on,
        }
        missing = [whom for whom, when in told.items() if when is None]
        what = f"Delay {delay.id} told"
        if missing:
            said = f"not yet to {', '.join(missing)}; a, Delay"
            yield ChecklistItem(ChecklistState.OPEN, what, said)
        else:
            yield ChecklistItem(ChecklistState.DONE, what)


def _promises(on: _ReviewOnDay) -> Iterator[ChecklistItem]:
    for person in on.review.people:
        if not person.is_engaged:
            continue
        made = promises(on.review, person, on.deadlines)
        owed = [each for each in made if each.state is PromiseState.OWED]
        whom = f"{person.id} {person.kinship}"
        if not owed:
            yield ChecklistItem(ChecklistState.DONE, f"Promises to {whom}")
        for promise in owed:
            late = promise.due is not None and promise.due < on.day
            mark = ChecklistState.LATE if late else ChecklistState.OPEN
            what = f"{whom}: {promise.label}"
            yield ChecklistItem(mark, what, "do it, log it: a on the Family tab")
