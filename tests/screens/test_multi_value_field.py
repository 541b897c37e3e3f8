from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.agencies import Attendance, AttendanceStatus, Meeting
from cspr_tui.domain.record.learning import Milestone, Progress
from cspr_tui.domain.record.people import SensitiveDate
from cspr_tui.domain.record.proceedings import KeyDate
from cspr_tui.domain.values.base import Value
from cspr_tui.screens.review.forms.multi_value_field import dates_field, lined_field
from cspr_tui.screens.review.review_view import ReviewView, view_of
from cspr_tui.widgets.form_field import Field
from tests.screens.driver import driving
from tests.sitting import MONDAY, Sitting

KINDS: tuple[tuple[type[Value], Value], ...] = (
    (
        Attendance,
        Attendance("Mereland Police", "DCI", AttendanceStatus.APOLOGIES),
    ),
    (SensitiveDate, SensitiveDate("Birthday", 2, 29)),
    (KeyDate, KeyDate("Plea hearing", date(2026, 12, 1))),
    (Milestone, Milestone("Draft agreed", date(2026, 12, 1), None)),
    (Progress, Progress(MONDAY, "jbarlow", "Half of it done; rest in May")),
)


@pytest.fixture
def view(demo: Sitting) -> ReviewView:
    return view_of(demo.store.load("7QXM4"), demo.reviews)


def field_for(view: ReviewView, kind: type[Value], *held: Value) -> Field:
    return lined_field(view, "facts", "Facts", kind, held)


@pytest.mark.parametrize(("kind", "value"), KINDS)
def test_what_is_written_on_a_line_is_read_back(
    kind: type[Value], value: Value, view: ReviewView
) -> None:
    field = field_for(view, kind, value)
    assert field.read(field.value + "\n") == (value,)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(texts=st.lists(st.text(max_size=20), max_size=4))
def test_a_field_left_alone_gives_back_what_is_held_whatever_it_is(
    texts: list[str], view: ReviewView
) -> None:
    held = tuple(Milestone(text) for text in texts)
    field = field_for(view, Milestone, *held)
    assert field.read(field.value) == held


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("police; DCI; came late", "Line 1, status (invited, attended, deputy came"),
        ("police\nnobody known; x", "Line 2, agency:"),
        ("; DCI", "Line 1 needs agency, as its part 1."),
    ],
)
def test_a_line_that_cannot_be_read_is_named_with_its_part(
    typed: str, said: str, view: ReviewView
) -> None:
    field = field_for(view, Attendance)
    typed = typed.replace("police", "Mereland Police")
    with pytest.raises(CsprError) as caught:
        field.read(typed)
    assert said in str(caught.value)


def test_days_are_divided_by_semicolons(view: ReviewView) -> None:
    field = dates_field(view, "asked_on", "Asked on", (MONDAY,))
    assert field.value == "Mon 23 Nov 2026"
    assert field.read("16/11; today") == (date(2026, 11, 16), MONDAY)


async def test_a_learning_event_is_kept_with_who_came_by_agency_and_role(
    demo: Sitting,
) -> None:
    async with driving(demo, (80, 40)) as driver:
        await driver.press("enter")
        await driver.add("Meeting")
        await driver.type("c")
        await driver.press("tab", "tab", "tab")
        assert "one a line: agency; role; status" in driver.text
        await driver.type("Mereland Police; DCI; attended")
        await driver.press("enter")
        await driver.type("Northmere Education; manager; apologies")
        text = await driver.press("ctrl+s")
        assert "Meeting added" in text
    kept: Meeting = demo.store.load("7QXM4").meetings[-1]
    assert kept.type.label == "Practitioner learning event"
    assert [a.status for a in kept.attendance] == [
        AttendanceStatus.ATTENDED,
        AttendanceStatus.APOLOGIES,
    ]


async def test_a_gate_is_set_in_a_proceeding(demo: Sitting) -> None:
    async with driving(demo) as driver:
        await driver.press("enter")
        await driver.add("Parallel proceeding")
        await driver.press("ctrl+s")
        await driver.to("Parallel proceeding")
        await driver.press("enter", "G", "p")
        await driver.fill("publication", "today", "Crown Prosecution Service")
        text = await driver.press("ctrl+s")
        assert "Gate added to L" in text
        text = await driver.press("q", "g", "k")
        assert "HOLD  G" in text
    gate = demo.store.load("7QXM4").gates[-1]
    assert (gate.set_on, gate.set_by) == (MONDAY, "Crown Prosecution Service")


async def test_a_gate_is_asked_about_and_cleared_where_it_shows(demo: Sitting) -> None:
    ref = next(r for r in demo.store.refs() if demo.store.load(r).gates)
    held = next(gate for gate in demo.store.load(ref).gates if gate.is_open)
    async with driving(demo) as driver:
        await driver.press("slash", *ref, "enter", "enter")
        await driver.to(f"HOLD  {held.id}")
        await driver.press("e")
        await driver.fill("", "", "", "", "today", "today")
        text = await driver.press("ctrl+s")
        assert f"Gate {held.id} of L" in text
        assert f"HOLD  {held.id}" not in text
        cleared = next(g for g in demo.store.load(ref).gates if g.id == held.id)
        assert (cleared.asked_on, cleared.cleared_on) == ((MONDAY,), MONDAY)
        await driver.press("u")
    assert held in demo.store.load(ref).gates


async def test_a_chase_can_be_corrected(demo: Sitting) -> None:
    async with driving(demo) as driver:
        await driver.press("enter")
        await driver.to("Request to an agency")
        await driver.press("enter")
        await driver.to("H")
        await driver.press("enter")
        await driver.fill("", "", "", "", "", "Wrong number dialled")
        text = await driver.press("ctrl+s")
        assert "Chase H" in text
    notes = [c.note for r in demo.store.load("7QXM4").requests for c in r.chasers]
    assert any("Wrong number dialled" in note for note in notes)


async def test_enter_on_an_involvement_opens_its_form(demo: Sitting) -> None:
    async with driving(demo) as driver:
        await driver.press("enter", "3")
        await driver.to("Involvement")
        text = await driver.press("j", "enter")
        assert "Agency's involvement V" in text


async def test_a_timeline_row_is_edited_where_it_stands(demo: Sitting) -> None:
    async with driving(demo, (80, 40)) as driver:
        text = await driver.press("enter", "5", "j", "e")
        assert "Contact with" in text or "Note" in text or "Meeting" in text
