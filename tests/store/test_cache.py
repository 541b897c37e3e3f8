"""Lines of a file, each read when it is looked at."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cspr_tui.store.user import cache_file
from cspr_tui.store.user.cache_file import FileLines


def lines_of(path: Path) -> FileLines:
    with path.open("rb") as file:
        return FileLines(file.fileno())


def open_now() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary() | st.lists(st.binary(max_size=9)).map(b"\n".join))
def test_lines_are_those_that_a_file_is_read_by(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    with path.open("rb") as file:
        expected = [line.rstrip(b"\n") for line in file]
    with pytest.MonkeyPatch.context() as small:
        small.setattr(cache_file, "CHUNK", 4)
        found = lines_of(path)
    assert list(found) == expected
    assert found[1:] == expected[1:]
    assert [found[-1] for _ in found[-1:]] == expected[-1:]


def test_a_file_that_is_replaced_is_read_to_its_end_as_it_was(tmp_path: Path) -> None:
    path, other = tmp_path / "file", tmp_path / "other"
    path.write_bytes(b"one\ntwo")
    other.write_bytes(b"not this")
    found = lines_of(path)
    other.replace(path)
    assert list(found) == [b"one", b"two"]


def test_what_is_looked_at_no_more_leaves_no_file_open(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"one")
    before = open_now()
    found = lines_of(path)
    assert open_now() == before + 1
    del found
    assert open_now() == before
