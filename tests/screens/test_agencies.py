from __future__ import annotations

from datetime import date

from tests.screens.driver import driving
from tests.sitting import MONDAY, Sitting


async def test_a_chase_is_recorded_with_the_next_one_set(demo: Sitting) -> None:
    async with driving(demo) as driver:
        await driver.press("j", "j", "enter", "3")
        page = await driver.press("enter")
        assert "Words for a reminder; nothing is sent from here" in page
        await driver.press("q", "c")
        text = await driver.press("ctrl+s")
        assert "chased.  u undoes it." in text
    chasers = [c for r in demo.store.load("4GXHG").requests for c in r.chasers]
    (made,) = [chaser for chaser in chasers if chaser.on == MONDAY]
    assert (made.by, made.next_on) == ("jbarlow", date(2026, 11, 26))


async def test_a_nil_return_is_an_answer(demo: Sitting) -> None:
    async with driving(demo) as driver:
        await driver.press("j", "j", "enter", "3", "r")
        await driver.type("d")
        text = await driver.press("ctrl+s")
        assert "nil return.  u undoes it." in text
    answers = [r.answered_on for r in demo.store.load("4GXHG").requests]
    assert MONDAY in answers


async def test_a_request_answered_meanwhile_is_not_chased(demo: Sitting) -> None:
    async with driving(demo) as driver:
        await driver.press("j", "j", "enter", "3", "c")
        other = Sitting(demo.store, actor="MO")
        await _answer(other, "4GXHG")
        text = await driver.press("ctrl+s")
        assert "on 23 Nov 2026; there is nothing to" in text


async def _answer(sitting: Sitting, ref: str) -> None:
    async with driving(sitting) as driver:
        await driver.press("j", "j", "enter", "3", "r", "ctrl+s")
    assert any(r.answered_on for r in sitting.store.load(ref).requests)
