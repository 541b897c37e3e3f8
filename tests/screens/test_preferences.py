"""What a user chose for their own terminal, seen on the screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from cspr_tui.cli.main import main
from cspr_tui.domain.record.oversight import Note
from cspr_tui.domain.steps.entries.log import note_logged
from cspr_tui.preferences import THEMES, Preferences
from cspr_tui.screens.core.base_screen import titled
from cspr_tui.screens.core.blank_screens import BlankScreen
from cspr_tui.service import Reviews
from cspr_tui.store.protocol import NotSavedError
from cspr_tui.store.read_only import ReadOnlyStore
from cspr_tui.theme import theme_named, themes
from cspr_tui.widgets.screen_bars import MessageLine
from tests.screens.driver import driving
from tests.screens.terminal import Terminal
from tests.sitting import MONDAY, Sitting


async def test_a_key_given_another_place_acts_there_and_is_shown_there(
    demo: Sitting,
) -> None:
    chosen = Preferences(keys={"board.brief": "f2", "board.help": "f9"})
    async with driving(demo, (80, 60), preferences=chosen) as driver:
        assert "f2 brief" in driver.text
        assert "Brief" not in (await driver.press("b")).splitlines()[0]
        helped = await driver.press("f9")
        assert "f2" in next(line for line in helped.splitlines() if "brief" in line)
        assert "board.brief" in helped
        await driver.press("q")
        assert "Brief" in (await driver.press("f2")).splitlines()[0]


async def test_every_action_with_a_key_is_in_the_palette(demo: Sitting) -> None:
    async with driving(demo) as driver:
        for keys in ((), ("enter",), ("2",), ("t",)):
            await driver.press(*keys)
            screen = driver.app.screen
            offered = {each.title for each in driver.app.get_system_commands(screen)}
            for active in screen.active_bindings.values():
                binding = active.binding
                if binding.id and binding.action != "command_palette":
                    assert titled(binding) in offered


async def test_an_action_chosen_in_the_palette_is_done(demo: Sitting) -> None:
    async with driving(demo) as driver:
        await driver.press("colon")
        await driver.type("board: brief")
        shown = await driver.press("enter")
    assert shown.startswith("Brief")


async def test_what_a_key_asks_next_is_in_the_palette_too(demo: Sitting) -> None:
    async with driving(demo, (80, 40)) as driver:
        screen = driver.app.screen
        said = {c.title: c.help for c in driver.app.get_system_commands(screen)}
        assert said["across all reviews: Agency returns late"] == "keys x a"
        assert said["sort: Due, the other way"].startswith("keys s ")
        await driver.press("colon")
        await driver.type("do: flag, note: raise a flag")
        assert "Flag 7QXM4" in await driver.press("enter")
        await driver.press("escape", "enter", "colon")
        await driver.type("add: meeting")
        assert "Add: Meeting" in await driver.press("enter")
        await driver.press("escape", "colon")
        await driver.type("pages: proof of dates")
        assert "Proof of dates" in await driver.press("enter")


async def test_each_name_stands_once_in_the_palette(demo: Sitting) -> None:
    async with driving(demo) as driver:
        for keys in ((), ("enter",), ("6",)):
            await driver.press(*keys)
            screen = driver.app.screen
            titles = [c.title for c in driver.app.get_system_commands(screen)]
            assert sorted(set(titles)) == sorted(titles)


async def test_the_screen_goes_blank_once_nobody_types(demo: Sitting) -> None:
    async with driving(demo, preferences=Preferences(idle_minutes=3)) as driver:
        driver.app.key_queue.typed_at -= 170
        driver.app.blank_when_idle()
        assert not isinstance(driver.app.screen, BlankScreen)
        driver.app.key_queue.typed_at -= 20
        driver.app.blank_when_idle()
        driver.app.blank_when_idle()
        await driver.rest()
        assert driver.text.strip() == "cspr-tui  any key returns"
        assert "LATE" in await driver.press("j")


async def test_a_sitting_that_only_reads_offers_nothing_that_saves(
    demo: Sitting,
) -> None:
    chosen = Preferences(read_only=True)
    async with driving(demo, preferences=chosen) as driver:
        assert driver.text.startswith("READ ONLY")
        assert "a add" not in driver.text
        assert (await driver.press("a")).startswith("READ ONLY")
        opened = await driver.press("enter")
        assert opened.startswith("READ ONLY")
        assert "a add" not in opened


@pytest.mark.parametrize(
    ("way", "keys"),
    [
        ((), "afodu"),
        (("enter",), "ateus"),
        (("enter", "v"), "u"),
        (("enter", "v", "enter"), "ure"),
        (("t",), "fu"),
        (("v",), "aed"),
    ],
)
async def test_a_key_that_would_save_says_why_it_does_nothing(
    way: tuple[str, ...], keys: str, demo: Sitting
) -> None:
    async with driving(demo, preferences=Preferences(read_only=True)) as driver:
        await driver.press(*way)
        for key in keys:
            driver.app.screen.query_one("#message", MessageLine).say("")
            said = f"Read only: nothing can be saved, so {key} ("
            assert said in await driver.press(key)


async def test_a_letter_typed_into_a_filter_is_no_key_that_would_save(
    demo: Sitting,
) -> None:
    async with driving(demo, preferences=Preferences(read_only=True)) as driver:
        assert "Read only" not in await driver.press("slash", *"afod")


def test_a_store_that_is_only_read_refuses_every_save(demo: Sitting) -> None:
    held = demo.reviews
    reading = Reviews(ReadOnlyStore(demo.store), held.session, held.row_cache)
    review = reading.open("7QXM4")
    with pytest.raises(NotSavedError) as refused:
        reading.change("7QXM4", note_logged(Note("", MONDAY, "Seen.")))
    assert "open for reading only" in str(refused.value)
    assert demo.store.load("7QXM4") == review
    assert [each.ref for each in demo.store.accesses()][-1] == "7QXM4"


def test_a_command_told_to_only_read_saves_nothing(
    demo: Sitting, tmp_path: Path
) -> None:
    told = tmp_path / "new.json"
    told.write_text('{"kind": "local"}', encoding="utf-8")
    before = demo.store.refs()
    folder = str(demo.store.folder)
    assert main(["--store", folder, "--read-only", "new", "--from", str(told)]) == 1
    assert demo.store.refs() == before


@pytest.mark.parametrize("name", THEMES)
async def test_every_theme_paints_the_board(name: str, demo: Sitting) -> None:
    async with driving(demo, preferences=Preferences(theme=name)) as driver:
        assert "LATE" in driver.text
        wanted = theme_named(name, "xterm", no_color=False)
        assert driver.app.theme == wanted.name


def test_without_colour_no_theme_of_the_terminal_is_taken() -> None:
    assert not any(theme.ansi for theme in themes(no_color=True))
    assert not theme_named("ansi-dark", "linux", no_color=True).ansi
    assert theme_named("", "linux", no_color=False).ansi


def test_mono_shows_no_colour_at_all(demo: Sitting) -> None:
    terminal = Terminal(demo.store.folder, ["--theme", "mono"])
    terminal.read_until("q quit")
    cells = [cell for row in terminal.screen.buffer.values() for cell in row.values()]
    terminal.leave()
    assert {_is_grey(cell.fg) for cell in cells} == {True}


def _is_grey(colour: str) -> bool:
    return colour in {"default", "black", "white"} or len(set(_pairs(colour))) == 1


def _pairs(colour: str) -> tuple[str, ...]:
    return colour[:2], colour[2:4], colour[4:]


async def test_the_clipboard_gets_a_reference_or_nothing(demo: Sitting) -> None:
    async with driving(demo) as driver:
        await driver.press("j")
        said = await driver.press("y")
        assert driver.app.clipboard in said
        assert len(driver.app.clipboard) == 5
    async with driving(demo, preferences=Preferences(clipboard=False)) as driver:
        assert "switched off" in await driver.press("y")
        assert driver.app.clipboard == ""
