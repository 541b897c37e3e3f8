"""The store in PostgreSQL: one row for each review, and one for each change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.domain.record.review import Review
from cspr_tui.store.format.sealed_record import SealError
from cspr_tui.store.postgres import sql
from cspr_tui.store.postgres.access_log import DatabaseAccessLog
from cspr_tui.store.postgres.codec import (
    COLUMN_READERS,
    SETTINGS,
    StoredRow,
    damaged_row_error,
    decode_newer_row,
    decode_or_report,
    encode_row,
)
from cspr_tui.store.postgres.connection import Connection, DatabaseConnection, Params
from cspr_tui.store.postgres.errors import RowLockedError
from cspr_tui.store.postgres.prefetch import Prefetch
from cspr_tui.store.postgres.prepared import Row, prepared
from cspr_tui.store.postgres.record_cache import CachedRecord, RecordCache
from cspr_tui.store.postgres.row_reader import RowReader
from cspr_tui.store.postgres.save_change import ChangeWriter, OvertakenError
from cspr_tui.store.postgres.versions import VersionIndex
from cspr_tui.store.protocol import (
    Access,
    Stub,
    UnknownReviewError,
    VerifyFinding,
    restricted_error,
)

_NEWER = prepared(sql.READ_NEWER, *COLUMN_READERS)
# How many sample reviews are written between two commits.
BATCH = 200


class PostgresStore:
    """Stores the reviews of one partnership in a database that may hold several."""

    # The database role may add to a history and never alter it.
    can_erase = False

    def __init__(self, database: DatabaseConnection, partnership: str) -> None:
        self._db = database
        self._key = {"partnership": partnership}
        self._rows = RowReader(database, self._key)
        self._writer = ChangeWriter(database, partnership)
        self._access_log = DatabaseAccessLog(database, self._key)
        self._versions = VersionIndex()
        self._prefetch = Prefetch()
        self._cache = RecordCache()
        self.settings_fingerprint = ""
        self._depth, self._is_exclusive = 0, False
        self._locked_on: Connection | None = None

    @property
    def place(self) -> str:
        """The database's address, which never contains a password."""
        return self._db.address.place

    @property
    def partnership_key(self) -> str:
        """The database role of the partnership."""
        return self._key["partnership"]

    @property
    def reviews_fingerprint(self) -> str:
        """The token of all reviews as last seen; any save changes it."""
        return self._versions.fingerprint

    @property
    def restriction_caveat(self) -> str:
        """Return nothing: row-level security keeps others out."""
        return ""

    def refs(self) -> tuple[str, ...]:
        """Return the references of all reviews, sorted; damaged ones are included."""
        return tuple(self.versions())

    def versions(self) -> Mapping[str, str]:
        """Return each review's version and checksum; fetches only what is new."""
        with self._db.lock:
            self._fetch_versions()
            if not self._versions.is_complete:
                self._versions = VersionIndex()
                self._fetch_versions()
            self._prefetch.set_versions(self._versions.tokens)
            return dict(self._versions.tokens)

    def stubs(self) -> tuple[Stub, ...]:
        """Return the stubs of the restricted reviews that the role may not see."""
        if not self._versions.is_loaded:
            self.versions()
        return self._versions.stubs

    def _fetch_versions(self) -> None:
        self._versions.update(self._rows.versions_since(self._versions.since))

    def fingerprint(self) -> str:
        """Return nothing: `versions` takes one round trip as well."""
        return ""

    def load(self, ref: str) -> Review:
        """Return the review; its checksum, hash chain and reference are checked."""
        with self._db.lock:
            if self._depth:
                return self._load_in_lock(ref)
            prefetched = self._prefetch.take_fresh(ref)
            # A prefetched review is one of many in a row, and too many to cache.
            return (
                decode_or_report(Review, prefetched) if prefetched else self._read(ref)
            )

    def _load_in_lock(self, ref: str) -> Review:
        """Return the review, fetching and checking only what is newer than the cache.

        If that does not continue the cached version, the whole review is read again.
        Without an exclusive lock an outdated version may be returned: its save fails.
        """
        cached = self._cache.get(ref)
        if cached is None:
            return self._decode_and_cache(self._read_in_lock(ref, None))
        if not self._is_exclusive and self._cache.may_be_newest(ref):
            return cached.coded.value
        stored = self._read_in_lock(ref, cached)
        self._cache.mark_newest(ref)
        if stored.facts is None:
            return cached.coded.value
        try:
            review = decode_newer_row(cached.coded, stored)
        except SealError:
            return self._decode_and_cache(self._read_in_lock(ref, None))
        self._cache.keep(review, stored.facts, stored.checksum)
        return review

    def _decode_and_cache(self, stored: StoredRow) -> Review:
        review = decode_or_report(Review, stored)
        self._cache.keep(review, stored.facts or {}, stored.checksum)
        return review

    def _read(self, ref: str) -> Review:
        refs = self._prefetch.refs_to_read(ref)
        found = self._rows.many(refs)
        self._prefetch.keep(found, ref)
        if ref not in found:
            raise self._unknown_error(ref)
        return self._decode_and_cache(found[ref])

    def _read_in_lock(self, ref: str, cached: CachedRecord | None) -> StoredRow:
        known, seq = (
            (cached.checksum, cached.coded.value.version) if cached else ("", 0)
        )
        params = {**self._key, "ref": ref, "known": known, "known_seq": seq}
        try:
            row = self._db.run_idempotent(lambda c: self._row(c, params))
        except RowLockedError as error:
            raise self._writer.locked_error(ref) from error
        if row is None:
            raise self._unknown_error(ref)
        return StoredRow(*row)

    def _row(self, connection: Connection, params: Params) -> Row:
        if not self._is_exclusive:
            return self._db.execute_prepared(connection, _NEWER, params)
        with connection.pipeline():
            if self._locked_on is not connection:
                connection.execute(sql.BEGIN)
            found = connection.execute(sql.READ_LOCKED, params, prepare=True)
        self._locked_on = connection
        return found.fetchone()

    def _unknown_error(self, ref: str) -> CsprError:
        self.versions()
        found = next((stub for stub in self.stubs() if stub.ref == ref), None)
        if found is not None:
            return restricted_error(found)
        return UnknownReviewError(f"There is no review {ref} in {self.place}.")

    def refs_containing(self, substrings: Sequence[str]) -> frozenset[str]:
        """Return the reviews whose changes may contain every one of the substrings."""
        rows = self.query(sql.REFS_CONTAINING, runs=list(substrings))
        return frozenset(row[0] for row in rows)

    @contextmanager
    def locked(self, ref: str, *, exclusive: bool = True) -> Iterator[None]:
        """Return a context in which nobody else saves the review once it is read.

        The first `load` inside locks the row, `save` releases it, and the server ends
        a lock left idle for 10 seconds. Without `exclusive` nothing is locked.
        """
        del ref
        with self._db.lock:
            before, self._is_exclusive = (
                self._is_exclusive,
                self._is_exclusive or exclusive,
            )
            self._depth += 1
            try:
                yield
            finally:
                self._depth, self._is_exclusive = self._depth - 1, before
                if not self._depth:
                    self._release_row()

    def _release_row(self) -> None:
        if self._locked_on is not None:
            self._locked_on = None
            self._db.roll_back()

    def save(self, review: Review, expected_version: int) -> None:
        """Write the review durably in place of its expected version."""
        with self._db.lock:
            facts = self._cache.facts_of(review)
            row = encode_row(review, expected_version, facts)
            row["known"] = self._cache.checksum_of(review.ref, expected_version)
            try:
                self._save(review, row)
            except OvertakenError as error:
                self._cache.overtaken(review.ref, error.newer)
                raise
            self._cache.keep(review, facts, row["checksum"])
            self._prefetch.forget(review.ref)

    def _save(self, record: Review | Partnership, row: Params) -> None:
        with self._db.lock:
            is_locked, self._locked_on = self._locked_on is not None, None
            try:
                self._writer.save(
                    record, {**row, **self._key}, in_transaction=is_locked
                )
            except RowLockedError as error:
                raise self._writer.locked_error(row["ref"]) from error

    def save_all(self, reviews: Iterable[Review], *, durable: bool = True) -> None:
        """Write many reviews, all of them or none; sample reviews batch by batch."""
        with self._db.lock:
            self._release_row()
            self._prefetch = Prefetch()
            left = iter(reviews)
            while batch := list(left if durable else islice(left, BATCH)):
                self._writer.save_all(batch)

    def partnership(self) -> Partnership:
        """Return the partnership's settings; checksum and hash chain are checked."""
        found = self._rows.many([SETTINGS])
        if SETTINGS not in found:
            raise damaged_row_error(SETTINGS, SealError("it is missing"))
        # The token of the settings the board is made with: the first ones read.
        token = found[SETTINGS].checksum
        self.settings_fingerprint = self.settings_fingerprint or token
        return decode_or_report(Partnership, found[SETTINGS])

    def save_partnership(self, partnership: Partnership, expected_version: int) -> None:
        """Write the settings durably in place of their expected version."""
        self._save(partnership, encode_row(partnership, expected_version))

    def load_and_log(self, access: Access) -> Review:
        """Return the review, and log the read in the same round trip."""
        with self._db.lock:
            stored = self._access_log.load_and_log(access)
            if stored is None:
                raise self._unknown_error(access.ref)
            return self._decode_and_cache(stored)

    def log_access(self, access: Access) -> None:
        """Add one line to the access log."""
        self._access_log.add(access)

    def accesses(self) -> Iterator[Access]:
        """Yield the access log, oldest line first; unreadable lines are left out."""
        return self._access_log.all()

    def access_lines(self) -> list[Mapping[str, Any]]:
        """Return the lines of the access log as plain JSON data."""
        return self._access_log.lines()

    def query(self, query: str, **more: object) -> list[tuple[Any, ...]]:
        """Return the rows of a query on the current partnership."""
        params = {**self._key, **more}
        sent = query.encode()
        return self._db.run_idempotent(lambda c: list(c.execute(sent, params)))

    def verify(self) -> tuple[VerifyFinding, ...]:
        """Read the whole store and return every problem found."""
        from cspr_tui.store.postgres.verify_database import verify_findings  # noqa: PLC0415 - only `verify` needs it

        return tuple(verify_findings(self))

    def close(self) -> None:
        """Close the connection."""
        self._db.drop()
