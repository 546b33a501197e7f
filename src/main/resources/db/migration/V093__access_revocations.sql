-- Authorizations that a holder ends: each is one process access-revocation. Keys begin with the record.
create table dmp.access_revocation (
    record       uuid        not null references dmp.record,
    id           uuid        not null,
    professional text        not null,
    at           timestamptz not null,
    state        text        not null check (state in ('ASKED', 'DONE', 'REFUSED')),
    primary key (record, id)
);
comment on column dmp.access_revocation.id is 'business key of the process';

alter table dmp.access_revocation enable row level security;
create policy of_the_entered_record on dmp.access_revocation to dmp_app
    using (record = (select nullif(current_setting('dmp.record', true), '')::uuid)
        and current_setting('dmp.actor_kind', true) <> 'PROFESSIONAL');

grant select, insert on dmp.access_revocation to dmp_app;
grant update (state) on dmp.access_revocation to dmp_app;
