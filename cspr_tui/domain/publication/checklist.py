"""The publication checklist: what is done and what is missing before publishing."""

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

# A change to one of these after the cold read means that it must be read again.
_REPORT_FIELDS = (
    "sections",
    "lessons",
    "recommendations",
    "actions",
    "decisions",
    "people",
)
_COPIED_TO = (Recipient.NATIONAL_PANEL, Recipient.SECRETARY_OF_STATE, Recipient.OFSTED)
_REPORTS = frozenset({"publication", "improvements"})


class ChecklistState(Choice):
    """The state of one line: on hold, late, open or done."""

    HOLD = "hold", "HOLD"
    LATE = "late", "LATE"
    OPEN = "open", "OPEN"
    DONE = "done", "DONE"


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One line of the checklist: its state, what it is, and what to do next."""

    mark: ChecklistState
    what: str
    then: str = ""


@dataclass(frozen=True, slots=True)
class _ReviewOnDay:
    """A review with its deadlines as of one day."""

    review: Review
    deadlines: tuple[Deadline, ...]
    day: date


def checklist(
    review: Review, deadlines: tuple[Deadline, ...], day: date
) -> tuple[ChecklistItem, ...]:
    """Return the checklist: holds first, then late, open and done lines."""
    as_of = _ReviewOnDay(review, deadlines, day)
    checks: tuple[Callable[[_ReviewOnDay], Iterator[ChecklistItem]], ...] = (
        _gates,
        _cold_read,
        _accuracy,
        _signatures,
        _notices,
        _delays,
        _promises,
    )
    found = [item for check in checks for item in check(as_of)]
    order = [*ChecklistState]
    return tuple(sorted(found, key=lambda item: order.index(item.mark)))


def _gates(as_of: _ReviewOnDay) -> Iterator[ChecklistItem]:
    gates = [g for g in as_of.review.gates if g.holds is Gated.PUBLICATION]
    for gate in gates:
        if gate.is_open:
            who = gate.set_by or "whoever set it"
            asked = max(gate.asked_on, default=None)
            when = f"last asked {full_day(asked)}" if asked else "never asked"
            text = f"ask {who} whether it may go; {when}"
            yield ChecklistItem(
                ChecklistState.HOLD, f"Gate {gate.id} on publication", text
            )
    if not any(gate.is_open for gate in gates):
        yield ChecklistItem(ChecklistState.DONE, "No gate holds publication")


def _cold_read(as_of: _ReviewOnDay) -> Iterator[ChecklistItem]:
    exports = [
        e
        for e in as_of.review.exports
        if e.report in _REPORTS and e.policy == Policy.PUBLIC.value
    ]
    if not exports:
        yield ChecklistItem(
            ChecklistState.OPEN, "Cold read", "x checks it, v reads it, x signs it off"
        )
        return
    last, what = exports[-1], "Cold read"
    text = f"{what}: {last.checker}, {full_day(day_of(last.at))}"
    if _changed_since(as_of.review, last.version):
        yield ChecklistItem(
            ChecklistState.OPEN, what, "the report was changed since; x, v, read again"
        )
    else:
        yield ChecklistItem(ChecklistState.DONE, text)


def _changed_since(review: Review, version: int) -> bool:
    return any(
        edit.path.startswith(_REPORT_FIELDS)
        for change in review.history
        if change.seq > version
        for edit in change.edits
    )


def _accuracy(as_of: _ReviewOnDay) -> Iterator[ChecklistItem]:
    asked = [
        r
        for r in as_of.review.requests
        if r.type is RequestType.ACCURACY_CHECK and r.withdrawn_on is None
    ]
    if not asked:
        text = "nobody was asked; a on the Agencies tab asks an agency"
        yield ChecklistItem(ChecklistState.OPEN, "Factual accuracy check", text)
    for request in asked:
        if request.answered_on is not None:
            yield ChecklistItem(
                ChecklistState.DONE, f"Accuracy check: {request.agency}"
            )
            continue
        late = request.due_on is not None and request.due_on < as_of.day
        mark = ChecklistState.LATE if late else ChecklistState.OPEN
        due = f"due {day_words(request.due_on, as_of.day)}; " if request.due_on else ""
        text = f"{due}c on the Agencies tab chases"
        yield ChecklistItem(mark, f"Accuracy check: {request.agency}", text)


def _signatures(as_of: _ReviewOnDay) -> Iterator[ChecklistItem]:
    signed = {sign.by: sign.on for sign in as_of.review.sign_offs}
    for by in Signatory:
        if by in signed:
            yield ChecklistItem(
                ChecklistState.DONE, f"{by.label}, {full_day(signed[by])}"
            )
        else:
            yield ChecklistItem(
                ChecklistState.OPEN, by.label, "send it, then record it: a, Sign-off"
            )


def _notices(as_of: _ReviewOnDay) -> Iterator[ChecklistItem]:
    about = NoticeAbout.PRE_PUBLICATION
    sent = {n.to: n.sent_on for n in as_of.review.notices if n.about is about}
    due = next((d.due for d in as_of.deadlines if d.rule.id == "PREPUB_COPY"), None)
    for to in _COPIED_TO:
        if to in sent:
            yield ChecklistItem(
                ChecklistState.DONE, f"Copy to {to.label}, {full_day(sent[to])}"
            )
            continue
        late = due is not None and due < as_of.day
        by = f"by {day_words(due, as_of.day)}" if due else "7 working days before"
        text = f"{by}; record it: a, Notice"
        yield ChecklistItem(
            ChecklistState.LATE if late else ChecklistState.OPEN,
            f"Copy to {to.label}",
            text,
        )


def _delays(as_of: _ReviewOnDay) -> Iterator[ChecklistItem]:
    for delay in as_of.review.delays:
        told_on = {
            "National Panel": delay.panel_told_on,
            "Secretary of State": delay.sos_told_on,
            "family": delay.family_told_on,
        }
        missing = [whom for whom, when in told_on.items() if when is None]
        what = f"Delay {delay.id} told"
        if missing:
            text = f"not yet to {', '.join(missing)}; a, Delay"
            yield ChecklistItem(ChecklistState.OPEN, what, text)
        else:
            yield ChecklistItem(ChecklistState.DONE, what)


def _promises(as_of: _ReviewOnDay) -> Iterator[ChecklistItem]:
    for person in as_of.review.people:
        if not person.is_engaged:
            continue
        promised = promises(as_of.review, person, as_of.deadlines)
        owed = [promise for promise in promised if promise.state is PromiseState.OWED]
        whom = f"{person.id} {person.kinship}"
        if not owed:
            yield ChecklistItem(ChecklistState.DONE, f"Promises to {whom}")
        for promise in owed:
            late = promise.due is not None and promise.due < as_of.day
            mark = ChecklistState.LATE if late else ChecklistState.OPEN
            what = f"{whom}: {promise.label}"
            yield ChecklistItem(mark, what, "do it, log it: a on the Family tab")
