"""Undo of every kind of change, in any order, leaves the facts as they were."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.history.change import ChangeStamp, check_chain
from cspr_tui.domain.history.diff import ChangedSinceError
from cspr_tui.domain.record.agencies import Answer, Chaser, Request, RequestType
from cspr_tui.domain.record.date_fields import RECORDED
from cspr_tui.domain.record.learning import Action
from cspr_tui.domain.record.oversight import Flag, Note
from cspr_tui.domain.record.people import FamilyContact
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.record.stage import Stage
from cspr_tui.domain.steps.corrections.misfiled import (
    MOVABLE,
    entry_moved_out,
    misfiled,
)
from cspr_tui.domain.steps.corrections.restore_field import field_restored
from cspr_tui.domain.steps.corrections.undo import undo_change
from cspr_tui.domain.steps.entries.action_progress import action_done
from cspr_tui.domain.steps.entries.agency_requests import (
    request_answered,
    request_chased,
)
from cspr_tui.domain.steps.entries.edit_entry import entry_added, entry_changed
from cspr_tui.domain.steps.entries.log import contact_logged, note_logged
from cspr_tui.domain.steps.review.bring_back import bring_back_set
from cspr_tui.domain.steps.review.flags import flag_raised, flags_lifted
from cspr_tui.domain.steps.review.handover import Handover, review_handed_over
from cspr_tui.domain.steps.review.record_dates import date_recorded
from cspr_tui.domain.steps.review.retention import retention_set
from cspr_tui.domain.steps.review.review_details import details_changed
from cspr_tui.domain.steps.review.stage_moves import (
    review_closed,
    review_reopened,
    review_withdrawn,
    stage_moved,
)
from cspr_tui.domain.steps.step import Step, record_change
from tests.factories import person, review

DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
WORDS = st.text(max_size=6)
ADDED = (
    ("notes", Note("", date(2026, 10, 1), "a note")),
    ("actions", Action("", "Change the form")),
    ("requests", Request("", "Eastmere Trust", RequestType.SCOPING)),
)


def facts_of(known: Review) -> Review:
    return replace(known, version=0, serial=0, history=())


class UndoneInAnyOrder(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.start = review(people=(person(),))
        self.now = self.start
        self.standing: list[int] = []
        self.clock = datetime(2026, 11, 23, 8, 50, tzinfo=UTC)

    def stamp(self) -> ChangeStamp:
        self.clock += timedelta(seconds=1)
        return ChangeStamp(self.clock, "jokoro", "jokoro", f"{self.clock:%H%M%S}")

    def take(self, step: Step) -> None:
        try:
            after = step.apply(self.now)
        except CsprError:
            return
        made = record_change(self.now, after, step.what, step.why, self.stamp())
        if made is not self.now:
            self.standing.append(made.history[-1].seq)
            self.now = made

    @rule(field=st.sampled_from(sorted(RECORDED)), day=st.none() | DAYS)
    def a_date(self, field: str, day: date | None) -> None:
        held = getattr(self.now, field)
        self.take(date_recorded(field, day, held, "typed wrong"))

    @rule(text=WORDS, owner=st.sampled_from(["aa", "bb"]))
    def a_fact(self, text: str, owner: str) -> None:
        wanted = replace(self.now, methodology=text, owner=owner)
        self.take(details_changed(self.now, wanted))

    @rule(to=st.sampled_from(Stage), how=st.integers(0, 3), day=DAYS)
    def a_move(self, to: Stage, how: int, day: date) -> None:
        steps = (
            stage_moved(to, "x"),
            review_closed(day, "x"),
            review_reopened(to, "x"),
        )
        self.take([*steps, review_withdrawn(day, "x")][how])

    @rule(which=st.sampled_from(ADDED))
    def an_entry(self, which: tuple[str, Note | Action | Request]) -> None:
        self.take(entry_added(*which))

    @rule(day=DAYS, text=WORDS)
    def logged(self, day: date, text: str) -> None:
        self.take(note_logged(Note("", day, text)))
        self.take(contact_logged(FamilyContact("", ("P1",), day, note=text)))

    @rule(text=WORDS, data=st.data())
    def an_entry_changed(self, text: str, data: st.DataObject) -> None:
        if self.now.notes:
            seen = data.draw(st.sampled_from(self.now.notes))
            self.take(entry_changed("notes", seen, replace(seen, text=text)))

    @rule(day=DAYS, data=st.data())
    def a_request_or_action(self, day: date, data: st.DataObject) -> None:
        if self.now.requests:
            name = data.draw(st.sampled_from(self.now.requests)).id
            self.take(request_chased(name, Chaser("", day)))
            self.take(request_answered(name, Answer.NIL_RETURN, day))
        if self.now.actions:
            self.take(action_done(self.now.actions[-1].id, day, "jokoro"))

    @rule(day=DAYS, text=WORDS)
    def flags_and_days(self, day: date, text: str) -> None:
        self.take(flag_raised(Flag("", text, day)))
        self.take(bring_back_set(day, text, "jokoro", day))

    @rule(day=DAYS, hold=st.booleans(), to=st.sampled_from(["aa", "bb"]))
    def lifted_kept_handed(self, day: date, hold: bool, to: str) -> None:  # noqa: FBT001 - drawn so
        self.take(flags_lifted(day, "settled"))
        wanted = replace(self.now, disposal_review_on=day, legal_hold=hold)
        self.take(retention_set(self.now, wanted, "told to"))
        self.take(review_handed_over(Handover(to, to, day, "jokoro", "a word")))

    @rule(data=st.data())
    def an_entry_let_go(self, data: st.DataObject) -> None:
        names = [e.id for field in MOVABLE for e in getattr(self.now, field)]
        if names:
            name = data.draw(st.sampled_from(names))
            self.take(
                entry_moved_out(misfiled(self.now, name, ()), "N7722", "wrong one")
            )

    @rule(data=st.data())
    def a_field_restored(self, data: st.DataObject) -> None:
        if self.now.history:
            change = data.draw(st.sampled_from(self.now.history))
            edit = data.draw(st.sampled_from(change.edits))
            self.take(field_restored(change, edit.path, "it was right"))

    @rule(data=st.data())
    def one_taken_back(self, data: st.DataObject) -> None:
        if self.standing:
            self.take_back(data.draw(st.sampled_from(self.standing)))

    def take_back(self, seq: int) -> bool:
        try:
            self.now = undo_change(self.now, seq, self.stamp())
        except ChangedSinceError:
            return False
        self.standing.remove(seq)
        return True

    @invariant()
    def the_chain_holds(self) -> None:
        check_chain(self.now.history)
        assert self.now.version == len(self.now.history)

    def teardown(self) -> None:
        while self.standing:
            assert any(self.take_back(seq) for seq in reversed(self.standing))
        assert facts_of(self.now) == facts_of(self.start)


UndoneInAnyOrder.TestCase.settings = settings(max_examples=60, stateful_step_count=20)
TestUndoneInAnyOrder = UndoneInAnyOrder.TestCase
