from __future__ import annotations

from dataclasses import replace

import pytest

from cspr_tui.domain.record.people import RestrictionType
from cspr_tui.domain.record.proceedings import ParallelProceeding, ProceedingType
from cspr_tui.domain.record.review import Review, Status
from cspr_tui.domain.record.stage import Stage
from cspr_tui.domain.steps.entries.edit_entry import entry_added, entry_changed
from cspr_tui.domain.steps.entries.log import ContactBarredError
from cspr_tui.domain.steps.step import Step
from tests.factories import contact, gate, restriction
from tests.factories import person as made_person
from tests.screens.driver import Driver, driving
from tests.sitting import MONDAY, Sitting

REF = "7QXM4"


def put(sitting: Sitting, ref: str = REF, **facts: object) -> Review:
    def apply(review: Review) -> Review:
        return replace(review, **facts)  # type: ignore[arg-type]

    return sitting.reviews.change(ref, Step("put for the test", apply))


async def opened(driver: Driver) -> str:
    return await driver.press("enter")


async def test_the_history_names_each_change_and_takes_one_back(demo: Sitting) -> None:
    held = demo.store.load(REF).sin_ref
    put(demo, sin_ref="N-one")
    put(demo, methodology="SILP")
    async with driving(demo) as driver:
        text = await driver.press("enter", "v")
        assert "History:" in text
        assert "put for the test" in text
        text = await driver.press("j", "enter")
        assert "sin ref" in text
        assert "new  N-one" in text
        text = await driver.press("u", "y")
        assert "Took back: put for the test" in text
        text = await driver.press("q", "q")
        assert "Took back: put for the test" in text
    review = demo.store.load(REF)
    assert (review.sin_ref, review.methodology) == (held, "SILP")


async def test_what_was_taken_back_is_done_again_from_the_history(
    demo: Sitting,
) -> None:
    put(demo, sin_ref="N-one")
    async with driving(demo) as driver:
        await driver.press("enter", "v", "u", "y")
        text = await driver.press("g", "u")
        assert "Do it again?" in text
        text = await driver.press("y")
        assert "taken back by" in text
    assert demo.store.load(REF).sin_ref == "N-one"


async def test_one_field_is_restored_with_a_reason_and_shown_first(
    demo: Sitting,
) -> None:
    put(demo, sin_ref="N-one", methodology="SILP")
    put(demo, sin_ref="N-two")
    put(demo, sin_ref="N-three")
    async with driving(demo) as driver:
        await driver.press("enter", "v", "j", "enter", "r")
        await driver.type("the Panel has the first")
        text = await driver.press("ctrl+s")
        assert "now    N-three" in text
        assert "again  N-one" in text
        text = await driver.press("y")
        assert "Restored as before change" in text
    review = demo.store.load(REF)
    assert (review.sin_ref, review.methodology) == ("N-one", "SILP")
    assert review.history[-1].why == "the Panel has the first"


async def test_a_move_shows_what_is_still_open_and_skips_only_with_a_reason(
    demo: Sitting,
) -> None:
    before = demo.store.load(REF).stage
    async with driving(demo) as driver:
        text = await driver.press("enter", "s")
        assert "on to the next stage" in text
        assert "past a stage" in text
        await driver.press("j", "enter")
        text = await driver.press("ctrl+s")
        assert "open" in text
        text = await driver.press("y")
        assert "type the reason" in text
        await driver.type("agreed by the panel")
        text = await driver.press("ctrl+s", "y")
        assert "Stage:" in text
    review = demo.store.load(REF)
    assert review.stage is not before
    assert review.history[-1].why == "agreed by the panel"


async def ended(driver: Driver, what: str, why: str) -> str:
    await driver.press("s", "G")
    rows = driver.text.splitlines()
    row = next(n for n, line in enumerate(rows) if what in line)
    while driver.app.cursor_position.y > row:
        await driver.press("k")
    await driver.press("enter", "tab")
    await driver.type(why)
    return await driver.press("ctrl+s", "y")


async def test_a_review_is_withdrawn_and_reopened_with_a_reason(demo: Sitting) -> None:
    async with driving(demo) as driver:
        await opened(driver)
        text = await ended(driver, "Withdraw", "")
        assert "Type why" in text
        await driver.type("not met")
        text = await driver.press("ctrl+s", "y")
        assert "Withdrawn, criteria not met" in text
        assert demo.store.load(REF).status is Status.WITHDRAWN
        text = await driver.press("s", "enter", "tab")
        await driver.type("met after all")
        text = await driver.press("ctrl+s")
        assert "Reopened at" in text
    assert demo.store.load(REF).is_active


