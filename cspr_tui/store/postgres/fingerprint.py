"""What can be told of a database before anything that knows a review is loaded."""

from __future__ import annotations

from typing import NamedTuple

from cspr_tui.store.postgres import sql
from cspr_tui.store.postgres.connection import Line
from cspr_tui.store.postgres.dsn import address, key_of
from cspr_tui.store.postgres.versions import Marks


class Glance(NamedTuple):
    """A partnership in a database, and marks that differ once something does."""

    place: str
    partnership_key: str
    settings: str
    reviews: str


def glanced(named: str) -> tuple[Line, Glance | None]:
    """Return the line to a database, and what a role in one partnership sees there.

    Of a role in none or several, and of another schema, nothing is told.

    Raises:
        UnusableStoreError: the database cannot be reached.
        CsprError: it refused.
    """
    wanted = address(named)
    line = Line(wanted)
    rows = line.ask(lambda connection: connection.execute(sql.GLANCE).fetchall())
    if len(rows) != 1 or rows[0][0] != sql.EDITION:
        return line, None
    _, key, settings, count, versions, since, stubs = rows[0]
    if wanted.partnership not in {"", key} and key_of(wanted.partnership) != key:
        return line, None
    marks = Marks()
    marks.take((count, versions, since, (), stubs))
    return line, Glance(wanted.place, key, settings, marks.mark)
