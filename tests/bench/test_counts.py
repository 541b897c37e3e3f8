"""The benchmark's short form: counts, which do not depend on the machine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cspr_tui.cli.main import main
from cspr_tui.cli.session import shelves_of
from cspr_tui.domain.filters import Eye, Query, match
from cspr_tui.domain.review import Review
from cspr_tui.domain.standing import Standing
from cspr_tui.screens.board_lines import BoardLines
from cspr_tui.service import finding
from cspr_tui.service.finding import eye_of, found
from cspr_tui.store.folder import FolderStore
from tests.bench.black_box import BlackBox, python
from tests.screens.driver import driving
from tests.sitting import Sitting


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bench") / "store"
    main(["sample", str(folder), "--reviews", "120", "--entries", "3"])
    return folder


def test_the_first_screen_and_a_key_are_few_bytes_and_idle_is_none(store: Path) -> None:
    command = python("-m", "cspr_tui", "--store", str(store))
    box = BlackBox(command, "q quit")
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
    heads, _, _ = shelves_of(demo.store.folder, demo.actor)
    rows = demo.reviews.kept_rows
    rows.heads.is_settled = lambda ref, mark: bool(ref and mark)  # type: ignore[method-assign]
    demo.reviews.board()
    assert heads.read()
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
    whole = match.compiled

    def counting(query: Query, eye: Eye) -> Callable[[Standing], bool]:
        test = whole(query, eye)

        def counted(standing: Standing) -> bool:
            looked.append(standing.ref)
            return test(standing)

        return counted

    monkeypatch.setattr(finding, "compiled", counting)
    found(board, eye, "publ", first)
    assert set(looked) == {each.ref for each in first.standings}
    assert len(looked) < len(board.active)
