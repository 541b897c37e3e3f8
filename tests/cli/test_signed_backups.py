from __future__ import annotations

import json
import os
import shutil
import subprocess
from io import StringIO
from pathlib import Path

import pytest

from cspr_tui.store.backups.archive import ArchiveError
from cspr_tui.store.backups.opened_archive import opened
from cspr_tui.store.backups.restore import restore
from cspr_tui.store.backups.signature import Checked, signers_in
from cspr_tui.store.folder.folder_store import FolderStore
from tests.cli.conftest import Run
from tests.store.signing import signing_key
from tests.store.test_backup import keys
from tests.store.test_contract import new
from tests.store.test_restore import AT

pytestmark = pytest.mark.skipif(
    shutil.which("ssh-keygen") is None, reason="no ssh-keygen here"
)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    made = FolderStore.create(tmp_path / "store", "Northmere")
    made.save(new(), 0)
    return made.folder


@pytest.fixture
def key(tmp_path: Path) -> Path:
    return signing_key(tmp_path / "backup-key")


def trust(run: Run, store: Path, *lines: str) -> None:
    wanted = json.loads(run("--store", store, "settings").out)
    told = store.parent / "settings.json"
    told.write_text(json.dumps({**wanted, "backup_signers": lines}))
    said = run("--store", store, "settings", "--from", told, "--why", "backups")
    assert said.err == ""


def public(key: Path) -> Path:
    return key.with_name(f"{key.name}.pub")


def signed(run: Run, store: Path, key: Path, *ways: object) -> Path:
    said = run("--store", store, "backup", "--sign", key, *ways)
    assert said.code == 0, said.err
    assert "Signed: cspr-" in said.out
    return Path(said.out.split(": ")[0][6:])


def test_a_signed_backup_is_put_back_unasked(run: Run, store: Path, key: Path) -> None:
    trust(run, store, public(key).read_text())
    archive = signed(run, store, key)
    said = run("--store", store, "restore", archive)
    assert (said.code, said.err) == (0, "")
    assert "is signed by a key of the partnership.\n" in said.out


def test_openssh_alone_checks_it_as_the_manual_says(
    run: Run, store: Path, key: Path, tmp_path: Path
) -> None:
    archive = signed(run, store, key)
    allowed = tmp_path / "allowed"
    allowed.write_text(f"partnership {public(key).read_text()}")
    words = ["ssh-keygen", "-Y", "verify", "-n", "cspr-tui-backup"]
    words += ["-I", "partnership", "-f", str(allowed), "-s", f"{archive}.sig"]
    with archive.open("rb") as file:
        subprocess.run(words, stdin=file, check=True, capture_output=True)  # noqa: S603 - made here


def test_one_encrypted_is_checked_without_its_key(
    run: Run, store: Path, key: Path, tmp_path: Path
) -> None:
    recipients, secret = keys(tmp_path)
    archive = signed(run, store, key, "--recipients", recipients)
    there = tmp_path / "again"
    ways = ("--store", there, "restore", archive, "--signer", public(key))
    refused = run(*ways)
    assert "is signed by a key" in refused.out
    assert "--identity FILE" in refused.err
    assert run(*ways, "--identity", secret).code == 0
    assert FolderStore.open(there).load("7QXM4").version == 1


