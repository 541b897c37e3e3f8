"""The store as a folder: one small TinyDB file for each review.

How a save, an import and a restricted review are written: manual/protocols.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.domain.record.review import Review
from cspr_tui.store.folder.access_log import AccessLog
from cspr_tui.store.folder.fingerprint import reviews_fingerprint
from cspr_tui.store.folder.import_staging import STAGED, ImportStaging
from cspr_tui.store.folder.location import (
    check_free,
    check_there,
    damaged_record_error,
    group_id,
    make_folder,
    store_gone_error,
    sync_parents,
)
from cspr_tui.store.folder.presence_files import FOLDER as PRESENCE
from cspr_tui.store.folder.presence_files import PresenceFiles
from cspr_tui.store.folder.previous_format import stored_version
from cspr_tui.store.folder.register import (
    REVIEWS,
    Register,
    file_of,
    scan_versions,
)
from cspr_tui.store.folder.restricted_reviews import ReviewFolders
from cspr_tui.store.folder.review_files import ReviewFiles
from cspr_tui.store.format.sealed_record import SealError, decode_sealed, encode_sealed
from cspr_tui.store.fs.atomic_files import SyncFailedError, read_bytes, replace_bytes
from cspr_tui.store.fs.locks import Locks
from cspr_tui.store.fs.permissions import PRIVATE, SHARED, Modes, check_store, modes_of
from cspr_tui.store.fs.safe_open import with_real_parents
from cspr_tui.store.protocol import (
    Access,
    DamagedRecordError,
    NotSavedError,
    RestrictedReviewError,
    SeparateAccessLog,
    Stub,
    UnusableStoreError,
    VerifyFinding,
    check_version,
)

SETTINGS = "store.json"
FOLDERS = (REVIEWS, "locks", "cache", "backups", "drafts", PRESENCE, STAGED)


class FolderStore(SeparateAccessLog):
    """Stores each review in a file of its own, under `reviews/` or a group's folder."""

    can_erase = True

    def __init__(self, folder: Path, modes: Modes, reader: str = "") -> None:
        self.folder = folder
        self._modes = modes
        self._folders = ReviewFolders(folder, modes, reader, is_shared=modes is SHARED)
        self._locks = Locks(folder / "locks", modes.file)
        self._access_log = AccessLog(folder, modes.file)
        self._register = Register(folder, modes)
        self._imports = ImportStaging(folder, REVIEWS, self._locks, modes)
        self._unsynced = ""
        self._files = ReviewFiles(folder, modes.file, self._folders, self._register)

    @classmethod
    def open(cls, folder: Path, reader: str = "") -> FolderStore:
        """Open an existing store, and finish or undo writes that were killed in it.

        `reader` is the person's login. Where one account keeps the store for all, it
        decides which restricted reviews they see.

        Raises:
            UnusableStoreError: it is missing, unsafe or not a store; the text says
                what to do.
            SyncFailedError: an import that was killed cannot be finished.
        """
        folder = with_real_parents(folder)
        check_there(folder, SETTINGS, REVIEWS)
        check_store(folder)
        store = cls(folder, modes_of(folder), reader)
        try:
            for name in FOLDERS:
                make_folder(folder / name, store._modes)
            store._imports.recover()
            store._finish_moves()
            store._register_all()
        except OSError as error:
            raise store_gone_error(folder, error) from error
        return store

    @classmethod
    def create(
        cls, folder: Path, name: str, *, group: str | None = None
    ) -> FolderStore:
        """Make an empty store, private to this account or shared with a group.

        Raises:
            UnusableStoreError: the folder is in use, the group does not exist, or
                the folder cannot be made.
        """
        folder = with_real_parents(folder)
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
        store._write(folder, SETTINGS, encode_sealed(Partnership(name=name)))
        sync_parents((folder, *above))
        return store

    @property
    def place(self) -> str:
        """The folder's path."""
        return str(self.folder)

    @property
    def restriction_caveat(self) -> str:
        """A sentence on whom restricting a review cannot keep out here, or ""."""
        return self._folders.restriction_caveat

    def presence(self, user: str) -> PresenceFiles:
        """Return the presence files of a user: who has a review open."""
        return PresenceFiles(self.folder, self._modes.file, user)

    def refs(self) -> tuple[str, ...]:
        """Return the references of all reviews, sorted; damaged ones are included."""
        return tuple(sorted(self.versions()))

    def versions(self) -> Mapping[str, str]:
        """Return each review's size, times and inode; missing files too."""
        try:
            found = {**scan_versions(self.folder), **dict(self._folders.versions())}
            hidden = (stub.ref for stub in self._folders.stubs())
            return {**self._register.missing(found, lambda: hidden), **found}
        except OSError as error:
            raise store_gone_error(self.folder, error) from error

    def stubs(self) -> tuple[Stub, ...]:
        """Return the stubs of the restricted reviews that the reader may not open."""
        return tuple(self._folders.stubs())

    def fingerprint(self) -> str:
        """Return the folders' fingerprint; empty while a save could go unnoticed."""
        return reviews_fingerprint(self.folder)

    def load(self, ref: str) -> Review:
        """Return the review; its checksum, hash chain and reference are checked."""
        return self._files.load(ref)

    def refs_containing(self, substrings: Sequence[str]) -> None:
        """Return None: a folder has no index of texts."""

    @contextmanager
    def locked(self, ref: str, *, exclusive: bool = True) -> Iterator[None]:  # noqa: ARG002 - a flock costs nothing
        """Return a context in which nobody else saves that review.

        An import that was killed after its commit point is applied first.
        """
        file_of(ref)
        with self._locks.acquire(ref):
            self._imports.finish_import_of(file_of(ref))
            yield

    def save(self, review: Review, expected_version: int) -> None:
        """Write the review durably in place of its expected version.

        The lock may be held by this thread already, as between `load` and `save` in
        a change; it is then only counted.
        """
        with self.locked(review.ref):
            self._folders.check_group(review.restricted_to)
            self._compare(review.ref, expected_version)
            with self._writing():
                self._folders.write(review)
        if not expected_version:
            self._register.add([review.ref])

    def _compare(self, ref: str, expected_version: int) -> None:
        check_version(ref, self._files.version(ref), expected_version)

    def _write(self, folder: Path, name: str, content: bytes) -> None:
        with self._writing():
            replace_bytes(folder, name, content, self._modes.file)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Refuse to write anything more after the disk failed to confirm a write.

        After a failed fsync the kernel may hold pages that never reach the disk, so
        a later success would mean nothing; the store has to be opened again.
        """
        if self._unsynced:
            raise NotSavedError(self._unsynced)
        try:
            yield
        except SyncFailedError as error:
            self._unsynced = str(error)
            raise

    def save_all(self, reviews: Iterable[Review], *, durable: bool = True) -> None:
        """Write many reviews, all of them or none; sample reviews without syncing."""
        wanted: dict[str, int] = {}
        files = (self._stage_review(review, wanted) for review in reviews)
        with self._writing():
            if durable:
                self._imports.write(files, partial(self._final_check, wanted))
            for name, content in () if durable else files:
                folder = self.folder / REVIEWS
                replace_bytes(folder, name, content, self._modes.file, durable=False)
        self._register_all()

    def _register_all(self) -> None:
        self._register.add({*self.versions(), *self._folders.restricted_refs()})

    def _stage_review(
        self, review: Review, wanted: dict[str, int]
    ) -> tuple[str, bytes]:
        wanted[review.ref] = review.version - 1
        self._compare(review.ref, review.version - 1)
        if self._folders.folder_holding(review.ref) != self.folder / REVIEWS:
            sentence = f"{review.ref} is restricted; change it in the app, one by one."
            raise RestrictedReviewError(sentence)
        return file_of(review.ref), encode_sealed(review)

    @contextmanager
    def _final_check(self, wanted: Mapping[str, int]) -> Iterator[None]:
        """Lock these reviews, and check that none was saved since it was staged."""
        with self._locks.acquire_all(wanted):
            for ref, version in wanted.items():
                self._compare(ref, version)
            yield

    def _finish_moves(self) -> None:
        """Finish moving restricted reviews where a session was killed in a move."""
        for ref in self._folders.unfinished_moves():
            with self.locked(ref), suppress(DamagedRecordError):
                self._folders.write(self.load(ref))

    def partnership(self) -> Partnership:
        """Return the partnership's settings; checksum and hash chain are checked."""
        return self._settings()[0]

    def _settings(self) -> tuple[Partnership, bytes]:
        try:
            content, _ = read_bytes(self.folder, SETTINGS)
            return decode_sealed(Partnership, content), content
        except (OSError, SealError) as error:
            raise damaged_record_error(
                self.folder, SETTINGS, error, is_whole=True
            ) from error

    def save_partnership(self, partnership: Partnership, expected_version: int) -> None:
        """Write the settings durably in place of their expected version."""
        with self._locks.acquire("-settings"):
            path, content = self.folder / SETTINGS, self._settings()[1]
            stored = stored_version(content, path, self._modes.file)
            check_version("The settings", stored, expected_version)
            self._write(self.folder, SETTINGS, encode_sealed(partnership))

    def log_access(self, access: Access) -> None:
        """Add one line to the access log."""
        with self._writing():
            self._access_log.add(access)

    def accesses(self) -> Iterator[Access]:
        """Return the access log, oldest line first; unreadable lines are left out."""
        return self._access_log.all()

    def verify(self) -> tuple[VerifyFinding, ...]:
        """Read the whole store and return every problem found."""
        from cspr_tui.store.folder.verify_folder import verify_findings  # noqa: PLC0415 - only `verify` needs it

        return tuple(
            verify_findings(self, self.folder, self._folders.unguarded_folders())
        )
