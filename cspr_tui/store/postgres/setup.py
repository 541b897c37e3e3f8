"""Setting up a database for a partnership, and opening one that is set up."""

from __future__ import annotations

from math import inf
from pathlib import Path
from typing import Final

import psycopg
from psycopg import sql as compose
from psycopg.errors import InsufficientPrivilege

from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.domain.text.formatting import quoted
from cspr_tui.store.postgres import sql
from cspr_tui.store.postgres.codec import encode_row
from cspr_tui.store.postgres.connection import (
    Connection,
    ConnectionLost,
    DatabaseConnection,
)
from cspr_tui.store.postgres.dsn import parse_address, partnership_role
from cspr_tui.store.postgres.postgres_store import PostgresStore
from cspr_tui.store.protocol import UnusableStoreError

SCRIPTS = Path(__file__).with_name("schema")
# Changing the tables, or waiting for another set-up, may take any time.
NO_TIMEOUTS: Final = "set local lock_timeout = 0; set local statement_timeout = 0"
SETUP_LOCK: Final = "select pg_advisory_xact_lock(hashtext('cspr-tui init'))"
SERVER_ENCODING: Final = "select current_setting('server_encoding')"
GROUP_OF: Final = """
    select partnership from cspr.record
    where ref = '-' and starts_with(%(key)s, partnership || '_')
        and not exists (
            select from cspr.record r where r.partnership = %(key)s and r.ref = '-')
"""
HAS_SCHEMA: Final = "select to_regclass('cspr.edition') is not null"
SCHEMA_EDITION: Final = "select coalesce(max(number), 0) from cspr.edition"
RECORD_EDITION: Final = "insert into cspr.edition (number) values (%s)"
# Whether a role exists, and whether the current role is or can become a member.
ROLE_STATE: Final = """
    select exists (select from pg_roles where rolname = %(role)s),
        coalesce(
            pg_has_role(to_regrole(quote_ident(%(role)s)), 'member'),
            (select rolsuper from pg_roles where rolname = current_user))
"""
# The roles of all partnerships in this database.
PARTNERSHIP_ROLES: Final = """
    select distinct r.rolname::text
    from pg_class t, aclexplode(t.relacl) granted, pg_roles r
    where t.oid = 'cspr.record'::regclass and granted.privilege_type = 'INSERT'
        and r.oid = granted.grantee and starts_with(r.rolname, 'cspr_')
"""
# What a partnership's role may do: add to the history and never alter it.
GRANTS: Final = """
    revoke all on all tables in schema cspr from {role};
    grant usage on schema cspr to {role};
    grant select on cspr.edition, cspr.record, cspr.history, cspr.access, cspr.stub
        to {role};
    grant insert (partnership, ref, seq, hash, change) on cspr.history to {role};
    grant insert (partnership, line) on cspr.access to {role};
    grant insert on cspr.record, cspr.said, cspr.stub to {role};
    grant execute on function cspr.telling(text, text[]) to {role};
    grant update (code, restricted_to) on cspr.stub to {role};
    grant update (version, checksum, code, restricted_to, facts, saved_at, saved_by)
        on cspr.record to {role};
"""


def open_store(named: str, database: DatabaseConnection | None = None) -> PostgresStore:
    """Open the store at an address; the connecting role decides the partnership.

    `database` is an open connection to that address, if there is one already.

    Raises:
        UnusableStoreError: it cannot be reached, is not set up, was set up by a
            newer version, or the role belongs to no or several partnerships.
    """
    wanted = parse_address(named)
    database = database or DatabaseConnection(wanted)
    found = database.run_idempotent(
        lambda connection: connection.execute(sql.PARTNERSHIPS).fetchone()
    )
    edition, keys = found or (0, [])
    _check_edition(wanted.place, edition)
    return PostgresStore(
        database, _choose_partnership(wanted.place, keys, wanted.partnership)
    )


def _check_edition(place: str, edition: int) -> None:
    if edition > sql.EDITION:
        sentence = (
            f"{place} was set up by a newer version of the app (schema {edition}, this "
            f"one knows {sql.EDITION}); update the app."
        )
        raise UnusableStoreError(sentence)
    if edition < sql.EDITION:
        sentence = f'{place} is of an older schema; "init" brings it up to date.'
        raise UnusableStoreError(sentence)


def _choose_partnership(place: str, keys: list[str], named: str) -> str:
    asked = [
        key for key in keys if not named or key in {named, partnership_role(named)}
    ]
    if len(asked) == 1:
        return asked[0]
    if not asked:
        sentence = (
            f"Your role belongs to no partnership in {place}; ask those who run the "
            f"database for: grant cspr_... to your role."
        )
    else:
        names = ", ".join(sorted(asked))
        sentence = (
            f"Your role belongs to several partnerships in {place} ({names}); add "
            f"?partnership=NAME to the address."
        )
    raise UnusableStoreError(sentence)