@pytest.mark.parametrize("typed", ["", "yes\n", "unsigned\n"])
def test_an_unsigned_one_is_named_and_needs_the_word(
    run: Run, store: Path, key: Path, typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    trust(run, store, public(key).read_text())
    made = run("--store", store, "backup")
    assert "UNSIGNED: whoever can write there" in made.out
    archive = made.out.split(": ")[0][6:]
    monkeypatch.setattr("sys.stdin", StringIO(typed))
    said = run("--store", store, "restore", archive)
    assert said.out.startswith("UNSIGNED  cspr-")
    assert said.code == int(typed != "unsigned\n")


def test_with_no_key_known_a_signature_is_worth_nothing(
    run: Run, store: Path, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = signed(run, store, key)
    monkeypatch.setattr("sys.stdin", StringIO(""))
    said = run("--store", store, "restore", archive)
    assert "cannot be checked, no key of the partnership is known" in said.out
    assert said.code == 1
    assert "signed, by a key that is not known" in run("--store", store, "verify").out


def test_a_forged_one_is_refused_whatever_is_said(
    run: Run, store: Path, key: Path, tmp_path: Path
) -> None:
    trust(run, store, public(key).read_text())
    forger = signing_key(tmp_path / "forger")
    trust_in_forgery = tmp_path / "forgery"
    made = FolderStore.create(trust_in_forgery, "Northmere")
    made.save(new(), 0)
    trust(run, trust_in_forgery, public(forger).read_text())
    archive = signed(run, trust_in_forgery, forger)
    for ways in ([], ["--unsigned"], ["--review", "7QXM4", "--unsigned"]):
        said = run("--store", store, "restore", archive, *ways)
        assert said.code == 1
        assert "is wrongly signed" in said.err


def test_the_key_given_counts_and_not_that_of_the_settings(
    run: Run, store: Path, key: Path, tmp_path: Path
) -> None:
    forger = signing_key(tmp_path / "forger")
    trust(run, store, public(forger).read_text())
    archive = signed(run, store, forger)
    said = run("--store", store, "restore", archive, "--signer", public(key))
    assert "is wrongly signed" in said.err


def test_verify_says_what_the_signature_is_worth(
    run: Run, store: Path, key: Path
) -> None:
    trust(run, store, public(key).read_text())
    run("--store", store, "backup")
    assert "Its signature: unsigned." in run("--store", store, "verify").out
    archive = signed(run, store, key)
    assert "signed by a key of the partn" in run("--store", store, "verify").out
    with archive.open("ab") as file:
        file.write(bytes(512))
    said = run("--store", store, "verify")
    assert said.code == 1
    assert "last backup: cspr-" in said.out
    found = json.loads(run("--store", store, "verify", "--format", "json").out)
    assert [each["where"] for each in found] == ["last backup"]


def test_a_pipe_in_the_place_of_the_last_backup_holds_nobody(
    run: Run, store: Path, key: Path
) -> None:
    archive = signed(run, store, key)
    archive.unlink()
    os.mkfifo(archive)
    assert f"backups/{archive.name}: " in run("--store", store, "verify").out


def test_what_is_put_back_is_what_was_checked(
    run: Run, store: Path, key: Path, tmp_path: Path
) -> None:
    archive = signed(run, store, key)
    (tmp_path / "other").mkdir()
    other = signed(run, store, key, "--out", tmp_path / "other").read_bytes()

    def replace_meanwhile(checked: Checked) -> None:
        assert checked.state == "signed"
        archive.write_bytes(other)

    there, signers = tmp_path / "again", signers_in(public(key))
    with (
        opened(archive, None, signers, replace_meanwhile) as found,
        pytest.raises(ArchiveError, match="changed as it was read"),
    ):
        restore(found, there, AT, lambda _: None)
    assert not there.exists()


def test_where_signing_fails_the_backup_does_not_count(
    run: Run, store: Path, key: Path, tmp_path: Path
) -> None:
    older = signed(run, store, key)
    other = signing_key(tmp_path / "other")
    trust(run, store, public(key).read_text())
    for wrong in (tmp_path / "none", other):
        said = run("--store", store, "backup", "--sign", wrong, "--keep", "1")
        assert said.code == 1
        assert "which is unsigned and does not count as verified: " in said.err
    assert older.exists()
    assert len([*older.parent.glob("*.sig")]) == 1


def test_an_older_one_leaves_with_its_signature(
    run: Run, store: Path, key: Path
) -> None:
    signed(run, store, key)
    newest = signed(run, store, key, "--keep", "1")
    left = {path.name for path in newest.parent.glob("cspr-*")}
    assert left == {newest.name, f"{newest.name}.sig"}


@pytest.mark.parametrize(
    "line", ["ssh-ed25519", "-----BEGIN OPENSSH PRIVATE KEY-----", 'x="y" ssh-rsa A']
)
def test_what_is_no_public_key_is_refused_by_line(
    run: Run, store: Path, tmp_path: Path, line: str
) -> None:
    told = tmp_path / "told"
    told.write_text(line)
    said = run("--store", store, "verify", "--signer", told)
    assert "line 1 is no public key of OpenSSH" in said.err
    wanted = json.loads(run("--store", store, "settings").out)
    told.write_text(json.dumps({**wanted, "backup_signers": [line]}))
    said = run("--store", store, "settings", "--from", told, "--why", "no")
    assert "backup_signers, line 1 is no public key" in said.err
