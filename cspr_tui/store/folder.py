"""The store as a folder: one small TinyDB file for each review."""

from __future__ import annotations

import grp
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, suppress
from pathlib import Path

from cspr_tui.domain.encoding import UnreadableValueError, decode, encode
from cspr_tui.domain.partnership import Partnership
from cspr_tui.domain.review import Review
from cspr_tui.store import bulk
from cspr_tui.store.files import (
    SyncFailedError,
    append_line,
    mark_of,
    read_bytes,
    replace_bytes,
)
from cspr_tui.store.locks import Locks
from cspr_tui.store.permissions import PRIVATE, SHARED, Modes, check_store, modes_of
from cspr_tui.store.place import check_free, check_there, damage_words
from cspr_tui.store.sealed import SealError, sealed, unsealed, version_of
from cspr_tui.store.seam import (
    Access,
    DamagedRecordError,
    Finding,
    NotSavedError,
    StaleReviewError,
    UnknownReviewError,
    UnusableStoreError,
)

REVIEWS, SETTINGS, ACCESS = "reviews", "store.json", "access.jsonl"
FOLDERS = (REVIEWS, "locks", "cache", "backups", "drafts", bulk.STAGED)
IMPORT_LOCK = "-import"
_SAFE = re.compile(r"[A-Z0-9]{1,8}")


class FolderStore:
    """Keeps each review in a file of its own under `reviews/`."""

    can_erase = True

    def __init__(self, folder: Path, modes: Modes) -> None:
        self.folder = folder
        self._modes = modes
        self._locks = Locks(folder / "locks", modes.file)
        self._unsynced = ""

    @classmethod
    def open(cls, folder: Path) -> FolderStore:
        """Open an existing store, finishing or undoing an import that was killed.

        Raises:
            UnusableStoreError: it is missing, unsafe or no store; the text says
                what to do.
        """
        folder = Path(os.path.abspath(folder))  # noqa: PTH100 - resolve() would follow links
        check_there(folder, SETTINGS, REVIEWS)
        check_store(folder)
        store = cls(folder, modes_of(folder))
        try:
            for name in FOLDERS:
                _make_folder(folder / name, store._modes)
            store._tidy()
        except OSError as error:
            raise _gone(folder, error) from error
        return store

    @classmethod
    def create(
        cls, folder: Path, name: str, *, group: str | None = None
    ) -> FolderStore:
        """Make an empty store, private to this account or shared by a group.

        Raises:
            UnusableStoreError: something is there, or the group is not known.
        """
        folder = Path(os.path.abspath(folder))  # noqa: PTH100 - resolve() would follow links
        check_free(folder, SETTINGS)
        modes = SHARED if group else PRIVATE
        try:
            _make_folder(folder, modes, _group_id(group))
            check_store(folder)
            for part in FOLDERS:
                _make_folder(folder / part, modes)
        except OSError as error:
            sentence = f"{folder} cannot be made ({error.strerror}); choose another."
            raise UnusableStoreError(sentence) from error
        store = cls(folder, modes)
        store._write(folder, SETTINGS, sealed(Partnership(name=name)))
        return store

    @property
    def place(self) -> str:
        """The folder's path."""
        return str(self.folder)

    def refs(self) -> tuple[str, ...]:
        """Return the references of all reviews, sorted, read or unreadable."""
        return tuple(sorted(self.marks()))

    def marks(self) -> Mapping[str, str]:
        """Return each review's size, time of change and inode."""
        try:
            with os.scandir(self.folder / REVIEWS) as entries:
                return dict(_marks(entries))
        except OSError as error:
            raise _gone(self.folder, error) from error

    def load(self, ref: str) -> Review:
        """Return the review, its checksum, chain and reference checked."""
        try:
            review = unsealed(Review, self._content(ref))
        except SealError as error:
            raise self._damaged(_path(ref), error) from error
        if review.ref != ref:
            said = f"it holds review {review.ref}"
            raise self._damaged(_path(ref), SealError(said))
        return review

    def _content(self, ref: str) -> bytes:
        name = _file(ref)
        try:
            content, _ = read_bytes(self.folder / REVIEWS, name)
        except FileNotFoundError as error:
            sentence = f"There is no review {ref} in {self.place}."
            raise UnknownReviewError(sentence) from error
        except OSError as error:
            raise self._damaged(_path(ref), error) from error
        return content

    def _damaged(self, name: str, error: Exception) -> DamagedRecordError:
        return DamagedRecordError(damage_words(name, error, is_whole=name == SETTINGS))

    def locked(self, ref: str) -> AbstractContextManager[None]:
        """Return a context in which nobody else saves that review."""
        _file(ref)
        return self._locks.held(ref)

    def save(self, review: Review, expected_version: int) -> None:
        """Write the review durably in place of its expected version."""
        with self.locked(review.ref):
            self._compare(review.ref, expected_version)
            self._write(self.folder / REVIEWS, _file(review.ref), sealed(review))

    def _compare(self, ref: str, expected_version: int) -> None:
        try:
            stored = version_of(self._content(ref))
        except UnknownReviewError:
            stored = 0
        except SealError as error:
            raise self._damaged(_path(ref), error) from error
        if stored != expected_version:
            sentence = (
                f"{ref} was saved by somebody else meanwhile (version {stored}, not "
                f"{expected_version}); read it again."
            )
            raise StaleReviewError(sentence)

    def _write(self, folder: Path, name: str, content: bytes) -> None:
        if self._unsynced:
            raise NotSavedError(self._unsynced)
        try:
            replace_bytes(folder, name, content, self._modes.file)
        except SyncFailedError as error:
            self._unsynced = str(error)
            raise

    def save_all(self, reviews: Iterable[Review], *, durable: bool = True) -> None:
        """Write many reviews, all of them or none; made-up ones without syncing."""
        with self._locks.held(IMPORT_LOCK):
            if durable:
                checked = (self._staged(review) for review in reviews)
                bulk.write_all(self.folder, REVIEWS, checked, self._modes)
                return
            for review in reviews:
                name, content = self._staged(review)
                folder = self.folder / REVIEWS
                replace_bytes(folder, name, content, self._modes.file, durable=False)

    def _staged(self, review: Review) -> tuple[str, bytes]:
        self._compare(review.ref, review.version - 1)
        return _file(review.ref), sealed(review)

    def _tidy(self) -> None:
        """Finish what killed sessions left: an import, half-written files."""
        if any((self.folder / bulk.STAGED).iterdir()):
            with self._locks.held(IMPORT_LOCK):
                bulk.finish(self.folder)
        for stray in bulk.strays(self.folder / REVIEWS):
            if self._locks.is_free(bulk.record_of(stray)):
                (self.folder / REVIEWS / stray).unlink(missing_ok=True)

    def partnership(self) -> Partnership:
        """Return the partnership's settings, checksum and chain checked."""
        try:
            content, _ = read_bytes(self.folder, SETTINGS)
            return unsealed(Partnership, content)
        except (OSError, SealError) as error:
            raise self._damaged(SETTINGS, error) from error

    def save_partnership(self, partnership: Partnership, expected_version: int) -> None:
        """Write the settings durably in place of their expected version."""
        with self._locks.held("-settings"):
            stored = self.partnership().version
            if stored != expected_version:
                sentence = "The settings were saved by somebody else; read them again."
                raise StaleReviewError(sentence)
            self._write(self.folder, SETTINGS, sealed(partnership))

    def log_access(self, access: Access) -> None:
        """Add one line to the log of reads."""
        line = json.dumps(encode(access), ensure_ascii=False).encode()
        try:
            append_line(self.folder, ACCESS, line, self._modes.file)
        except NotSavedError as error:
            sentence = (
                f"{ACCESS}, the log of reads, cannot be written, and nothing is read "
                f"without a line in it. {error}"
            )
            raise NotSavedError(sentence) from error

    def accesses(self) -> Iterator[Access]:
        """Yield the log of reads, oldest first; a torn line is left out."""
        for line in self._access_lines():
            try:
                yield decode(Access, json.loads(line))
            except (ValueError, UnreadableValueError):
                continue

    def _access_lines(self) -> list[bytes]:
        try:
            content, _ = read_bytes(self.folder, ACCESS)
        except FileNotFoundError:
            return []
        return content.splitlines()

    def verify(self) -> tuple[Finding, ...]:
        """Read everything and return what is wrong with it."""
        from cspr_tui.store.verify import findings  # noqa: PLC0415 - only `verify` needs it

        return tuple(findings(self, self.folder))


