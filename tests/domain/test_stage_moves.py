from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspr_tui.domain.audit.timeline import timeline
from cspr_tui.domain.process.journey import (
    StageMove,
    next_stage_of,
    stage_move,
    stages_of,
)
from cspr_tui.domain.process.loose_ends import blockers, loose_ends_before
from cspr_tui.domain.record.review import Review, ReviewKind, Status
from cspr_tui.domain.record.stage import Stage
from cspr_tui.domain.steps.review.publication_hold import PublicationHeldError
from cspr_tui.domain.steps.review.record_dates import date_recorded
from cspr_tui.domain.steps.review.review_details import details_changed
from cspr_tui.domain.steps.review.stage_moves import (
    ClosingBlockedError,
    NoSuchMoveError,
    ReasonNeededError,
    review_closed,
    review_published,
    review_reopened,
    review_withdrawn,
    stage_moved,
)
from cspr_tui.domain.steps.step import Step, record_change
from tests import factories
from tests.domain.strategies import lived_reviews

DAY = date(2026, 11, 23)


def said(review: Review, to: Stage) -> list[str]:
    return [end.what for end in loose_ends_before(review, to, DAY)]


def done(review: Review, step: Step) -> Review:
    return record_change(
        review, step.apply(review), step.what, step.why, factories.STAMP
    )


def test_a_review_moves_on_one_stage_without_a_reason() -> None:
    known = factories.local_review(stage=Stage.SET_UP)
    assert stage_moved(Stage.GATHERING).apply(known).stage is Stage.GATHERING


@pytest.mark.parametrize("to", [Stage.INITIATION, Stage.DRAFTING])
def test_a_move_back_or_past_a_stage_asks_why(to: Stage) -> None:
    known = factories.local_review(stage=Stage.SET_UP)
    with pytest.raises(ReasonNeededError, match=f"to {to.label} is"):
        stage_moved(to).apply(known)
    assert stage_moved(to, "agreed at the review panel").apply(known).stage is to


def test_a_rapid_review_has_no_drafting() -> None:
    known = factories.review(stage=Stage.RAPID_REVIEW)
    with pytest.raises(NoSuchMoveError, match="its stages are: Referral"):
        stage_moved(Stage.DRAFTING, "why not").apply(known)
    assert next_stage_of(replace(known, stage=Stage.PANEL_RESPONSE)) is Stage.LEARNING


def test_a_closed_review_does_not_move() -> None:
    known = factories.local_review(closed_on=DAY)
    with pytest.raises(NoSuchMoveError, match="is closed; reopen it first"):
        stage_moved(Stage.SET_UP).apply(known)


def test_a_stage_changed_in_a_form_obeys_the_same_moves() -> None:
    known = factories.local_review()
    wanted = replace(known, stage=Stage.DRAFTING)
    with pytest.raises(ReasonNeededError):
        details_changed(known, wanted).apply(known)
    assert details_changed(known, wanted, "late entry").apply(known) == wanted


def test_a_rapid_review_becomes_a_local_one_and_moves_on_at_once() -> None:
    known = factories.review(stage=Stage.PANEL_RESPONSE)
    wanted = replace(known, kind=ReviewKind.LCSPR, stage=Stage.INITIATION)
    assert details_changed(known, wanted).apply(known) == wanted


@given(lived_reviews(), st.sampled_from(Stage))
def test_moving_back_leaves_nothing_open(known: Review, to: Stage) -> None:
    if stage_move(known, to) is StageMove.BACK and to is not Stage.CLOSURE:
        assert loose_ends_before(known, to, DAY) == ()


@given(lived_reviews())
def test_the_next_stage_is_one_of_the_kind_and_no_move_but_on(known: Review) -> None:
    to = next_stage_of(known)
    assert to is known.stage or to in stages_of(known.kind)
    assert stage_move(known, to) in {StageMove.ON, StageMove.NONE}


def test_a_move_shows_who_has_not_answered_and_what_is_not_recorded() -> None:
    asked = factories.request(sent_on=DAY)
    known = factories.review(stage=Stage.SCOPING, requests=(asked,))
    assert said(known, Stage.RAPID_REVIEW) == [
        "Notification sent: not recorded",
        "Scoping return: Eastmere Trust not answered",
    ]


