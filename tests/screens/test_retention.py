from __future__ import annotations

from datetime import date

from cspr_tui.service.use_cases.read_across import AllReviews
from tests.screens.driver import driving
from tests.sitting import Sitting


async def test_how_long_a_record_is_kept_is_set_and_shown(demo: Sitting) -> None:
    async with driving(demo, (120, 90)) as driver:
        await driver.press("enter", "K")
        await driver.fill("Local schedule, 35 years", "01/04/2060", "yes")
        text = await driver.press("ctrl+s")
        said = "LEGAL HOLD: keep it; decide on Thu 01 Apr 2060; Local schedule"
        assert said in text
        assert "Keeping the record: retention basis" in text
        await driver.press("u")
    review = demo.store.load("7QXM4")
    assert not review.legal_hold
    assert review.disposal_review_on is None


async def test_a_hold_is_not_lifted_without_a_reason(demo: Sitting) -> None:
    async with driving(demo, (120, 40)) as driver:
        await driver.press("enter", "K", "tab", "tab")
        await driver.type("yes")
        await driver.press("ctrl+s")
        assert demo.store.load("7QXM4").legal_hold
        await driver.to("Keeping")
        await driver.press("e", "tab", "tab")
        await driver.type("no")
        text = await driver.press("ctrl+s")
        assert "lifting a legal hold needs a reason" in text
        assert demo.store.load("7QXM4").legal_hold
        await driver.press("tab")
        await driver.type("the inquiry has ended")
        await driver.press("ctrl+s")
    review = demo.store.load("7QXM4")
    assert not review.legal_hold
    assert review.history[-1].why == "the inquiry has ended"


async def test_a_day_that_is_past_is_asked_about_and_ends_nothing(
    demo: Sitting,
) -> None:
    async with driving(demo, (120, 40)) as driver:
        await driver.press("enter", "K", "tab")
        await driver.type("02/11/2026")
        text = await driver.press("ctrl+s")
        assert "it comes up at once" in text
        await driver.press("y")
    review = demo.store.load("7QXM4")
    assert review.disposal_review_on == date(2026, 11, 2)
    assert review.is_active
    (due,) = [k for k in AllReviews(demo.reviews).keeping(0) if k.ref == "7QXM4"]
    assert due.on == date(2026, 11, 2)
