"""The Report tab: which report, for whom, which sections, what is still to do."""

from __future__ import annotations

from pathlib import Path

from tests.screens.driver import driving, only_name_in
from tests.sitting import Sitting

REF = "YGP9Z"
REPORT_TAB = ("j", "j", "j", "j", "enter", "6", "g")
ALL = ["publication", "briefing", "progress", "plan", "improvements", "national"]


async def test_the_checklist_says_word_thing_and_what_to_do_next(
    demo: Sitting,
) -> None:
    async with driving(demo, (80, 60)) as driver:
        text = await driver.press(*REPORT_TAB)
    assert "HOLD  Gate G54 on publication" in text
    assert "      ask Crown Prosecution Service whether it may go" in text
    assert "OPEN  Cold read                         x checks it, v reads it" in text
    assert "Before publication: 2 of 16 done" in text


async def test_report_level_and_sections_are_chosen_by_keys(demo: Sitting) -> None:
    async with driving(demo) as driver:
        await driver.press(*REPORT_TAB, "n")
        text = await driver.press("j", "enter")
        assert "7-minute briefing, public, 7 of 7 sections." in text
        await driver.press("o")
        text = await driver.press("j", "enter")
        assert "Level   partner: days stay, no names" in text
        text = await driver.press("space")
        assert "Go to a section first" in text
        text = await driver.press("j", "j", "j", "space")
        assert "[ ] Why this review was held" in text
        assert "6 of 7 sections" in text
        text = await driver.press("enter")
        assert "7-minute briefing" in text
        assert "Why this review was held" not in text


async def test_the_last_section_cannot_be_taken_out(demo: Sitting) -> None:
    async with driving(demo, (80, 40)) as driver:
        await driver.press(*REPORT_TAB, "n", "j", "enter", "j", "j")
        text = ""
        for _ in range(7):
            text = await driver.press("j", "space")
        assert "One section has to stay in." in text
        assert text.count("[x]") == 1


async def test_every_report_can_be_previewed(demo: Sitting) -> None:
    for number, word in enumerate(ALL):
        async with driving(demo) as driver:
            await driver.press(*REPORT_TAB, "n", *["j"] * number, "enter")
            text = await driver.press("j", "j", "j", "enter")
            expected = "no reason recorded" if word == "improvements" else "Preview"
            assert expected in text, word


async def test_an_export_opens_to_what_is_recorded_of_it(
    demo: Sitting, tmp_path: Path
) -> None:
    async with driving(demo, (100, 70)) as driver:
        await driver.press(*REPORT_TAB, "n", "j", "j", "j", "enter")
        await driver.press("x", "v", "q", "x")
        await driver.type(str(tmp_path))
        await driver.press("tab")
        await driver.type("M Obi")
        await driver.press("ctrl+s")
        name = only_name_in(tmp_path)
        text = await driver.press("G", "enter")
    assert name.startswith("PLAN-")
    assert f"File        {name}" in text
    assert "Checked by  M Obi" in text
    assert "Sections    all" in text
