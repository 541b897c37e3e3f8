"""Lines are written once: after a layout only those that changed."""

from __future__ import annotations

import fcntl
import os
import signal
import struct
import termios

from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip

from cspr_tui.terminal.diff_renderer import LinesUpdate, TerminalContent
from tests.screens.terminal import Terminal
from tests.sitting import Sitting

LINES = ("one", "two", "three")


def whole(*lines: str) -> LayoutUpdate:
    rows = [[Strip.blank(2), strip_of(line)] for line in lines]
    return LayoutUpdate([*rows], Region(0, 0, 7, len(lines)))


def strip_of(text: str) -> Strip:
    return Strip.blank(0).join([Strip.blank(1), Strip([*Strip.blank(len(text))])])


def part(
    y: int, *chops: Strip | None, spans: tuple[tuple[int, int], ...] = ((0, 7),)
) -> ChopsUpdate:
    rows = [{2 * at: chop for at, chop in enumerate(chops)}] * 3
    return ChopsUpdate(rows, [(y, *span) for span in spans], [[2, 7]] * 3)


def test_a_line_that_changes_in_two_places_is_written_in_both() -> None:
    content, screen = TerminalContent(), Screen[object]()
    content.changed_part(screen, whole(*LINES))
    spans = ((0, 2), (2, 7))
    update = content.changed_part(
        screen, part(0, Strip.blank(2), strip_of("other"), spans=spans)
    )
    assert isinstance(update, ChopsUpdate)
    assert update.spans == [(0, 0, 2), (0, 2, 7)]


def test_the_same_screen_again_writes_nothing() -> None:
    content, screen = TerminalContent(), Screen[object]()
    first = content.changed_part(screen, whole(*LINES))
    assert isinstance(first, LayoutUpdate)
    again = content.changed_part(screen, whole(*LINES))
    assert isinstance(again, LinesUpdate)
    assert not again.rows


def test_only_the_line_that_changed_is_written() -> None:
    content, screen = TerminalContent(), Screen[object]()
    content.changed_part(screen, whole(*LINES))
    update = content.changed_part(screen, whole("one", "altered", "three"))
    assert isinstance(update, LinesUpdate)
    assert [y for y, _ in update.rows] == [1]


def test_another_screen_another_size_or_a_stranger_writes_everything() -> None:
    content, screen = TerminalContent(), Screen[object]()
    content.changed_part(screen, whole(*LINES))
    assert isinstance(content.changed_part(Screen(), whole(*LINES)), LayoutUpdate)
    assert isinstance(content.changed_part(screen, whole(*LINES)), LayoutUpdate)
    assert isinstance(content.changed_part(screen, whole(*LINES, "four")), LayoutUpdate)
    content.changed_part(screen, "something that is no update of a screen")
    assert isinstance(content.changed_part(screen, whole(*LINES, "four")), LayoutUpdate)


def test_a_line_written_in_part_is_not_known_any_more() -> None:
    content, screen = TerminalContent(), Screen[object]()
    content.changed_part(screen, whole(*LINES))
    content.changed_part(screen, part(1, Strip.blank(2), None))
    update = content.changed_part(screen, whole(*LINES))
    assert isinstance(update, LinesUpdate)
    assert [y for y, _ in update.rows] == [1]


def test_a_whole_line_that_stands_there_is_not_written_in_a_part_either() -> None:
    content, screen = TerminalContent(), Screen[object]()
    content.changed_part(screen, whole(*LINES))
    same = content.changed_part(screen, part(0, Strip.blank(2), strip_of("one")))
    assert isinstance(same, LinesUpdate)
    other = content.changed_part(screen, part(0, Strip.blank(2), strip_of("eleven")))
    assert isinstance(other, ChopsUpdate)
    assert other.spans == [(0, 0, 7)]


def test_a_terminal_that_says_it_was_resized_is_written_anew(demo: Sitting) -> None:
    """It may have wrapped its lines and be back at the size it had."""
    terminal = Terminal(demo.store.folder)
    terminal.read_until("q quit")
    terminal.settle()
    fcntl.ioctl(terminal.handle, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    terminal.screen.reset()
    os.kill(terminal.process, signal.SIGWINCH)
    terminal.read_until("q quit")
    assert "State" in terminal.screen.display[2]
    terminal.leave()


def test_a_key_typed_before_the_first_screen_opens_the_palette(demo: Sitting) -> None:
    """What draws it is loaded after the first screen, or when it is asked for."""
    terminal = Terminal(demo.store.folder)
    terminal.send(":")
    terminal.read_until("Search for commands")
    terminal.send("\x1b")
    terminal.leave()


def test_a_theme_is_chosen_in_the_palette_of_a_started_app(demo: Sitting) -> None:
    """What the palette is made of is loaded late, so a test in one process won't do."""
    terminal = Terminal(demo.store.folder)
    terminal.read_until("q quit")
    before = terminal.screen.buffer[10][30].bg
    terminal.send(":theme: light")
    terminal.settle()
    terminal.send("\r")
    terminal.settle()
    assert terminal.screen.buffer[10][30].bg != before
    assert "Reviews  22 active" in terminal.screen.display[0]
    terminal.leave()
