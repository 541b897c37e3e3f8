from __future__ import annotations

import re

from textual.events import Paste

from tests.screens.driver import driving
from tests.sitting import Sitting


def states(text: str) -> list[str]:
    """Return the state words of the rows shown on a board."""
    rows = re.findall(r"^([A-Z][A-Z ]+?) +[2-9A-Z]{5} +[A-Z]", text, re.MULTILINE)
    return [row for row in rows if row != "State"]


async def test_the_list_narrows_as_a_filter_is_typed(demo: Sitting) -> None:
    async with driving(demo) as driver:
        text = await driver.press("slash", *"is:late")
        assert "Filter is:late: 4 of 22, 18 hidden (Esc clears)" in text
        rows = [line.split()[0] for line in text.splitlines()[3:7]]
        assert rows == ["LATE"] * 4
        assert not text.splitlines()[7].strip()


async def test_a_slip_keeps_the_last_list_and_says_what_was_meant(
    demo: Sitting,
) -> None:
    async with driving(demo) as driver:
        await driver.press("slash", *"is:late")
        text = await driver.press("space", *"onwer:jb")
        said = 'Unknown key "onwer:". Did you mean owner? Showing the last valid'
        assert said in text
        assert text.splitlines()[3].startswith("LATE")


async def test_the_last_valid_list_is_kept_while_the_text_cannot_be_read(
    demo: Sitting,
) -> None:
    async with driving(demo) as driver:
        await driver.press("slash", *"is:late")
        text = await driver.press("comma")
        said = '"is:" wants a value after it. Showing the last valid filter, 4 of 22.'
        assert said in text
        assert states(text) == ["LATE"] * 4
        text = await driver.press(*"zz", "space", *"own")
        assert states(text) == ["LATE"] * 4
        text = await driver.press("enter")
        assert "Filter is:late: 4 of 22, 18 hidden (Esc clears)" in text
        assert text.splitlines()[1].startswith("Filter is:late ")


async def test_a_text_made_readable_again_says_what_it_finds(demo: Sitting) -> None:
    async with driving(demo) as driver:
        await driver.press("slash", *"is:late", "comma")
        text = await driver.press("backspace")
        assert "Filter is:late: 4 of 22, 18 hidden (Esc clears)" in text


async def test_what_can_be_read_is_shown_where_nothing_was_valid_before(
    demo: Sitting,
) -> None:
    async with driving(demo) as driver:
        await driver.press("slash")
        driver.app.post_message(Paste("is:late onwer:jb"))
        await driver.rest()
        assert "Did you mean owner? Showing the last valid filter, 4" in driver.text
        assert states(driver.text) == ["LATE"] * 4


async def test_esc_clears_the_filter_and_enter_keeps_it(demo: Sitting) -> None:
    async with driving(demo) as driver:
        await driver.press("slash", *"is:late")
        kept = await driver.press("enter")
        assert kept.splitlines()[1].startswith("Filter is:late")
        assert "q quit" in kept
        cleared = await driver.press("escape")
        assert cleared.splitlines()[1].startswith("View  [1 Team 22]")
        assert "OK " in cleared


async def test_no_match_is_a_sentence_of_its_own(demo: Sitting) -> None:
    async with driving(demo) as driver:
        text = await driver.press("slash", *"zzzz")
        assert 'No match for "zzzz". 22 hidden. Esc clears.' in text


async def test_tab_completes_and_goes_on_to_the_next_way(demo: Sitting) -> None:
    async with driving(demo) as driver:
        await driver.press("slash", *"sta", "tab")
        assert "stage:" in driver.text.splitlines()[1]
        await driver.press(*"s", "tab")
        first = driver.text.splitlines()[1]
        assert "stage:scoping" in first
        await driver.press("tab")
        assert "stage:set_up" in driver.text.splitlines()[1]


async def test_words_are_looked_for_in_the_timelines_on_enter(demo: Sitting) -> None:
    async with driving(demo) as driver:
        text = await driver.press("slash", *"hospital", "enter")
        assert states(text) == ["OK", "HOLD"]
        said = "Filter hospital: 2 of 22 by their timelines, 20 hidden (Esc clears)"
        assert said in text
    logged = list(demo.store.accesses())[-1]
    assert logged.did == "searched timelines"
    assert "hospital" not in f"{logged}"


