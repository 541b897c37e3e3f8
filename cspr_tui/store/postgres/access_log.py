"""The log of reads in a database, and reading a review with its line in one trip."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from cspr_tui.domain.values.codec import UnreadableValueError, decode, encode
from cspr_tui.store.postgres import sql
from cspr_tui.store.postgres.codec import Stored
from cspr_tui.store.postgres.connection import Connection, Line
from cspr_tui.store.protocol import Access


class Reads:
    """What was opened, printed or exported in one partnership."""

    def __init__(self, line: Line, key: Mapping[str, str]) -> None:
        self._line, self._key = line, key

    def add(self, access: Access) -> None:
        """Add one line; it is only ever added to."""
        asked = {**self._key, "line": _written(access)}
        self._line.ask(lambda c: c.execute(sql.LOG, asked).statusmessage)

    def load_and_log(self, access: Access) -> Stored | None:
        """Return what is stored of a review, its line added if there is one."""
        line = {**self._key, "line": _written(access), "ref": access.ref}
        wanted = {**self._key, "refs": [access.ref]}

        def work(connection: Connection) -> Stored | None:
            with connection.pipeline():
                found = connection.execute(sql.READ_MANY, wanted, prepare=True)
                connection.execute(sql.LOG_OPENED, line, prepare=True)
            row = found.fetchone()
            return Stored(*row) if row else None

        return self._line.ask(work)

    def all(self) -> Iterator[Access]:
        """Yield the log, oldest first; an unreadable line is left out."""
        for line in self.lines():
            try:
                yield decode(Access, line)
            except UnreadableValueError:
                continue

    def lines(self) -> list[Mapping[str, Any]]:
        """Return the log as plain data."""
        rows = self._line.ask(lambda c: c.execute(sql.ACCESSES, self._key).fetchall())
        return [row[0] for row in rows]


def _written(access: Access) -> str:
    return json.dumps(encode(access), ensure_ascii=False)
