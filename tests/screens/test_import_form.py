from __future__ import annotations

from pathlib import Path

import pytest

from tests.exchange.office import put
from tests.screens.driver import driving
from tests.sitting import Sitting

REF = "7QXM4"
ROWS = "Date,Event\n2/3/2026,Call about [redacted]\n"


@pytest.fixture(autouse=True)
def _at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))


async def test_a_draft_is_read_in_full_before_y_takes_it_in(
    demo: Sitting, tmp_path: Path
) -> None:
    put(tmp_path, "d.md", "# Method\nSILP.")
    before = demo.store.load(REF).sections
    async with driving(demo) as driver:
        await driver.press("enter", "b", "enter")
        await driver.type("~/d.md")
        text = await driver.press("ctrl+s")
        assert "How the review was done: 1 word" in text
        assert demo.store.load(REF).sections == before
        text = await driver.press("y")
        assert "Draft taken in: 1 section from d.md.  u undoes it." in text
        assert demo.store.load(REF).sections != before
        await driver.press("u")
    assert demo.store.load(REF).sections == before


async def test_a_chronology_is_taken_in_and_shown_merged(
    demo: Sitting, tmp_path: Path
) -> None:
    put(tmp_path, "p.csv", ROWS)
    async with driving(demo) as driver:
        await driver.press("enter", "b", "j", "enter")
        await driver.fill("~/p.csv", "Mereland Police")
        text = await driver.press("ctrl+s")
        assert "NEW       1 entry" in text
        assert "Call about [redacted]" in text
        await driver.press("n")
        assert all(e.text != "Call" for e in demo.store.load(REF).chronology)
        await driver.press("b", "j", "enter")
        await driver.fill("~/p.csv", "Mereland Police")
        await driver.press("ctrl+s", "y", "f", "j", "enter")
        lines = driver.app.screen.query_one("LineList").lines  # type: ignore[attr-defined]
        assert any("Call about [redacted]" in line.text for line in lines)


async def test_bad_rows_are_all_named_and_nothing_comes_in(
    demo: Sitting, tmp_path: Path
) -> None:
    put(tmp_path, "p.csv", f"{ROWS}2/14/2026,x\nsoon,y\n")
    version = demo.store.load(REF).version
    async with driving(demo) as driver:
        await driver.press("enter", "b", "j", "enter")
        await driver.fill("~/p.csv", "Mereland Police")
        text = await driver.press("ctrl+s")
        assert "Nothing was taken in" in text
        assert 'REFUSED   Row 3, column "Date"' in text
        assert 'REFUSED   Row 4, column "Date"' in text
    assert demo.store.load(REF).version == version


async def test_a_wrong_name_keeps_the_form_and_what_was_typed(demo: Sitting) -> None:
    async with driving(demo) as driver:
        await driver.press("enter", "b", "enter")
        await driver.type("~/gone.docx")
        text = await driver.press("ctrl+s")
        assert "(No such file or directory); check the name." in text
        assert "~/gone.docx" in text
        await driver.press("escape", "y", "b", "escape")
