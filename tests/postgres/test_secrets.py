"""How a person is known to the server, and that no secret is ever said."""

from __future__ import annotations

import getpass
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from cspr_tui.cli.main import main
from cspr_tui.store.postgres.setup import create, open_store
from tests.postgres.server import Server, account, binaries, running, unprivileged

SECRET = "s3cret-word"  # noqa: S105 - nobody's
RULES = """
host all admin 127.0.0.1/32 trust
local all all peer
hostssl all tls 127.0.0.1/32 trust
host all all 127.0.0.1/32 scram-sha-256
"""


@dataclass
class Kept:
    server: Server
    certificate: Path


@pytest.fixture(scope="module")
def kept() -> Iterator[Kept]:
    if binaries() is None:
        pytest.skip("no PostgreSQL here")
    with running() as server:
        key, certificate = server.folder / "key.pem", server.folder / "cert.pem"
        _certified(key, certificate)
        (server.folder / "data" / "pg_hba.conf").write_text(RULES)
        server.stop()
        files = [f"ssl_key_file={key}", f"ssl_cert_file={certificate}", "ssl=on"]
        server.start(*files, f"unix_socket_directories={server.folder}")
        role = create(server.admin, "Northmere").partnership_key
        me = getpass.getuser()
        with psycopg.connect(server.admin, autocommit=True) as connection:
            for words in (
                f"create role jo login password '{SECRET}'",
                "create role tls login",
                f'create role "{me}" login',
            ):
                connection.execute(words.encode())
            for each in ("jo", "tls", me):
                connection.execute(f'grant {role} to "{each}"'.encode())
        server.folder.chmod(0o755)
        yield Kept(server, certificate)


def _certified(key: Path, certificate: Path) -> None:
    words = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=db.example.org"
    names = ["-addext", "subjectAltName=IP:127.0.0.1"]
    files = ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run(  # noqa: S603 - no shell, nothing from outside
        [*unprivileged(), "openssl", *words.split(), *names, *files],
        check=True,
        capture_output=True,
    )
    assert key.stat().st_uid == account().pw_uid


@pytest.fixture
def passwords(kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "pgpass"
    path.write_text(f"127.0.0.1:{kept.server.port}:*:jo:{SECRET}\n")
    path.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(path))
    return path


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    done = main(list(words))
    captured = capsys.readouterr()
    return done, captured.out + captured.err


def test_the_password_comes_from_the_password_file(
    kept: Kept, passwords: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    named = kept.server.address("jo", "postgres")
    assert said(capsys, "--store", named, "verify")[0] == 0
    passwords.write_text(passwords.read_text().replace(SECRET, f"{SECRET}-old"))
    code, words = said(capsys, "--store", named, "verify")
    assert code == 1
    assert "put the password in ~/.pgpass" in words
    passwords.write_text("")
    code, words = said(capsys, "--store", named, "verify")
    assert "it asks for a password; put one in ~/.pgpass" in words
    assert SECRET not in words


def test_the_system_account_is_enough_on_the_servers_own_socket(
    kept: Kept, capsys: pytest.CaptureFixture[str]
) -> None:
    where = str(kept.server.folder).replace("/", "%2F")
    named = f"postgresql://{where}:{kept.server.port}/postgres"
    code, words = said(capsys, "--store", named, "verify")
    assert code == 0, words
    code, words = said(capsys, "--store", named.replace("://", "://tls@"), "verify")
    assert "it does not know this account" in words


def test_the_servers_certificate_is_verified(
    kept: Kept, capsys: pytest.CaptureFixture[str]
) -> None:
    named = kept.server.address("tls", "postgres") + "?sslmode=verify-full&sslrootcert="
    code, words = said(capsys, "--store", f"{named}{kept.certificate}", "verify")
    assert code == 0, words
    another = kept.server.folder / "another.pem"
    _certified(kept.server.folder / "another.key", another)
    code, words = said(capsys, "--store", f"{named}{another}", "verify")
    assert code == 1
    assert "signed its certificate; name that of its authority" in words


def test_statements_and_waits_have_an_end(kept: Kept, passwords: Path) -> None:
    del passwords

    store = open_store(kept.server.address("jo", "postgres"))
    for name in ("statement_timeout", "lock_timeout"):
        assert store.query(f"select current_setting('{name}')") != [("0",)]
