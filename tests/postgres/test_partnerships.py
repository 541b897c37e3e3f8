"""Several partnerships in one database, and what a coordinator's role may not do."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import psycopg
import pytest
from psycopg import sql

from cspr_tui.store.postgres import sql as statements
from cspr_tui.store.postgres.pooled import SESSION_SETTINGS
from cspr_tui.store.postgres.postgres_store import PostgresStore
from cspr_tui.store.postgres.setup import SETUP_LOCK, create, open_store
from cspr_tui.store.protocol import RestrictedReviewError, Stub, UnusableStoreError
from tests.postgres.server import new_database, new_login
from tests.postgres.stores import admin, inside_and_outside, new_address, new_store
from tests.store.test_contract import for_leads, new, noted

FORGED = (
    """insert into cspr.record (partnership, ref, version, checksum, facts)
    values (%(partnership)s, 'X', 1, '', '{}')""",
    """insert into cspr.history (partnership, ref, seq, hash, change)
    values (%(partnership)s, '7QXM4', 9, '', '{}')""",
    "insert into cspr.access (partnership, line) values (%(partnership)s, '{}')",
)
TABLES = ("record", "history", "access")


def rows_seen(address: str, table: str) -> set[str]:
    with psycopg.connect(address) as connection:
        words = sql.SQL("select partnership from cspr.{}")
        found = connection.execute(words.format(sql.Identifier(table)))
        return {row[0] for row in found}


@pytest.mark.parametrize("table", TABLES)
def test_one_partnership_sees_no_row_of_another(table: str) -> None:
    mine, theirs = new_store(), new_store()
    for each in (mine, theirs):
        each.save(new(), 0)
    assert rows_seen(mine.place, table) <= {mine.partnership_key}
    assert rows_seen(theirs.place, table) <= {theirs.partnership_key}
    assert mine.partnership_key != theirs.partnership_key


def test_one_partnership_writes_no_row_of_another() -> None:
    mine, theirs = new_store(), new_store()
    theirs.save(new(), 0)
    stolen = {"partnership": theirs.partnership_key}
    with psycopg.connect(mine.place, autocommit=True) as connection:
        changed = connection.execute(
            "update cspr.record set facts = '{}' where partnership = %(partnership)s",
            stolen,
        )
        assert changed.rowcount == 0
        for words in FORGED:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(words.encode(), stolen)
    assert theirs.load("7QXM4") == new()


@pytest.mark.parametrize(
    "words",
    [
        "update cspr.history set change = '{}'",
        "delete from cspr.history",
        "truncate cspr.history",
        "update cspr.access set line = '{}'",
        "delete from cspr.access",
        "delete from cspr.record",
        "update cspr.record set partnership = 'other'",
        "alter table cspr.record no force row level security",
        "drop table cspr.history",
    ],
)
def test_history_cannot_be_altered_or_taken_away(
    store: PostgresStore, words: str
) -> None:
    store.save(new(), 0)
    with (
        psycopg.connect(store.place) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(words.encode())


def test_a_restricted_review_is_seen_by_its_group_only() -> None:
    inside, outside = inside_and_outside("Restricting partnership")
    review = noted(for_leads(new(), "named"), "only for few")
    inside.save(new("AAAAA"), 0)
    inside.save(review, 0)
    assert outside.refs() == ("AAAAA",)
    with pytest.raises(RestrictedReviewError, match="restricted to the group named"):
        outside.load(review.ref)
    assert outside.stubs() == (Stub(review.ref, review.public_code, "named"),)
    assert inside.stubs() == ()
    assert inside.load(review.ref) == review
    with psycopg.connect(outside.place) as connection:
        found = connection.execute("select distinct ref from cspr.history").fetchall()
    assert found == [("AAAAA",)]


def test_a_group_without_a_role_lets_nobody_in(store: PostgresStore) -> None:
    with pytest.raises(UnusableStoreError, match="the group a review is restricted to"):
        store.save(replace(new(), restricted_to="nobody"), 0)
    with psycopg.connect(admin(), autocommit=True) as connection:
        words = "insert into cspr.stub values (%s, '7QXM4', '', 'nobody')"
        connection.execute(words, (store.partnership_key,))
    (found,) = store.verify()
    assert found.what.endswith(f"create role {store.partnership_key}_nobody.")


def test_one_outside_neither_hides_nor_invents_a_restriction() -> None:
    inside, outside = inside_and_outside("Stubborn partnership")
    key = (outside.partnership_key,)
    inside.save(replace(new(), restricted_to="named"), 0)
    with psycopg.connect(outside.place, autocommit=True) as connection:
        lifted = connection.execute("update cspr.stub set restricted_to = ''")
        assert lifted.rowcount == 0
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(
                "insert into cspr.stub values (%s, 'AAAAA', '', 'named')", key
            )


def test_a_role_of_no_partnership_is_told_what_to_ask_for() -> None:
    new_address()
    stranger = new_login(admin(), "stranger")
    with pytest.raises(UnusableStoreError, match="your role may not do that"):
        open_store(stranger)


def test_a_role_of_two_partnerships_names_one() -> None:
    keys = [create(admin(), name).partnership_key for name in ("East Mere", "West")]
    both = new_login(admin(), "of_both", *keys)
    with pytest.raises(UnusableStoreError, match="several partnerships in"):
        open_store(both)
    assert open_store(f"{both}?partnership=East Mere").partnership_key == keys[0]
    with pytest.raises(UnusableStoreError, match="belongs to no partnership"):
        open_store(f"{both}?partnership=North")


def test_init_is_done_once_however_often_and_by_how_many() -> None:
    fresh = new_database(admin())

    def make(number: int) -> str:
        return create(fresh, f"Partnership {number % 2}").partnership_key

    with ThreadPoolExecutor(6) as pool:
        keys = set(pool.map(make, range(12)))
    with psycopg.connect(fresh) as connection:
        settings = connection.execute("select partnership from cspr.record").fetchall()
        editions = connection.execute("select number from cspr.edition").fetchall()
    assert {row[0] for row in settings} == keys
    assert editions == [(1,), (2,), (3,)]


def test_init_keeps_settings_that_are_there(store: PostgresStore) -> None:
    name = store.partnership().name
    create(admin(), name)
    assert store.partnership().name == name


def test_init_brings_a_schema_up_to_date_and_keeps_what_it_holds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fresh = new_database(admin())
    monkeypatch.setattr(statements, "EDITION", 1)
    keys = [create(fresh, name).partnership_key for name in ("Old", "Older")]
    logins = [new_login(fresh, f"login_of_{key}", key) for key in keys]
    open_store(logins[1]).save(new(), 0)
    monkeypatch.undo()
    with pytest.raises(UnusableStoreError, match='older schema; "init" brings it'):
        open_store(logins[1])
    with psycopg.connect(fresh, autocommit=True) as connection:
        freely = sql.SQL("grant insert, update on cspr.history to {}")
        connection.execute(freely.format(sql.Identifier(keys[1])))
    create(fresh, "Old")
    assert [each.what for each in open_store(logins[1]).verify()] == []
    assert open_store(logins[1]).load("7QXM4") == new()
    forged = """insert into cspr.history
        values (%s, '7QXM4', 9, '', '{}', '1999-01-01', 'boss')"""
    with (
        psycopg.connect(logins[1]) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(forged, (keys[1],))


def test_a_newer_schema_is_refused_by_name() -> None:
    fresh = new_database(admin())
    create(fresh, "Northmere")
    with psycopg.connect(fresh, autocommit=True) as connection:
        connection.execute("insert into cspr.edition (number) values (7)")
    with pytest.raises(UnusableStoreError, match=r"newer version .*schema 7"):
        create(fresh, "Northmere")
    with pytest.raises(UnusableStoreError, match=r"newer version .*schema 7"):
        open_store(fresh)


def test_a_database_that_was_not_set_up_says_so() -> None:
    with pytest.raises(UnusableStoreError, match='"init" sets it up'):
        open_store(new_database(admin()))


def test_the_owners_role_is_a_finding() -> None:
    made = create(new_database(admin()), "Northmere")
    said = " ".join(finding.what for finding in made.verify())
    assert "may alter the history" in said
    assert "passes row-level security" in said


def test_one_who_may_not_make_roles_is_told_what_to_ask_for() -> None:
    fresh = new_database(admin())
    plain = new_login(fresh, "plain_owner")
    database = fresh.rpartition("/")[2]
    with psycopg.connect(fresh, autocommit=True) as connection:
        allowed = f"grant create on database {database} to plain_owner"
        connection.execute(allowed.encode())
    with pytest.raises(UnusableStoreError, match="create role cspr_southmere nologin"):
        create(plain, "Southmere")


def owned(role: str, *, may_make_roles: bool = True) -> str:
    """Return the address of a fresh database's owner, who is no superuser."""
    fresh = new_database(admin())
    owner = new_login(fresh, role)
    name = sql.Identifier(fresh.rpartition("/")[2])
    with psycopg.connect(fresh, autocommit=True) as connection:
        words = sql.SQL("alter database {} owner to {}")
        connection.execute(words.format(name, sql.Identifier(role)))
        if may_make_roles:
            words = sql.SQL("alter role {} createrole")
            connection.execute(words.format(sql.Identifier(role)))
    return owner


