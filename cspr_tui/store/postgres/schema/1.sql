-- Reviews of several partnerships in one database, kept apart by row-level
-- security: a partnership's key is the name of the role its coordinators are in.
create schema cspr;

create table cspr.edition (
    number integer primary key,
    made_at timestamptz not null default clock_timestamp()
);

-- One row for each review; the settings stand under the reference '-'.
create table cspr.record (
    partnership text not null,
    ref text not null,
    version integer not null,
    checksum text not null,
    code text not null default '',
    restricted_to text not null default '',
    facts jsonb not null,
    saved_at timestamptz not null default clock_timestamp(),
    saved_by text not null default session_user,
    primary key (partnership, ref) include (version, restricted_to)
);
create index record_saved on cspr.record (partnership, saved_at);

-- One row for each change, its text kept as written; `hash` links it to the one before and is the key by
-- which a save whose answer was lost is known again.
create table cspr.history (
    partnership text not null,
    ref text not null,
    seq integer not null,
    hash text not null,
    change json not null,
    saved_at timestamptz not null default clock_timestamp(),
    saved_by text not null default session_user,
    primary key (partnership, ref, seq)
);

-- What each change said in words, for searching; read through `telling` alone.
create table cspr.said (
    partnership text not null,
    ref text not null,
    seq integer not null,
    said text not null
);
-- The index needs an extension that comes with PostgreSQL; without it the database
-- looks through every line.
do $$ begin
    create extension if not exists pg_trgm;
    create index said_grams on cspr.said using gin (said gin_trgm_ops);
exception when others then
    raise notice 'searching goes without an index: %', sqlerrm;
end $$;

-- What everybody in the partnership may know of a restricted review.
create table cspr.stub (
    partnership text not null,
    ref text not null,
    code text not null,
    restricted_to text not null,
    primary key (partnership, ref)
);

create table cspr.access (
    partnership text not null,
    id bigint generated always as identity,
    line jsonb not null,
    at timestamptz not null default clock_timestamp(),
    login text not null default session_user,
    primary key (partnership, id)
);

-- Whether the person connected belongs to a role; where there is none, nobody does.
-- One expression, so that it becomes part of the policies and costs no call.
create function cspr.belongs_to(role text) returns boolean language sql stable as $$
    select octet_length(role) < 64
        and coalesce(pg_has_role(to_regrole(quote_ident(role)), 'member'), false)
$$;

-- Which reviews hold runs of letters in what was said of them. It reads with the
-- rights of the tables' owner, so that the index serves, and asks itself who may know:
-- members of the partnership, and of a restricted review the members of its group.
create function cspr.telling(partnership text, runs text[]) returns setof text
language sql stable security definer set search_path = pg_catalog as $$
    select found.ref from (
        select distinct s.ref, r.run
        from unnest(telling.runs) r (run)
        join cspr.said s on s.said like '%' || r.run || '%'
        where s.partnership = telling.partnership
            and octet_length(telling.partnership) < 64
            and pg_has_role(
                session_user, to_regrole(quote_ident(telling.partnership)), 'member')
    ) found
    where not exists (
        select from cspr.stub t
        where t.partnership = telling.partnership and t.ref = found.ref
            and t.restricted_to <> '' and not (
                octet_length(t.partnership || '_' || t.restricted_to) < 64
                and coalesce(pg_has_role(session_user, to_regrole(quote_ident(
                    t.partnership || '_' || t.restricted_to)), 'member'), false)))
    group by found.ref
    having count(*) = cardinality(telling.runs)
$$;
revoke all on function cspr.telling(text, text[]) from public;

-- Not forced: the owner reads it in `telling`. Nobody else is granted to.
alter table cspr.said enable row level security;
create policy added on cspr.said for insert
    with check (cspr.belongs_to(partnership));

alter table cspr.record enable row level security;
alter table cspr.record force row level security;
-- A review restricted to a group is seen and saved by the members of the role
-- partnership_group alone; where there is no such role, by nobody.
create policy partnership on cspr.record
    using (
        cspr.belongs_to(partnership)
        and (
            restricted_to = ''
            or cspr.belongs_to(partnership || '_' || restricted_to)
        )
    );

alter table cspr.history enable row level security;
alter table cspr.history force row level security;
create policy partnership on cspr.history
    using (
        cspr.belongs_to(partnership)
        and exists (
            select from cspr.record r
            where r.partnership = history.partnership and r.ref = history.ref
        )
    )
    with check (cspr.belongs_to(partnership));

alter table cspr.stub enable row level security;
alter table cspr.stub force row level security;
create policy seen on cspr.stub for select
    using (cspr.belongs_to(partnership));
-- The owner has to know of every restriction in `telling`.
create policy told on cspr.stub for select to current_user using (true);
-- Only who may see a restricted review says so, or takes it back.
create policy written on cspr.stub
    using (
        cspr.belongs_to(partnership)
        and (
            restricted_to = ''
            or cspr.belongs_to(partnership || '_' || restricted_to)
        )
    );

alter table cspr.access enable row level security;
alter table cspr.access force row level security;
create policy partnership on cspr.access
    using (cspr.belongs_to(partnership));

-- What was written stays written, for the owner of the tables too.
revoke update, delete, truncate on cspr.history, cspr.said, cspr.access
    from current_user;
revoke delete, truncate on cspr.record, cspr.stub from current_user;
revoke all on schema cspr from public;
