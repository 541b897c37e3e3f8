"""The store in PostgreSQL: one row for each review, one for each change."""

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
from cspr_tui.store.postgres.access_log import Reads
from cspr_tui.store.postgres.codec import (
    NEWER,
    SETTINGS,
    R,
    Stored,
    damaged,
    packed,
    unpacked,
    unpacked_after,
)
from cspr_tui.store.postgres.connection import Connection, Line, Params
from cspr_tui.store.postgres.errors import HeldError
from cspr_tui.store.postgres.prefetch import ReadAhead
from cspr_tui.store.postgres.prepared import Row, prepared
from cspr_tui.store.postgres.record_cache import Held, Known
from cspr_tui.store.postgres.save_change import OvertakenError, Saving
from cspr_tui.store.postgres.versions import Marks
from cspr_tui.store.protocol import (
    Access,
    Stub,
    UnknownReviewError,
    VerifyFinding,
    restricted_error,
)

_NEWER = prepared(sql.READ_NEWER, *NEWER)
# How many made-up reviews are written between two commits.
BATCH = 200


class PostgresStore:
    """Keeps the reviews of one partnership in a database that may hold several."""

    # The roles it works under may add to a history and alter nothing in it.
    can_erase = False

    def __init__(self, line: Line, partnership: str) -> None:
        self._line = line
        self._key = {"partnership": partnership}
        self._saving, self._reads = Saving(line, partnership), Reads(line, self._key)
        self._marks = Marks()
        self._ahead = ReadAhead()
        self._known = Known()
        self.settings_mark = ""
        self._depth, self._is_exclusive = 0, False
        self._held_on: Connection | None = None

    @property
    def place(self) -> str:
        """The database's address, which never holds a password."""
        return self._line.address.place

    @property
    def partnership_key(self) -> str:
        """The role that stands for the partnership."""
        return self._key["partnership"]

    @property
    def reviews_mark(self) -> str:
        """What differs from what was seen last once a review was saved."""
        return self._marks.mark

    @property
    def restriction_caveat(self) -> str:
        """Return nothing: the database itself keeps others out."""
        return ""

    def refs(self) -> tuple[str, ...]:
        """Return the references of all reviews, sorted, read or unreadable."""
        return tuple(self.versions())

    def versions(self) -> Mapping[str, str]:
        """Return each review's version and checksum; asks only what is new."""
        with self._line.turn:
            self._marks.take(self._line.ask(self._new_marks))
            if not self._marks.are_whole:
                self._marks = Marks()
                self._marks.take(self._line.ask(self._new_marks))
            self._ahead.knows(self._marks.held)
            return dict(self._marks.held)

    def stubs(self) -> tuple[Stub, ...]:
        """Return what may be known of the reviews that the role may not see."""
        if not self._marks.were_asked:
            self.versions()
        return self._marks.stubs

    def _new_marks(self, connection: Connection) -> tuple[Any, ...]:
        since = {**self._key, "since": self._marks.since}
        return self._line.run(connection, sql.MARKS, since).fetchone() or ()

    def fingerprint(self) -> str:
        """Return nothing: asking for the marks is one round trip as well."""
        return ""

    def load(self, ref: str) -> Review:
        """Return the review as last saved, checksum, chain and reference checked."""
        with self._line.turn:
            if self._depth:
                return self._locked_load(ref)
            ahead = self._ahead.held(ref)
            # One of many in a row is not kept: they are more than memory is for.
            return self._unpacked(Review, ahead) if ahead else self._found(ref)

    def _locked_load(self, ref: str) -> Review:
        """Return the review, of which only what is not known yet is sent and checked.

        What does not follow on what is known is read again as a whole. Where it need
        not be sure, nothing is asked for: a save on an old version is refused.
        """
        held = self._known.of(ref)
        if held is None:
            return self._checked(self._locked_read(ref, None))
        if not self._is_exclusive and self._known.is_hoped_newest(ref):
            return held.coded.value
        stored = self._locked_read(ref, held)
        self._known.asked(ref)
        if stored.facts is None:
            return held.coded.value
        try:
            review = unpacked_after(held.coded, stored)
        except SealError:
            return self._checked(self._locked_read(ref, None))
        self._known.keep(review, stored.facts, stored.checksum)
        return review

    def _checked(self, stored: Stored) -> Review:
        review = self._unpacked(Review, stored)
        self._known.keep(review, stored.facts or {}, stored.checksum)
        return review

    def _found(self, ref: str) -> Review:
        refs = self._ahead.wanted(ref)
        found = self._line.ask(lambda connection: self._rows(connection, refs))
        self._ahead.keep(found, ref)
        if ref not in found:
            raise self._unknown(ref)
        return self._checked(found[ref])

    def _rows(self, connection: Connection, refs: list[str]) -> dict[str, Stored]:
        rows = self._line.run(connection, sql.READ_MANY, {**self._key, "refs": refs})
        return {row[0]: Stored(*row) for row in rows}

    def _locked_read(self, ref: str, held: Held | None) -> Stored:
        known, seq = (held.checksum, held.coded.value.version) if held else ("", 0)
        wanted = {**self._key, "ref": ref, "known": known, "known_seq": seq}
        try:
            row = self._line.ask(lambda connection: self._row(connection, wanted))
        except HeldError as error:
            raise self._saving.held_by(ref) from error
        if row is None:
            raise self._unknown(ref)
        return Stored(*row)

    def _row(self, connection: Connection, wanted: Params) -> Row:
        if not self._is_exclusive:
            return self._line.row(connection, _NEWER, wanted)
        with connection.pipeline():
            if self._held_on is not connection:
                connection.execute(sql.BEGIN)
            found = connection.execute(sql.READ_LOCKED, wanted, prepare=True)
        self._held_on = connection
        return found.fetchone()

    def _unpacked(self, kind: type[R], stored: Stored) -> R:
        try:
            return unpacked(kind, stored)
        except SealError as error:
            raise damaged(stored.ref, error) from error

    def _unknown(self, ref: str) -> CsprError:
        self.versions()
        found = next((stub for stub in self.stubs() if stub.ref == ref), None)
        if found is not None:
            return restricted_error(found)
        return UnknownReviewError(f"There is no review {ref} in {self.place}.")

    def refs_containing(self, substrings: Sequence[str]) -> frozenset[str]:
        """Return the reviews in whose changes each of these runs of letters stands."""
        asked = {**self._key, "runs": list(substrings)}
        rows = self._line.ask(lambda c: c.execute(sql.TELLING, asked).fetchall())
        return frozenset(row[0] for row in rows)

    @contextmanager
    def locked(self, ref: str, *, exclusive: bool = True) -> Iterator[None]:
        """Return a context in which nobody else saves the review once it is read.

        The row is locked by the first `load` inside and let go by `save`, so that
        both cost one round trip; the database ends a lock left alone. Where it need
        not be `sure`, nothing is locked: most saves meet nobody.
        """
        del ref
        with self._line.turn:
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
                    self._let_go()

    def _let_go(self) -> None:
        if self._held_on is not None:
            self._held_on = None
            self._line.roll_back()

    def save(self, review: Review, expected_version: int) -> None:
        """Write the review durably in place of its expected version."""
        with self._line.turn:
            facts = self._known.facts_of(review)
            row = packed(review, expected_version, facts)
            row["known"] = self._known.checksum_of(review.ref, expected_version)
            try:
                self._save(review, row)
            except OvertakenError as error:
                self._known.overtaken(review.ref, error.newer)
                raise
            self._known.keep(review, facts, row["checksum"])
            self._ahead.forget(review.ref)

    def _save(self, record: Review | Partnership, row: Params) -> None:
        with self._line.turn:
            held, self._held_on = self._held_on is not None, None
            try:
                self._saving.save(record, {**row, **self._key}, in_transaction=held)
            except HeldError as error:
                raise self._saving.held_by(row["ref"]) from error

    def save_all(self, reviews: Iterable[Review], *, durable: bool = True) -> None:
        """Write many reviews, all of them or none; made-up ones batch by batch."""
        with self._line.turn:
            self._let_go()
            self._ahead = ReadAhead()
            left = iter(reviews)
            while batch := list(left if durable else islice(left, BATCH)):
                self._saving.save_all(batch)

    def partnership(self) -> Partnership:
        """Return the partnership's settings, checksum and chain checked."""
        found = self._line.ask(lambda c: self._rows(c, [SETTINGS]))
        if SETTINGS not in found:
            raise damaged(SETTINGS, SealError("it is missing"))
        # The first ones read: a board is made with them, whatever is read later.
        self.settings_mark = self.settings_mark or found[SETTINGS].checksum
        return self._unpacked(Partnership, found[SETTINGS])

    def save_partnership(self, partnership: Partnership, expected_version: int) -> None:
        """Write the settings durably in place of their expected version."""
        self._save(partnership, packed(partnership, expected_version))

    def load_and_log(self, access: Access) -> Review:
        """Return the review as last saved, its reading logged in the same trip."""
        with self._line.turn:
            stored = self._reads.load_and_log(access)
            if stored is None:
                raise self._unknown(access.ref)
            return self._checked(stored)

    def log_access(self, access: Access) -> None:
        """Add one line to the log of reads."""
        self._reads.add(access)

    def accesses(self) -> Iterator[Access]:
        """Yield the log of reads, oldest first; an unreadable line is left out."""
        return self._reads.all()

    def access_lines(self) -> list[Mapping[str, Any]]:
        """Return the log of reads as plain data."""
        return self._reads.lines()

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """Return what the database answers to one of the store's own questions."""
        return self._line.ask(lambda c: list(c.execute(query.encode(), self._key)))

    def verify(self) -> tuple[VerifyFinding, ...]:
        """Read everything and return what is wrong with it."""
        from cspr_tui.store.postgres.verify_database import findings  # noqa: PLC0415 - only `verify` needs it

        return tuple(findings(self))

    def close(self) -> None:
        """Let the connection go."""
        self._line.drop()
