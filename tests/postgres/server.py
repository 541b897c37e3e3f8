"""A real PostgreSQL server for the tests: on loopback, in a folder, thrown away."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

NAMED = "CSPR_TEST_POSTGRES"
MISSING = (
    "no PostgreSQL here: neither CSPR_TEST_POSTGRES names a server nor are initdb and "
    "postgres installed (Debian: apt-get install postgresql)"
)
_DATABASES = count(1)


def binaries() -> Path | None:
    """Return the newest PostgreSQL's folder of programs, if there is one."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: p.parts[4]
    )
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


def free_port() -> int:
    """Return a port of loopback that is free just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def account() -> pwd.struct_passwd:
    """Return an account that is not root: PostgreSQL refuses to run as root."""
    if os.getuid():
        return pwd.getpwuid(os.getuid())
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


@dataclass
class Server:
    """One server process that can be stopped at once and started again."""

    programs: Path
    folder: Path
    port: int = field(default_factory=free_port)
    _process: subprocess.Popen[bytes] | None = None

    @property
    def admin(self) -> str:
        """The address of its own administrator."""
        return self.address("admin", "postgres")

    def address(self, user: str, database: str) -> str:
        return f"postgresql://{user}@127.0.0.1:{self.port}/{database}"

    def prepare(self) -> None:
        self._run("initdb", "--no-sync", "-A", "trust", "-U", "admin", "-E", "UTF8")

    def start(self, *settings: str) -> None:
        said = [f"-c{each}" for each in settings]
        where = ["-D", str(self.folder / "data"), "-p", str(self.port)]
        listens = ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - the server's own programs
                [
                    *unprivileged(),
                    str(self.programs / "postgres"),
                    *where,
                    *listens,
                    *said,
                ],
                stdout=log,
                stderr=log,
            )
        self._wait()

    def _wait(self) -> None:
        until = time.monotonic() + 30
        while True:
            try:
                psycopg.connect(self.admin, connect_timeout=2).close()
            except psycopg.OperationalError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.05)
            else:
                return

    def stop(self) -> None:
        """Stop at once, as a power cut would: nothing is written any more."""
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(30)
            self._process = None

    def _run(self, program: str, *words: str) -> None:
        where = ["-D", str(self.folder / "data")]
        subprocess.run(  # noqa: S603 - the server's own programs
            [*unprivileged(), str(self.programs / program), *where, *words],
            check=True,
            capture_output=True,
        )


def unprivileged() -> list[str]:
    who = account()
    if os.getuid() == who.pw_uid:
        return []
    ids = [f"--reuid={who.pw_uid}", f"--regid={who.pw_gid}", "--clear-groups"]
    return ["setpriv", *ids]


@contextmanager
def running(*settings: str) -> Iterator[Server]:
    """Give a server of its own for as long as the block lasts."""
    programs = binaries()
    if programs is None:
        raise RuntimeError(MISSING)
    with tempfile.TemporaryDirectory(prefix="cspr-pg-") as scratch:
        folder = Path(scratch)
        os.chown(folder, account().pw_uid, account().pw_gid)
        server = Server(programs, folder)
        server.prepare()
        server.start(*settings)
        try:
            yield server
        finally:
            server.stop()


def new_database(admin: str) -> str:
    """Make an empty database on a server and return its administrator's address."""
    name = f"cspr_test_{os.getpid()}_{next(_DATABASES)}"
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f"create database {name}".encode())
    return urlunsplit(urlsplit(admin)._replace(path=f"/{name}"))


def new_login(admin: str, role: str, *member_of: str) -> str:
    """Make a role that can log in, and return its address in the same database."""
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f"drop role if exists {role}".encode())
        connection.execute(f"create role {role} login".encode())
        for each in member_of:
            connection.execute(f"grant {each} to {role}".encode())
    parts = urlsplit(admin)
    where = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{role}@{where}"))
