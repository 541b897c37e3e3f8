"""Copying as a person does it: killed in the middle, done again, compared."""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cspr_tui.cli.main import main
from cspr_tui.sample import write_reviews
from cspr_tui.store.folder.folder_store import FolderStore
from cspr_tui.store.postgres.setup import open_store
from tests.sitting import MONDAY

REVIEWS = 150


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store = FolderStore.create(tmp_path / "store", "Northmere")
    write_reviews(store, REVIEWS, 6, 1, MONDAY)
    return store.folder


def exported(store: str | Path, out: Path) -> dict[str, bytes]:
    assert main(["--store", str(store), "export-data", str(out)]) == 0
    return {
        str(path.relative_to(out)): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }


def killed_on_the_way(source: str, target: str) -> str:
    """Copy in a terminal and kill it once the line says some are done."""
    process, handle = pty.fork()
    if process == 0:
        words = [sys.executable, "-m", "cspr_tui", "copy", source, target]
        os.execvp(words[0], words)  # noqa: S606 - no shell is meant
    said = ""
    while not re.search(r"[1-9]\d of 150 reviews", said):
        said += os.read(handle, 4096).decode()
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    os.close(handle)
    return said


def copied_again(source: str, target: str) -> tuple[int, int]:
    words = [sys.executable, "-m", "cspr_tui", "copy", source, target]
    done = subprocess.run(words, capture_output=True, text=True, check=True)  # noqa: S603 - our own program
    found = re.match(r"(\d+) reviews? copied, (\d+) the same", done.stdout)
    assert found, done.stdout
    return int(found[1]), int(found[2])


def test_a_copy_killed_on_the_way_goes_on_and_ends_the_same(
    folder: Path, address: str, tmp_path: Path
) -> None:
    said = killed_on_the_way(str(folder), address)
    assert "10 of 150 reviews" in said
    there = len(open_store(address).refs())
    assert 10 <= there < REVIEWS
    assert copied_again(str(folder), address) == (REVIEWS - there, there)
    assert copied_again(str(folder), address) == (0, REVIEWS)
    back = tmp_path / "back"
    killed_on_the_way(address, str(back))
    wrote, held = copied_again(address, str(back))
    assert wrote + held == REVIEWS
    assert held >= 10
    assert copied_again(address, str(back)) == (0, REVIEWS)
    for store in (open_store(address), FolderStore.open(back)):
        assert store.verify() == ()
    first = exported(folder, tmp_path / "out1")
    assert first
    assert exported(address, tmp_path / "out2") == first
    assert exported(back, tmp_path / "out3") == first
