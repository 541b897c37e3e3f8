"""Backups forged by whoever can write their folder, right in every checksum."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from cspr_tui.domain.errors import CsprError
from cspr_tui.store.backups.archive import ArchiveWriter, Member, members
from cspr_tui.store.backups.create import Wanted, backup
from cspr_tui.store.backups.opened_archive import opened
from cspr_tui.store.backups.restore import restore
from cspr_tui.store.backups.signature import Checked, sign, signature_of, signers_in
from cspr_tui.store.folder.folder_store import FolderStore
from tests.faults.figure import Bench, Figure, Skipped
from tests.faults.work import AT, new, note
from tests.store.signing import signing_key

REFS = ("AAAAA", "BBBBB")
# What a forger does to the archive, or to the signature beside it.
Forgery = Callable[[Path, Path, random.Random], None]


class UnsignedError(CsprError):
    """A backup without a signature, where nobody typed that this is meant."""


def _flip(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)


def _rewritten(archive: Path, _: Path, chance: random.Random) -> None:
    """Leave one review out, and make every checksum anew."""
    with archive.open("rb") as file:
        every = [*members(file)]
    gone = chance.choice([member for member in every if member.ref])
    with archive.open("wb") as out:
        writer = ArchiveWriter(out, AT)
        for member in every:
            writer.add(Member(*member) if member != gone else Member(gone.name, b""))
        writer.finish()


def _signed_anew(archive: Path, forger: Path, chance: random.Random) -> None:
    _rewritten(archive, forger, chance)
    signature_of(archive).unlink()
    sign(archive, forger)


def _bit_in_archive(archive: Path, _: Path, chance: random.Random) -> None:
    _flip(archive, chance)


def _bit_in_signature(archive: Path, _: Path, chance: random.Random) -> None:
    """Alter the signed part; the line that ends the file means nothing."""
    path = signature_of(archive)
    lines = path.read_bytes().splitlines()
    inner = bytearray(b"".join(lines[1:-1]))
    at = chance.randrange(len(inner) - 4)
    inner[at] = ord("A") if inner[at] != ord("A") else ord("B")
    path.write_bytes(b"\n".join([lines[0], bytes(inner), lines[-1], b""]))


def _taken_away(archive: Path, _: Path, chance: random.Random) -> None:
    _rewritten(archive, archive, chance)
    signature_of(archive).unlink()


def _of_another(archive: Path, _: Path, chance: random.Random) -> None:
    other = archive.with_name("other.tar")
    shutil.copy(archive, other)
    _flip(other, chance)
    other.replace(archive)


def _grown(archive: Path, _: Path, chance: random.Random) -> None:
    with archive.open("ab") as file:
        file.write(bytes(512 * chance.randrange(1, 5)))


FORGERIES: tuple[Forgery, ...] = (
    _rewritten,
    _signed_anew,
    _bit_in_archive,
    _bit_in_signature,
    _taken_away,
    _of_another,
    _grown,
)


def forgeries(bench: Bench) -> Iterator[Figure | Skipped]:
    """Every kind in turn; each has to be refused, and the true one put back."""
    if shutil.which("ssh-keygen") is None:
        yield Skipped("no ssh-keygen here")
        return
    folder = bench.place("forged")
    folder.mkdir(parents=True)
    key, forger = signing_key(folder / "key"), signing_key(folder / "forger")
    signers = signers_in(folder / "key.pub")
    true = _true_backup(folder, key)
    chance, turns = bench.chance(), bench.reach(21, 1400)
    wrong: list[str] = []
    for turn in range(turns):
        forgery = FORGERIES[turn % len(FORGERIES)]
        archive = folder / "forged.tar"
        shutil.copy(true, archive)
        shutil.copy(signature_of(true), signature_of(archive))
        forgery(archive, forger, chance)
        if _is_put_back(archive, folder / f"again-{turn}", signers):
            wrong.append(forgery.__name__.strip("_").replace("_", " "))
    yield Figure(
        "forged backups put back", turns, len(wrong), ", ".join(sorted({*wrong}))
    )
    refused = not _is_put_back(true, folder / "again", signers)
    yield Figure("true backups refused", 1, refused)


def _true_backup(folder: Path, key: Path) -> Path:
    store = FolderStore.create(folder / "store", "Northmere")
    for ref in REFS:
        store.save(new(ref), 0)
        note(store, ref, "a note")
    return backup(store.folder, Wanted(folder, signing_key=key), AT).path


def _is_put_back(archive: Path, there: Path, signers: list[str]) -> bool:
    def allow(checked: Checked) -> None:
        if checked.state != "signed":
            raise UnsignedError

    try:
        with opened(archive, None, signers, allow) as found:
            restore(found, there, AT, lambda _: None)
    except CsprError:
        return False
    return True
