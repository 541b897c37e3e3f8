"""Bugs put in on purpose, one at a time: the trials have to catch each of them."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any
from unittest import mock

from cspr_tui.cli.console import incomplete_result
from cspr_tui.exchange.export import full_export
from cspr_tui.exchange.office import office_process
from cspr_tui.gate import clearance
from cspr_tui.store.backups import opened_archive
from cspr_tui.store.backups.signature import Checked
from cspr_tui.store.folder.folder_store import FolderStore
from cspr_tui.store.format import sealed_record
from cspr_tui.store.format.migrations import SCHEMA, Tables
from cspr_tui.store.fs import atomic_files
from cspr_tui.store.fs.locks import Locks
from cspr_tui.store.user.cache_file import LineChecksums
from tests.faults import core_dumps as cores
from tests.faults.among import among
from tests.faults.crashes import crashes
from tests.faults.damage import damage
from tests.faults.figure import Bench, Figure, Trial
from tests.faults.forgeries import forgeries
from tests.faults.kept import kept
from tests.faults.leaving import leaving
from tests.faults.load import load
from tests.faults.modes import modes
from tests.faults.office_bombs import office_bombs
from tests.faults.partial_views import partial_views


def _no_sync(is_skipped: Callable[[int], bool]) -> AbstractContextManager[Any]:
    real = atomic_files._sync  # noqa: SLF001 - the bug goes where the sync is

    def sync(handle: int, name: str) -> None:
        if not is_skipped(os.fstat(handle).st_mode):
            real(handle, name)

    return mock.patch.object(atomic_files, "_sync", sync)


def no_file_sync() -> AbstractContextManager[Any]:
    return _no_sync(stat.S_ISREG)


def no_folder_sync() -> AbstractContextManager[Any]:
    return _no_sync(stat.S_ISDIR)


def no_lock() -> AbstractContextManager[Any]:
    return mock.patch.object(Locks, "_flocked", return_value=nullcontext())


def no_version_check() -> AbstractContextManager[Any]:
    return mock.patch.object(FolderStore, "_compare", return_value=None)


def no_checksum() -> AbstractContextManager[Any]:
    real = sealed_record._tables  # noqa: SLF001 - the bug goes where the checksum is read

    def tables(content: bytes) -> Tables:
        found = real(content)
        seal = found.get("seal", {}).get("1", {})
        schema = seal.get("schema", SCHEMA)
        seal["sha256"] = sealed_record._checksum_of(found, schema)  # noqa: SLF001 - see above
        return found

    return mock.patch.object(sealed_record, "_tables", tables)


def no_chain() -> AbstractContextManager[Any]:
    return mock.patch.object(sealed_record, "check_chain", return_value=None)


def no_signature_check() -> AbstractContextManager[Any]:
    def believe(*_: object) -> Checked:
        return Checked("signed")

    return mock.patch.object(opened_archive, "check_open", believe)


def cores_allowed() -> AbstractContextManager[Any]:
    start = cores.START.replace("main()", "main(sys.argv[1:])")
    return mock.patch.object(cores, "START", start)


def no_mode_fix() -> AbstractContextManager[Any]:
    return mock.patch.object(os, "fchmod", return_value=None)


def no_document_type_check() -> AbstractContextManager[Any]:
    return mock.patch.object(office_process, "CHILD", "tests.faults.trusting_child")


class AnyDigits(bytes):
    """A checksum that every checksum is equal to."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, bytes)

    __hash__ = bytes.__hash__


def no_line_checksum() -> AbstractContextManager[Any]:
    real = LineChecksums.of

    def of(sums: LineChecksums, number: int, content: bytes) -> bytes:
        return AnyDigits(real(sums, number, content))

    return mock.patch.object(LineChecksums, "of", of)


def no_look_for_hidden_text() -> AbstractContextManager[Any]:
    return mock.patch.object(clearance, "find_active_leaks", return_value=())


def no_defence_of_cells() -> AbstractContextManager[Any]:
    return mock.patch.object(full_export, "defended", new=str)


def no_word_on_what_is_left_out() -> AbstractContextManager[Any]:
    return mock.patch.object(incomplete_result, "left_out_line", return_value="")


@dataclass(frozen=True, slots=True)
class Bug:
    """A bug and the trial that has to find it."""

    put_in: Callable[[], AbstractContextManager[Any]]
    trial: Trial


BUGS = (
    Bug(no_file_sync, crashes),
    Bug(no_folder_sync, crashes),
    Bug(no_lock, load),
    Bug(no_version_check, among),
    Bug(no_checksum, damage),
    Bug(no_chain, damage),
    Bug(no_mode_fix, modes),
    Bug(no_signature_check, forgeries),
    Bug(no_document_type_check, office_bombs),
    Bug(no_line_checksum, kept),
    Bug(cores_allowed, cores.core_dumps),
    Bug(no_look_for_hidden_text, leaving),
    Bug(no_defence_of_cells, leaving),
    Bug(no_word_on_what_is_left_out, partial_views),
)
TURNS = 4


def seeded(bench: Bench) -> Iterator[Figure]:
    """Each bug alone; what depends on chance is tried a few times over."""
    for bug in BUGS:
        said = next(
            (found for n in range(TURNS) if (found := _caught(bug, bench, n))), ""
        )
        name = bug.put_in.__name__.replace("_", " ")
        yield Figure(f"seeded bug let through: {name}", 1, not said, said)


def _caught(bug: Bug, bench: Bench, turn: int) -> str:
    """Return the first figure that shows the bug, or nothing."""
    with bug.put_in():
        for figure in bug.trial(Bench(bench.place("seeded"), bench.seed + turn)):
            if isinstance(figure, Figure) and figure.wrong:
                return f"caught by {bug.trial.__name__}: {figure.wrong} {figure.what}"
    return ""
