"""The benchmark's short form: counts, which do not depend on the machine."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.strip import Strip

from cspr_tui.cli.env.session import row_caches_of
from cspr_tui.cli.main import main
from cspr_tui.domain.board.board_entry import BoardEntry
from cspr_tui.domain.filters import FilterContext, Query, match_terms
from cspr_tui.domain.record.oversight import Note
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.entries.log import note_logged
from cspr_tui.screens.board.board_screen import BoardScreen
from cspr_tui.screens.board.row_text import BoardLines
from cspr_tui.service.board import find_by_filter
from cspr_tui.service.board.find_by_filter import eye_of, found
from cspr_tui.service.use_cases.watch_changes import Watch
from cspr_tui.store.folder.folder_store import FolderStore
from cspr_tui.widgets.lines.line import Line
from cspr_tui.widgets.lines.line_list import LineList
from cspr_tui.widgets.lines.line_strips import LineStrips
from tests.bench.black_box import BlackBox, python
from tests.bench.rounds import SMALL, WIDE
from tests.screens.driver import driving
from tests.sitting import MONDAY, Sitting


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bench") / "store"
    main(["sample", str(folder), "--reviews", "120", "--entries", "3"])
    time.sleep(2.2)  # files just written are read again, not trusted
    return folder


@pytest.mark.parametrize("size", [SMALL, WIDE], ids=["80x24", "120x40"])
def test_the_first_screen_and_a_key_are_few_bytes_and_idle_is_none(
    store: Path, size: tuple[int, int]
) -> None:
    command = python("-m", "cspr_tui", "--store", str(store))
    box = BlackBox(command, "q quit", *size)
    box.start()
    assert box.start_bytes <= 12 * 1024
    box.idle(1.5)
    sizes = sorted(box.press("j").size for _ in range(10))
    idle = box.idle(2.0)
    box.stop("\x11")
    assert sizes[len(sizes) // 2] <= 310
    assert idle == 0


async def test_a_key_makes_no_more_lines_than_it_draws(
    demo: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = list[int]()
    whole = BoardLines.__getitem__

    def counting(lines: BoardLines, place: int) -> object:
        made.append(place)
        return whole(lines, place)

    async with driving(demo) as driver:
        monkeypatch.setattr(BoardLines, "__getitem__", counting)
        await driver.press("j")
    assert len(made) <= 8


def test_a_second_board_reads_no_review(
    demo: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache, _ = row_caches_of(demo.store.folder, demo.actor)
    rows = demo.reviews.row_cache
    rows.cache.is_settled = lambda ref, mark: bool(ref and mark)  # type: ignore[method-assign]
    demo.reviews.board()
    assert cache.read()
    loaded = list[str]()
    whole = FolderStore.load

    def counting(store: FolderStore, ref: str) -> Review:
        loaded.append(ref)
        return whole(store, ref)

    monkeypatch.setattr(FolderStore, "load", counting)
    Sitting(demo.store).reviews.board()
    assert loaded == []


def test_a_letter_more_looks_only_at_what_was_found_before(
    demo: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    board = demo.reviews.board()
    eye = eye_of(board, demo.actor)
    first = found(board, eye, "pub")
    looked = list[str]()
    whole = match_terms.compile_filter

    def counting(query: Query, eye: FilterContext) -> Callable[[BoardEntry], bool]:
        test = whole(query, eye)

        def counted(standing: BoardEntry) -> bool:
            looked.append(standing.ref)
            return test(standing)

        return counted

    monkeypatch.setattr(find_by_filter, "compile_filter", counting)
    found(board, eye, "publ", first)
    assert set(looked) == {each.ref for each in first.standings}
    assert len(looked) < len(board.active)


def opened_files(store: Path, *words: str) -> list[str]:
    """Return the store's files that a command opens, as the interpreter tells."""
    code = (
        "import sys; seen = []; "
        "sys.addaudithook(lambda e, a: e == 'open' and seen.append(str(a[0]))); "
        "from cspr_tui.cli.main import main; "
        f"main({['--store', str(store), *words]!r}); "
        "print(*seen, sep='\\n', file=sys.stderr)"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter, our own words
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    return done.stderr.splitlines()


@pytest.mark.parametrize("command", ["list", "brief"])
def test_a_command_asked_for_again_opens_no_record(store: Path, command: str) -> None:
    for path in (*(store / "reviews").iterdir(), store / "reviews"):
        os.utime(path, (1, 1))
    opened_files(store, command)
    again = opened_files(store, command)
    names = {path.name for path in (store / "reviews").iterdir()}
    assert not names & {Path(name).name for name in again}
    assert not [name for name in again if name.endswith(".rows")]


async def test_the_first_screen_reads_no_closed_review(store: Path) -> None:
    Sitting(FolderStore.open(store)).reviews.board()
    async with driving(Sitting(FolderStore.open(store))) as driver:
        await driver.press("j", "slash", "i", "s")
        board = driver.app.screen
        assert isinstance(board, BoardScreen)
        finder = board.finder
        assert finder is not None
        assert "closed" not in finder.board.read.__dict__


async def test_a_letter_that_finds_the_same_draws_no_line_of_the_list(
    demo: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = list[Line]()
    whole = LineStrips.draw

    def counting(strips: LineStrips, line: Line, width: int) -> Strip:
        drawn.append(line)
        return whole(strips, line, width)

    async with driving(demo) as driver:
        await driver.press("slash")
        await driver.type("is:late")
        monkeypatch.setattr(LineStrips, "draw", counting)
        await driver.type(" ")
    assert len(drawn) <= 1


def test_the_store_is_looked_through_once_while_nothing_was_saved(
    demo: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.utime(demo.store.folder / "reviews", (1, 1))
    watch = Watch(demo.reviews, demo.store.versions())
    watch.news()
    monkeypatch.setattr(demo.store, "versions", lambda: pytest.fail("looked through"))
    assert watch.news() == ()
    monkeypatch.undo()
    other = Sitting(demo.store, actor="skaur")
    other.reviews.change("7QXM4", note_logged(Note("", MONDAY, "Rang.")))
    assert [each.review.ref for each in watch.news()] == ["7QXM4"]


def test_the_start_loads_no_more_modules_than_it_did() -> None:
    """Packages are not counted: their own files are empty.

    Of all modules, the libraries' included, the start loads 473 where it loaded 452
    before the package was divided into rooms.
    """
    start = "cspr_tui.cli.commands.app.open_app, cspr_tui.app"
    code = (
        f"import {start}, sys; "
        "print(*(name for name, module in sys.modules.items() "
        "if not hasattr(module, '__path__')))"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter, our own words
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    ours = [name for name in done.stdout.split() if name.startswith("cspr_tui")]
    assert len(ours) <= 65


def test_the_screen_is_written_once_at_start_and_no_encryption_is_loaded(
    store: Path,
) -> None:
    """A second writing of the same lines would double the bytes."""
    box = BlackBox(python("-m", "cspr_tui", "--store", str(store)), "q quit")
    box.start()
    mapped = Path(f"/proc/{box.process}/maps").read_text(encoding="utf-8")
    box.stop("\x11")
    assert box.start_bytes < 6 * 1024
    assert "_asyncio." in mapped
    assert "_ssl." not in mapped


async def test_the_cursor_turns_a_page_rather_than_scroll_line_by_line(
    store: Path,
) -> None:
    async with driving(Sitting(FolderStore.open(store))) as driver:
        lines = driver.app.screen.query_one(LineList)
        height = lines.size.height
        await driver.press(*["j"] * height)
        assert (lines.cursor, lines.scroll_offset.y) == (height, height - 2)
        await driver.press("k", "k", "k")
        assert lines.scroll_offset.y == 0
        assert lines.cursor == height - 3
