"""Prepared statements of at most one row, sent to libpq by their name.

psycopg prepares statements itself, but converts parameters and results anew each
time. For a save that costs 0.2 ms more of the program's own time (1.5 instead of
1.3 ms, over twice 1,200 saves taken in turn with those here), 3 to 5 % of the mean
save on a local server; so the statements of a save are executed without it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from psycopg import Connection as AnyConnection
from psycopg import OperationalError
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus
from psycopg.pq.abc import PGresult
from psycopg.rows import TupleRow

_PLACEHOLDER = re.compile(r"%\((\w+)\)s")
_SUCCESS = (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK)
# Converts a column's text, as the server sends it, to a value.
Converter = Callable[[bytes], Any]
Row = tuple[Any, ...] | None
Params = Mapping[str, Any]
Connection = AnyConnection[TupleRow]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A statement, with its placeholders named for psycopg and numbered for libpq.

    `parameters` are the names of the numbered ones in order, `converters` one for
    each column of its row.
    """

    statement: str
    numbered: str
    parameters: tuple[str, ...]
    converters: tuple[Converter, ...]

    def prepare_and_execute(
        self, connection: Connection, name: str, params: Params
    ) -> Row:
        """Prepare the statement under a name and execute it, in one round trip.

        Raises:
            psycopg.Error: the database refused it, or the connection is lost.
        """
        prepare = f"prepare {name} as {self.numbered}"
        with connection.pipeline():
            connection.execute(prepare.encode())
            done = connection.execute(self.statement.encode(), params, prepare=False)
        return self._row(done.pgresult)

    def execute_unprepared(self, connection: Connection, params: Params) -> Row:
        """Execute the statement without leaving anything prepared in the session.

        Raises:
            psycopg.Error: the database refused it, or the connection is lost.
        """
        done = connection.execute(self.statement.encode(), params, prepare=False)
        return self._row(done.pgresult)

    def execute(self, connection: Connection, name: str, params: Params) -> Row:
        """Execute the statement that was prepared under that name.

        Raises:
            psycopg.Error: the database refused it, or the connection is lost.
        """
        values = [str(params[each]).encode() for each in self.parameters]
        return self._row(connection.pgconn.exec_prepared(name.encode(), values))

    def _row(self, result: PGresult | None) -> Row:
        if result is None:
            raise OperationalError
        if result.status not in _SUCCESS:
            raise error_from_result(result)
        if not result.ntuples:
            return None
        columns = (result.get_value(0, at) for at in range(len(self.converters)))
        pairs = zip(self.converters, columns, strict=True)
        return tuple(None if each is None else read(each) for read, each in pairs)


def prepared(statement: str, *converters: Converter) -> Prepared:
    """Return a statement with psycopg's named placeholders, ready to be prepared."""
    names = list(dict.fromkeys(_PLACEHOLDER.findall(statement)))
    numbered = _PLACEHOLDER.sub(lambda m: f"${names.index(m[1]) + 1}", statement)
    return Prepared(statement, numbered, tuple(names), converters)
