from __future__ import annotations

import os
from pathlib import Path

import pytest

from cspr_tui.cli.commands.read import fresh_brief
from cspr_tui.cli.main import main
from cspr_tui.domain.record.oversight import Note
from cspr_tui.domain.steps.entries.log import note_logged
from cspr_tui.store.folder.folder_store import FolderStore
from tests.sitting import MONDAY, Sitting


def settle(folder: Path) -> None:
    """Let the records be older than what may still change under the same mark."""
    for path in (*(folder / "reviews").iterdir(), folder / "reviews"):
        os.utime(path, (1, 1))


@pytest.fixture
def store(tmp_path: Path) -> Path:
    folder = tmp_path / "store"
    main(["sample", str(folder), "--reviews", "12", "--entries", "3"])
    settle(folder)
    return folder


def printed(store: Path, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    capsys.readouterr()
    assert main(["--store", str(store), "brief", *words]) == 0
    return capsys.readouterr().out


def test_a_brief_asked_for_again_is_the_same_and_reads_nothing(
    store: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = printed(store, capsys)
    monkeypatch.setattr(fresh_brief, "brief_lines", lambda _: pytest.fail("made anew"))
    assert printed(store, capsys) == first
    assert first.startswith("Brief")


def test_a_brief_is_made_anew_for_another_person_and_their_own(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    team = printed(store, capsys)
    assert printed(store, capsys, "--mine", "--actor", "jbarlow") != team
    assert printed(store, capsys, "--mine", "--actor", "nobody") != team
    assert printed(store, capsys) == team


def test_a_brief_is_made_anew_once_anything_was_saved(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    printed(store, capsys)
    sitting = Sitting(FolderStore.open(store), actor="skaur")
    ref = sitting.store.refs()[0]
    sitting.reviews.change(ref, note_logged(Note("", MONDAY, "Rang the school.")))
    os.utime(store / "reviews", (2, 2))
    shelf = next((store / "cache").glob("*.brief-all"))
    before = shelf.read_bytes()
    printed(store, capsys)
    assert shelf.read_bytes() != before


def test_a_brief_kept_is_private_and_a_damaged_one_is_made_anew(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = printed(store, capsys)
    shelf = next((store / "cache").glob("*.brief-all"))
    assert shelf.stat().st_mode & 0o777 == 0o600
    shelf.write_bytes(b"{}\n")
    assert printed(store, capsys) == first
