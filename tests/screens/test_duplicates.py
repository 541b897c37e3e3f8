from __future__ import annotations

from tests.screens.driver import driving
from tests.sitting import Sitting


async def test_a_review_like_another_is_asked_about_before_it_is_opened(
    demo: Sitting,
) -> None:
    held = demo.store.load("7QXM4")
    assert held.local_ref
    assert held.incident_on
    before = demo.store.refs()
    async with driving(demo, (120, 40)) as driver:
        await driver.press("a")
        day = held.incident_on.strftime("%d/%m/%Y")
        await driver.fill("", "", held.local_ref, day)
        text = await driver.press("ctrl+s")
        assert "CHECK  7QXM4 may be THE SAME CASE: the same your own reference" in text
        assert "CHECK  7QXM4 may be related: an incident on" in text
        await driver.press("n")
        assert demo.store.refs() == before
        assert held.local_ref in driver.text
        await driver.press("ctrl+s", "y")
    assert len(demo.store.refs()) == len(before) + 1


async def test_a_review_like_no_other_is_opened_without_such_a_question(
    demo: Sitting,
) -> None:
    async with driving(demo, (120, 40)) as driver:
        await driver.press("a")
        await driver.fill("", "", "NM/2026/999")
        text = await driver.press("ctrl+s")
        assert "Save this?" in text
        assert "may be" not in text
