"""Who has a review open: told by a heartbeat, forgotten without one."""

from __future__ import annotations

import json
import os
import stat
import time
from dataclasses import replace
from pathlib import Path

import pytest

from cspr_tui.store.folder.folder_store import FolderStore
from cspr_tui.store.folder.presence_files import EXPIRED, PresenceFiles


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return FolderStore.create(tmp_path / "store", "Northmere").folder


def seat(folder: Path, user: str) -> PresenceFiles:
    return FolderStore.open(folder).presence(user)


def test_another_who_has_it_open_is_named_until_they_leave(folder: Path) -> None:
    amber, zoe = seat(folder, "amber"), seat(folder, "zoe")
    amber.beat("7QXM4")
    zoe.beat("AAAAA")
    assert zoe.others("7QXM4") == ("amber",)
    assert amber.others("7QXM4") == ()
    amber.leave("7QXM4")
    assert zoe.others("7QXM4") == ()


def test_a_heart_that_stopped_is_forgotten(folder: Path) -> None:
    seat(folder, "amber").beat("7QXM4")
    (found,) = (folder / "presence").iterdir()
    assert stat.S_IMODE(found.stat().st_mode) == 0o600
    long_ago = time.time() - EXPIRED - 1
    os.utime(found, (long_ago, long_ago))
    assert seat(folder, "zoe").others("7QXM4") == ()
    assert list((folder / "presence").iterdir()) == []


def test_where_nothing_can_be_written_nobody_is_disturbed(folder: Path) -> None:
    lost = replace(seat(folder, "amber"), store=folder / "gone")
    lost.beat("7QXM4")
    lost.leave("7QXM4")
    assert lost.others("7QXM4") == ()


def test_a_planted_link_is_not_followed(folder: Path) -> None:
    amber = seat(folder, "amber")
    amber.beat("7QXM4")
    (mine,) = (folder / "presence").iterdir()
    mine.unlink()
    target = folder / "elsewhere"
    mine.symlink_to(target)
    amber.beat("7QXM4")
    assert not target.exists()


STEERING = "\x1b]0;owned\x07"


def test_a_name_that_a_colleague_made_up_steers_no_terminal(folder: Path) -> None:
    (folder / "presence" / f"7QXM4.{STEERING}-99").touch()
    (name,) = seat(folder, "amber").others("7QXM4")
    assert name.replace("_", "").isalnum()


def test_a_stub_that_a_colleague_made_up_steers_no_terminal(folder: Path) -> None:
    stub = folder / "reviews" / "7QXM4.stub"
    stub.write_text(json.dumps({"code": STEERING, "group": STEERING}))
    stub.chmod(0o600)
    (told,) = FolderStore.open(folder, "zoe").stubs()
    assert (told.code, told.group) == ("]0;owned", "]0;owned")
