"""A statement that a connection is told once, and sent by its name from then on.

It goes to libpq directly: the driver's own way costs the program twice as much, and
the statements of a save are sent all day.
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

_PLACE = re.compile(r"%\((\w+)\)s")
_DONE = (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK)
# What turns a column's text into a value.
Read = Callable[[bytes], Any]
Row = tuple[Any, ...] | None
Params = Mapping[str, Any]
Connection = AnyConnection[TupleRow]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A statement of at most one row: its text, what it is given, how it is read."""

    statement: str
    numbered: str
    places: tuple[str, ...]
    reads: tuple[Read, ...]

    def told(self, connection: Connection, name: str, params: Params) -> Row:
        """Make the statement known by a name and execute it, in one round trip.

        Raises:
            psycopg.Error: the database refused it, or is gone.
        """
        making = f"prepare {name} as {self.numbered}"
        with connection.pipeline():
            connection.execute(making.encode())
            done = connection.execute(self.statement.encode(), params, prepare=False)
        return self._row(done.pgresult)

    def sent(self, connection: Connection, name: str, params: Params) -> Row:
        """Execute the statement that is known by that name.

        Raises:
            psycopg.Error: the database refused it, or is gone.
        """
        values = [str(params[place]).encode() for place in self.places]
        return self._row(connection.pgconn.exec_prepared(name.encode(), values))

    def _row(self, answer: PGresult | None) -> Row:
        if answer is None:
            raise OperationalError
        if answer.status not in _DONE:
            raise error_from_result(answer)
        if not answer.ntuples:
            return None
        columns = (answer.get_value(0, at) for at in range(len(self.reads)))
        pairs = zip(self.reads, columns, strict=True)
        return tuple(None if each is None else read(each) for read, each in pairs)


def prepared(statement: str, *reads: Read) -> Prepared:
    """Return a statement with named places as what a connection can be told."""
    places = list(dict.fromkeys(_PLACE.findall(statement)))
    text = _PLACE.sub(lambda found: f"${places.index(found[1]) + 1}", statement)
    return Prepared(statement, text, tuple(places), reads)