async def test_closing_lists_what_blocks_it_and_takes_a_reason(demo: Sitting) -> None:
    async with driving(demo) as driver:
        await opened(driver)
        await driver.press("s", "G", "k", "k", "enter")
        text = await driver.press("ctrl+s")
        assert "BLOCKS" in text
        text = await driver.press("y")
        assert "against closing" in text
        await driver.press("tab")
        await driver.type("agreed with the chair")
        text = await driver.press("ctrl+s", "y")
        assert "Closed: " in text
    review = demo.store.load(REF)
    assert review.status is Status.CLOSED
    assert review.stage is Stage.CLOSURE


async def test_publication_is_refused_at_a_gate_without_a_typed_reason(
    demo: Sitting,
) -> None:
    court = ParallelProceeding("L900", ProceedingType.CRIMINAL, gates=(gate("G900"),))
    put(demo, proceedings=(court,))
    async with driving(demo) as driver:
        await opened(driver)
        text = await ended(driver, "Record publication", "")
        assert "held by G900" in text
        assert demo.store.load(REF).published_on is None
        await driver.type("The judge allows it.")
        text = await driver.press("ctrl+s", "y")
        assert "Published: " in text
    review = demo.store.load(REF)
    assert review.published_on == MONDAY
    assert review.history[-1].why == "The judge allows it."


@pytest.fixture
def barred(demo: Sitting) -> Sitting:
    mother = made_person("P900")
    bar = restriction("B900", person="P900", type=RestrictionType.POLICE_HOLD)
    before = demo.store.load(REF)
    put(demo, people=(*before.people, mother), restrictions=(bar,))
    return demo


WAYS = {
    "the family tab": ("2", "a", "a"),
    "the overview's list": ("a", "enter"),
    "the timeline": ("5", "a", "enter"),
}


@pytest.mark.parametrize("way", WAYS)
async def test_a_contact_against_a_restriction_asks_first_whichever_way(
    way: str, barred: Sitting
) -> None:
    before = len(barred.store.load(REF).contacts)
    async with driving(barred) as driver:
        await driver.press("enter", *WAYS[way])
        await driver.type("P900")
        await driver.press(*["tab"] * 6)
        await driver.type("rang")
        text = await driver.press("ctrl+s")
        assert "Contact with P900 is restricted (B900" in text
        assert len(barred.store.load(REF).contacts) == before
        await driver.press("tab")
        await driver.type("she rang us")
        text = await driver.press("ctrl+s")
        assert "Contact with P900 is restricted: B900 Police" in text
        assert "because: she rang us" in text
        await driver.press("n")
        assert len(barred.store.load(REF).contacts) == before
        await driver.press("ctrl+s", "y")
    assert barred.store.load(REF).contacts[-1].despite == "she rang us"


def test_a_contact_is_not_turned_into_one_that_is_restricted(barred: Sitting) -> None:
    known = barred.store.load(REF).contacts[0]
    theirs = replace(known, persons=("P900",), on=MONDAY, despite="")
    for step in (
        entry_changed("contacts", known, theirs),
        entry_added("contacts", contact("", MONDAY, known.purpose, persons=("P900",))),
    ):
        with pytest.raises(ContactBarredError):
            barred.reviews.change(REF, step)
    noted = replace(known, note="corrected")
    barred.reviews.change(REF, entry_changed("contacts", known, noted))


async def test_a_whole_entry_is_restored_by_key(demo: Sitting) -> None:
    held = demo.store.load(REF).notes
    first = replace(held[0], text="typed over", by="someone else")
    put(demo, notes=(first, *held[1:]))
    async with driving(demo) as driver:
        text = await driver.press("enter", "v", "enter", "e")
        assert f"Restore {first.id}" in text
        await driver.press("ctrl+s")
        text = await driver.press("y")
        assert "Restored as before change" in text
    assert demo.store.load(REF).notes == held


async def test_only_an_entry_is_restored_as_a_whole(demo: Sitting) -> None:
    put(demo, sin_ref="N-one")
    async with driving(demo) as driver:
        assert "Go to a field of an entry" in await driver.press(
            "enter", "v", "enter", "e"
        )
