-- Who may not see a restricted review adds no words to what a search of it reads.
alter policy added on cspr.said
    with check (
        cspr.belongs_to(partnership)
        and not exists (
            select from cspr.stub t
            where t.partnership = said.partnership and t.ref = said.ref
                and t.restricted_to <> ''
                and not cspr.belongs_to(t.partnership || '_' || t.restricted_to)
        )
    );

-- A partnership is made by those who own the tables, not by whoever has a role.
create policy made on cspr.record as restrictive for insert
    with check (
        ref <> '-'
        or pg_has_role(
            (select t.relowner from pg_class t
             where t.oid = 'cspr.record'::regclass), 'usage')
    );
