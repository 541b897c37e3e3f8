"""The app in real terminals on one database."""

from __future__ import annotations

import os
import signal
import stat
import time
from pathlib import Path

import pytest

from cspr_tui.store.copy_store import copy_store
from cspr_tui.store.postgres.setup import open_store
from tests.postgres.server import new_login
from tests.postgres.stores import admin
from tests.screens.terminal import Terminal
from tests.sitting import demo_store

SAID = "Ms Testley rang back; she asks for Thursday afternoons only."
REF = "7QXM4"


@pytest.fixture
def named(address: str, tmp_path: Path) -> str:
    list(copy_store(demo_store(tmp_path / "demo"), open_store(address)))
    return address


def logs_a_call(terminal: Terminal, said: str) -> None:
    terminal.send("\r2aa")
    terminal.read_until("Log a contact with family")
    terminal.send(f"P1{chr(9) * 6}{said}")
    terminal.read_until("only.")


def test_two_terminals_on_one_database_see_each_others_call(named: str) -> None:
    key = open_store(named).partnership_key
    other = new_login(admin(), f"second_{os.getpid()}", key)
    mine, theirs = Terminal(named), Terminal(other)
    for terminal in (mine, theirs):
        terminal.read_until("q quit")
    for here, there in ((mine, theirs), (theirs, mine)):
        logs_a_call(here, SAID)
        here.send("\x13")
        here.read_until("u undoes it")
        saved = time.monotonic()
        there.read_until(f"changed {REF}")
        # The emulator itself waits up to 0.4 s for more.
        assert time.monotonic() - saved < 2.5
        here.send("\x1b")
        here.read_until("q quit")
    for terminal in (mine, theirs):
        terminal.leave()
    assert open_store(named).verify() == ()


def test_what_was_typed_outlives_a_lost_line_in_the_users_own_folder(
    named: str, tmp_path: Path
) -> None:
    terminal = Terminal(named)
    terminal.read_until("q quit")
    logs_a_call(terminal, SAID)
    os.kill(terminal.process, signal.SIGHUP)
    os.waitpid(terminal.process, 0)
    os.close(terminal.handle)
    (draft,) = (tmp_path / "caches").rglob("drafts/*.json")
    assert stat.S_IMODE(draft.stat().st_mode) == 0o600
    for folder in (draft.parent, draft.parent.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700

    again = Terminal(named)
    again.read_until("q quit")
    again.send("\r2aa")
    again.read_until("Take it back?")
    again.send("y")
    again.read_until(SAID[:40])
    again.send("\x13")
    again.read_until("u undoes it")
    again.leave()
    assert open_store(named).load(REF).contacts[-1].note == SAID
    assert not draft.exists()
