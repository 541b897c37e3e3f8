"""Reading a review's file, and the version that is stored, with every check."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from cspr_tui.domain.record.review import Review
from cspr_tui.store.folder.location import damaged_record_error
from cspr_tui.store.folder.previous_format import stored_version
from cspr_tui.store.folder.read_cache import ReadCache
from cspr_tui.store.folder.register import Register, file_of, path_of
from cspr_tui.store.folder.restricted_reviews import ReviewFolders
from cspr_tui.store.format.sealed_record import SealError
from cspr_tui.store.fs.atomic_files import read_bytes
from cspr_tui.store.protocol import DamagedRecordError, UnknownReviewError


@dataclass(frozen=True, slots=True)
class ReviewFiles:
    """The review files of the store in `folder`, written with the mode `file_mode`."""

    folder: Path
    file_mode: int
    folders: ReviewFolders
    register: Register
    cache: ReadCache = field(default_factory=ReadCache)

    def load(self, ref: str) -> Review:
        """Return the review; its checksum, hash chain and reference are checked.

        Raises:
            UnknownReviewError: there is no such file, nor was there ever one.
            DamagedRecordError: the file fails its checks, or is missing though
                registered.
            RestrictedReviewError: it is restricted to a group the reader is not in.
        """
        content = self._content(ref)
        try:
            review = self.cache.read(ref, content)
        except SealError as error:
            raise self._damaged(ref, error) from error
        self.folders.check(review)
        return review

    def version(self, ref: str) -> int:
        """Return the version that is stored now, 0 where there is no such review.

        The file is read again though `load` read it just before, under the same lock:
        another program may have put another file in its place. What costs is parsing
        and checksum, and those are skipped for bytes that passed all checks before.

        Raises:
            DamagedRecordError: the file fails its checks.
            NotSavedError: it is in an older schema and could not be copied.
        """
        try:
            content = self._content(ref)
            known = self.cache.version_of(ref, content)
            path = self.folders.folder_holding(ref) / file_of(ref)
            return known or stored_version(content, path, self.file_mode)
        except UnknownReviewError:
            return 0
        except SealError as error:
            raise self._damaged(ref, error) from error

    def _content(self, ref: str) -> bytes:
        name = file_of(ref)
        try:
            content, _ = read_bytes(self.folders.folder_holding(ref), name)
        except FileNotFoundError as error:
            if ref in self.register.refs():
                raise self._damaged(ref, error) from error
            sentence = f"There is no review {ref} in {self.folder}."
            raise UnknownReviewError(sentence) from error
        except OSError as error:
            raise self._damaged(ref, error) from error
        return content

    def _damaged(self, ref: str, error: Exception) -> DamagedRecordError:
        return damaged_record_error(self.folder, path_of(ref), error, is_whole=False)
