from __future__ import annotations

import stat
from pathlib import Path

from tests.screens.driver import driving
from tests.sitting import Sitting


async def test_a_leaflet_is_written_by_keys_its_restrictions_said_first(
    demo: Sitting, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    async with driving(demo, (120, 40)) as driver:
        await driver.press("enter", "p")
        await driver.to("Write the leaflet")
        text = await driver.press("enter")
        assert "P3    Father (does not live with child)  RESTRICTED: Only" in text
        await driver.to("P3")
        await driver.press("enter")
        await driver.fill(str(folder), "Jo Barlow")
        text = await driver.press("ctrl+s")
        assert "DO NOT CONTACT FREELY  P3: B62 Only through someone else" in text
        text = await driver.press("y")
        assert "LEAFLET-" in text
    (written,) = folder.iterdir()
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    assert demo.store.load("7QXM4").exports[-1].checker == "Jo Barlow"


async def test_a_plan_back_names_late_what_should_be_done_by_now(demo: Sitting) -> None:
    async with driving(demo, (120, 40)) as driver:
        await driver.press("enter", "f")
        await driver.to("Plan back")
        await driver.press("enter")
        text = await driver.press("ctrl+s")
    assert "LATE   by Wed 18 Nov 2026" in text
    assert "TO DO  by Wed 25 Nov 2026" in text
