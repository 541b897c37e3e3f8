from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from cspr_tui.domain.record.form_draft import FormDraft
from cspr_tui.domain.record.partnership import Coordinator
from cspr_tui.domain.steps.partnership_settings import change_item
from cspr_tui.screens.forms.form_screen import RESTED
from cspr_tui.service.use_cases.change_settings import change_settings, newest_settings
from tests.screens.driver import Driver, driving
from tests.sitting import Sitting


def kept_drafts(sitting: Sitting) -> tuple[FormDraft, ...]:
    assert sitting.reviews.drafts is not None
    return sitting.reviews.drafts.all()


async def in_settings(driver: Driver, start: str, *keys: str) -> str:
    await driver.press("comma")
    await driver.to(start)
    return await driver.press(*keys)


async def test_settings_are_listed_and_the_key_is_in_the_help(demo: Sitting) -> None:
    async with driving(demo, (80, 50)) as driver:
        text = await driver.press("comma")
        assert "Coordinators (4)" in text
        assert "JB  Joanne Barlow" in text
        text = await driver.press("q", "question_mark")
        assert ",                            settings" in text


async def added_lena(driver: Driver) -> str:
    await driver.press("comma", "a", "enter")
    await driver.fill("lhart", "Lena Hart", "LH", "", "", "", "", "new post")
    return await driver.press("ctrl+s")


async def test_a_coordinator_is_added_with_a_reason(demo: Sitting) -> None:
    async with driving(demo) as driver:
        text = await added_lena(driver)
        assert "Settings saved" in text
        assert "LH  Lena Hart" in text
        assert "new post" in await driver.press("v")
    held = newest_settings(demo.reviews)
    assert held.coordinators[-1] == Coordinator("lhart", "Lena Hart", "LH")
    assert held.history[-1].why == "new post"


async def test_a_change_of_the_settings_is_undone_by_its_key(demo: Sitting) -> None:
    async with driving(demo) as driver:
        assert "u takes it back" in await added_lena(driver)
        text = await driver.press("u")
        assert "Took back: Settings changed (new post).  U does it again." in text
        assert "Lena Hart" not in text
        text = await driver.press("U")
        assert "Did again" in text
        assert "LH  Lena Hart" in text


async def test_a_change_without_a_reason_is_not_saved(demo: Sitting) -> None:
    async with driving(demo) as driver:
        await in_settings(driver, "Northmere", "e")
        await driver.fill("", "", "9")
        text = await driver.press("ctrl+s")
        assert "Not saved: Why cannot be taken as typed." in text
        await driver.type("monthly backups")
        await driver.press("ctrl+s")
    assert newest_settings(demo.reviews).backup_days == 9


async def test_a_change_is_taken_back_by_changing_back(demo: Sitting) -> None:
    async with driving(demo) as driver:
        for days in ("9", "0"):
            await in_settings(driver, "Northmere", "e", "tab", "tab")
            await driver.fill(days, "as agreed")
            await driver.press("ctrl+s", "q")
    held = newest_settings(demo.reviews)
    assert held.backup_days == 0
    assert [c.why for c in held.history[-2:]] == ["as agreed"] * 2


async def test_what_others_changed_meanwhile_is_asked_about(demo: Sitting) -> None:
    other = Sitting(demo.store, actor="mokafor")
    seen = newest_settings(other.reviews).coordinators[0]
    async with driving(demo, (120, 40)) as driver:
        await in_settings(driver, "JB", "e")
        wanted = replace(seen, name="Joanne Barlow-Reid")
        turn = change_item("coordinators", seen, wanted)
        change_settings(other.reviews, turn, "married")
        await driver.fill("Jo Barlow", "", "", "", "", "", "by her wish")
        text = await driver.press("ctrl+s")
        assert "mokafor (" in text
        assert "changed name of jbarlow meanwhile" in text.replace("\n", " ")
        assert "Name, theirs: Joanne Barlow-Reid" in text
        assert "Name, yours:  Jo Barlow" in text
        await driver.press("m")
    assert newest_settings(demo.reviews).coordinators[0].name == "Jo Barlow"


async def test_the_contacts_of_an_agency_are_typed_one_a_line(demo: Sitting) -> None:
    async with driving(demo, (120, 60)) as driver:
        await driver.press("comma", "a")
        await driver.press("j", "enter")
        await driver.fill("Harbour School", "school", "", "no")
        await driver.press("tab")
        await driver.type("Head; Ann Vale; 07700 900111; ; yes")
        await driver.press("tab")
        await driver.type("asked for by the school")
        text = await driver.press("ctrl+s")
        assert "Harbour School" in text
        assert "Head Ann Vale" in text
    made = newest_settings(demo.reviews).agencies[-1]
    assert not made.may_be_named
    assert made.officers[0].deputy


async def test_an_own_holiday_and_an_own_rule_move_what_is_due(demo: Sitting) -> None:
    async with driving(demo, (120, 60)) as driver:
        await driver.press("comma", "a")
        await driver.to("Local holiday")
        await driver.press("enter")
        await driver.fill("24/12/2026", "Proclaimed", "", "proclaimed")
        assert "Thu 24 Dec 2026" in await driver.press("ctrl+s")
        await driver.press("a")
        await driver.to("Own rule")
        await driver.press("enter")
        await driver.to("Rapid review to Panel")
        await driver.press("enter")
        await driver.fill("20", "", "", "", "", "", "", "agreed")
        text = await driver.press("ctrl+s")
        assert "20 WD (shipped 15)" in text
    assert demo.reviews.rules["RR_SUBMIT"].offset == 20
    assert demo.reviews.rules["RR_SUBMIT"].changed_because == "agreed"
    eve = demo.today.replace(month=12, day=24)
    assert not demo.reviews.calendar.is_working_day(eve)


