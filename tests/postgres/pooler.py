"""A real PgBouncer before a server of the tests, thrown away with it."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from tests.postgres.server import account, free_port, unprivileged

SYSTEM = f"{os.environ.get('PATH', '')}:/usr/sbin"
NO_POOLER = "no PgBouncer here (Debian: apt-get install pgbouncer)"


@contextmanager
def pooled(address: str, mode: str, size: int = 2) -> Iterator[str]:
    """Give an address that leads through a pooler with `size` server sessions.

    The roles have to be there before it starts: it knows no later ones.
    """
    program = shutil.which("pgbouncer", path=SYSTEM)
    if program is None:
        pytest.skip(NO_POOLER)
    server, port = urlsplit(address), free_port()
    with tempfile.TemporaryDirectory(prefix="cspr-pooler-") as scratch:
        config = _config(Path(scratch), address, mode, size, port)
        done = subprocess.Popen(  # noqa: S603 - the pooler's own program
            [*unprivileged(), program, "-q", str(config)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            user = server.netloc.rpartition("@")[0]
            named = server._replace(netloc=f"{user}@127.0.0.1:{port}")
            _wait(urlunsplit(named))
            yield urlunsplit(named)
        finally:
            done.terminate()
            done.wait(10)


def _config(folder: Path, address: str, mode: str, size: int, port: int) -> Path:
    with psycopg.connect(address) as connection:
        roles = connection.execute("select rolname from pg_roles").fetchall()
    known = folder / "users"
    known.write_text("".join(f'"{role}" ""\n' for (role,) in roles))
    config = folder / "pgbouncer.ini"
    server = urlsplit(address)
    config.write_text(
        f"[databases]\n* = host={server.hostname} port={server.port}\n[pgbouncer]\n"
        f"listen_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\n"
        f"auth_type = trust\nauth_file = {known}\npool_mode = {mode}\n"
        f"default_pool_size = {size}\nlogfile = {folder}/log\n"
    )
    for each in (folder, known, config):
        os.chown(each, account().pw_uid, -1)
    return config


def _wait(address: str) -> None:
    until = time.monotonic() + 20
    while True:
        try:
            psycopg.connect(address, connect_timeout=2).close()
        except psycopg.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return
