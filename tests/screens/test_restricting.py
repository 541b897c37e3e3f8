"""Restricting a review by keys, and seeing who else has it open."""

from __future__ import annotations

import pytest

from cspr_tui.store.folder import restricted_reviews as homes
from cspr_tui.store.folder.folder_store import FolderStore
from tests.screens.driver import driving
from tests.sitting import Sitting


async def test_a_review_is_restricted_by_key_and_gone_from_others(
    demo: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(homes, "_members", lambda _: frozenset({"jbarlow"}))
    async with driving(demo) as driver:
        await driver.press("enter", "s", "end", "enter")
        await driver.type("leads")
        await driver.press("tab")
        await driver.type("a colleague is in it")
        said = await driver.press("ctrl+s")
        assert "Only the group leads can open it" in said
        assert "One account keeps this store for everybody" in said
        said = await driver.press("y")
        assert "Restricted to the group leads" in said
    outside = Sitting(FolderStore.open(demo.store.folder, "zoe"), "zoe")
    async with driving(outside) as driver:
        assert "Restricted to others: 7QXM4." in driver.text
        assert "7QXM4 Drafting" not in driver.text


async def test_who_else_has_it_open_is_said(demo: Sitting) -> None:
    demo.store.presence("mokafor").beat("7QXM4")
    async with driving(demo) as driver:
        said = await driver.press("enter")
        assert "MO has this open too; what each of you saves is kept." in said
        assert demo.store.presence("zoe").others("7QXM4") == ("jbarlow", "mokafor")
        await driver.press("q")
        assert demo.store.presence("zoe").others("7QXM4") == ("mokafor",)
