"""A wire to a server that counts round trips, is slow, and can be cut."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Lock, Thread
from urllib.parse import urlsplit, urlunsplit

MOST = 1 << 20


@dataclass
class Wire:
    """A proxy on loopback; `cut` is what becomes of what the client sends next.

    "before": it is lost on the way; "after": it arrives and its answer is lost.
    `is_down` refuses every connection.
    """

    target: tuple[str, int]
    delay: float = 0.0
    cut: str = ""
    is_down: bool = False
    trips: int = 0
    refused: int = 0
    _client_spoke: bool = False
    _guard: Lock = field(default_factory=Lock)
    _ends: list[socket.socket] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._door.getsockname()[1]
        Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._door.accept()
                if self.is_down:
                    self.refused += 1
                    client.close()
                    continue
                server = socket.create_connection(self.target)
                for end in (client, server):
                    end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._ends += [client, server]
                for pump in (self._up, self._down):
                    Thread(target=pump, args=(client, server), daemon=True).start()

    def _up(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while said := client.recv(MOST):
                with self._guard:
                    self.trips += not self._client_spoke
                    self._client_spoke = True
                if self.cut == "before":
                    self.cut = ""
                    break
                time.sleep(self.delay / 2)
                server.sendall(said)
        self._close(client, server)

    def _down(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while said := server.recv(MOST):
                with self._guard:
                    self._client_spoke = False
                if self.cut == "after":
                    self.cut = ""
                    break
                time.sleep(self.delay / 2)
                client.sendall(said)
        self._close(client, server)

    def _close(self, *ends: socket.socket) -> None:
        for end in ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def break_all(self) -> None:
        """Cut every connection there is."""
        self._close(*self._ends)
        self._ends.clear()

    def break_off(self) -> None:
        """Cut every connection, and refuse new ones."""
        self.is_down = True
        self.break_all()

    def close(self) -> None:
        self._door.close()
        self.break_all()

    @contextmanager
    def counted(self) -> Iterator[list[int]]:
        """Count the round trips of the block; the list holds them when it ends."""
        found: list[int] = []
        before = self.trips
        yield found
        found.append(self.trips - before)


@contextmanager
def wired(address: str, delay: float = 0.0) -> Iterator[tuple[Wire, str]]:
    """Give a wire to the server of an address, and the address by that wire."""
    parts = urlsplit(address)
    wire = Wire((parts.hostname or "127.0.0.1", parts.port or 5432), delay)
    user = parts.netloc.rpartition("@")[0]
    netloc = f"{user}@127.0.0.1:{wire.port}"
    try:
        yield wire, urlunsplit(parts._replace(netloc=netloc))
    finally:
        wire.close()
