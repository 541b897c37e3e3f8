"""What was seen to go wrong in other terminal apps, and must not here."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pyte
import pytest
from textual.dom import DOMNode

from cspr_tui.app import CsprApp
from cspr_tui.cli.commands.app.open_app import TELLTALES
from cspr_tui.domain.record.oversight import Note
from cspr_tui.domain.steps.entries.log import note_logged
from cspr_tui.screens.board.board_screen import BoardScreen
from cspr_tui.screens.core.base_screen import CsprScreen
from cspr_tui.screens.core.keymap import _all_of
from cspr_tui.screens.dialogs.confirm_dialog import ConfirmScreen
from cspr_tui.screens.review.review_screen import ReviewScreen
from cspr_tui.widgets.screen_bars import KeyWord, key_line
from tests.screens.driver import driving
from tests.screens.every_screen import every_screen, keys_of
from tests.screens.terminal import Terminal
from tests.sitting import MONDAY, Sitting

NASTY = (
    "[redacted]",
    "a [/] b",
    "[@click=app.quit]x[/]",
    "[bold red]loud[/bold red]",
    "\x1b]0;title\x07 after",
    "\u202eright to left\u202c",
    "\U0001f476 na\u00efve \u4e2d\u6587 e\u0301",
    "tab\there",
)
# Below head line and tabs.
FIRST_ROW = 2
# What takes a key that the app has everywhere else.
BEFORE_THE_APP = {"export.by_rule"}
# Clicks, drags, every move, and the ways to tell of them.
MOUSE_MODES = (9, 1000, 1002, 1003, 1005, 1006, 1015, 1016)
FORBIDDEN = set("ABCDFHOPQRS")


@pytest.mark.parametrize("text", NASTY)
async def test_text_is_shown_as_it_is_and_never_acts(text: str, demo: Sitting) -> None:
    demo.reviews.change("7QXM4", note_logged(Note("", MONDAY, text)))
    kept = demo.store.load("7QXM4").notes[-1].text
    async with driving(demo, (120, 40)) as driver:
        listed = await driver.press("enter", "5")
        shown = kept.replace("\t", " ")
        rows = [n for n, line in enumerate(listed.splitlines()) if shown in line]
        opened = await driver.press("g", *["j"] * (rows[0] - FIRST_ROW), "enter")
    assert " ".join(shown.split()) in " ".join(opened.split())
    assert not {"\x1b", "\u202e"} & set(listed + opened)


def named(each: type[DOMNode]) -> str:
    return each.__name__


@pytest.mark.parametrize("screen", [*every_screen(), CsprApp], ids=named)
def test_keys_that_a_torn_arrow_key_sends_are_not_bound(screen: type[DOMNode]) -> None:
    keys = {key for b in keys_of(screen) for key in b.key.split(",")}
    assert not FORBIDDEN & keys


@pytest.mark.parametrize("screen", every_screen(), ids=named)
def test_no_key_has_two_meanings_on_a_screen(screen: type[DOMNode]) -> None:
    bound = list(keys_of(screen)) if issubclass(screen, CsprScreen) else []
    both = [b for b in [*bound, *_all_of(CsprApp)] if b.id not in BEFORE_THE_APP]
    keys = [key for b in both for key in b.key.split(",")]
    assert len(keys) == len(set(keys))
    assert all(b.id and b.description for b in bound)


def test_no_screen_is_left_out() -> None:
    assert {BoardScreen, ReviewScreen, ConfirmScreen} <= {*every_screen()}
    assert len(every_screen()) > 20


def test_the_way_out_is_never_cut_off_the_key_bar() -> None:
    many = [KeyWord(chr(97 + n), f"something {n}") for n in range(20)]
    ends = [KeyWord("q", "quit", 2), KeyWord("?", "help", 1)]
    line = key_line([*ends, *many], 80)
    assert len(line) <= 80
    assert line.endswith("? help  q quit")
    assert key_line([*ends, *many], 10) == "q quit"


async def test_the_palette_offers_no_picture_of_the_screen(demo: Sitting) -> None:
    async with driving(demo) as driver:
        commands = driver.app.get_system_commands(driver.app.screen)
        assert "Screenshot" not in {command.title for command in commands}


async def test_the_terminals_cursor_stands_on_the_row(demo: Sitting) -> None:
    async with driving(demo) as driver:
        for keys, row in (((), 3), (("j",), 4), (("j", "j"), 6), (("g",), 3)):
            await driver.press(*keys)
            assert driver.app.cursor_position.y == row


async def crash_over(name: str, sitting: Sitting) -> None:
    def failing() -> None:
        child = name
        raise RuntimeError(child)

    async with driving(sitting) as driver:
        driver.app.call_later(failing)
        await driver.rest()


def text_under(folder: Path, name: str) -> str:
    return "".join(path.read_text() for path in folder.rglob(name))


def files_under(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if "store" not in path.parts}


async def test_an_internal_error_says_no_value_of_the_case(
    demo: Sitting, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(demo.store.folder.parent))
    child = "Astrid Example-Child"

    with pytest.raises(RuntimeError):
        await crash_over(child, demo)
    printed = "".join(capsys.readouterr())
    assert "Stopped after an internal error (reference " in printed
    assert child not in printed
    assert child not in text_under(demo.store.folder.parent, "crash.log")


async def test_a_sitting_writes_nothing_beside_the_store(
    demo: Sitting, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    before = files_under(tmp_path)
    async with driving(demo) as driver:
        await driver.press("j", "k", "b", "q", "enter", "2", "3", "4", "5", "6", "q")
        await driver.press("question_mark", "q", "m", "q", "z", "a")
    assert files_under(tmp_path) == before


async def test_a_window_too_small_says_so(demo: Sitting) -> None:
    async with driving(demo, (50, 10)) as driver:
        assert "Window too small" in driver.text


@pytest.mark.parametrize(
    "environment",
    [{"NO_COLOR": "1"}, {"TERM": "linux"}, {"TERM": "xterm"}, {}],
    ids=["NO_COLOR", "linux", "xterm", "256 colours"],
)
def test_the_row_under_the_cursor_stands_out_on_any_terminal(
    environment: dict[str, str], demo: Sitting
) -> None:
    terminal = Terminal(demo.store.folder, **environment)
    terminal.read_until("q quit")
    looks = [_look(terminal.screen, row) for row in (3, 4)]
    hardware = terminal.screen.cursor.y
    terminal.leave()
    assert looks[0] != looks[1]
    assert hardware == 3


def test_an_arrow_torn_apart_by_a_slow_line_is_still_an_arrow(demo: Sitting) -> None:
    terminal = Terminal(demo.store.folder, SSH_CONNECTION="192.0.2.1 1 192.0.2.2 22")
    terminal.read_until("q quit")
    terminal.send("\x1b")
    time.sleep(0.15)
    terminal.send("[B")
    terminal.settle()
    hardware = terminal.screen.cursor.y
    terminal.leave()
    assert hardware == 4


def test_the_terminals_cursor_follows_the_row_and_nothing_blinks(
    demo: Sitting,
) -> None:
    terminal = Terminal(demo.store.folder)
    terminal.read_until("q quit")
    for keys, row in (("jj", 5), ("k", 4), ("g", 3)):
        terminal.send(keys)
        terminal.settle()
        assert terminal.screen.cursor.y == row
    terminal.send("/is")
    terminal.settle()
    silent = not terminal.hears(1.5)
    terminal.send("\x1b")
    terminal.leave()
    assert silent


def test_the_cursor_of_the_palette_does_not_blink(demo: Sitting) -> None:
    """Blinking would write every half second; late results write once or twice."""
    terminal = Terminal(demo.store.folder)
    terminal.read_until("q quit")
    terminal.send(":theme")
    terminal.settle()
    heard = sum(terminal.hears(0.6) for _ in range(6))
    terminal.send("\x1b")
    terminal.leave()
    assert heard <= 2


@pytest.mark.parametrize(
    ("words", "environment"),
    [
        (["--plain"], {}),
        ([], {"TERM": "dumb"}),
        ([], {"ACCESSIBLE": "1"}),
    ],
    ids=["--plain", "dumb", "ACCESSIBLE"],
)
def test_where_no_app_may_be_shown_the_brief_is_printed(
    words: list[str], environment: dict[str, str], demo: Sitting
) -> None:
    terminal = Terminal(demo.store.folder, words, **environment)
    printed = terminal.read_to_the_end()
    assert "Brief for the team" in printed
    assert "\x1b" not in printed


def test_without_a_terminal_textual_is_never_loaded(demo: Sitting) -> None:
    folder = str(demo.store.folder)
    code = (
        "import sys; from cspr_tui.cli.main import main; "
        f"main(['--store', {folder!r}, '--today', '2026-11-23']); "
        "print('textual' in sys.modules, 'rich' in sys.modules)"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter, our own words
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "False False"


@pytest.mark.parametrize(
    ("environment", "told"),
    [({}, False), ({"PYTHONDONTWRITEBYTECODE": "1"}, True)],
    ids=["kept", "nowhere to keep it"],
)
def test_a_program_that_is_compiled_anew_at_each_start_is_told_of(
    environment: dict[str, str], told: object, demo: Sitting, tmp_path: Path
) -> None:
    """Some installers compile nothing, into a place where nobody else may."""
    command = [sys.executable, "-X", f"pycache_prefix={tmp_path}"]
    command += ["-m", "cspr_tui", "--store", str(demo.store.folder), "verify"]
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(  # noqa: S603 - our own interpreter, our own words
        command, capture_output=True, text=True, env=kept | environment, check=True
    )
    assert (f"{sys.executable} -m compileall -q " in done.stdout) is told


def test_with_no_colour_a_theme_of_the_terminals_own_colours_can_be_read(
    demo: Sitting, tmp_path: Path
) -> None:
    """Textual paints black on black there, if the theme is changed afterwards."""
    chosen = tmp_path / "cspr-tui" / "config.toml"
    chosen.parent.mkdir()
    chosen.write_text('theme = "ansi-dark"\n')
    terminal = Terminal(demo.store.folder, NO_COLOR="1", XDG_CONFIG_HOME=str(tmp_path))
    terminal.read_until("q quit")
    under_cursor, below = (_look(terminal.screen, row) for row in (3, 4))
    terminal.leave()
    assert under_cursor != below
    assert under_cursor[0] != under_cursor[1]
    assert below[0] != below[1]


def test_what_would_write_the_screen_elsewhere_is_taken_away(
    demo: Sitting, tmp_path: Path
) -> None:
    """A log or a picture made by Textual would hold case data."""
    log, pictures = tmp_path / "textual.log", tmp_path / "pictures"
    pictures.mkdir()
    told = {
        "TEXTUAL_LOG": str(log),
        "TEXTUAL_DEBUG": "1",
        "TEXTUAL_SCREENSHOT": "1",
        "TEXTUAL_SCREENSHOT_LOCATION": str(pictures),
        "TEXTUAL_SCREENSHOT_FILENAME": "board.svg",
        "TEXTUAL_PRESS": "ctrl+q",
        "TEXTUAL_DRIVER": "nowhere:NoDriver",
    }
    assert told.keys() == {*TELLTALES}
    terminal = Terminal(demo.store.folder, **told)
    terminal.read_until("q quit")
    terminal.settle()
    terminal.hears(1.5)
    terminal.leave()
    assert not log.exists()
    assert list(pictures.iterdir()) == []


def test_the_mouse_is_left_to_the_terminal(demo: Sitting) -> None:
    terminal = Terminal(demo.store.folder)
    terminal.read_until("q quit")
    terminal.leave()
    assert b"\x1b[?1049h" in terminal.written
    asked = [mode for mode in MOUSE_MODES if b"\x1b[?%dh" % mode in terminal.written]
    assert asked == []


def _look(screen: pyte.Screen, row: int) -> tuple[str, str]:
    """Return what a cell in the row's middle shows: colour in front and behind."""
    cell = screen.buffer[row][30]
    if cell.reverse and cell.fg == cell.bg == "default":
        return "the terminal's background", "the terminal's own colour"
    return (cell.bg, cell.fg) if cell.reverse else (cell.fg, cell.bg)
