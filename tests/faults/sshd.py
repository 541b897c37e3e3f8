"""Two people over a real sshd on one store: python -m tests.faults.sshd

Starts openssh-server on loopback with a host key and settings of its own, makes two
accounts and a group for the time of the trial, and takes all of it away again.
Needs root. What cannot be tried is said, with the reason.
"""

from __future__ import annotations

import grp
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from cspr_tui.store.folder.folder_store import FolderStore
from tests.faults.figure import Bench, Figure, Skipped
from tests.screens.terminal import Terminal

GROUP, USERS = "csprfaults", ("csprone", "csprtwo")
REF, LIMIT = "7QXM4", 2.0
SAMPLE = Path(__file__).parents[2] / "sample_data" / "store"
TOOLS = ("sshd", "ssh", "ssh-keygen", "useradd", "groupadd")
SETTINGS = """
Port {port}
ListenAddress 127.0.0.1
HostKey {home}/host
AuthorizedKeysFile {home}/keys
PidFile {home}/pid
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
AllowUsers {users}
"""


class NotPossibleError(Exception):
    """This machine does not allow the trial."""


def ran(*words: str) -> None:
    done = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    if done.returncode:
        sentence = f"{words[0]}: {done.stderr.strip() or done.returncode}"
        raise NotPossibleError(sentence)


@contextmanager
def accounts() -> Iterator[None]:
    """Make the group and the two accounts, and take them away after."""
    with ExitStack() as after:
        ran("groupadd", GROUP)
        after.callback(_drop, "groupdel", GROUP)
        for user in USERS:
            ran("useradd", "-m", "-p", "*", "-s", "/bin/sh", "-G", GROUP, user)
            after.callback(_drop, "userdel", "-r", user)
            after.callback(_wait_until_gone, user)
        yield


def _wait_until_gone(user: str) -> None:
    """Wait for what the lost lines left running; a hang-up ends it."""
    number, until = pwd.getpwnam(user).pw_uid, time.monotonic() + 15
    while time.monotonic() < until and number in _at_work():
        time.sleep(0.1)


def _at_work() -> set[int]:
    found = set[int]()
    for process in Path("/proc").iterdir():
        with suppress(OSError):
            found |= {process.stat().st_uid} if process.name.isdigit() else set()
    return found


def _drop(*words: str) -> None:
    with suppress(NotPossibleError):
        ran(*words)


