"""The SQL of the store; only what PostgreSQL, Citus and YugabyteDB share."""

from __future__ import annotations

from typing import Final

# The schema edition this app reads and writes; others are refused.
EDITION = 3

BEGIN: Final = "begin"
COMMIT: Final = "commit"

# Which database this is, and for whom: the same however its address is spelt.
_IDENTITY: Final = """(select concat_ws(' ',
        extract(epoch from (select min(made_at) from cspr.edition)),
        (select oid from pg_catalog.pg_database where datname = current_database()),
        session_user))"""
IDENTITY: Final = f"select {_IDENTITY}"
PARTNERSHIPS: Final = (
    "select (select max(number) from cspr.edition),"
    " array(select partnership from cspr.record where ref = '-' order by 1)"
)
# The facts only if the row differs from the cached one, and the newer changes only.
READ_NEWER: Final = """
    select r.ref, r.version, r.checksum,
        case when r.checksum = %(known)s then null else r.facts end,
        (select coalesce(json_agg(h.change order by h.seq), '[]')
         from cspr.history h
         where h.partnership = r.partnership and h.ref = r.ref
            and h.seq > %(known_seq)s)
    from cspr.record r
    where r.partnership = %(partnership)s and r.ref = %(ref)s
"""
READ_LOCKED: Final = f"{READ_NEWER} for update of r"
READ_MANY: Final = """
    select r.ref, r.version, r.checksum, r.facts,
        (select coalesce(json_agg(h.change order by h.seq), '[]')
         from cspr.history h
         where h.partnership = r.partnership and h.ref = r.ref)
    from cspr.record r
    where r.partnership = %(partnership)s and r.ref = any(%(refs)s)
"""
# The version tokens that may have changed since a moment, and totals that reveal a
# change that was missed: a long transaction, a clock set back, a restore.
_TOTALS: Final = """count(*), coalesce(sum(version), 0)::bigint,
        coalesce(max(saved_at)::text, '-infinity')"""
# What may be known of the reviews that the role may not see.
_STUBS: Final = (
    "coalesce(json_agg(json_build_array(ref, code, restricted_to)), '[]') stubs"
)
_HIDDEN: Final = """restricted_to <> '' and not exists (
            select from cspr.record r
            where r.partnership = stub.partnership and r.ref = stub.ref)"""
