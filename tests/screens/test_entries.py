from __future__ import annotations

import pytest

from cspr_tui.domain.record.entry_kinds import FILLED_IN
from cspr_tui.screens.review.forms.entry_fields import entry_fields, filled
from cspr_tui.screens.review.forms.entry_form import adding_form, changing_form, summary
from cspr_tui.screens.review.review_view import view_of
from cspr_tui.widgets.form_field import Field
from tests.screens.driver import driving
from tests.sitting import Sitting


def read_back(fields: list[Field]) -> dict[str, object]:
    return {field.name: field.read(field.value) for field in fields}


@pytest.mark.parametrize("field", FILLED_IN)
def test_a_form_left_as_it_was_changes_nothing(field: str, demo: Sitting) -> None:
    for ref in demo.store.refs():
        view = view_of(demo.store.load(ref), demo.reviews)
        for entry in getattr(view.review, field)[:3]:
            values = read_back(entry_fields(view, entry))
            assert filled(entry, values) == entry
            assert changing_form(view, field, entry.id).fields
            assert summary(entry).startswith(entry.id)


@pytest.mark.parametrize("field", FILLED_IN)
def test_every_kind_of_entry_has_a_form_to_add_it(field: str, demo: Sitting) -> None:
    view = view_of(demo.store.load("7QXM4"), demo.reviews)
    form = adding_form(view, field)
    assert all(each.label[:1].isupper() for each in form.fields)


async def test_a_person_is_added_and_then_changed(demo: Sitting) -> None:
    async with driving(demo, (120, 40)) as driver:
        await driver.press("enter", "a", *["j"] * 4, "enter")
        await driver.type("h")
        await driver.press("tab", "tab")
        await driver.type("Imogen")
        await driver.press("tab", "tab")
        await driver.type("Sallowfield")
        text = await driver.press("ctrl+s")
        assert "Person added.  u undoes it." in text
        added = demo.store.load("7QXM4").people[-1]
        assert (added.forename, added.surname) == ("Imogen", "Sallowfield")
        text = await driver.press("2")
        row = next(n for n, t in enumerate(text.splitlines()) if t.startswith(added.id))
        await driver.press("g", *["j"] * (row - 2), "e", *["tab"] * 5)
        await driver.type("Immy; Im")
        text = await driver.press("ctrl+s")
        assert f"Person {added.id} changed" in text
        await driver.press("u", "u")
    assert added.id not in {p.id for p in demo.store.load("7QXM4").people}


async def test_all_entries_of_a_kind_are_listed_and_opened(demo: Sitting) -> None:
    async with driving(demo, (120, 90)) as driver:
        text = await driver.press("enter")
        rows = [n for n, t in enumerate(text.splitlines()) if t.startswith("  Delay  ")]
        first = next(n for n, t in enumerate(text.splitlines()) if t.startswith("LATE"))
        await driver.press(*["j"] * (rows[0] - first), "enter")
        assert "Delay: " in driver.text
        text = await driver.press("a", "escape")
        assert "Delay: " in text