def test_an_owner_renews_the_grants_of_partnerships_that_they_do_not_see() -> None:
    owner = owned("plain_keeper")
    seen = create(owner, "Kept in sight").partnership_key
    hidden = create(owner, "Kept out of sight").partnership_key
    with psycopg.connect(owner, autocommit=True) as connection:
        for words in (
            "revoke {} from plain_keeper",
            "grant update on cspr.access to {}",
        ):
            connection.execute(sql.SQL(words).format(sql.Identifier(hidden)))
    create(owner, "Kept in sight")
    asked = "select has_table_privilege(%s, 'cspr.access', 'update')"
    with psycopg.connect(owner) as connection:
        for key in (seen, hidden):
            assert connection.execute(asked, (key,)).fetchone() == (False,)


def test_a_role_that_was_dropped_stops_no_init() -> None:
    fresh = new_database(admin())
    keys = [create(fresh, name).partnership_key for name in ("Here still", "Gone now")]
    with psycopg.connect(fresh, autocommit=True) as connection:
        for words in ("drop owned by {}", "drop role {}"):
            connection.execute(sql.SQL(words).format(sql.Identifier(keys[1])))
    assert create(fresh, "Here still").partnership_key == keys[0]
    assert create(fresh, "Gone now").partnership_key == keys[1]


