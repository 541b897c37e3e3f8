from __future__ import annotations

from cspr_tui.domain.record.entry_kinds import FILLED_IN
from cspr_tui.screens.dialogs.choice_dialog import LETTERS, ChooseScreen
from cspr_tui.screens.review.add_entry_menu import TEMPLATE, about_of, choices
from cspr_tui.screens.review.tabs.tab_registry import ACTIONS, AGENCIES, FAMILY, TABS
from cspr_tui.widgets.lines.line_list import LineList
from tests.screens.driver import Driver, driving
from tests.sitting import Sitting

FIRST = {
    FAMILY: ("contacts", "people", "restrictions"),
    AGENCIES: ("agency_contacts", "requests", "involvements"),
    ACTIONS: ("actions", "recommendations", "lessons"),
}


def test_each_tab_offers_its_own_things_first_and_every_other_after_them() -> None:
    for tab in range(len(TABS)):
        offered = [field for field, _ in choices(tab)]
        first = FIRST.get(tab, ())
        assert tuple(offered[: len(first)]) == first
        assert sorted(offered) == sorted([*FILLED_IN, TEMPLATE])
        assert len(offered) <= len(LETTERS)


def test_a_row_is_about_the_one_person_or_agency_it_names(demo: Sitting) -> None:
    review = demo.store.load("7QXM4")
    request = review.requests[0]
    assert about_of(review, "person", "P2") == {"person": "P2"}
    assert about_of(review, "request", request.id) == {"agency": request.agency}
    assert about_of(review, "entry", review.involvements[0].id)["agency"]
    assert about_of(review, "", "") == {}


async def _first_field(driver: Driver) -> str:
    line = next(t for t in driver.text.splitlines()[1:] if t.strip())
    return line[22:].strip()


async def test_what_is_added_on_a_row_is_begun_for_whom_the_row_is_about(
    demo: Sitting,
) -> None:
    agency = demo.store.load("7QXM4").requests[0].agency
    async with driving(demo, (120, 60)) as driver:
        await driver.press("enter", "2")
        await driver.to("P2")
        text = await driver.press("a", "c")
        assert "Add: Restriction on contact" in text
        assert await _first_field(driver) == "P2"
        await driver.press("escape", "3", "g", "j", "a", "b")
        held = await _first_field(driver)
        assert "Add: Request to an agency" in driver.text
        assert held in {r.agency for r in demo.store.load("7QXM4").requests}
        assert agency


async def test_a_choice_is_made_by_its_letter_and_left_by_q(demo: Sitting) -> None:
    async with driving(demo) as driver:
        await driver.press("enter", "a")
        assert isinstance(driver.app.screen, ChooseScreen)
        rows = [line.text for line in driver.app.screen.query_one(LineList).lines]
        assert rows[0] == "a  Contact with family"
        assert [row[0] for row in rows] == [*LETTERS[: len(rows)]]
        text = await driver.press("c")
        assert "Add a note" in text
        text = await driver.press("escape", "a", "q")
        assert "Overview]" in text
        text = await driver.press("a", "question_mark")
        assert text.startswith("Help")


async def test_help_in_a_form_tells_its_keys_and_fields_and_keeps_what_was_typed(
    demo: Sitting,
) -> None:
    async with driving(demo, (80, 60)) as driver:
        text = await driver.press("enter", "a", "a", "P", "2")
        assert "F1 help" in text
        told = await driver.press("f1")
        assert "form.save" in told
        assert "23/11, 23 nov, today, +5wd" in told
        await driver.press("q")
        assert await _first_field(driver) == "P2"
