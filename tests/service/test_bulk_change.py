from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cspr_tui.domain.record.oversight import Flag
from cspr_tui.domain.steps.entries.log import EmptyTextError
from cspr_tui.domain.steps.review.flags import flag_lifted, flag_raised, flags_lifted
from cspr_tui.domain.steps.review.handover import Handover, review_handed_over
from cspr_tui.domain.steps.review.stage_moves import ReasonNeededError
from cspr_tui.domain.steps.step import Step
from cspr_tui.service.use_cases.bulk_change import NoneDoneError, to_each
from tests.sitting import MONDAY, Sitting

REFS = ("7QXM4", "N7722", "4GXHG")


def given(to: str, note: str = "") -> Step:
    return review_handed_over(Handover(to, to[:2].upper(), MONDAY, "jbarlow", note))


def raised(message: str = "Ask legal first", on: date | None = None) -> Step:
    return flag_raised(Flag("", message, MONDAY, "jbarlow", on))


def test_reviews_are_handed_over_with_a_note_and_each_is_taken_back(
    demo: Sitting,
) -> None:
    before = [demo.store.load(ref) for ref in REFS]
    outcome = to_each(demo.reviews, REFS, given("zz", "Panel on Thursday"))
    assert outcome.sentence == (
        "Handed over to ZZ: 7QXM4, N7722 and 4GXHG. u undoes them one by one."
    )
    for ref in REFS:
        review = demo.store.load(ref)
        assert review.owner == "zz"
        assert review.notes[-1].text == "Handed over to ZZ: Panel on Thursday"
    for _ in REFS:
        demo.reviews.undo_last()
    for old in before:
        now = demo.store.load(old.ref)
        assert (now.owner, now.notes) == (old.owner, old.notes)


def test_a_refusal_keeps_no_other_review_from_being_done(demo: Sitting) -> None:
    owner = demo.store.load("7QXM4").owner
    others = tuple(r for r in REFS if demo.store.load(r).owner != owner)
    assert others
    outcome = to_each(demo.reviews, ("7QXM4", *others), given(owner))
    assert outcome.done == others
    assert "Refused 1: 7QXM4 is with" in outcome.sentence
    with pytest.raises(NoneDoneError, match=r"Nothing was changed\. 7QXM4 is with"):
        to_each(demo.reviews, ["7QXM4"], given(owner))


def test_whoever_covered_and_now_owns_covers_no_longer(demo: Sitting) -> None:
    covered = Step("cover", lambda review: replace(review, cover="zz"))
    demo.reviews.change("7QXM4", covered)
    demo.reviews.change("7QXM4", given("zz"))
    assert demo.store.load("7QXM4").cover == ""


def test_a_flag_is_raised_with_a_message_and_lifted_with_a_reason(
    demo: Sitting,
) -> None:
    change = demo.reviews.change
    with pytest.raises(EmptyTextError, match="needs a message"):
        change("7QXM4", raised(" "))
    change("7QXM4", raised(on=MONDAY))
    flag = demo.store.load("7QXM4").flags[-1]
    assert (flag.review_on, flag.lifted_on) == (MONDAY, None)
    with pytest.raises(ReasonNeededError):
        change("7QXM4", flag_lifted(flag.id, MONDAY, " "))
    change("7QXM4", flag_lifted(flag.id, MONDAY, "Legal agreed"))
    flag = demo.store.load("7QXM4").flags[-1]
    assert (flag.lifted_on, flag.lifted_reason) == (MONDAY, "Legal agreed")
    with pytest.raises(NoneDoneError, match="lifted already"):
        to_each(demo.reviews, ["7QXM4"], flag_lifted(flag.id, MONDAY, "again"))


def test_all_flags_are_lifted_at_once_where_any_stands(demo: Sitting) -> None:
    for _ in range(2):
        demo.reviews.change("N7722", raised())
    old = len(demo.store.load("7QXM4").flags)
    lifted = flags_lifted(MONDAY, "All settled")
    demo.reviews.change("N7722", lifted)
    assert all(flag.lifted_on for flag in demo.store.load("N7722").flags)
    with pytest.raises(NoneDoneError, match="has no flag to lift"):
        to_each(demo.reviews, ["N7722"], lifted)
    with pytest.raises(NoneDoneError, match="why the flag is lifted"):
        to_each(demo.reviews, ["7QXM4"], flags_lifted(MONDAY, ""))
    assert len(demo.store.load("7QXM4").flags) == old
