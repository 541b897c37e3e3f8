"""The export check, by keys alone: found, settled, read, signed, written."""

from __future__ import annotations

from pathlib import Path

import pytest

from cspr_tui.domain.record.documents import SectionKind
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.record.sections import section_of
from cspr_tui.domain.record.wording_decisions import Treatment
from cspr_tui.domain.steps.review.report_sections import section_written
from cspr_tui.screens.forms.form_screen import RESTED
from tests.screens.driver import Driver, driving, only_name_in
from tests.sitting import Sitting

REF = "YGP9Z"
OPEN = ("j", "j", "j", "j", "enter", "6", "x")


def write(sitting: Sitting, text: str) -> Review:
    review = sitting.store.load(REF)
    held = section_of(review, SectionKind.NARRATIVE)
    step = section_written(SectionKind.NARRATIVE, text, held.text if held else "")
    return sitting.reviews.change(REF, step)


@pytest.fixture
def stranger(demo: Sitting) -> Sitting:
    write(demo, "Marcus Feltwell saw the boy.\n\nMarcus Feltwell told nobody.\n")
    return demo


async def test_one_decision_settles_a_wording_wherever_it_stands(
    stranger: Sitting,
) -> None:
    async with driving(stranger) as driver:
        text = await driver.press(*OPEN)
        assert "Marcus Feltwell x2" in text
        await driver.press("r")
        text = await driver.press("ctrl+s")
        assert "Say what replaces it" in text
        await driver.type("a professional")
        text = await driver.press("ctrl+s")
        assert "Settled (1)" in text
        assert "-> a professional" in text
        assert "Nothing is open" in text
    (decision,) = stranger.store.load(REF).decisions
    assert decision.treatment is Treatment.REPLACE


async def test_keeping_asks_for_a_reason_and_undo_asks_again(
    stranger: Sitting,
) -> None:
    async with driving(stranger) as driver:
        await driver.press(*OPEN, "i")
        text = await driver.press("ctrl+s")
        assert "Say why it may stay" in text
        await driver.type("a public figure who agreed")
        text = await driver.press("ctrl+s")
        assert "stays: a public figure who agreed" in text
        text = await driver.press("u")
        assert "Settled (0)" in text
        assert "Marcus Feltwell" in text


async def test_a_decision_is_withdrawn_by_opening_it(stranger: Sitting) -> None:
    async with driving(stranger) as driver:
        await driver.press(*OPEN, "r", "x", "ctrl+s")
        text = await driver.press("G", "k", "k", "enter")
        assert "Settled (0)" in text
        assert "Export is blocked" in text


async def test_a_wording_can_be_said_to_be_somebody_on_record(
    stranger: Sitting,
) -> None:
    async with driving(stranger) as driver:
        await driver.press(*OPEN)
        text = await driver.press("p")
        assert "Who is Marcus Feltwell?" in text
        text = await driver.press("enter")
        assert "Nothing is open" in text
    (decision,) = stranger.store.load(REF).decisions
    assert (decision.treatment, decision.instead) == (Treatment.PERSON, "P1")


async def test_a_person_to_add_comes_with_the_name_that_was_found(
    stranger: Sitting,
) -> None:
    async with driving(stranger) as driver:
        await driver.press(*OPEN)
        text = await driver.press("a")
        assert "Forename              Marcus" in text
        assert "Surname               Feltwell" in text
        text = await driver.press("ctrl+s")
        assert "Nothing is open" in text
    person = stranger.store.load(REF).people[-1]
    assert (person.name, person.is_engaged) == ("Marcus Feltwell", False)


async def test_nothing_leaves_without_the_name_of_who_read_it(
    demo: Sitting, tmp_path: Path
) -> None:
    before = write(demo, "Nobody asked what the days were like.").exports
    async with driving(demo) as driver:
        await driver.press(*OPEN, "v", "q", "x")
        await driver.type(str(tmp_path))
        text = await driver.press("ctrl+s")
        assert "Say who read and checked it" in text
    assert demo.store.load(REF).exports == before


async def sign_off(driver: Driver, folder: Path) -> str:
    await driver.press("v", "q", "x")
    await driver.type(str(folder))
    await driver.press("tab")
    await driver.type("J Barlow")
    return await driver.press("ctrl+s")


def facts_of(review: Review) -> dict[str, object]:
    changing = {"version", "serial", "history", "decisions", "exports", "sections"}
    return {f: getattr(review, f) for f in review.__slots__ if f not in changing}


async def test_ten_planted_identifiers_are_settled_before_the_report_leaves(
    demo: Sitting, tmp_path: Path
) -> None:
    review = demo.store.load(REF)
    child = review.people[0]
    planted = [
        f"{child.forename} {child.surname}",
        "Marcus Feltwell",
        "07700 900455",
        "m.feltwell@example.org",
        "NW26 9ZZ",
        "14 March 2019",
        "943 476 5919",
        "QQ 12 34 56 C",
        "www.example.org/marcus",
        "19 Linden Crescent",
    ]
    before = facts_of(write(demo, "\n\n".join(f"It said {p}." for p in planted)))
    async with driving(demo, (120, 40)) as driver:
        text = await driver.press(*OPEN)
        assert "Export is blocked" in text
        for _ in planted:
            if "Nothing is open" in text:
                break
            text = await driver.press("r", "x", "ctrl+s")
        assert "Nothing is open" in text
        assert "Wrote" in await sign_off(driver, tmp_path)
    left = tmp_path / only_name_in(tmp_path)
    said = left.read_text(encoding="utf-8") + left.name
    assert not [p for p in planted if p.casefold() in said.casefold()]
    assert facts_of(demo.store.load(REF)) == before


async def test_what_one_rule_found_is_settled_by_one_key(demo: Sitting) -> None:
    write(demo, "Marcus Feltwell rang.\n\nDoreen Haskett rang too.\n")
    async with driving(demo, (100, 30)) as driver:
        text = await driver.press(*OPEN)
        assert "Doreen Haskett" in text
        text = await driver.press("m")
        assert "2 alike: Marcus" in text
        await driver.press("r")
        await driver.type("a neighbour")
        text = await driver.press("ctrl+s")
        assert "Nothing is open" in text
        assert "Settled (2)" in text
        text = await driver.press("u")
        assert "Settled (0)" in text


async def test_rare_facts_have_a_page_and_are_signed_by_one_key(demo: Sitting) -> None:
    write(demo, "The deaf boy is one of twins. Only two families were told.\n")
    async with driving(demo, (100, 40)) as driver:
        text = await driver.press(*OPEN, "d")
        assert "These can tell who it is without a name" in text
        assert "QUASI" in text
        assert "SMALL_NUMBER" in text
        text = await driver.press("s")
        assert "Sign rare facts" in text
        await driver.type("the school roll; nobody else is a twin there")
        await driver.pilot.pause(RESTED + 0.2)
        assert demo.reviews.drafts
        (kept,) = demo.reviews.drafts.all()
        assert kept.texts == {"reason": "the school roll; nobody else is a twin there"}
        text = await driver.press("ctrl+s")
        assert "No rare facts are open." in text
        text = await driver.press("d")
        assert "Nothing is open" in text
        text = await driver.press("s")
        assert "no rare facts to sign" in text
