"""Three PostgreSQL nodes on loopback, kept by Patroni and etcd, one of them primary."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.postgres.server import account, binaries, free_port, unprivileged

MISSING = (
    "SKIPPED: no patroni, etcd or PostgreSQL here "
    "(Debian: apt-get install patroni etcd-server postgresql)"
)
# Seconds. Patroni takes no shorter lease: a dead node's is over after that long.
LEASE = 20
NODES = 3


def are_there() -> bool:
    """Whether the programs of a cluster are installed."""
    return bool(shutil.which("patroni") and shutil.which("etcd") and binaries())


@dataclass
class Node:
    """One Patroni and the server it keeps, which can be killed and begun again."""

    name: str
    folder: Path
    etcd: int
    port: int = field(default_factory=free_port)
    rest: int = field(default_factory=free_port)
    _process: subprocess.Popen[bytes] | None = None

    def settings(self) -> dict[str, object]:
        here = f"127.0.0.1:{self.port}"
        users = {
            "superuser": "admin",
            "replication": "replicator",
            "rewind": "rewinder",
        }
        return {
            "scope": "cspr",
            "name": self.name,
            "restapi": dict.fromkeys(
                ("listen", "connect_address"), f"127.0.0.1:{self.rest}"
            ),
            "etcd3": {"hosts": [f"127.0.0.1:{self.etcd}"]},
            "bootstrap": {
                "dcs": {
                    "ttl": LEASE,
                    "loop_wait": 2,
                    "retry_timeout": 3,
                    "synchronous_mode": True,
                    "postgresql": {"use_pg_rewind": True},
                },
                "initdb": [{"encoding": "UTF8"}, {"auth": "trust"}, "data-checksums"],
            },
            "postgresql": {
                "listen": here,
                "connect_address": here,
                "data_dir": str(self.folder / "data"),
                "bin_dir": str(binaries()),
                "pgpass": str(self.folder / "pgpass"),
                "authentication": {
                    part: {"username": user} for part, user in users.items()
                },
                "pg_hba": [
                    "host all all 127.0.0.1/32 trust",
                    "host replication all 127.0.0.1/32 trust",
                ],
                "parameters": {
                    "unix_socket_directories": str(self.folder),
                    "shared_buffers": "32MB",
                },
                "remove_data_directory_on_rewind_failure": True,
                "remove_data_directory_on_diverged_timelines": True,
            },
        }

    def start(self) -> None:
        # Patroni reads YAML, of which JSON is a part.
        written = self.folder / "patroni.yml"
        written.write_text(json.dumps(self.settings()))
        self._process = _started("patroni", str(written), log=self.folder / "log")

    def kill(self) -> None:
        """Kill the node as a power cut would: Patroni and every server process."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(10)
        with suppress(OSError, ValueError, IndexError):
            pid = int((self.folder / "data/postmaster.pid").read_text().split()[0])
            os.kill(pid, signal.SIGKILL)

    def answers(self, question: str) -> bool:
        """Whether Patroni says yes: `primary`, `replica`, `synchronous`."""
        with suppress(URLError, OSError):
            url = f"http://127.0.0.1:{self.rest}/{question}"
            with urlopen(url, timeout=1) as answer:
                return bool(answer.status == 200)
        return False


def _started(*words: str, log: Path) -> subprocess.Popen[bytes]:
    kept = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    with log.open("ab") as out:
        return subprocess.Popen(  # noqa: S603 - the cluster's own programs
            [*unprivileged(), shutil.which(words[0]) or words[0], *words[1:]],
            stdout=out,
            stderr=out,
            env=kept,
            start_new_session=True,
        )


@dataclass
class Cluster:
    """The nodes, and what they say of themselves."""

    nodes: list[Node]

    def address(self, user: str, database: str) -> str:
        """Return one address that names all nodes."""
        hosts = ",".join(f"127.0.0.1:{node.port}" for node in self.nodes)
        return f"postgresql://{user}@{hosts}/{database}?target_session_attrs=read-write"

    def primary(self) -> Node | None:
        return next((node for node in self.nodes if node.answers("primary")), None)

    def wait_whole(self, patience: float = 120.0) -> Node:
        """Return the primary once the other two follow and one is synchronous."""
        until = time.monotonic() + patience
        while time.monotonic() < until:
            primary = self.primary()
            following = [node for node in self.nodes if node.answers("replica")]
            ready = any(node.answers("synchronous") for node in following)
            if primary is not None and ready and len(following) == NODES - 1:
                return primary
            time.sleep(0.2)
        sentence = "The cluster did not become whole in time."
        raise TimeoutError(sentence)


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Give a cluster of its own for as long as the block lasts."""
    with tempfile.TemporaryDirectory(prefix="cspr-patroni-") as scratch:
        top = Path(scratch)
        _owned(top)
        store, port = _etcd(top)
        nodes = [Node(f"node{n}", top / f"node{n}", port) for n in range(1, NODES + 1)]
        for node in nodes:
            _owned(node.folder)
            node.start()
        try:
            yield Cluster(nodes)
        finally:
            for node in nodes:
                node.kill()
            store.kill()
            store.wait(10)
            time.sleep(1)


def _owned(folder: Path) -> None:
    folder.mkdir(mode=0o700, exist_ok=True)
    os.chown(folder, account().pw_uid, account().pw_gid)


def _etcd(top: Path) -> tuple[subprocess.Popen[bytes], int]:
    port, peer = free_port(), free_port()
    here, there = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{peer}"
    words = ["--name", "one", "--data-dir", str(top / "etcd")]
    words += ["--listen-client-urls", here, "--advertise-client-urls", here]
    words += ["--listen-peer-urls", there, "--initial-advertise-peer-urls", there]
    words += ["--initial-cluster", f"one={there}"]
    return _started("etcd", *words, log=top / "etcd.log"), port
