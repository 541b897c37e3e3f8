from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from cspr_tui.exchange.unreadable_import import UnreadableImportError
from cspr_tui.preferences import UnreadablePreferencesError, preferences_in
from cspr_tui.service.use_cases.import_documents import file_to_import
from cspr_tui.store.fs.bounded_file import ForeignFileError, read_foreign_file


def pipe(path: Path) -> Path:
    os.mkfifo(path)
    return path


def listening(path: Path) -> Path:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))
    return path


def test_what_is_no_plain_file_is_refused_by_its_kind(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to("/dev/zero")
    for path, said in (
        (tmp_path, "is a folder"),
        (tmp_path / "gone.docx", "No such file"),
        (Path("/dev/zero"), "is a device"),
        (link, "is a device"),
        (pipe(tmp_path / "pipe"), "is a named pipe"),
        (listening(tmp_path / "s"), "is a socket"),
        (tmp_path / ("x" * 300), "cannot be read"),
        (tmp_path / "a\0b", "that is no name of a file"),
    ):
        with pytest.raises(ForeignFileError, match=said):
            read_foreign_file(path)


def test_a_file_is_read_up_to_the_limit_whatever_it_says_of_itself(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"12345")
    assert read_foreign_file(path, 5) == b"12345"
    with pytest.raises(ForeignFileError, match="the most that is read"):
        read_foreign_file(path, 4)
    with pytest.raises(ForeignFileError, match="the most that is read"):
        # It says that it has no bytes, and has more.
        read_foreign_file(Path("/proc/self/maps"), 100)


def test_an_empty_file_is_not_taken_in(tmp_path: Path) -> None:
    path = tmp_path / "empty.md"
    path.write_text(" \n", encoding="utf-8")
    with pytest.raises(UnreadableImportError, match="is empty"):
        file_to_import(path)


def test_preferences_that_never_end_are_refused(tmp_path: Path) -> None:
    deep = tmp_path / "config.toml"
    deep.write_text(f"keys = {'[' * 50_000}", encoding="utf-8")
    for path in (pipe(tmp_path / "pipe"), deep):
        with pytest.raises(UnreadablePreferencesError):
            preferences_in(path)
