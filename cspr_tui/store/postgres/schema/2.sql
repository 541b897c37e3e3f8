-- Every name of a function with a body of words is bound to the catalogue: whoever
-- may make functions of their own cannot stand in for one of them.
create or replace function cspr.belongs_to(role text) returns boolean
language sql stable as $$
    select pg_catalog.octet_length(role) operator(pg_catalog.<) 64
        and coalesce(
            pg_catalog.pg_has_role(
                pg_catalog.to_regrole(pg_catalog.quote_ident(role)), 'member'),
            false)
$$;

-- Who may not see a restricted review adds nothing to its history either.
alter policy partnership on cspr.history
    with check (
        cspr.belongs_to(partnership)
        and not exists (
            select from cspr.stub t
            where t.partnership = history.partnership and t.ref = history.ref
                and t.restricted_to <> ''
                and not cspr.belongs_to(t.partnership || '_' || t.restricted_to)
        )
    );