VERSIONS: Final = f"""
    select {_TOTALS},
        (select coalesce(json_agg(json_build_array(ref, version, checksum)), '[]')
         from cspr.record
         where partnership = %(partnership)s and ref <> '-'
            and saved_at > %(since)s::timestamptz - interval '2 minutes'),
        (select {_STUBS} from cspr.stub
         where partnership = %(partnership)s and {_HIDDEN})
    from cspr.record
    where partnership = %(partnership)s and ref <> '-'
"""  # noqa: S608 - our own words
# For a role in one partnership: values that change with any save.
FINGERPRINT: Final = f"""
    with mine as (
        select partnership, checksum from cspr.record where ref = '-'
    ), counted as (
        select {_TOTALS} from cspr.record
        where partnership in (select partnership from mine) and ref <> '-'
    ), hidden as (
        select {_STUBS} from cspr.stub
        where partnership in (select partnership from mine) and {_HIDDEN}
    )
    select (select max(number) from cspr.edition), mine.*, counted.*, hidden.*,
        {_IDENTITY}
    from mine, counted, hidden
"""  # noqa: S608 - our own words
_MOVED: Final = """
    update cspr.record set version = %(version)s, checksum = %(checksum)s,
        code = %(code)s, restricted_to = %(restricted_to)s,
        facts = %(facts)s::jsonb, saved_at = clock_timestamp(),
        saved_by = session_user
    where partnership = %(partnership)s and ref = %(ref)s and version = %(expected)s
        and %(known)s in ('', checksum)
    returning ref
"""
_INSERTED: Final = """
    insert into cspr.record
        (partnership, ref, version, checksum, code, restricted_to, facts)
    values (%(partnership)s, %(ref)s, %(version)s, %(checksum)s, %(code)s,
        %(restricted_to)s, %(facts)s::jsonb)
    on conflict do nothing
    returning ref
"""
_ADDED: Final = """
    insert into cspr.history (partnership, ref, seq, hash, change)
    select %(partnership)s, ref, (c ->> 'seq')::integer, c ->> 'hash', c
    from moved, json_array_elements(%(changes)s::json) c
"""
_SAID: Final = """
    insert into cspr.said (partnership, ref, seq, said)
    select %(partnership)s, ref, (s ->> 0)::integer, s ->> 1
    from moved, json_array_elements(%(said)s::json) s
"""
_STUBBED: Final = """
    insert into cspr.stub (partnership, ref, code, restricted_to)
    select %(partnership)s, ref, %(code)s, %(restricted_to)s
    from moved
    where %(restricted_to)s <> '' or exists (
        select from cspr.stub
        where partnership = %(partnership)s and ref = %(ref)s
    )
    on conflict (partnership, ref) do update
        set code = excluded.code, restricted_to = excluded.restricted_to
"""
# If somebody else saved first, the row they saved comes with the answer.
_TOLD: Final = f"""
    select (select count(*) from moved), newer.* from (select 1) one
    left join lateral (
        {READ_NEWER} and not exists (select from moved)
    ) newer on true
"""  # noqa: S608 - our own words
# A save of a review that everybody may see and that stays so.
UPDATE: Final = f"""
    with moved as ({_MOVED}), added as ({_ADDED}), said as ({_SAID}) {_TOLD}
"""
# A save of a review that is, becomes or stops being restricted.
UPDATE_STUBBED: Final = f"""
    with moved as ({_MOVED}), added as ({_ADDED}), said as ({_SAID}),
        stubbed as ({_STUBBED}) {_TOLD}
"""
INSERT: Final = f"""
    with moved as ({_INSERTED}), added as ({_ADDED}), said as ({_SAID}),
        stubbed as ({_STUBBED})
    select count(*) from moved
"""  # noqa: S608 - our own words
# Whether the save that wrote the change of that hash has arrived.
HAS_ARRIVED: Final = """
    select exists (
            select from cspr.record r
            where r.partnership = %(partnership)s and r.ref = %(ref)s
                and r.checksum = %(checksum)s)
        or exists (
            select from cspr.history h
            where h.partnership = %(partnership)s and h.ref = %(ref)s
                and h.hash = %(hash)s)
"""
LOG: Final = """
    insert into cspr.access (partnership, line)
    values (%(partnership)s, %(line)s::jsonb)
"""
# A review that does not exist, or may not be seen, is not logged.
LOG_OPENED: Final = """
    insert into cspr.access (partnership, line)
    select r.partnership, %(line)s::jsonb from cspr.record r
    where r.partnership = %(partnership)s and r.ref = %(ref)s
"""
ACCESSES: Final = (
    "select line from cspr.access where partnership = %(partnership)s order by id"
)
# Who locked a row, where the database tells: its name and its program's.
HOLDER: Final = """
    select a.usename || ' (' || coalesce(nullif(a.application_name, ''), '?') || ')'
    from cspr.record r
    join pg_locks l on l.locktype = 'transactionid' and l.transactionid = r.xmax
        and l.granted
    join pg_stat_activity a on a.pid = l.pid
    where r.partnership = %(partnership)s and r.ref = %(ref)s
"""
REFS_CONTAINING: Final = "select cspr.telling(%(partnership)s, %(runs)s)"
ORPHANS: Final = """
    select distinct h.ref from cspr.history h
    where h.partnership = %(partnership)s and not exists (
        select from cspr.record r
        where r.partnership = h.partnership and r.ref = h.ref)
"""
# Reviews restricted to a group that the database knows no role for.
OPEN: Final = """
    select ref, partnership || '_' || restricted_to from cspr.stub
    where partnership = %(partnership)s and restricted_to <> ''
        and partnership || '_' || restricted_to not in (
            select rolname::text from pg_catalog.pg_roles)
"""
SAFE: Final = """
    select current_setting('fsync') = 'on'
            and current_setting('full_page_writes') = 'on',
        has_table_privilege('cspr.history', 'insert, update, delete, truncate')
            or has_table_privilege('cspr.access', 'insert, update, delete, truncate'),
        (select rolsuper or rolbypassrls from pg_roles where rolname = current_user)
"""
