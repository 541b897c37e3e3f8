from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cspr_tui.domain.record.agencies import Agency
from cspr_tui.domain.record.partnership import Coordinator, LocalHoliday, Partnership
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.partnership_settings import (
    ItemGoneError,
    NameTakenError,
    add_item,
    change_details,
    change_item,
    remove_item,
)
from cspr_tui.domain.steps.review.handover import (
    Handover,
    OwnedByAnotherError,
    review_handed_over,
)
from cspr_tui.domain.steps.review.retention import (
    HoldNeedsAReasonError,
    retention_set,
    retention_words,
)
from cspr_tui.domain.steps.step import ChangedMeanwhileError

DAY = date(2026, 11, 23)
JB = Coordinator("jbarlow", "Joanne Barlow", "JB")
EVE = LocalHoliday(date(2026, 12, 24), "Proclaimed")
HELD = Partnership(coordinators=(JB,), holidays=(EVE,))


def test_two_people_changing_different_facts_of_one_setting_keep_both() -> None:
    theirs = change_item("coordinators", JB, replace(JB, cover="mokafor"))(HELD)
    mine = change_item("coordinators", JB, replace(JB, name="Jo Barlow"))(theirs)
    assert mine.coordinators == (replace(JB, name="Jo Barlow", cover="mokafor"),)


def test_two_people_changing_the_same_fact_are_told() -> None:
    theirs = change_item("coordinators", JB, replace(JB, name="J Barlow"))(HELD)
    mine = change_item("coordinators", JB, replace(JB, name="Jo Barlow"))
    with pytest.raises(ChangedMeanwhileError, match="changed name of jbarlow"):
        mine(theirs)
    with pytest.raises(ChangedMeanwhileError, match="changed name of jbarlow"):
        remove_item("coordinators", JB)(theirs)


def test_a_name_is_given_once() -> None:
    with pytest.raises(NameTakenError, match="a coordinator JBARLOW already"):
        add_item("coordinators", replace(JB, id="JBARLOW"))(HELD)
    with pytest.raises(NameTakenError, match="Thu 24 Dec 2026 already"):
        add_item("holidays", replace(EVE, name="Again"))(HELD)


def test_an_agency_gets_a_number_of_its_own() -> None:
    once = add_item("agencies", Agency("", "Harbour School"))(HELD)
    twice = add_item("agencies", Agency("", "Mereside Surgery"))(once)
    assert [agency.id for agency in twice.agencies] == ["A1", "A2"]


def test_what_is_gone_already_is_said() -> None:
    gone = remove_item("holidays", EVE)(HELD)
    assert gone.holidays == ()
    with pytest.raises(ItemGoneError, match="Thu 24 Dec 2026 is not in the settings"):
        remove_item("holidays", EVE)(gone)


def test_a_fact_of_the_partnership_changed_by_others_is_not_overwritten() -> None:
    mine = change_details(HELD, name="Northmere", area="North", backup_days=7)
    assert mine(HELD).name == "Northmere"
    with pytest.raises(ChangedMeanwhileError, match="changed area"):
        mine(replace(HELD, area="South"))
    assert mine(replace(HELD, backup_days=3)).backup_days == 3


@pytest.mark.parametrize(
    ("person", "said"),
    [
        (JB, None),
        (replace(JB, left_on=DAY), "left Mon 23 Nov"),
        (replace(JB, away_from=DAY), "away"),
        (replace(JB, away_from=DAY, away_until=DAY), "away until Mon 23 Nov"),
        (replace(JB, away_until=DAY), None),
        (replace(JB, away_from=date(2026, 11, 2), away_until=date(2026, 11, 20)), None),
    ],
)
def test_somebody_is_away_on_the_days_that_say_so(
    person: Coordinator, said: str | None
) -> None:
    absence = person.absence(DAY)
    assert (absence.said if absence else None) == said


def given(to: str, note: str) -> Handover:
    return Handover(to, to[:2].upper(), DAY, "jbarlow", note, before="skaur")


def test_a_review_is_handed_over_with_its_note() -> None:
    review = Review("7QXM4", owner="skaur", cover="mokafor")
    after = review_handed_over(given("mokafor", "SK leaves")).apply(review)
    assert (after.owner, after.cover) == ("mokafor", "")
    assert after.notes[0].text == "Handed over to MO: SK leaves"
    with pytest.raises(OwnedByAnotherError, match="belongs to mokafor by now"):
        review_handed_over(given("jbarlow", "SK leaves")).apply(after)


def test_a_handover_without_words_leaves_no_note() -> None:
    step = review_handed_over(given("mokafor", ""))
    assert step.apply(Review("7QXM4", owner="skaur")).notes == ()


def test_keeping_is_set_and_a_hold_lifted_for_a_reason_only() -> None:
    review = Review("7QXM4")
    wanted = replace(review, legal_hold=True, disposal_review_on=DAY)
    held = retention_set(review, wanted).apply(review)
    said = "LEGAL HOLD: keep it; decide on Mon 23 Nov 2026; no basis recorded"
    assert retention_words(held) == said
    free = replace(held, legal_hold=False)
    with pytest.raises(HoldNeedsAReasonError, match="lifting a legal hold"):
        retention_set(held, free).apply(held)
    assert not retention_set(held, free, "inquiry ended").apply(held).legal_hold
    with pytest.raises(HoldNeedsAReasonError, match="taking the day to decide out"):
        retention_set(held, replace(held, disposal_review_on=None)).apply(held)


def test_keeping_changed_by_others_is_not_overwritten() -> None:
    seen = Review("7QXM4")
    theirs = replace(seen, retention_basis="Schedule 4")
    mine = replace(seen, retention_basis="Local schedule")
    with pytest.raises(ChangedMeanwhileError, match="changed the retention basis"):
        retention_set(seen, mine).apply(theirs)
