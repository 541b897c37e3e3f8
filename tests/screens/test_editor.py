"""A section written in the user's own editor, the app stepping aside meanwhile."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from cspr_tui.domain.record.documents import SectionKind
from cspr_tui.domain.record.sections import section_of
from tests.screens.driver import driving
from tests.screens.terminal import Terminal
from tests.screens.test_check import write
from tests.sitting import Sitting

REF = "YGP9Z"
TO_NARRATIVE = ("j", "j", "j", "j", "enter", "6", "g", *["j"] * 7)


def narrative(sitting: Sitting) -> str:
    held = section_of(sitting.store.load(REF), SectionKind.NARRATIVE)
    return held.text if held else ""


def an_editor(folder: Path, body: str) -> str:
    """Return the command of an editor that does that to the file `path`."""
    program = folder / "editor.py"
    lines = ["import os, sys, time", "path = sys.argv[1]", body]
    program.write_text("\n".join(lines), encoding="utf-8")
    return f"{sys.executable} {program}"


def to_narrative(terminal: Terminal) -> None:
    terminal.read_until("Ready.")
    terminal.send("jjjj\r")
    terminal.read_until("[1 Overview]")
    terminal.send("6")
    terminal.read_until("[6 Report]")
    terminal.send("gjjjjjjj")


def left_over(sitting: Sitting) -> list[Path]:
    return [*(sitting.store.folder / "drafts").glob("edit-*")]


def test_the_editor_writes_and_the_file_is_private_in_the_store_and_gone(
    demo: Sitting, tmp_path: Path
) -> None:
    seen = tmp_path / "seen"
    body = (
        f"open({str(seen)!r}, 'w').write(path + ' ' + oct(os.stat(path).st_mode))\n"
        "open(path + '~', 'w').write('a backup')\n"
        "open(path, 'w').write('Written *outside*.\\n')"
    )
    terminal = Terminal(demo.store.folder, EDITOR=an_editor(tmp_path, body))
    to_narrative(terminal)
    terminal.send("E")
    terminal.read_until("Report section written: What happened.  u undoes it.")
    path, mode = seen.read_text("utf-8").split()
    assert Path(path).is_relative_to(demo.store.folder)
    assert int(mode, 8) & 0o777 == 0o600
    assert not left_over(demo)
    assert narrative(demo) == "Written *outside*."
    terminal.send("u")
    terminal.read_until("Took back")
    assert narrative(demo) != "Written *outside*."
    terminal.leave()


def test_an_editor_that_fails_changes_nothing(demo: Sitting, tmp_path: Path) -> None:
    body = "open(path, 'w').write('lost')\nsys.exit(3)"
    terminal = Terminal(demo.store.folder, EDITOR=an_editor(tmp_path, body))
    before = narrative(demo)
    to_narrative(terminal)
    terminal.send("E")
    terminal.read_until("The editor ended with error 3; the section is as it was.")
    assert narrative(demo) == before
    assert not left_over(demo)
    terminal.leave()


def test_an_editor_that_is_not_there_is_named(demo: Sitting) -> None:
    terminal = Terminal(demo.store.folder, EDITOR="/no/such/editor")
    to_narrative(terminal)
    terminal.send("E")
    terminal.read_until('The editor "/no/such/editor" cannot be started')
    terminal.leave()


def test_a_line_cut_while_the_editor_runs_keeps_what_it_saved_as_a_draft(
    demo: Sitting, tmp_path: Path
) -> None:
    ready = tmp_path / "ready"
    body = (
        "open(path, 'w').write('Saved before the cut.')\n"
        f"open({str(ready)!r}, 'w').close()\n"
        "time.sleep(20)"
    )
    terminal = Terminal(demo.store.folder, EDITOR=an_editor(tmp_path, body))
    to_narrative(terminal)
    terminal.send("E")
    while not ready.exists():
        os.sched_yield()
    os.kill(terminal.process, signal.SIGHUP)
    os.waitpid(terminal.process, 0)
    os.close(terminal.handle)
    assert not left_over(demo)
    kept = [*(demo.store.folder / "drafts").glob("*.json")]
    assert ["Saved before the cut." in each.read_text("utf-8") for each in kept] == [
        True
    ]


async def test_without_an_editor_the_section_opens_here(
    demo: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.delenv("VISUAL", raising=False)
    write(demo, "As it was.")
    async with driving(demo) as driver:
        text = await driver.press(*TO_NARRATIVE, "E")
        assert "As it was." in text
        await driver.type("Not ")
        text = await driver.press("ctrl+s")
        assert "Report section written" in text
    assert narrative(demo) == "Not As it was."


async def test_only_a_section_is_written(demo: Sitting) -> None:
    async with driving(demo) as driver:
        text = await driver.press("j", "j", "j", "j", "enter", "6", "g", "E")
    assert "Go to a section that is written" in text
