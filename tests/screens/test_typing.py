"""However fast keys come, each acts where and when it was meant."""

from __future__ import annotations

from textual.events import Key
from textual.widgets import Input

from cspr_tui.app import CsprApp
from cspr_tui.screens.board import BoardScreen
from cspr_tui.screens.form import FormScreen
from tests.screens.driver import driving
from tests.screens.terminal import Terminal
from tests.sitting import Sitting

SAID = "She will ring back on Friday, after school."
CALL = f"\r2aP4\tCall\t\tReached\t\t\t{SAID}\x13"


def test_a_whole_call_sent_in_one_burst_is_logged_to_the_letter(demo: Sitting) -> None:
    before = demo.store.load("7QXM4").contacts
    terminal = Terminal(demo.store.folder)
    terminal.read_until("q quit")
    terminal.send(CALL)
    terminal.read_until("Call with family logged.")
    terminal.leave()
    contact = demo.store.load("7QXM4").contacts[-1]
    assert len(demo.store.load("7QXM4").contacts) == len(before) + 1
    assert (contact.persons, contact.note) == (("P4",), SAID)


def burst(app: CsprApp, keys: str) -> None:
    names = {"\r": "enter", "\t": "tab", "\x13": "ctrl+s", "\x1b": "escape"}
    for key in keys:
        app.post_message(Key(names.get(key, key), None if key in names else key))


async def test_what_follows_tab_in_a_burst_goes_into_the_next_field(
    demo: Sitting,
) -> None:
    async with driving(demo) as driver:
        await driver.press("a")
        burst(driver.app, "rapid\tharm\tABC1\t1/9/2026\tx")
        await driver.rest()
        typed = [box.value for box in driver.app.screen.query(Input)]
    assert typed[2:5] == ["ABC1", "Tue 01 Sep 2026", "x"]


async def test_escape_after_fast_typing_asks_before_the_text_is_lost(
    demo: Sitting,
) -> None:
    async with driving(demo) as driver:
        await driver.press("a")
        burst(driver.app, "\t\tABC1\x1b")
        await driver.rest()
        assert "What you typed is lost" in driver.text


async def test_save_after_fast_typing_saves_all_of_it(demo: Sitting) -> None:
    async with driving(demo) as driver:
        await driver.press("a")
        burst(driver.app, "\t\tABC-1234567890\x13y")
        await driver.rest()
        assert not isinstance(driver.app.screen, FormScreen | BoardScreen)
    assert "ABC-1234567890" in {
        demo.store.load(ref).local_ref for ref in demo.store.marks()
    }