@contextmanager
def server(home: Path) -> Iterator[int]:
    """Run sshd on a free port of loopback."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    for name in ("host", "key"):
        ran("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(home / name))
    shutil.copyfile(home / "key.pub", home / "keys")
    (home / "keys").chmod(0o644)
    text = SETTINGS.format(port=port, home=home, users=" ".join(USERS))
    (home / "config").write_text(text)
    Path("/run/sshd").mkdir(exist_ok=True)
    words = [shutil.which("sshd") or "", "-D", "-e", "-f", str(home / "config")]
    with (home / "log").open("w") as log, subprocess.Popen(words, stderr=log) as sshd:  # noqa: S603 - our own words
        try:
            _wait_for(port)
            yield port
        finally:
            sshd.terminate()


def _wait_for(port: int) -> None:
    until = time.monotonic() + 10
    while time.monotonic() < until:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    sentence = "sshd did not come up"
    raise NotPossibleError(sentence)


class Line(Terminal):
    """The app over ssh in a terminal of 80 by 24."""

    def __init__(self, user: str, port: int, home: Path, store: Path) -> None:
        app = f"cd /; umask 022; exec {sys.executable} -m cspr_tui --store {store}"
        words = ["ssh", "-tt", "-F", "none", "-p", str(port), "-i", str(home / "key")]
        for option in ("StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null"):
            words += ["-o", option]
        words += [f"{user}@127.0.0.1", f"{app} --today 2026-11-23"]
        self.run(words, {**os.environ, "TERM": "xterm-256color"})

    def shows(self, text: str, patience: float) -> float:
        """Return after how many seconds a text stands on the screen."""
        since = time.monotonic()
        while text not in "\n".join(self.screen.display):
            if time.monotonic() - since > patience:
                return patience
            self._read(0.02)
        return time.monotonic() - since

    def go(self, *steps: tuple[str, str]) -> None:
        """Send keys, each time waiting for what they bring up."""
        for keys, text in steps:
            self.send(keys)
            self.read_until(text)

    def drop(self) -> None:
        """Cut the connection as a dead network would."""
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.handle)


@dataclass
class Pair:
    """The two at work on one store, and what went wrong so far."""

    home: Path
    store: Path
    port: int

    def line(self, user: str) -> Line:
        line = Line(user, self.port, self.home, self.store)
        line.read_until(REF, 60)
        return line

    def play(self) -> Iterator[Figure]:
        one, two = self.line(USERS[0]), self.line(USERS[1])
        two.go(("\r", "Overview"), ("5", "Timeline"))
        one.go(("\r", "Overview"), ("3", "Agencies"))
        yield self._call_seen(one, two, "Rang them at nine.")
        one.go(("5", "Timeline"))
        two.go(("3", "Agencies"))
        yield self._call_seen(two, one, "Rang them as well.")
        one.go(("3", "Agencies"))
        yield self._both_save(one, two)
        yield self._cut_off(one)
        two.drop()
        yield self._whole()

    def _typed(self, line: Line, text: str) -> None:
        """Fill in a contact with an agency, all but saving it."""
        line.send("aa")
        line.read_until("ctrl+s")
        line.send(f"Mereland Police\t\t\t\t{text}")
        line.read_until(text)

    def _call_seen(self, mine: Line, theirs: Line, text: str) -> Figure:
        self._typed(mine, text)
        mine.send("\x13")
        took = theirs.shows(text, 10)
        mine.read_until("Agencies")
        what = "calls that the other did not see within 2 s of the key"
        return Figure(what, 1, int(took > LIMIT), f"{took:.1f} s")

    def _both_save(self, one: Line, two: Line) -> Figure:
        texts = ("Both at once, one.", "Both at once, two.")
        for line, text in zip((one, two), texts, strict=True):
            self._typed(line, text)
        for line in (one, two):
            line.send("\x13")
        lost = [text for text in texts if not self._stored(text)]
        return Figure("saves of both at once that were lost", 2, len(lost))

    def _stored(self, text: str) -> bool:
        until = time.monotonic() + 10
        while time.monotonic() < until:
            contacts = FolderStore.open(self.store).load(REF).agency_contacts
            if any(text in contact.note for contact in contacts):
                return True
            time.sleep(0.1)
        return False

    def _cut_off(self, line: Line) -> Figure:
        """Cut the line mid-form, come back, and be offered what was typed."""
        time.sleep(1)
        self._typed(line, "Half a call, and th")
        line.drop()
        time.sleep(2)
        again = self.line(USERS[0])
        again.go(("\r", "Overview"), ("3", "Agencies"))
        again.send("aa")
        offered = again.shows("Take it back?", 10) < 10
        there = again.shows("Half a call, and th", 2) < 2
        again.send("y")
        again.read_until("ctrl+s")
        again.send("\x13")
        kept = self._stored("Half a call, and th")
        again.drop()
        said = "offered, taken back and saved"
        wrong = not (offered and there and kept)
        return Figure(
            "drafts not offered after a cut line", 1, int(wrong), said * (not wrong)
        )

    def _whole(self) -> Figure:
        found = FolderStore.open(self.store).verify()
        said = f"{found[0].where}: {found[0].what}" if found else ""
        return Figure("findings of verify after it", 1, len(found), said)


def shared_store(folder: Path) -> Path:
    """Lay out the sample for the group."""
    shutil.copytree(SAMPLE, folder)
    group = grp.getgrnam(GROUP).gr_gid
    for path in (folder, *folder.rglob("*")):
        os.chown(path, -1, group)
        path.chmod(0o2770 if path.is_dir() else 0o660)
    return folder


def sshd(bench: Bench) -> Iterator[Figure | Skipped]:
    """Two accounts over ssh: what each sees, what both save, what a cut leaves."""
    del bench
    why = "needs root" if os.geteuid() else ""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    why = why or (f"{', '.join(missing)} is not installed" if missing else "")
    if why:
        yield Skipped(why)
        return
    try:
        yield from _played()
    except NotPossibleError as error:
        yield Skipped(str(error))


def _played() -> Iterator[Figure]:
    with (
        tempfile.TemporaryDirectory(prefix="cspr-sshd-") as scratch,
        accounts(),
        server(Path(scratch)) as port,
    ):
        home = Path(scratch)
        home.chmod(0o755)
        ran("su", USERS[0], "-c", f"{sys.executable} -c 'import cspr_tui.app'")
        yield from Pair(home, shared_store(home / "store"), port).play()


def main() -> int:
    """Print the figures; 1 when anything went wrong."""
    wrong = 0
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    for figure in sshd(Bench(Path())):
        if isinstance(figure, Skipped):
            print(f"sshd: skipped: {figure.why}")  # noqa: T201 - its output
            continue
        wrong += figure.wrong
        said = f" ({figure.said})" * bool(figure.said)
        print(f"sshd: {figure.tried} tried {figure.wrong} wrong  {figure.what}{said}")  # noqa: T201 - its output
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
