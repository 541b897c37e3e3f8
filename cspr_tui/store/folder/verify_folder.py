"""Reading a whole store to say what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from glob import escape
from pathlib import Path

from cspr_tui.domain.errors import CsprError
from cspr_tui.store.folder.access_log import ACCESS, AccessLog
from cspr_tui.store.folder.bulk_write import STAGED
from cspr_tui.store.fs.atomic_files import names_in
from cspr_tui.store.fs.permissions import check_mode, check_store
from cspr_tui.store.fs.safe_open import is_there
from cspr_tui.store.protocol import Finding, Store, UnusableStoreError


def findings(
    store: Store, folder: Path, unguarded: Iterable[str] = ()
) -> Iterator[Finding]:
    """Yield everything that is wrong: records, modes, left-overs, access log."""
    yield from _records(store)
    yield from _modes(folder)
    for sentence in unguarded:
        yield Finding("restricted", sentence)
    yield from _left_overs(folder)
    yield from _killed_restores(folder)
    yield from _access_log(folder)


def _records(store: Store) -> Iterator[Finding]:
    try:
        store.partnership()
    except CsprError as error:
        yield Finding("store.json", str(error))
    for ref in store.refs():
        try:
            store.load(ref)
        except CsprError as error:
            yield Finding(f"reviews/{ref}.json", str(error))


def _modes(folder: Path) -> Iterator[Finding]:
    try:
        check_store(folder)
    except UnusableStoreError as error:
        yield Finding(str(folder), str(error))
    for path in sorted(folder.rglob("*")):
        status = path.lstat()
        name = str(path.relative_to(folder))
        if path.is_symlink() or (path.is_file() and status.st_nlink != 1):
            yield Finding(name, "It is a link; the store holds plain files only.")
            continue
        try:
            check_mode(path, status)
        except UnusableStoreError as error:
            yield Finding(name, str(error))


def _left_overs(folder: Path) -> Iterator[Finding]:
    for name in names_in(folder / STAGED):
        yield Finding(f"{STAGED}/{name}", "An import is under way or was killed.")


def _killed_restores(folder: Path) -> Iterator[Finding]:
    for path in sorted(folder.parent.glob(f"{escape(folder.name)}-before-*")):
        if is_there(path / "unfinished"):
            what = "A restore is under way or was killed; if so, take this folder away."
            yield Finding(str(path), what)


def _access_log(folder: Path) -> Iterator[Finding]:
    try:
        for number in AccessLog(folder, 0).torn():
            yield Finding(ACCESS, f"Line {number} is torn or damaged.")
    except CsprError as error:
        yield Finding(ACCESS, str(error))
