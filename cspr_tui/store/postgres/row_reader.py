"""Reading the rows of one partnership, each call in one round trip."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cspr_tui.store.postgres import sql
from cspr_tui.store.postgres.codec import StoredRow
from cspr_tui.store.postgres.connection import Connection, DatabaseConnection


class RowReader:
    """Reads the records and version tokens of the partnership named in `key`."""

    def __init__(self, database: DatabaseConnection, key: Mapping[str, str]) -> None:
        self._db, self._key = database, key

    def many(self, refs: Sequence[str]) -> dict[str, StoredRow]:
        """Return the rows of those references that exist and may be seen."""
        params = {**self._key, "refs": refs}

        def work(connection: Connection) -> list[tuple[Any, ...]]:
            return self._db.execute(connection, sql.READ_MANY, params).fetchall()

        return {row[0]: StoredRow(*row) for row in self._db.run_idempotent(work)}

    def versions_since(self, since: str) -> tuple[Any, ...]:
        """Return the answer of `sql.VERSIONS`: what was saved since that time."""
        params = {**self._key, "since": since}

        def work(connection: Connection) -> tuple[Any, ...] | None:
            return self._db.execute(connection, sql.VERSIONS, params).fetchone()

        return self._db.run_idempotent(work) or ()
