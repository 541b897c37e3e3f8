from __future__ import annotations

import errno
import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from cspr_tui.domain.record.documents import ReportOrder
from cspr_tui.gate import ClearedDocument
from cspr_tui.reports.clearance.clear_report import prepare
from cspr_tui.reports.clearance.report_file import ExportNotWrittenError, write_report
from tests.reports import traps


@pytest.fixture(scope="module")
def document() -> ClearedDocument:
    return prepare(traps.matter(), ReportOrder())


def test_the_file_holds_the_cleared_bytes_and_is_its_owners_only(
    document: ClearedDocument, tmp_path: Path
) -> None:
    path = write_report(document, tmp_path)
    assert path == tmp_path / "LCSPR-KD9ZT-public-2026-11-23.md"
    assert path.read_bytes() == document.content
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.stat().st_nlink == 1
    assert [*tmp_path.iterdir()] == [path]


def test_the_mode_holds_whatever_the_umask(
    document: ClearedDocument, tmp_path: Path
) -> None:
    before = os.umask(0)
    try:
        path = write_report(document, tmp_path)
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o777 == 0o600


def test_what_the_gate_did_not_clear_is_not_written(tmp_path: Path) -> None:
    fake = SimpleNamespace(content=b"Hope", name="LCSPR-X-public-2026-11-23.md")
    with pytest.raises(TypeError, match="Only what the gate cleared"):
        write_report(cast("Any", fake), tmp_path)
    assert [*tmp_path.iterdir()] == []


def test_the_same_report_again_is_left_as_it_is(
    document: ClearedDocument, tmp_path: Path
) -> None:
    first = write_report(document, tmp_path).stat()
    assert write_report(document, tmp_path).stat().st_ino == first.st_ino


def test_another_content_is_never_overwritten(
    document: ClearedDocument, tmp_path: Path
) -> None:
    path = tmp_path / document.name
    path.write_text("signed last week", encoding="utf-8")
    with pytest.raises(ExportNotWrittenError, match="something else has that name"):
        write_report(document, tmp_path)
    assert path.read_text(encoding="utf-8") == "signed last week"


@pytest.mark.parametrize("there", [True, False])
def test_a_link_is_never_followed(
    document: ClearedDocument, tmp_path: Path, *, there: bool
) -> None:
    target = tmp_path / "elsewhere"
    if there:
        target.write_bytes(document.content)
    (tmp_path / document.name).symlink_to(target)
    with pytest.raises(ExportNotWrittenError, match="a link stands there"):
        write_report(document, tmp_path)
    assert target.exists() == there


def test_a_folder_or_a_pipe_of_that_name_is_refused(
    document: ClearedDocument, tmp_path: Path
) -> None:
    path = tmp_path / document.name
    path.mkdir()
    with pytest.raises(ExportNotWrittenError):
        write_report(document, tmp_path)
    path.rmdir()
    os.mkfifo(path)
    with pytest.raises(ExportNotWrittenError, match="something else"):
        write_report(document, tmp_path)


def test_a_folder_that_is_not_there_is_said_in_one_sentence(
    document: ClearedDocument, tmp_path: Path
) -> None:
    with pytest.raises(ExportNotWrittenError) as caught:
        write_report(document, tmp_path / "gone")
    assert str(caught.value).endswith(
        "No such file or directory; choose a folder that is there and yours."
    )


def test_a_name_taken_meanwhile_is_not_overwritten(
    document: ClearedDocument, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another session writes between the look and the naming."""
    path = tmp_path / document.name

    def late(self: Path, target: Path) -> None:
        self.write_text("another", encoding="utf-8")
        os.link(target, self)

    monkeypatch.setattr(Path, "hardlink_to", late)
    with pytest.raises(ExportNotWrittenError, match="something else"):
        write_report(document, tmp_path)
    assert path.read_text(encoding="utf-8") == "another"
    assert [*tmp_path.iterdir()] == [path]


def test_a_name_that_came_and_went_is_said(
    document: ClearedDocument, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "hardlink_to", _failing(errno.EEXIST))
    with pytest.raises(ExportNotWrittenError, match="came and went; try again"):
        write_report(document, tmp_path)
    assert [*tmp_path.iterdir()] == []


def test_the_same_report_written_meanwhile_will_do(
    document: ClearedDocument, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(self: Path, target: Path) -> None:
        self.write_bytes(document.content)
        _failing(errno.EPERM)(self, target)

    monkeypatch.setattr(Path, "hardlink_to", late)
    assert write_report(document, tmp_path).read_bytes() == document.content
    assert len([*tmp_path.iterdir()]) == 1


def test_a_disk_without_links_gets_the_file_all_the_same(
    document: ClearedDocument, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "hardlink_to", _failing(errno.EPERM))
    assert write_report(document, tmp_path).read_bytes() == document.content


def test_a_full_disk_leaves_nothing_behind(
    document: ClearedDocument, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "hardlink_to", _failing(errno.ENOSPC))
    with pytest.raises(ExportNotWrittenError, match="No space left"):
        write_report(document, tmp_path)
    assert [*tmp_path.iterdir()] == []


def _failing(number: int) -> Any:  # noqa: ANN401 - stands in for a method
    def fail(self: Path, target: Path) -> None:
        raise OSError(number, os.strerror(number), str(self), None, str(target))

    return fail
