from __future__ import annotations

import os
from pathlib import Path

import pytest

from cspr_tui.store.fs.editor_file import file_for_editor
from cspr_tui.store.protocol import NotSavedError


def test_the_file_is_its_owners_only_and_goes_with_what_lies_beside_it(
    tmp_path: Path,
) -> None:
    with file_for_editor(tmp_path, "Hope\n") as path:
        assert path.read_text("utf-8") == "Hope\n"
        assert path.stat().st_mode & 0o777 == 0o600
        assert path.parent.stat().st_mode & 0o777 == 0o700
        path.with_name(".section.md.swp").write_text("x", encoding="utf-8")
    assert not [*tmp_path.iterdir()]


def test_it_goes_when_the_editing_fails(tmp_path: Path) -> None:
    with pytest.raises(KeyError), file_for_editor(tmp_path, ""):
        raise KeyError
    assert not [*tmp_path.iterdir()]


def test_what_a_killed_editing_left_is_cleared_away_and_a_live_one_is_not(
    tmp_path: Path,
) -> None:
    dead, live = tmp_path / "edit-99999999-ab", tmp_path / f"edit-{os.getpid()}-ab"
    other = tmp_path / "edit-1-ab"
    for folder in (dead, live, other):
        folder.mkdir()
    with file_for_editor(tmp_path, ""):
        assert not dead.exists()
        assert live.exists()
        assert other.exists()


def test_a_store_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    with (
        pytest.raises(NotSavedError, match="No file for the editor"),
        file_for_editor(blocked, ""),
    ):
        pass
