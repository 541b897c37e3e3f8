from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.domain.values.choice import UnknownChoiceError
from cspr_tui.screens.review.forms.party_fields import agency_field
from cspr_tui.screens.review.review_view import view_of, whom_to_ask
from tests.screens.driver import driving
from tests.sitting import MONDAY, Sitting


async def test_a_chase_is_recorded_with_the_next_one_set(demo: Sitting) -> None:
    async with driving(demo) as driver:
        await driver.press("j", "j", "enter", "3")
        page = await driver.press("enter")
        assert "Words for a reminder; nothing is sent from here" in page
        await driver.press("q", "c")
        text = await driver.press("ctrl+s")
        assert "chased.  u undoes it." in text
    chasers = [c for r in demo.store.load("4GXHG").requests for c in r.chasers]
    (made,) = [chaser for chaser in chasers if chaser.on == MONDAY]
    assert (made.by, made.next_on) == ("jbarlow", date(2026, 11, 26))


def test_whom_to_ask_is_said_from_the_directory_or_how_to_add_them(
    demo: Sitting,
) -> None:
    known = demo.reviews.partnership
    (first, deputy) = whom_to_ask(known, "Mereland Police")
    assert first == (
        "Review Officer, Public Protection: Bethan Crail, 01632 960111, "
        "b.crail@example.org"
    )
    assert deputy.startswith("Detective Chief Inspector (deputy): ")
    bare = replace(known.agencies[0], officers=())
    assert (
        "nobody in the directory"
        in whom_to_ask(Partnership(agencies=(bare,)), bare.name)[0]
    )
    assert "not in the directory" in whom_to_ask(known, "Harbour School")[0]


async def test_a_request_and_its_chase_say_whom_to_ask(demo: Sitting) -> None:
    async with driving(demo, (120, 40)) as driver:
        page = await driver.press("enter", "3", "enter")
        assert "Whom to ask     Education Safeguarding Lead: Rosamund Kyte" in page
        await driver.press("q", "c", "tab")
        form = await driver.press("tab")
        assert "Education Safeguarding Lead: Rosamund Kyte" in form


def test_an_agency_is_read_by_letter_or_by_what_only_one_begins_with(
    demo: Sitting,
) -> None:
    view = view_of(demo.store.load("7QXM4"), demo.reviews)
    read = agency_field(view, "Agency").read
    assert read("b") == read("mereland pol") == read("Mereland Police")
    assert read("csc") == read("Children's") == "Northmere Children's Social Care"
    assert read("gp") == "Primary Care Safeguarding Team"
    with pytest.raises(UnknownChoiceError, match="begins several names; type more"):
        read("mereland")
    with pytest.raises(UnknownChoiceError, match="or add the agency first, by the key"):
        read("Harbour School")


async def test_a_nil_return_is_an_answer(demo: Sitting) -> None:
    async with driving(demo) as driver:
        await driver.press("j", "j", "enter", "3", "r")
        await driver.type("d")
        text = await driver.press("ctrl+s")
        assert "nil return.  u undoes it." in text
    answers = [r.answered_on for r in demo.store.load("4GXHG").requests]
    assert MONDAY in answers


async def test_a_request_answered_meanwhile_is_not_chased(demo: Sitting) -> None:
    async with driving(demo) as driver:
        await driver.press("j", "j", "enter", "3", "c")
        other = Sitting(demo.store, actor="MO")
        await _answer(other, "4GXHG")
        text = await driver.press("ctrl+s")
        assert "on 23 Nov 2026; there is nothing to" in text


async def _answer(sitting: Sitting, ref: str) -> None:
    async with driving(sitting) as driver:
        await driver.press("j", "j", "enter", "3", "r", "ctrl+s")
    assert any(r.answered_on for r in sitting.store.load(ref).requests)
