"""The store as a folder: one small TinyDB file for each review."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.domain.record.review import Review
from cspr_tui.store.folder.access_log import AccessLog
from cspr_tui.store.folder.fingerprint import reviews_mark
from cspr_tui.store.folder.import_staging import STAGED, Imports
from cspr_tui.store.folder.location import (
    check_free,
    check_there,
    damaged,
    gone,
    group_id,
    make_folder,
    sync_above,
)
from cspr_tui.store.folder.presence_files import FOLDER as PRESENCE
from cspr_tui.store.folder.presence_files import Presence
from cspr_tui.store.folder.previous_format import version_kept
from cspr_tui.store.folder.read_cache import Recent
from cspr_tui.store.folder.register import REVIEWS, Register, file_of, path_of, scanned
from cspr_tui.store.folder.restricted_reviews import Homes
from cspr_tui.store.format.sealed_record import SealError, sealed, unsealed
from cspr_tui.store.fs.atomic_files import SyncFailedError, read_bytes, replace_bytes
from cspr_tui.store.fs.locks import Locks
from cspr_tui.store.fs.permissions import PRIVATE, SHARED, Modes, check_store, modes_of
from cspr_tui.store.fs.safe_open import standing
from cspr_tui.store.protocol import (
    Access,
    DamagedRecordError,
    Finding,
    LogsApart,
    NotSavedError,
    RestrictedReviewError,
    Stub,
    UnknownReviewError,
    UnusableStoreError,
    check_version,
)

SETTINGS = "store.json"
FOLDERS = (REVIEWS, "locks", "cache", "backups", "drafts", PRESENCE, STAGED)


class FolderStore(LogsApart):
    """Keeps each review in a file of its own under `reviews/`."""

    can_erase = True

    def __init__(self, folder: Path, modes: Modes, reader: str = "") -> None:
        self.folder = folder
        self._modes = modes
        self._homes = Homes(folder, modes, reader, is_shared=modes is SHARED)
        self._locks = Locks(folder / "locks", modes.file)
        self._accesses = AccessLog(folder, modes.file)
        self._register = Register(folder, modes)
        self._imports = Imports(folder, REVIEWS, self._locks, modes)
        self._unsynced = ""
        self._recent = Recent()

    @classmethod
    def open(cls, folder: Path, reader: str = "") -> FolderStore:
        """Open an existing store, finishing or undoing what was killed in it.

        `reader` is the login of whoever reads: where one account keeps the store
        for all, it decides which restricted reviews they see.

        Raises:
            UnusableStoreError: it is missing, unsafe or no store; the text says
                what to do.
        """
        folder = standing(folder)
        check_there(folder, SETTINGS, REVIEWS)
        check_store(folder)
        store = cls(folder, modes_of(folder), reader)
        try:
            for name in FOLDERS:
                make_folder(folder / name, store._modes)
            store._imports.tidy()
            store._finish_moves()
            store._enter_all()
        except OSError as error:
            raise gone(folder, error) from error
        return store

    @classmethod
    def create(
        cls, folder: Path, name: str, *, group: str | None = None
    ) -> FolderStore:
        """Make an empty store, private to this account or shared by a group.

        Raises:
            UnusableStoreError: something is there, or the group is not known.
        """
        folder = standing(folder)
        check_free(folder, SETTINGS, FOLDERS)
        modes = SHARED if group else PRIVATE
        above = [each for each in folder.parents if not each.exists()]
        try:
            make_folder(folder, modes, group_id(group))
            check_store(folder)
            for part in FOLDERS:
                make_folder(folder / part, modes)
        except OSError as error:
            sentence = f"{folder} cannot be made ({error.strerror}); choose another."
            raise UnusableStoreError(sentence) from error
        store = cls(folder, modes)
        store._write(folder, SETTINGS, sealed(Partnership(name=name)))
        sync_above((folder, *above))
        return store

    @property
    def place(self) -> str:
        """The folder's path."""
        return str(self.folder)

    @property
    def weakness(self) -> str:
        """What restricting a review cannot do here."""
        return self._homes.weakness

    def presence(self, user: str) -> Presence:
        """Return what tells who has a review open."""
        return Presence(self.folder, self._modes.file, user)

    def refs(self) -> tuple[str, ...]:
        """Return the references of all reviews, sorted, read or unreadable."""
        return tuple(sorted(self.marks()))

    def marks(self) -> Mapping[str, str]:
        """Return each review's size, time of change and inode; the missing too."""
        try:
            found = {**scanned(self.folder), **dict(self._homes.marks())}
            shut = (stub.ref for stub in self._homes.stubs())
            return {**self._register.missing(found, lambda: shut), **found}
        except OSError as error:
            raise gone(self.folder, error) from error

    def stubs(self) -> tuple[Stub, ...]:
        """Return what may be known of the reviews that the reader may not open."""
        return tuple(self._homes.stubs())

    def pulse(self) -> str:
        """Return a mark of the folder, empty while a save may still hide behind it."""
        return reviews_mark(self.folder)

    def load(self, ref: str) -> Review:
        """Return the review, its checksum, chain and reference checked."""
        content = self._content(ref)
        try:
            review = self._recent.read(ref, content)
        except SealError as error:
            raise self._damaged(path_of(ref), error) from error
        self._homes.check(review)
        return review

    def _content(self, ref: str) -> bytes:
        name = file_of(ref)
        try:
            content, _ = read_bytes(self._homes.home(ref), name)
        except FileNotFoundError as error:
            if ref in self._register.refs():
                raise self._damaged(path_of(ref), error) from error
            sentence = f"There is no review {ref} in {self.place}."
            raise UnknownReviewError(sentence) from error
        except OSError as error:
            raise self._damaged(path_of(ref), error) from error
        return content

    def _damaged(self, name: str, error: Exception) -> DamagedRecordError:
        return damaged(self.folder, name, error, is_whole=name == SETTINGS)

    def telling(self, runs: Sequence[str]) -> None:
        """Return nothing: only reading tells."""

    @contextmanager
    def locked(self, ref: str, *, sure: bool = True) -> Iterator[None]:  # noqa: ARG002 - always sure
        """Return a context in which nobody else saves that review."""
        file_of(ref)
        with self._locks.held(ref):
            self._imports.settle(file_of(ref))
            yield

    def save(self, review: Review, expected_version: int) -> None:
        """Write the review durably in place of its expected version."""
        with self.locked(review.ref):
            self._homes.check_group(review.restricted_to)
            self._compare(review.ref, expected_version)
            with self._writing():
                self._homes.put(review)
        if not expected_version:
            self._register.enter([review.ref])

    def _compare(self, ref: str, expected_version: int) -> None:
        try:
            path = self._homes.home(ref) / file_of(ref)
            stored = self._kept(self._content(ref), path)
        except UnknownReviewError:
            stored = 0
        except SealError as error:
            raise self._damaged(path_of(ref), error) from error
        check_version(ref, stored, expected_version)

    def _kept(self, content: bytes, path: Path) -> int:
        return version_kept(content, path, self._modes.file)

    def _write(self, folder: Path, name: str, content: bytes) -> None:
        with self._writing():
            replace_bytes(folder, name, content, self._modes.file)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Write nothing more once the disk did not confirm a write."""
        if self._unsynced:
            raise NotSavedError(self._unsynced)
        try:
            yield
        except SyncFailedError as error:
            self._unsynced = str(error)
            raise

    def save_all(self, reviews: Iterable[Review], *, durable: bool = True) -> None:
        """Write many reviews, all of them or none; made-up ones without syncing."""
        wanted: dict[str, int] = {}
        files = (self._staged(review, wanted) for review in reviews)
        with self._writing():
            if durable:
                self._imports.write(files, partial(self._sure, wanted))
            for name, content in () if durable else files:
                folder = self.folder / REVIEWS
                replace_bytes(folder, name, content, self._modes.file, durable=False)
        self._enter_all()

    def _enter_all(self) -> None:
        self._register.enter({*self.marks(), *self._homes.stubbed()})

    def _staged(self, review: Review, wanted: dict[str, int]) -> tuple[str, bytes]:
        wanted[review.ref] = review.version - 1
        self._compare(review.ref, review.version - 1)
        if self._homes.home(review.ref) != self.folder / REVIEWS:
            sentence = f"{review.ref} is restricted; change it in the app, one by one."
            raise RestrictedReviewError(sentence)
        return file_of(review.ref), sealed(review)

    @contextmanager
    def _sure(self, wanted: Mapping[str, int]) -> Iterator[None]:
        """Keep others from these reviews, none of which was saved since staged."""
        with self._locks.all_held(wanted):
            for ref, version in wanted.items():
                self._compare(ref, version)
            yield

    def _finish_moves(self) -> None:
        """Finish moves of restricted reviews that a killed session left."""
        for ref in self._homes.unsettled():
            with self.locked(ref), suppress(DamagedRecordError):
                self._homes.put(self.load(ref))

    def partnership(self) -> Partnership:
        """Return the partnership's settings, checksum and chain checked."""
        return self._settings()[0]

    def _settings(self) -> tuple[Partnership, bytes]:
        try:
            content, _ = read_bytes(self.folder, SETTINGS)
            return unsealed(Partnership, content), content
        except (OSError, SealError) as error:
            raise self._damaged(SETTINGS, error) from error

    def save_partnership(self, partnership: Partnership, expected_version: int) -> None:
        """Write the settings durably in place of their expected version."""
        with self._locks.held("-settings"):
            stored = self._kept(self._settings()[1], self.folder / SETTINGS)
            check_version("The settings", stored, expected_version)
            self._write(self.folder, SETTINGS, sealed(partnership))

    def log_access(self, access: Access) -> None:
        """Add one line to the log of reads."""
        with self._writing():
            self._accesses.add(access)

    def accesses(self) -> Iterator[Access]:
        """Return the log of reads, oldest first; a torn line is left out."""
        return self._accesses.all()

    def verify(self) -> tuple[Finding, ...]:
        """Read everything and return what is wrong with it."""
        from cspr_tui.store.folder.verify_folder import findings  # noqa: PLC0415 - only `verify` needs it

        return tuple(findings(self, self.folder, self._homes.unguarded()))
