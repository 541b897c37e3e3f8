"""Each refusal of a server is told with its true cause, and not with another."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from threading import Thread

import psycopg
import pytest

from cspr_tui.store.postgres.connect_errors import (
    DatabaseUnreachableError,
    connect_error,
)
from cspr_tui.store.postgres.setup import open_store
from cspr_tui.store.protocol import UnusableStoreError
from tests.postgres.certificates import Certificate, certificate
from tests.postgres.server import MISSING, Server, binaries, free_port, running

RULES = """
host all admin 127.0.0.1/32 trust
host all jo,nobody 127.0.0.1/32 scram-sha-256
hostssl all plain 127.0.0.1/32 trust
hostssl all stranger 127.0.0.2/32 trust
host all shut 127.0.0.1/32 reject
hostssl all signed 127.0.0.1/32 cert
host all account 127.0.0.1/32 ident
host all +everybody,absent 127.0.0.1/32 trust
"""
ROLES = (
    "create role everybody",
    "create role jo login password 'right'",
    "create role nologin",
    "create role few login connection limit 0",
    "create role anyone login",
    "create role plain login",
    "grant everybody to nologin, few, anyone",
    "create database closed",
    "revoke connect on database closed from public",
    "create database shut allow_connections false",
    "create database empty",
)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    if binaries() is None:
        pytest.skip(MISSING)
    with running() as made:
        good = certificate(made.folder, "good")
        certificate(made.folder, "elsewhere", "DNS:db.example.org")
        certificate(made.folder, "expired", expired=True)
        with psycopg.connect(made.admin, autocommit=True) as connection:
            for each in ROLES:
                connection.execute(each.encode())
        (made.folder / "data" / "pg_hba.conf").write_text(RULES)
        restart(made, good)
        yield made


def restart(server: Server, shown: Certificate | None) -> None:
    server.stop()
    tls = [f"ssl_key_file={shown.key}", f"ssl_cert_file={shown.file}"] if shown else []
    server.start(*tls, f"ssl={'on' if shown else 'off'}", "max_connections=6")


def here(server: Server, name: str) -> Certificate:
    return Certificate(
        server.folder / name / "key.pem", server.folder / name / "cert.pem"
    )


def refusal(address: str) -> str:
    with pytest.raises(UnusableStoreError) as caught:
        open_store(address)
    return str(caught.value)


NOT_TOLD = "does not exist"
BY_ROLE = [
    ("jo", "postgres", "", "it asks for a password; put one in ~/.pgpass"),
    ("stranger", "postgres", "", "does not let stranger into postgres from this"),
    (
        "plain",
        "postgres",
        "?sslmode=disable",
        "into postgres from this machine without",
    ),
    (
        "shut",
        "postgres",
        "",
        "a rule in its pg_hba.conf shuts this machine or role out",
    ),
    ("signed", "postgres", "?sslmode=require", "asks for a certificate of your own"),
    ("account", "postgres", "", "it does not know this account"),
    ("absent", "postgres", "", "there is no such role in it"),
    ("nologin", "postgres", "", "its role nologin may not log in"),
    ("anyone", "nowhere", "", "there is no database of that name on the server"),
    ("anyone", "closed", "", "may not connect to the database closed"),
    ("anyone", "shut", "", "have closed shut to connections"),
    ("few", "postgres", "", "it has too many connections"),
    ("anyone", "empty", "", 'it holds no reviews; "init" sets it up'),
    ("anyone", "empty", "?sslmode=bogus", '("bogus" is not known there)'),
    ("anyone", "empty", "?bogus=1", '("bogus" is not known there)'),
    (
        "anyone",
        "empty",
        "?sslmode=verify-full&sslrootcert=/nowhere/ca.pem",
        "the root certificate /nowhere/ca.pem, which is to verify it, is missing",
    ),
    (
        "anyone",
        "empty",
        "?sslmode=verify-full&sslrootcert=/etc/passwd",
        "/etc/passwd, named as its root certificate, is no certificate",
    ),
    (
        "anyone",
        "empty",
        "?sslmode=verify-full&sslrootcert=system",
        "none of the certificates in system signed its certificate",
    ),
    (
        "anyone",
        "empty",
        "?sslmode=require&sslrootcert=system",
        "sslrootcert=system verifies only with sslmode=verify-full",
    ),
]


@pytest.mark.parametrize(("role", "database", "options", "cause"), BY_ROLE)
def test_a_refused_role_or_address_is_told_why(
    server: Server, role: str, database: str, options: str, cause: str
) -> None:
    sentence = refusal(server.address(role, database) + options)
    assert cause in sentence
    assert NOT_TOLD not in sentence
    assert "\n" not in sentence


@pytest.mark.parametrize("role", ["jo", "nobody"])
def test_a_wrong_password_and_an_unknown_role_are_told_alike(
    server: Server, role: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server itself does not say which, so that nobody can try out names."""
    passwords = tmp_path / "pgpass"
    passwords.write_text(f"127.0.0.1:*:*:{role}:wrong\n")
    passwords.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(passwords))
    sentence = refusal(server.address(role, "postgres"))
    assert "it does not accept the name or the password" in sentence
    assert "wrong" not in sentence