def _marks(entries: Iterable[os.DirEntry[str]]) -> Iterator[tuple[str, str]]:
    for entry in entries:
        name, dot, ending = entry.name.partition(".")
        if dot and ending == "json" and _SAFE.fullmatch(name):
            with suppress(FileNotFoundError):
                yield name, mark_of(entry.stat(follow_symlinks=False))


def _gone(folder: Path, error: OSError) -> UnusableStoreError:
    sentence = (
        f"The store in {folder} cannot be read ({error.strerror}); what you typed is "
        f"kept, try again once it is there."
    )
    return UnusableStoreError(sentence)


def _path(ref: str) -> str:
    return f"{REVIEWS}/{ref}.json"


def _file(ref: str) -> str:
    if not _SAFE.fullmatch(ref):
        sentence = f'"{ref}" is no reference: up to 8 capital letters and digits.'
        raise UnknownReviewError(sentence)
    return f"{ref}.json"


def _make_folder(folder: Path, modes: Modes, group: int = -1) -> None:
    try:
        folder.mkdir(mode=modes.folder, parents=True, exist_ok=False)
    except FileExistsError:
        if group == -1:
            return
    if group != -1:
        os.chown(folder, -1, group)
    folder.chmod(modes.folder)


def _group_id(group: str | None) -> int:
    if not group:
        return -1
    try:
        return grp.getgrnam(group).gr_gid
    except KeyError as error:
        sentence = (
            f'There is no group "{group}" on this machine; ask for it to be made.'
        )
        raise UnusableStoreError(sentence) from error
