"""Verification of a folder store: everything is read, every problem is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from glob import escape
from pathlib import Path

from cspr_tui.domain.errors import CsprError
from cspr_tui.store.folder.access_log import ACCESS, AccessLog
from cspr_tui.store.folder.bulk_write import STAGED
from cspr_tui.store.folder.register import REVIEWS
from cspr_tui.store.folder.restricted_reviews import STUB, read_stub
from cspr_tui.store.fs.atomic_files import names_in
from cspr_tui.store.fs.permissions import check_mode, check_store
from cspr_tui.store.fs.safe_open import is_there
from cspr_tui.store.protocol import Store, UnusableStoreError, VerifyFinding


def verify_findings(
    store: Store, folder: Path, unguarded: Iterable[str] = ()
) -> Iterator[VerifyFinding]:
    """Yield all problems: damaged records, modes, left-over files, the access log.

    `unguarded` are sentences on group folders that others can look into.
    """
    yield from _records(store)
    yield from _stubs(folder)
    yield from _modes(folder)
    for sentence in unguarded:
        yield VerifyFinding("restricted", sentence)
    yield from _left_overs(folder)
    yield from _killed_restores(folder)
    yield from _access_log(folder)


def _records(store: Store) -> Iterator[VerifyFinding]:
    try:
        store.partnership()
    except CsprError as error:
        yield VerifyFinding("store.json", str(error))
    for ref in store.refs():
        try:
            store.load(ref)
        except CsprError as error:
            yield VerifyFinding(f"reviews/{ref}.json", str(error))


def _stubs(folder: Path) -> Iterator[VerifyFinding]:
    for path in sorted((folder / REVIEWS).glob(f"*{STUB}")):
        try:
            read_stub(path.parent, path.stem)
        except (OSError, ValueError, KeyError, TypeError) as error:
            why = "a name is missing" if isinstance(error, KeyError) else str(error)
            sentence = (
                f"It cannot be read ({why}); who may open {path.stem} saves it once, "
                f"and it is written anew."
            )
            yield VerifyFinding(f"{REVIEWS}/{path.name}", sentence)


def _modes(folder: Path) -> Iterator[VerifyFinding]:
    try:
        check_store(folder)
    except UnusableStoreError as error:
        yield VerifyFinding(str(folder), str(error))
    for path in sorted(folder.rglob("*")):
        status = path.lstat()
        name = str(path.relative_to(folder))
        if path.is_symlink() or (path.is_file() and status.st_nlink != 1):
            yield VerifyFinding(name, "It is a link; the store holds plain files only.")
            continue
        try:
            check_mode(path, status)
        except UnusableStoreError as error:
            yield VerifyFinding(name, str(error))


def _left_overs(folder: Path) -> Iterator[VerifyFinding]:
    for name in names_in(folder / STAGED):
        yield VerifyFinding(f"{STAGED}/{name}", "An import is under way or was killed.")


def _killed_restores(folder: Path) -> Iterator[VerifyFinding]:
    for path in sorted(folder.parent.glob(f"{escape(folder.name)}-before-*")):
        if is_there(path / "unfinished"):
            what = "A restore is under way or was killed; if so, take this folder away."
            yield VerifyFinding(str(path), what)


def _access_log(folder: Path) -> Iterator[VerifyFinding]:
    try:
        for number in AccessLog(folder, 0).unreadable_lines():
            yield VerifyFinding(ACCESS, f"Line {number} is torn or damaged.")
    except CsprError as error:
        yield VerifyFinding(ACCESS, str(error))