async def test_rows_found_both_ways_are_counted_once(demo: Sitting) -> None:
    async with driving(demo, (120, 40)) as driver:
        text = await driver.press("slash", *"scoping")
        assert len(states(text)) == 2
        text = await driver.press("enter")
        assert len(states(text)) == 24
        said = "scoping: 19 of 22 and 5 closed, 22 of them by their timelines, 3 hidden"
        assert said in text


async def test_words_that_stand_nowhere_are_said_to_stand_in_no_timeline(
    demo: Sitting,
) -> None:
    async with driving(demo) as driver:
        text = await driver.press("slash", *"zzzz", "enter")
        assert '"zzzz". 22 hidden. Esc clears. Nothing in the timelines.' in text


async def test_a_note_found_is_called_a_note_once(demo: Sitting) -> None:
    async with driving(demo) as driver:
        text = await driver.press("slash", *"hospital", "enter")
        assert " Note: " in text
        assert "Note: Note" not in text


async def test_tab_goes_on_from_a_key_to_its_words(demo: Sitting) -> None:
    async with driving(demo) as driver:
        await driver.press("slash", *"sta", "tab", "tab")
        assert "stage:referral" in driver.text.splitlines()[1]
        await driver.press(*["backspace"] * 20, *"is:late,", "tab")
        assert "is:late,noclock" in driver.text.splitlines()[1]


async def test_a_view_is_made_changed_and_dropped_in_the_app(demo: Sitting) -> None:
    async with driving(demo) as driver:
        await driver.press("slash", *"is:soon", "enter", "v", "a")
        await driver.press(*"Soon ones", "ctrl+s")
        assert "View Soon ones saved." in driver.text
        assert "7  Soon ones                  6  shared   is:soon" in driver.text
        await driver.press("q", "7")
        assert driver.text.splitlines()[1].startswith("View  [7 Soon ones 6]")
        assert "Filter view Soon ones: 6 of 22" in driver.text
        await driver.press("v", "G", "d", "y")
        assert "View Soon ones dropped.  u takes it back." in driver.text
        assert "Soon ones" in await driver.press("u")
        await driver.press("U")
    assert [v.name for v in demo.store.partnership().views] == [
        "My late ones",
        "Waiting on the police",
    ]


async def test_whose_a_view_is_stands_there_however_long_its_filter(
    demo: Sitting,
) -> None:
    long = " ".join(["-waiting:police"] * 6)
    async with driving(demo) as driver:
        await driver.press("slash", *long, "enter", "v", "a")
        await driver.press(*"Long", "ctrl+s")
        line = next(li for li in driver.text.splitlines() if li.startswith("7  Long"))
        assert "  shared   -waiting:police" in line
        assert line.endswith("..")
        assert len(line) <= 80
        await driver.pilot.resize_terminal(160, 40)
        await driver.rest()
        line = next(li for li in driver.text.splitlines() if li.startswith("7  Long"))
        assert line.endswith("-waiting:police")


async def test_marked_reviews_come_back_on_a_day_together(demo: Sitting) -> None:
    async with driving(demo) as driver:
        text = await driver.press("space", "space")
        assert "2 marked" in text
        assert text.splitlines()[3].startswith("LATE    *")
        await driver.press("f")
        text = await driver.press("ctrl+s")
        assert "Bring back on Mon 30 Nov 2026: 7QXM4 and N7722." in text
        assert "Bring back Mon 30 Nov." in await driver.press("g")
    for ref in ("7QXM4", "N7722"):
        days = [b.on for b in demo.store.load(ref).bring_backs if b.done_on is None]
        assert [f"{day}" for day in days] == ["2026-11-30"]


async def test_a_review_is_given_to_another_owner_and_taken_back(
    demo: Sitting,
) -> None:
    async with driving(demo) as driver:
        await driver.press("o", "j", "enter", "ctrl+s")
        assert "Handed over to" in driver.text
        given = demo.store.load("7QXM4").owner
        await driver.press("u")
    assert given != demo.store.load("7QXM4").owner == "jbarlow"


async def test_the_list_is_sorted_by_what_is_asked_for(demo: Sitting) -> None:
    async with driving(demo) as driver:
        text = await driver.press("s", "j", "j", "enter")
        refs = [line[9:14] for line in text.splitlines()[3:20]]
        assert refs == sorted(refs)
        assert "Sorted by ref. Esc clears." in text