def create(named: str, name: str) -> PostgresStore:
    """Set up the database, or upgrade its schema, and add the partnership.

    Repeating it changes nothing; two set-ups at once wait for each other.

    Raises:
        UnusableStoreError: its schema is newer, the role lacks the rights, the
            encoding is not UTF-8, or the name is taken by another role.
    """
    wanted = parse_address(named)
    database, key = (
        DatabaseConnection(wanted, timeout=inf),
        partnership_role(name or wanted.partnership),
    )
    try:
        database.run_once(
            lambda connection: _set_up(connection, wanted.place, key, name)
        )
    except ConnectionLost as error:
        sentence = f"The connection to {wanted.place} was lost; do it again."
        raise UnusableStoreError(sentence) from error
    finally:
        database.drop()
    store = PostgresStore(DatabaseConnection(wanted), key)
    _check_name(store, name)
    return store


def _check_name(store: PostgresStore, name: str) -> None:
    """Refuse a partnership whose name would give the same role as another's."""
    known = store.partnership()
    edits = (edit for change in known.history for edit in change.edits)
    names = {known.name, *(edit.old for edit in edits if edit.path == "name")}
    if name and name not in names:
        sentence = (
            f'"{name}" would share the role {store.partnership_key} with the '
            f'partnership "{known.name}" in {store.place}; give it a name that '
            f"differs in its first letters and figures."
        )
        raise UnusableStoreError(sentence)


def _set_up(connection: Connection, place: str, key: str, name: str) -> None:
    with connection.transaction():
        connection.execute(NO_TIMEOUTS)
        connection.execute(SETUP_LOCK)
        _check_encoding(connection, place)
        _upgrade(connection, place)
        _check_no_group(connection, key)
        _add_role(connection, key)
        # A newer schema may grant less, to those as well who were there before.
        there = (each for (each,) in connection.execute(PARTNERSHIP_ROLES).fetchall())
        for each in sorted({key, *there}):
            grants = compose.SQL(GRANTS).format(role=compose.Identifier(each))
            connection.execute(grants)
        settings = {**encode_row(Partnership(name=name), 0), "partnership": key}
        connection.execute(sql.INSERT, settings)


def _check_encoding(connection: Connection, place: str) -> None:
    letters = _one(connection.execute(SERVER_ENCODING))
    if letters != "UTF8":
        sentence = (
            f"{place} holds letters as {letters}, so not every name can be kept; make "
            f"the database anew with: createdb -E UTF8 -T template0 NAME."
        )
        raise UnusableStoreError(sentence)


def _check_no_group(connection: Connection, key: str) -> None:
    """Refuse a role that belongs to a group of another partnership."""
    is_there, _ = connection.execute(ROLE_STATE, {"role": key}).fetchone() or (
        False,
        False,
    )
    other = _one(connection.execute(GROUP_OF, {"key": key})) if is_there else None
    if other:
        sentence = (
            f"The role {key} is there already and is that of a group of {other}; give "
            f"the partnership another name."
        )
        raise UnusableStoreError(sentence)


def _upgrade(connection: Connection, place: str) -> None:
    there = _one(connection.execute(HAS_SCHEMA))
    number = int(_one(connection.execute(SCHEMA_EDITION))) if there else 0  # type: ignore[call-overload] # a count
    if number > sql.EDITION:
        _check_edition(place, number)
    try:
        for edition in range(number + 1, sql.EDITION + 1):
            connection.execute((SCRIPTS / f"{edition}.sql").read_bytes())
            connection.execute(RECORD_EDITION, (edition,))
    except InsufficientPrivilege as error:
        sentence = (
            f"Your role may not set up {place} or bring it up to date; ask those who "
            f"own the database to run: cspr-tui init {quoted(place)}."
        )
        raise UnusableStoreError(sentence) from error


def _add_role(connection: Connection, key: str) -> None:
    is_there, is_mine = connection.execute(ROLE_STATE, {"role": key}).fetchone() or (
        0,
        0,
    )
    role = compose.Identifier(key)
    try:
        with connection.transaction():
            if not is_there:
                connection.execute(compose.SQL("create role {} nologin").format(role))
            if not is_mine:
                joins = compose.SQL("grant {} to current_user").format(role)
                connection.execute(joins)
    except InsufficientPrivilege as error:
        sentence = (
            f"Your role may not make the role {key}; ask the database's owners for "
            f"create role {key} nologin, and grant {key} to your role, then try again."
        )
        raise UnusableStoreError(sentence) from error


def _one(cursor: psycopg.Cursor[tuple[object, ...]]) -> object:
    return (cursor.fetchone() or (None,))[0]
