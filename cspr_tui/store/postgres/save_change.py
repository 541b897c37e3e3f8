"""Saving a change exactly once, even if the connection is lost before the answer.

See manual/protocols.md, "A save whose answer was lost".
"""

from __future__ import annotations

import time
from collections.abc import Sequence

from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.domain.record.review import Review
from cspr_tui.store.postgres import sql
from cspr_tui.store.postgres.codec import (
    COLUMN_READERS,
    SETTINGS,
    StoredRow,
    encode_row,
    last_hash,
    ref_of,
)
from cspr_tui.store.postgres.connection import (
    Connection,
    ConnectionLost,
    DatabaseConnection,
    Params,
    is_idle,
)
from cspr_tui.store.postgres.errors import unconfirmed_error, unknown_outcome_error
from cspr_tui.store.postgres.prepared import Row, prepared
from cspr_tui.store.protocol import NotSavedError, StaleReviewError, UnusableStoreError

Record = Review | Partnership
# Seconds for which a save whose answer was lost is sent again.
RESEND_TIMEOUT = 10.0
ROWS_PER_BATCH = 100
_SAVES = {
    sql.INSERT: prepared(sql.INSERT, int),
    sql.UPDATE: prepared(sql.UPDATE, int, *COLUMN_READERS),
    sql.UPDATE_STUBBED: prepared(sql.UPDATE_STUBBED, int, *COLUMN_READERS),
}


class OvertakenError(StaleReviewError):
    """Somebody else saved first; `newer` is the row they saved, if it came along."""

    def __init__(self, sentence: str, newer: StoredRow | None) -> None:
        super().__init__(sentence)
        self.newer = newer


class ChangeWriter:
    """Writes records, each conditional on the version it replaces.

    So sending a save twice does no harm: the second one matches no row, and the hash
    of its last change tells whether the first one had arrived.
    """

    def __init__(self, database: DatabaseConnection, partnership: str) -> None:
        self._db, self._partnership = database, partnership

    def save(self, record: Record, row: Params, *, in_transaction: bool) -> None:
        """Write one record's row and its new changes, in one round trip.

        `in_transaction` says that a transaction holding the row's lock is open.

        Raises:
            OvertakenError: another version is stored.
            RowLockedError: another session holds the row's lock.
            UnknownOutcomeError: the connection was lost and did not come back within
                10 seconds, or no standby confirmed the commit.
        """

        def first(connection: Connection) -> Row:
            if not in_transaction:
                return self._db.execute_prepared(
                    connection, _SAVES[_statement(row)], row
                )
            is_begun = not is_idle(connection)
            with connection.pipeline():
                if not is_begun:
                    connection.execute(sql.BEGIN)
                done = connection.execute(_statement(row), row, prepare=True)
                connection.execute(sql.COMMIT)
            return done.fetchone()

        self._db.warnings.is_set = False
        try:
            answer = self._db.run_once(first)
        except ConnectionLost:
            self._resend_until_known([record], [row])
            return
        if not _is_positive(answer):
            raise _overtaken_error(row, answer)
        if self._db.warnings.is_set:
            raise unconfirmed_error(ref_of(record))

    def save_all(self, records: Sequence[Record]) -> None:
        """Write many records, each one version further, in one transaction.

        Raises:
            OvertakenError: somebody else saved one of them.
            UnknownOutcomeError: the connection was lost and did not come back within
                10 seconds.
        """
        rows = [self._row(record, record.version - 1) for record in records]
        try:
            stale = self._db.run_once(lambda c: _all_written(c, rows))
        except ConnectionLost:
            self._resend_until_known(records, rows)
            return
        if stale is not None:
            raise _overtaken_error(stale)

    def _resend_until_known(
        self, records: Sequence[Record], rows: Sequence[Params]
    ) -> None:
        """Send rows again, with back-off, until it is known that they were stored once.

        A lock that is in the way may belong to the first attempt, still under way.
        """
        deadline = time.monotonic() + RESEND_TIMEOUT
        delay = 0.05
        while True:
            try:
                self._resend(records, rows)
            except (ConnectionLost, UnusableStoreError, NotSavedError) as error:
                if time.monotonic() > deadline:
                    raise unknown_outcome_error(ref_of(records[0])) from error
                time.sleep(delay)
                delay = min(1.0, delay * 2)
            else:
                return

    def _resend(self, records: Sequence[Record], rows: Sequence[Params]) -> None:
        stale = self._db.run_once(lambda c: _all_written(c, rows))
        if stale is None:
            return
        # All rows are one transaction: if the first arrived, all did.
        if not self._has_arrived(rows[0], last_hash(records[0])):
            raise _overtaken_error(stale)

    def _has_arrived(self, row: Params, key: str) -> bool:
        asked = {**row, "hash": key}

        def work(connection: Connection) -> bool:
            return _is_positive(connection.execute(sql.HAS_ARRIVED, asked).fetchone())

        return self._db.run_once(work)

    def _row(self, record: Record, expected: int) -> Params:
        return {**encode_row(record, expected), "partnership": self._partnership}

    def locked_error(self, ref: str) -> NotSavedError:
        """Return the error for a locked row; it names the holder."""
        asked = {"partnership": self._partnership, "ref": ref}
        found = self._db.run_idempotent(
            lambda c: c.execute(sql.HOLDER, asked).fetchone()
        )
        holder = found[0] if found else "another session"
        sentence = (
            f"Not saved: {ref} is held by {holder}; try again when they are done."
        )
        return NotSavedError(sentence)


def _statement(row: Params) -> str:
    # The settings row exists from the set-up on, at version 0.
    if not row["expected"] and row["ref"] != SETTINGS:
        return sql.INSERT
    return sql.UPDATE_STUBBED if row["stubbed"] else sql.UPDATE


def _overtaken_error(row: Params, answer: Row = None) -> OvertakenError:
    sentence = (
        f"{row['ref']} was saved by somebody else meanwhile (it is not version "
        f"{row['expected']} any more); read it again."
    )
    newer = answer[1:] if answer else ()
    return OvertakenError(sentence, StoredRow(*newer) if newer and newer[0] else None)


def _is_positive(counted: Row) -> bool:
    return bool(counted and counted[0])


def _all_written(connection: Connection, rows: Sequence[Params]) -> Params | None:
    """Write rows in one transaction; if one is stale, roll back and return it."""
    connection.execute(sql.BEGIN)
    for start in range(0, len(rows), ROWS_PER_BATCH):
        batch = rows[start : start + ROWS_PER_BATCH]
        with connection.pipeline():
            done = [connection.execute(_statement(row), row) for row in batch]
        for row, cursor in zip(batch, done, strict=True):
            if not _is_positive(cursor.fetchone()):
                connection.execute("rollback")
                return row
    connection.execute(sql.COMMIT)
    return None
