from __future__ import annotations

import pytest

from tests.screens.driver import driving
from tests.sitting import Sitting


async def test_the_help_page_leads_to_the_manual_and_back(demo: Sitting) -> None:
    async with driving(demo) as driver:
        assert "Enter opens the manual" in await driver.press("question_mark")
        assert "Manual: Enter opens a page" in await driver.press("enter")
        await driver.to("stages")
        opened = await driver.press("enter")
        assert "How a review moves from referral to closure" in opened
        assert "Manual: Enter opens a page" in await driver.press("q")
        assert "Help: the keys that act here" in await driver.press("q")


@pytest.mark.parametrize("size", [(60, 16), (80, 24)])
async def test_a_page_is_laid_out_for_the_window(
    size: tuple[int, int], demo: Sitting
) -> None:
    async with driving(demo, size) as driver:
        await driver.press("question_mark", "enter")
        await driver.to("stages")
        await driver.press("enter")
        assert "Closure" in await driver.press("G")