async def test_an_offset_out_of_reach_is_refused_and_the_text_stays(
    demo: Sitting,
) -> None:
    async with driving(demo, (120, 40)) as driver:
        await in_settings(driver, "Family not contacted", "e")
        await driver.fill("9999", "", "", "", "", "", "", "a slip")
        text = await driver.press("ctrl+s")
        assert "keep the count within 600" in text
        assert "9999" in text


async def test_ending_an_own_rule_brings_the_shipped_one_back(demo: Sitting) -> None:
    async with driving(demo, (120, 40)) as driver:
        await in_settings(driver, "Family not contacted", "d")
        await driver.type("no longer agreed")
        await driver.press("ctrl+s")
    assert not newest_settings(demo.reviews).rules
    assert demo.reviews.rules["FAM_SILENCE"].changed_because == ""


async def test_a_leavers_reviews_are_handed_over_with_a_note(demo: Sitting) -> None:
    owned = [each.ref for each in demo.reviews.board().active if each.owner == "skaur"]
    assert len(owned) > 1
    async with driving(demo, (120, 40)) as driver:
        await in_settings(driver, "SK", "d")
        await driver.fill("30/11/2026", "new job")
        text = await driver.press("ctrl+s")
        assert f"{len(owned)} reviews of SK to hand over" in text
        await driver.press("space", "o")
        await driver.to("MO")
        await driver.press("enter")
        await driver.type("SK leaves at the end of the month")
        await driver.pilot.pause(RESTED + 0.2)
        assert len(kept_drafts(demo)) == 1
        text = await driver.press("ctrl+s")
        assert "Handed over to MO" in text
        assert not kept_drafts(demo)
    kept, *given = [demo.store.load(ref) for ref in owned]
    assert kept.owner == "skaur"
    assert {review.owner for review in given} == {"mokafor"}
    said = "Handed over to MO: SK leaves at the end of the month"
    assert {r.notes[-1].text for r in given} == {said}
    back, _ = demo.reviews.undo_last()
    assert back.owner == "skaur"


async def test_the_board_says_who_covers_while_the_owner_is_away(
    demo: Sitting,
) -> None:
    seen = newest_settings(demo.reviews).coordinators[0]
    away = replace(
        seen,
        cover="mokafor",
        away_from=demo.today,
        away_until=demo.today + timedelta(days=4),
    )
    change_settings(demo.reviews, change_item("coordinators", seen, away), "leave")
    async with driving(demo, (120, 40)) as driver:
        mine = next(
            n
            for n, each in enumerate(demo.reviews.board().active)
            if each.owner == "jbarlow" and not each.cover
        )
        text = await driver.press("g", *["j"] * mine)
        assert "JB away until Fri 27 Nov, MO covers." in text
        assert "JB, away until Fri 27 Nov, cover MO" in await driver.press("enter")


async def add_template(driver: Driver) -> str:
    await driver.press("comma", "a")
    await driver.to("Template")
    await driver.press("enter")
    await driver.type("Scoping")
    await driver.press("tab", "tab")
    for line in (
        "3; scoping return; Mereland Police",
        "10; Write to the family",
        "5; All asked?",
        "asked at every rapid review",
    ):
        await driver.press("tab")
        await driver.type(line)
    return await driver.press("ctrl+s")


async def test_a_template_made_in_the_settings_is_used_in_a_review(
    demo: Sitting,
) -> None:
    before = demo.store.load("7QXM4")
    async with driving(demo, (120, 60)) as driver:
        assert "1 request, 1 action, 1 clock" in await add_template(driver)
        await driver.press("q", "enter")
        await driver.add("From a template")
        await driver.type("a")
        text = await driver.press("ctrl+s")
        assert "Action: Write to the family, due Mon 07 Dec 2026" in text
        text = await driver.press("y")
        assert "Made from the template Scoping.  u undoes it." in text
        made = demo.store.load("7QXM4")
        assert len(made.actions) == len(before.actions) + 1
        assert len(made.bring_backs) == len(before.bring_backs) + 1
        await driver.press("u")
    after = demo.store.load("7QXM4")
    assert after.actions == before.actions
    assert after.bring_backs == before.bring_backs


async def test_a_line_of_a_template_that_lacks_a_part_is_named(demo: Sitting) -> None:
    async with driving(demo, (120, 60)) as driver:
        await driver.press("comma", "a")
        await driver.to("Template")
        await driver.press("enter")
        await driver.fill("Scoping", "", "", "3", "", "", "a slip")
        await driver.press("ctrl+s")
        assert "Line 1 needs type (" in driver.text


async def test_who_covers_is_named_by_initials_and_must_be_there(
    demo: Sitting,
) -> None:
    async with driving(demo, (120, 60)) as driver:
        await in_settings(driver, "JB", "e")
        await driver.fill("", "", "", "PD", "", "", "holiday")
        text = await driver.press("ctrl+s")
        assert "Not saved: Cover cannot be taken as typed." in text
        await driver.type("mo")
        text = await driver.press("ctrl+s")
        assert "cover mokafor" in text
    assert newest_settings(demo.reviews).coordinators[0].cover == "mokafor"
