"""Saving: a change is written once, also when its answer is lost on the way."""

from __future__ import annotations

import time
from collections.abc import Sequence

from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.domain.record.review import Review
from cspr_tui.store.postgres import sql
from cspr_tui.store.postgres.codec import (
    NEWER,
    SETTINGS,
    Stored,
    last_hash,
    packed,
    ref_of,
)
from cspr_tui.store.postgres.connection import Connection, Line, Lost, Params, is_idle
from cspr_tui.store.postgres.errors import unconfirmed, unknown_outcome
from cspr_tui.store.postgres.prepared import Row, prepared
from cspr_tui.store.protocol import NotSavedError, StaleReviewError, UnusableStoreError

Record = Review | Partnership
# Seconds for which a save whose answer was lost is asked after.
PATIENCE = 10.0
AT_A_TIME = 100
_SAVES = {
    sql.INSERT: prepared(sql.INSERT, int),
    sql.UPDATE: prepared(sql.UPDATE, int, *NEWER),
    sql.UPDATE_STUBBED: prepared(sql.UPDATE_STUBBED, int, *NEWER),
}


class OvertakenError(StaleReviewError):
    """Somebody else saved first; what they saved came with the refusal, if it could."""

    def __init__(self, sentence: str, newer: Stored | None) -> None:
        super().__init__(sentence)
        self.newer = newer


class Saving:
    """Writes rows in place of the versions they came from.

    A statement is conditional on the version it replaces, so sending it again
    does no harm; the hash of its last change tells whether it had arrived.
    """

    def __init__(self, line: Line, partnership: str) -> None:
        self._line, self._partnership = line, partnership

    def save(self, record: Record, row: Params, *, in_transaction: bool) -> None:
        """Write one record's row and its new changes, in one round trip.

        Raises:
            StaleReviewError: another version is stored.
            UnknownOutcomeError: the connection was lost and did not come back.
        """

        def first(connection: Connection) -> Row:
            if not in_transaction:
                return self._line.row(connection, _SAVES[_statement(row)], row)
            is_begun = not is_idle(connection)
            with connection.pipeline():
                if not is_begun:
                    connection.execute(sql.BEGIN)
                done = connection.execute(_statement(row), row, prepare=True)
                connection.execute(sql.COMMIT)
            return done.fetchone()

        self._line.warned.is_set = False
        try:
            written = self._line.once(first)
        except Lost:
            self._again([record], [row])
            return
        if not _moved(written):
            raise _stale(row, written)
        if self._line.warned.is_set:
            raise unconfirmed(ref_of(record))

    def save_all(self, records: Sequence[Record]) -> None:
        """Write many records, each one version on, in one transaction.

        Raises:
            StaleReviewError: one of them was saved by somebody else.
            UnknownOutcomeError: the connection was lost and did not come back.
        """
        rows = [self._row(record, record.version - 1) for record in records]
        try:
            missing = self._line.once(lambda c: _all_written(c, rows))
        except Lost:
            self._again(records, rows)
            return
        if missing is not None:
            raise _stale(missing)

    def _again(self, records: Sequence[Record], rows: Sequence[Params]) -> None:
        """Send rows again until it is known that they arrived, once each.

        What holds them off may be the first sending itself, not over yet.
        """
        until = time.monotonic() + PATIENCE
        pause = 0.05
        while True:
            try:
                self._resend(records, rows)
            except (Lost, UnusableStoreError, NotSavedError) as error:
                if time.monotonic() > until:
                    raise unknown_outcome(ref_of(records[0])) from error
                time.sleep(pause)
                pause = min(1.0, pause * 2)
            else:
                return

    def _resend(self, records: Sequence[Record], rows: Sequence[Params]) -> None:
        missing = self._line.once(lambda c: _all_written(c, rows))
        if missing is None:
            return
        # They are one transaction: where the first arrived, all did.
        if not self._stands(rows[0], last_hash(records[0])):
            raise _stale(missing)

    def _stands(self, row: Params, key: str) -> bool:
        asked = {**row, "hash": key}

        def work(connection: Connection) -> bool:
            return _moved(connection.execute(sql.STANDS, asked).fetchone())

        return self._line.once(work)

    def _row(self, record: Record, expected: int) -> Params:
        return {**packed(record, expected), "partnership": self._partnership}

    def held_by(self, ref: str) -> NotSavedError:
        """Return that a review's lock was not to be had, and who has it."""
        asked = {"partnership": self._partnership, "ref": ref}
        found = self._line.ask(lambda c: c.execute(sql.HOLDER, asked).fetchone())
        holder = found[0] if found else "another session"
        sentence = (
            f"Not saved: {ref} is held by {holder}; your text is kept, try again "
            f"when they are done."
        )
        return NotSavedError(sentence)


def _statement(row: Params) -> str:
    # The settings stand from the first day, at version 0.
    if not row["expected"] and row["ref"] != SETTINGS:
        return sql.INSERT
    return sql.UPDATE_STUBBED if row["stubbed"] else sql.UPDATE


def _stale(row: Params, answer: Row = None) -> OvertakenError:
    sentence = (
        f"{row['ref']} was saved by somebody else meanwhile (it is not version "
        f"{row['expected']} any more); read it again."
    )
    newer = answer[1:] if answer else ()
    return OvertakenError(sentence, Stored(*newer) if newer and newer[0] else None)


def _moved(counted: Row) -> bool:
    return bool(counted and counted[0])


def _all_written(connection: Connection, rows: Sequence[Params]) -> Params | None:
    """Write rows in one transaction; return the first that was stale, if any."""
    connection.execute(sql.BEGIN)
    for start in range(0, len(rows), AT_A_TIME):
        batch = rows[start : start + AT_A_TIME]
        with connection.pipeline():
            done = [connection.execute(_statement(row), row) for row in batch]
        for row, cursor in zip(batch, done, strict=True):
            if not _moved(cursor.fetchone()):
                connection.execute("rollback")
                return row
    connection.execute(sql.COMMIT)
    return None
