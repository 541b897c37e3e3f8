from __future__ import annotations

from dataclasses import replace

import pytest

from cspr_tui.domain.record.review import RapidReviewOutcome
from cspr_tui.domain.record.stage import Stage
from cspr_tui.domain.steps.review.review_details import details_changed
from cspr_tui.domain.steps.step import ChangedMeanwhileError
from tests.screens.driver import driving
from tests.sitting import Sitting


async def test_a_review_moves_on_to_its_next_stage(demo: Sitting) -> None:
    async with driving(demo, (120, 40)) as driver:
        await driver.press("enter", "e")
        await driver.type("k")
        text = await driver.press("ctrl+s")
        assert "Changed: stage.  u undoes it." in text
        assert demo.store.load("7QXM4").stage is Stage.FAMILY_SIGHT
        text = await driver.press("u")
        assert "Took back: Changed: stage" in text
    assert demo.store.load("7QXM4").stage is Stage.DRAFTING


async def test_facts_left_as_they_were_change_nothing(demo: Sitting) -> None:
    before = demo.store.load("7QXM4")
    async with driving(demo, (120, 40)) as driver:
        text = await driver.press("enter", "e", "ctrl+s")
        assert "Nothing was changed." in text
    assert demo.store.load("7QXM4") == before


def test_two_people_changing_different_facts_keep_both(demo: Sitting) -> None:
    seen = demo.store.load("7QXM4")
    other = Sitting(demo.store, actor="mokafor")
    other.reviews.change("7QXM4", details_changed(seen, replace(seen, cover="mokafor")))
    mine = details_changed(seen, replace(seen, owner="skaur"))
    review = demo.reviews.change("7QXM4", mine)
    assert (review.owner, review.cover) == ("skaur", "mokafor")


def test_two_people_changing_one_fact_are_told(demo: Sitting) -> None:
    seen = demo.store.load("7QXM4")
    no_further = replace(seen, rr_outcome=RapidReviewOutcome.NO_FURTHER)
    national = replace(seen, rr_outcome=RapidReviewOutcome.NATIONAL)
    demo.reviews.change("7QXM4", details_changed(seen, no_further))
    with pytest.raises(ChangedMeanwhileError, match="changed rr outcome meanwhile"):
        demo.reviews.change("7QXM4", details_changed(seen, national))
