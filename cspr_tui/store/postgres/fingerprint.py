"""The fingerprint of a database store, read before the domain is even imported.

It decides whether the cached board may be shown at once; see manual/protocols.md.
"""

from __future__ import annotations

from typing import NamedTuple

from cspr_tui.store.postgres import sql
from cspr_tui.store.postgres.connection import DatabaseConnection
from cspr_tui.store.postgres.dsn import parse_address, partnership_role
from cspr_tui.store.postgres.versions import VersionIndex


class DatabaseFingerprint(NamedTuple):
    """A partnership in a database, and tokens that change with any save.

    `settings` is the token of its settings, `reviews` that of all its reviews;
    `identity` is the same however the address is spelt.
    """

    place: str
    partnership_key: str
    settings: str
    reviews: str
    identity: str


def read_fingerprint(
    named: str,
) -> tuple[DatabaseConnection, DatabaseFingerprint | None]:
    """Return the connection to a database, and its fingerprint.

    None instead of the fingerprint if the role belongs to no or several partnerships,
    or the database has another schema edition.

    Raises:
        UnusableStoreError: the database cannot be reached.
        CsprError: the database refused.
    """
    wanted = parse_address(named)
    database = DatabaseConnection(wanted)
    rows = database.run_idempotent(
        lambda connection: connection.execute(sql.FINGERPRINT).fetchall()
    )
    if len(rows) != 1 or rows[0][0] != sql.EDITION:
        return database, None
    _, key, settings, count, versions, since, stubs, identity = rows[0]
    if (
        wanted.partnership not in {"", key}
        and partnership_role(wanted.partnership) != key
    ):
        return database, None
    versions_seen = VersionIndex()
    versions_seen.update((count, versions, since, (), stubs))
    return database, DatabaseFingerprint(
        wanted.place, key, settings, versions_seen.fingerprint, identity
    )