def test_a_coordinator_makes_no_partnership_of_their_own_role() -> None:
    login = new_login(admin(), "upstart", new_store().partnership_key)
    words = """insert into cspr.record (partnership, ref, version, checksum, facts)
        values ('upstart', '-', 0, '', '{}')"""
    with (
        psycopg.connect(login) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(words.encode())


def test_one_who_does_not_own_the_tables_is_told_who_brings_them_up_to_date(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fresh = new_database(admin())
    monkeypatch.setattr(statements, "EDITION", 1)
    key = create(fresh, "Of before").partnership_key
    monkeypatch.undo()
    login = new_login(fresh, "of_before", key)
    with pytest.raises(UnusableStoreError, match="own the database to run: cspr-tui"):
        create(login, "Of before")


def test_belonging_to_a_role_is_enough_to_set_it_up() -> None:
    owner = owned("plain_member", may_make_roles=False)
    with psycopg.connect(admin(), autocommit=True) as connection:
        connection.execute("create role cspr_prepared nologin")
        connection.execute("grant cspr_prepared to plain_member")
    assert create(owner, "Prepared").partnership_key == "cspr_prepared"


def test_an_init_waits_for_another_longer_than_a_statement_may_take(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fresh = new_database(admin())
    monkeypatch.setitem(SESSION_SETTINGS, "statement_timeout", "300")
    with psycopg.connect(fresh) as other, ThreadPoolExecutor(1) as pool:
        other.execute(SETUP_LOCK)
        waiting = pool.submit(create, fresh, "Patient")
        time.sleep(0.8)
        assert not waiting.done()
        other.commit()
        assert waiting.result(20).partnership_key == "cspr_patient"
