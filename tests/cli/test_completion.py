"""Tab in bash, zsh and fish, as somebody at a terminal sees it."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyte
import pytest

from tests.cli.conftest import Run

PATIENCE = 20.0
START = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "--private", "-i"],
}
PROMPT = {
    "bash": "PS1='ready> '; source {script}",
    "zsh": (
        "PS1='ready> '; autoload -Uz compinit; compinit -u -D; eval \"$(<{script})\""
    ),
    "fish": "function fish_prompt; echo -n 'ready> '; end; source {script}",
}


@dataclass
class Shell:
    """An interactive shell behind a terminal, and what its screen shows."""

    process: int
    terminal: int
    screen: pyte.Screen = field(default_factory=lambda: pyte.Screen(120, 40))

    def __post_init__(self) -> None:
        self.stream = pyte.ByteStream(self.screen)

    def send(self, keys: str) -> None:
        os.write(self.terminal, keys.encode())

    def read(self) -> None:
        while select.select([self.terminal], [], [], 0.1)[0]:
            got = os.read(self.terminal, 65536)
            # fish asks the terminal what it is, and waits for the answer.
            if b"\x1b[c" in got or b"\x1b[0c" in got:
                os.write(self.terminal, b"\x1b[?62;c")
            self.stream.feed(got)

    def wait_for(self, text: str) -> str:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            self.read()
            shown = "\n".join(line.rstrip() for line in self.screen.display)
            if text in shown:
                return shown
        pytest.fail(f"{text!r} was not shown:\n" + "\n".join(self.screen.display))

    def complete(self, typed: str, expected: str) -> str:
        """Type a line and Tab; wait for what the screen is to show; clear both."""
        self.send(f"{typed}\t")
        shown = self.wait_for(expected)
        self.send("\x15\x0c")
        self.wait_for_empty_line()
        return shown

    def wait_for_empty_line(self) -> None:
        until = time.monotonic() + PATIENCE
        while "".join(self.screen.display).strip() != "ready>":
            assert time.monotonic() < until, self.screen.display
            self.read()


@pytest.fixture(params=list(START))
def shell(
    request: pytest.FixtureRequest, demo: Path, tmp_path: Path
) -> Iterator[Shell]:
    name: str = request.param
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed here")
    program = Path(sys.executable).with_name("cspr-tui")
    script = tmp_path / f"completion.{name}"
    words = [str(program), "completion", name]
    script.write_bytes(subprocess.run(words, capture_output=True, check=True).stdout)  # noqa: S603 - our own program
    environment = {
        **os.environ,
        "PATH": f"{program.parent}:{os.environ['PATH']}",
        "CSPR_STORE": str(demo),
        "HOME": str(tmp_path),
        "TERM": "xterm-256color",
        "LC_ALL": "C.UTF-8",
    }
    process, terminal = pty.fork()
    if process == 0:
        os.execvpe(START[name][0], START[name], environment)  # noqa: S606 - the shell itself
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    opened = Shell(process, terminal)
    opened.send(f"{PROMPT[name].format(script=script)}; clear\n")
    opened.wait_for("ready>")
    yield opened
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    os.close(terminal)


def test_commands_options_references_and_filters_are_completed(shell: Shell) -> None:
    shell.complete("cspr-tui export-", "cspr-tui export-data")
    shell.complete("cspr-tui chronol", "cspr-tui chronology")
    shell.complete("cspr-tui figures --beh", "cspr-tui figures --behind")
    shell.complete("cspr-tui show 7QX", "cspr-tui show 7QXM4")
    shell.complete("cspr-tui list is:noc", "cspr-tui list is:noclock")
    shell.complete("cspr-tui list is:late,so", "cspr-tui list is:late,soon")
    shell.complete("cspr-tui move 7QXM4 N4 N77", "cspr-tui move 7QXM4 N4 N7722")


def offered(run: Run, *words: object) -> list[str]:
    return run("completion", *words).out.splitlines()


def test_references_are_those_of_the_store_on_the_line(run: Run, demo: Path) -> None:
    line = ("--line", "cspr-tui", "--store", demo, "show")
    assert offered(run, "--words", "refs", "--typed", "7q", *line) == ["7QXM4"]
    assert len(offered(run, "--words", "refs", *line)) == 30


def test_a_store_that_cannot_be_read_offers_nothing_and_says_nothing(
    run: Run, tmp_path: Path
) -> None:
    said = run("--store", tmp_path / "none", "completion", "--words", "refs")
    assert (said.out, said.err) == ("", "")


def test_filters_are_offered_with_the_words_of_the_partnership(
    run: Run, demo: Path
) -> None:
    def after(typed: str) -> list[str]:
        return offered(run, "--store", demo, "--words", "filters", f"--typed={typed}")

    assert "is:" in after("")
    assert "-owner:" in after("-")
    assert {"owner:me", "owner:none", "owner:JB"} <= set(after("owner:"))
    assert after("is:late,so") == ["is:late,soon"]
    assert all(" " not in each for each in after("waiting:"))


def test_without_a_shell_it_says_which_there_are(run: Run) -> None:
    said = run("completion")
    assert said.code == 1
    assert "bash, zsh or fish" in said.err
