"""The access log in a database; reading a review and logging it in one round trip."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from cspr_tui.domain.values.codec import UnreadableValueError, decode, encode
from cspr_tui.store.postgres import sql
from cspr_tui.store.postgres.codec import StoredRow
from cspr_tui.store.postgres.connection import Connection, DatabaseConnection
from cspr_tui.store.protocol import Access


class DatabaseAccessLog:
    """The access log of one partnership: what was opened, printed or exported."""

    def __init__(self, database: DatabaseConnection, key: Mapping[str, str]) -> None:
        self._db, self._key = database, key

    def add(self, access: Access) -> None:
        """Add one line; the log is only ever appended to."""
        params = {**self._key, "line": _json_line(access)}
        self._db.run_idempotent(lambda c: c.execute(sql.LOG, params).statusmessage)

    def load_and_log(self, access: Access) -> StoredRow | None:
        """Return a review's row, or None, and log the read if there is one."""
        line = {**self._key, "line": _json_line(access), "ref": access.ref}
        wanted = {**self._key, "refs": [access.ref]}

        def work(connection: Connection) -> StoredRow | None:
            with connection.pipeline():
                found = connection.execute(sql.READ_MANY, wanted, prepare=True)
                connection.execute(sql.LOG_OPENED, line, prepare=True)
            row = found.fetchone()
            return StoredRow(*row) if row else None

        return self._db.run_idempotent(work)

    def all(self) -> Iterator[Access]:
        """Yield the log, oldest line first; unreadable lines are left out."""
        for line in self.lines():
            try:
                yield decode(Access, line)
            except UnreadableValueError:
                continue

    def lines(self) -> list[Mapping[str, Any]]:
        """Return the lines of the log as plain JSON data."""
        rows = self._db.run_idempotent(
            lambda c: c.execute(sql.ACCESSES, self._key).fetchall()
        )
        return [row[0] for row in rows]


def _json_line(access: Access) -> str:
    return json.dumps(encode(access), ensure_ascii=False)
