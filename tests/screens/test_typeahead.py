from __future__ import annotations

import pytest
from textual.events import Key
from textual.widgets import Input

from cspr_tui.domain.record.review import Review, ReviewKind
from tests.screens.driver import driving
from tests.screens.terminal import Terminal
from tests.sitting import SAMPLE, Sitting

NOTE = "Rang school twice; the head is away until Thursday, deputy rings back. "
SHIPPED = [path.stem for path in (SAMPLE / "reviews").iterdir()]
TAB, ENTER, SAVE, LEAVE, RUBOUT = "\t", "\r", "\x13", "\x1b", "\x7f"


def typed_at_once(sitting: Sitting, *bursts: str) -> Terminal:
    terminal = Terminal(sitting.store.folder)
    terminal.read_until("q quit")
    for burst in bursts:
        terminal.send(burst)
    return terminal


def opened(sitting: Sitting) -> Review:
    refs = set(sitting.store.refs()) - set(SHIPPED)
    return sitting.store.load(refs.pop())


def pressed(key: str) -> Key:
    return Key(key, key if len(key) == 1 else None)


@pytest.mark.parametrize("times", [1, 5])
def test_what_is_typed_before_ctrl_s_in_one_write_is_saved_whole(
    times: int, demo: Sitting
) -> None:
    terminal = typed_at_once(demo, "a")
    terminal.read_until("New review")
    local_ref = (NOTE * times).strip()
    terminal.send(f"c{TAB}{TAB}{local_ref}{TAB}1/11{TAB}23 oct{TAB}2/11{SAVE}y")
    terminal.read_until("[1 Overview]")
    terminal.leave()
    review = opened(demo)
    assert review.local_ref == local_ref
    assert review.kind is ReviewKind.LCSPR
    days = (review.incident_on, review.la_aware_on, review.sin_sent_on)
    assert [f"{day:%d %b}" for day in days if day] == ["01 Nov", "23 Oct", "02 Nov"]


def test_enter_goes_on_before_the_next_letter_is_taken(demo: Sitting) -> None:
    terminal = typed_at_once(demo, "a")
    terminal.read_until("New review")
    terminal.send(f"b{ENTER}a{ENTER}NM/26/7x{RUBOUT}{ENTER}today{SAVE}y")
    terminal.read_until("[1 Overview]")
    terminal.leave()
    assert opened(demo).local_ref == "NM/26/7"


def test_a_whole_errand_typed_ahead_is_done_in_order(demo: Sitting) -> None:
    terminal = typed_at_once(demo, f"{ENTER}2aaP1{TAB * 6}{NOTE}{SAVE}")
    terminal.read_until("u undoes it")
    terminal.leave()
    first = "7QXM4"
    assert demo.store.load(first).contacts[-1].note == NOTE


def test_leaving_asks_about_the_letters_typed_just_before(demo: Sitting) -> None:
    terminal = typed_at_once(demo, "a")
    terminal.read_until("New review")
    terminal.send(f"{TAB}{TAB}NM/26/7{LEAVE}")
    terminal.read_until("Leave without saving?")
    terminal.leave()


async def test_keys_pressed_without_a_pause_are_taken_in_order(demo: Sitting) -> None:
    async with driving(demo) as driver:
        await driver.press("a")
        for key in ["tab", "tab", *"NM267", "backspace", *"8", "ctrl+s", "y"]:
            driver.app.post_message(pressed(key))
        await driver.rest()
    assert opened(demo).local_ref == "NM268"


async def test_what_follows_tab_goes_into_the_next_field(demo: Sitting) -> None:
    async with driving(demo) as driver:
        await driver.press("a")
        for key in ["b", "tab", "a", "tab", *"ABC1", "tab", "x"]:
            driver.app.post_message(pressed(key))
        await driver.rest()
        typed = [box.value for box in driver.app.screen.query(Input)]
    assert typed[2:4] == ["ABC1", "x"]
