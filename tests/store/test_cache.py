"""A user's cache file: what is read is what was written, or nothing."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cspr_tui.store.fs.locks import Locks
from cspr_tui.store.user import cache_file
from cspr_tui.store.user.cache_file import CacheFile, damage_notes

LINES = [b'{"a": 1}', b"two", b"three", b"x" * 100]


@pytest.fixture
def cache(tmp_path: Path) -> CacheFile:
    (tmp_path / "cache").mkdir(mode=0o700)
    found = CacheFile(tmp_path, "jbarlow", "board")
    assert found.write(LINES)
    return found


def file_in(folder: Path) -> Path:
    return folder / "cache" / "jbarlow.board"


def open_now() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


TEXTS = st.lists(st.binary(min_size=1).map(lambda text: text.replace(b"\n", b" ")))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(lines=TEXTS)
def test_lines_are_those_that_were_written(
    lines: Sequence[bytes], cache: CacheFile
) -> None:
    cache.write(lines)
    with pytest.MonkeyPatch.context() as small:
        small.setattr(cache_file, "CHUNK", 4)
        found = cache.read()
        assert list(found) == lines
    assert found[1:] == lines[1:]
    assert list(cache.read_whole()) == lines


def test_a_file_that_is_replaced_is_read_to_its_end_as_it_was(
    cache: CacheFile,
) -> None:
    found = cache.read()
    cache.write([b"not this"])
    assert list(found) == LINES


def test_a_line_altered_while_the_file_is_open_is_empty(
    cache: CacheFile, tmp_path: Path
) -> None:
    found = cache.read()
    content = file_in(tmp_path).read_bytes()
    with file_in(tmp_path).open("r+b") as file:
        file.write(content.replace(b"three", b"thrce"))
    assert list(found) == [LINES[0], LINES[1], b"", LINES[3]]
    assert cache.read_whole() == ()


def test_a_line_of_an_older_file_or_from_another_place_is_empty(
    cache: CacheFile, tmp_path: Path
) -> None:
    old = file_in(tmp_path).read_bytes().splitlines(keepends=True)
    cache.write(LINES)
    new = file_in(tmp_path).read_bytes().splitlines(keepends=True)
    file_in(tmp_path).write_bytes(b"".join([*new[:2], old[2], new[4], new[3]]))
    assert list(cache.read()) == [LINES[0], b"", b"", b""]


def test_a_file_under_another_name_is_nothing(cache: CacheFile, tmp_path: Path) -> None:
    file_in(tmp_path).rename(tmp_path / "cache" / "skaur.board")
    assert CacheFile(tmp_path, "skaur", "board").read() == ()
    assert cache.read() == ()


@pytest.mark.parametrize("kind", ["pipe", "folder", "link", "empty", "strange"])
def test_whatever_stands_in_its_place_is_nothing_and_is_replaced(
    cache: CacheFile, tmp_path: Path, kind: str
) -> None:
    path = file_in(tmp_path)
    path.rename(tmp_path / "before")
    match kind:
        case "pipe":
            os.mkfifo(path, 0o600)
        case "folder":
            path.mkdir(mode=0o700)
        case "link":
            path.symlink_to(tmp_path / "before")
        case _:
            path.write_bytes(b"[" * 100_000 if kind == "strange" else b"")
            path.chmod(0o600)
    assert cache.read() == ()
    assert "jbarlow.board was found damaged" in "".join(damage_notes(tmp_path))
    assert cache.write(LINES)
    assert list(cache.read()) == LINES


def test_a_file_of_another_edition_is_nothing_and_no_damage(
    cache: CacheFile, tmp_path: Path
) -> None:
    path = file_in(tmp_path)
    path.write_bytes(path.read_bytes().replace(b"cache 1 ", b"cache 9 ", 1))
    assert cache.read() == ()
    assert damage_notes(tmp_path) == []


def test_files_of_the_form_before_are_removed(cache: CacheFile, tmp_path: Path) -> None:
    for ending in ("head", "rows", "page", "mine", "brief"):
        (tmp_path / "cache" / f"jbarlow.{ending}").write_bytes(b"{}")
    cache.write(LINES)
    left = {path.name for path in (tmp_path / "cache").iterdir()}
    assert left == {"jbarlow.board", "jbarlow.lock"}


def test_beside_another_that_writes_nothing_is_written_and_nothing_waits(
    cache: CacheFile, tmp_path: Path
) -> None:
    with Locks(tmp_path / "cache", 0o600).try_acquire("jbarlow") as is_ours:
        assert is_ours
        assert not cache.write([b"other"])
    assert list(cache.read()) == LINES


def test_what_is_looked_at_no_more_leaves_no_file_open(cache: CacheFile) -> None:
    before = open_now()
    found = cache.read()
    assert open_now() == before + 1
    del found
    assert open_now() == before