def test_ones_own_key_that_others_can_read_is_named(
    server: Server, tmp_path: Path
) -> None:
    key = tmp_path / "own.key"
    key.write_bytes(here(server, "good").key.read_bytes())
    key.chmod(0o644)
    own = f"sslcert={here(server, 'good').file}&sslkey={key}"
    sentence = refusal(f"{server.address('anyone', 'empty')}?sslmode=require&{own}")
    assert f"others can read your private key {key}; run chmod 600" in sentence


CERTIFICATES = [
    ("elsewhere", "elsewhere", "is for db.example.org and the address says 127.0.0.1"),
    ("expired", "expired", "its certificate has expired"),
    ("good", "expired", "signed its certificate; name that of its authority"),
]


@pytest.mark.parametrize(("shown", "trusted", "cause"), CERTIFICATES)
def test_a_certificate_is_refused_for_what_is_wrong_with_it(
    server: Server, shown: str, trusted: str, cause: str
) -> None:
    restart(server, here(server, shown))
    root = here(server, trusted).file
    address = f"{server.address('anyone', 'empty')}?sslmode=verify-full&sslrootcert="
    assert cause in refusal(f"{address}{root}")


def test_a_server_without_tls_is_named(server: Server) -> None:
    restart(server, None)
    address = f"{server.address('anyone', 'empty')}?sslmode=require"
    assert "it does not speak TLS, which the address asks for" in refusal(address)


def test_a_server_that_is_full_is_told_so_and_takes_work_later(server: Server) -> None:
    restart(server, None)
    address = server.address("anyone", "empty")
    with ExitStack() as open_ones:
        for _ in range(3):
            open_ones.enter_context(psycopg.connect(address))
        with pytest.raises(DatabaseUnreachableError, match="too many connections"):
            open_store(address)
    assert "holds no reviews" in refusal(address)


PASSING = [
    ("the database system is starting up", "it is starting up"),
    ("the database system is shutting down", "it is shutting down"),
    ("the database system is in recovery mode", "it is shutting down"),
]


@pytest.mark.parametrize(("answer", "cause"), PASSING)
def test_a_server_that_is_not_ready_counts_as_unreachable_and_says_so(
    answer: str, cause: str
) -> None:
    with answering(answer) as port, pytest.raises(DatabaseUnreachableError) as caught:
        open_store(f"postgresql://jo@127.0.0.1:{port}/reviews?sslmode=disable")
    assert cause in str(caught.value)


def test_an_answer_in_another_language_is_repeated_in_the_servers_own_words() -> None:
    answer = "das Datenbanksystem startet"
    with answering(answer) as port, pytest.raises(DatabaseUnreachableError) as caught:
        open_store(f"postgresql://jo@127.0.0.1:{port}/reviews?sslmode=disable")
    assert f"; in its own words: {answer})" in str(caught.value)


def test_a_port_without_a_server_and_a_machine_without_a_name_are_told_apart() -> None:
    nothing = f"postgresql://jo@127.0.0.1:{free_port()}/reviews"
    assert "no server answers on that port" in refusal(nothing)
    unknown = "postgresql://jo@nowhere.invalid/reviews"
    assert "is not known to the network" in refusal(unknown)
    socket_folder = "postgresql://jo@%2Fnowhere/reviews"
    assert "there is no server on that socket" in refusal(socket_folder)
    assert 'no service "nothing"' in refusal("service=nothing")


@pytest.mark.parametrize(
    "name", ['certificate" SSL', "SSL", "no pg_hba.conf entry", "too many clients"]
)
def test_a_name_that_reads_like_another_answer_is_not_taken_for_it(name: str) -> None:
    error = psycopg.OperationalError(
        f'connection failed: FATAL:  role "{name}" is not permitted to log in'
    )
    assert f"its role {name} may not log in" in str(connect_error("there", error))


class answering(ExitStack):  # noqa: N801 - reads as a verb where it is used
    """A port of loopback that ends every connection with one FATAL answer."""

    def __init__(self, answer: str) -> None:
        super().__init__()
        self._answer = answer

    def __enter__(self) -> int:  # type: ignore[override] # the port is what is asked for
        door = self.enter_context(socket.create_server(("127.0.0.1", 0)))
        fields = f"SFATAL\0VFATAL\0C57P03\0M{self._answer}\0\0".encode()
        sent = b"E" + (len(fields) + 4).to_bytes(4, "big") + fields

        def serve() -> None:
            while True:
                try:
                    line, _ = door.accept()
                except OSError:
                    return
                with line:
                    line.recv(4096)
                    line.sendall(sent)

        Thread(target=serve, daemon=True).start()
        port: int = door.getsockname()[1]
        return port
