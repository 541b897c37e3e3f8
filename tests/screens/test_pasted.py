"""Text of any kind put into a form: kept as it is, shown as it is, never acted on."""

from __future__ import annotations

import os
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.events import Paste

from cspr_tui.domain.values.base import without_control_characters
from cspr_tui.terminal.paste_safe_driver import BEGINS, ENDS, ESC, Pasted
from tests.screens.driver import Driver, driving
from tests.screens.terminal import Terminal
from tests.sitting import Sitting

REF = "7QXM4"
LONG = "Health visitor saw \u00c1ine [twice]; mother was tired but warm. " * 3500
NASTY = (
    "[redacted]",
    "a [/] b",
    "[@click=app.quit]x[/]",
    "[bold red]loud[/bold red] [",
    "\x1b]0;title\x07 after \x1b[31mred\x1b[0m \x9b2J",
    "\u202eright to left\u202c \u05d0\u05d1\u05d2 \u0627\u0644\u0639",
    "\U0001f476\U0001f3fd na\u00efve \u4e2d\u6587 e\u0301 Z\u0351\u0343\u034a algo",
    "tab\there\x00 null \x7f",
    "\ud800 lone",
)


async def paste(driver: Driver, text: str) -> None:
    driver.app.post_message(Paste(text))
    await driver.rest()


async def note_form(driver: Driver) -> None:
    await driver.press("enter", "a", "j", "j", "enter", "tab")


@pytest.mark.parametrize("text", NASTY)
async def test_whatever_is_pasted_is_stored_and_shown_as_it_is(
    text: str, demo: Sitting
) -> None:
    async with driving(demo, (120, 40)) as driver:
        await note_form(driver)
        await paste(driver, text)
        shown = driver.text
        await driver.press("ctrl+s", "5")
        listed = driver.text
    kept = demo.store.load(REF).notes[-1].text
    assert kept == without_control_characters(text)
    assert not {"\x1b", "\x9b", "\x07", "\u202e", "\x00"} & set(shown + listed)
    assert "redacted" not in text or "[redacted]" in shown


@pytest.mark.parametrize("text", NASTY)
async def test_whatever_is_pasted_into_a_line_stays_in_that_line(
    text: str, demo: Sitting
) -> None:
    async with driving(demo, (120, 40)) as driver:
        await driver.press("a", "tab", "tab")
        await paste(driver, f"{text}\r\nsecond line")
        await driver.press("ctrl+s", "y")
    refs = {row.ref for row in demo.reviews.board().rows}
    held = [demo.store.load(ref).local_ref for ref in refs]
    assert without_control_characters(f"{text} second line").replace("\t", " ") in held


async def test_two_hundred_kilobytes_in_a_field_are_taken_whole(demo: Sitting) -> None:
    assert len(LONG.encode()) > 200_000
    async with driving(demo) as driver:
        await note_form(driver)
        before = time.monotonic()
        await paste(driver, LONG)
        await driver.press("ctrl+end", "x")
        assert "u undoes it" in await driver.press("ctrl+s")
        assert time.monotonic() - before < 30
        rows = (await driver.press("5", "g")).splitlines()
        row = next(n for n, row in enumerate(rows) if "Health visitor" in row)
        while driver.app.cursor_position.y < row:
            await driver.press("j")
        opened = await driver.press("enter")
    assert demo.store.load(REF).notes[-1].text == LONG + "x"
    assert "[twice]" in opened


async def test_two_hundred_kilobytes_in_a_line_are_taken_whole(demo: Sitting) -> None:
    async with driving(demo) as driver:
        await driver.press("a", "tab", "tab")
        await paste(driver, LONG)
        await driver.press("ctrl+s", "y")
    refs = demo.store.refs()
    assert LONG in {demo.store.load(ref).local_ref for ref in refs}


def test_lines_pasted_in_a_terminal_stay_lines(demo: Sitting) -> None:
    terminal = Terminal(demo.store.folder)
    terminal.read_until("q quit")
    terminal.send("\rajj\r")
    terminal.read_until("Add a note")
    terminal.send("\t\x1b[200~first\rsecond [b]\x1b[201~ end\x13")
    terminal.read_until("u undoes it")
    terminal.leave()
    text = demo.store.load(REF).notes[-1].text
    assert text.startswith("first\nsecond [b]")
    assert text.endswith(" end")


def typed_after(demo: Sitting, sent: bytes) -> str:
    terminal = Terminal(demo.store.folder)
    terminal.read_until("q quit")
    terminal.send("\rac\t")
    terminal.read_until("Add a note")
    os.write(terminal.handle, sent + b"\x13")
    terminal.read_until("u undoes it")
    terminal.leave()
    return demo.store.load(REF).notes[-1].text


def test_control_sequences_in_a_paste_do_not_tear_it(demo: Sitting) -> None:
    said = "x [b] \x1b[31mred\x1b[A\x1b\x07 end\nsecond \x1b[201 line"
    sent = f"\x1b[200~{said}\x1b[201~ typed"
    assert (
        typed_after(demo, sent.encode()) == f"{without_control_characters(said)} typed"
    )


def test_bytes_of_another_encoding_are_no_end(demo: Sitting) -> None:
    assert typed_after(demo, b"caf\xe9 noir") == "caf\ufffd noir"


@given(st.lists(st.text("\x1b[201~\nab", max_size=12), max_size=6), st.data())
def test_a_paste_cut_anywhere_is_the_paste_less_its_escapes(
    pastes: list[str], data: st.DataObject
) -> None:
    plain = [text.replace(ENDS, "") for text in pastes]
    sent = "".join(f"k{BEGINS}{text}{ENDS}" for text in plain)
    wanted = "".join(f"k{BEGINS}{text.replace(ESC, '')}{ENDS}" for text in plain)
    cut = data.draw(st.integers(0, len(sent)))
    pasted = Pasted()
    assert pasted.bare(sent[:cut]) + pasted.bare(sent[cut:]) == wanted


@given(st.text("\x1b[201~\nab"))
def test_outside_a_paste_every_key_comes_through(text: str) -> None:
    assert Pasted().bare(text.replace(BEGINS, "")) == text.replace(BEGINS, "")