def test_a_closing_names_open_actions_gates_and_promises() -> None:
    known = factories.local_review(
        stage=Stage.ACTION_PLAN,
        actions=(factories.action(due_on=DAY),),
        proceedings=factories.gated(factories.gate(set_by="CPS")),
        people=(factories.person(),),
    )
    found = {end.entry for end in blockers(known, DAY)}
    assert {"A1", "G1", "P1"} <= found
    with pytest.raises(ClosingBlockedError, match="against closing 7QXM4, first: "):
        review_closed(DAY).apply(known)


def test_a_closing_with_a_reason_deletes_nothing() -> None:
    known = factories.local_review(actions=(factories.action(),))
    after = review_closed(DAY, "Moved to the neighbouring area").apply(known)
    assert (after.status, after.stage) == (Status.CLOSED, Stage.CLOSURE)
    assert after.actions == known.actions


def test_a_referral_with_nothing_open_closes_without_a_reason() -> None:
    known = factories.review(kind=ReviewKind.REFERRAL_ONLY)
    assert review_closed(DAY).apply(known).closed_on == DAY


def test_a_reopening_asks_why_and_where_to_go_on() -> None:
    known = factories.local_review(closed_on=DAY, stage=Stage.CLOSURE)
    with pytest.raises(ReasonNeededError, match="Type the reason for reopening"):
        review_reopened(Stage.DRAFTING, " ").apply(known)
    after = review_reopened(Stage.DRAFTING, "New evidence").apply(known)
    assert (after.closed_on, after.stage) == (None, Stage.DRAFTING)
    with pytest.raises(NoSuchMoveError, match="open already"):
        review_reopened(Stage.DRAFTING, "Again").apply(after)


def test_a_reopening_goes_to_no_stage_the_kind_has_not() -> None:
    known = factories.review(withdrawn_on=DAY)
    with pytest.raises(NoSuchMoveError):
        review_reopened(Stage.DRAFTING, "New evidence").apply(known)
    assert review_reopened(Stage.SCOPING, "Met after all").apply(known).is_active


def test_a_withdrawal_says_why_the_criteria_are_not_met() -> None:
    known = factories.review()
    with pytest.raises(ReasonNeededError, match="does not meet the criteria"):
        review_withdrawn(DAY, "").apply(known)
    after = review_withdrawn(DAY, "No abuse known or suspected").apply(known)
    assert after.status is Status.WITHDRAWN
    assert after.withdrawn_reason == "No abuse known or suspected"


def test_publication_waits_at_a_gate_unless_a_reason_is_typed() -> None:
    held = factories.local_review(
        stage=Stage.PRE_PUBLICATION,
        proceedings=factories.gated(factories.gate(set_by="CPS")),
    )
    for step in (
        review_published(DAY),
        stage_moved(Stage.PUBLICATION),
        date_recorded("published_on", DAY, None),
    ):
        with pytest.raises(PublicationHeldError, match="held by G1 set by CPS"):
            step.apply(held)
    after = review_published(DAY, "CPS agreed by telephone").apply(held)
    assert (after.published_on, after.stage) == (DAY, Stage.PUBLICATION)
    assert date_recorded("published_on", DAY, None, "agreed").apply(held).published_on


def test_publishing_late_on_paper_does_not_move_a_review_back() -> None:
    known = factories.local_review(stage=Stage.LEARNING)
    assert review_published(DAY).apply(known).stage is Stage.LEARNING


def test_status_changes_write_themselves_into_the_timeline() -> None:
    review = factories.local_review(stage=Stage.ACTION_PLAN)
    review = done(review, Step("Review opened", lambda r: replace(r, alias="Kettle")))
    for step in (
        review_closed(DAY, "As agreed"),
        review_reopened(Stage.LEARNING, "New evidence"),
        review_withdrawn(DAY, "Not met"),
    ):
        review = done(review, step)
    lines = [line for line in timeline(review) if line.source == "Status"]
    assert [line.what for line in lines] == [
        "Withdrawn, criteria not met",
        "Stage: Learning; Reopened",
        "Stage: Closure; Closed",
        "Review opened",
    ]
    assert (lines[1].text, lines[1].who) == ("New evidence", "J Okoro")
