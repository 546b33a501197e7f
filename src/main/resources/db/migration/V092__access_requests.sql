-- Who wished that a professional may read a record, and what became of it: each is one process access-grant. Keys begin with
-- the record.
create table dmp.access_request (
    record       uuid        not null references dmp.record,
    id           uuid        not null,
    professional text        not null,
    kind         text        not null check (kind in ('HOLDER', 'HOLDER_PRESENT', 'REQUEST')),
    wished_until timestamptz,
    state        text        not null check (state in ('PENDING', 'GRANTED', 'DECLINED', 'EXPIRED', 'REFUSED')),
    since        timestamptz not null,
    expires_at   timestamptz not null,
    decided_at   timestamptz,
    reason       text,
    primary key (record, id),
    check ((state = 'PENDING') = (decided_at is null)),
    check (state <> 'REFUSED' or reason is not null)
);
comment on column dmp.access_request.id is 'business key of the process';
comment on column dmp.access_request.kind is
    'HOLDER: the holder wished it; HOLDER_PRESENT: the professional attests that they did; REQUEST: asked from afar';
comment on column dmp.access_request.expires_at is 'after this a request from afar can''t be answered any more';
comment on column dmp.access_request.reason is 'what the table access-grant refused it by; HELD where the professional could read already';
create unique index access_request_pending on dmp.access_request (record, professional)
    where state = 'PENDING' and kind = 'REQUEST';

-- Who has read a record, or written into it, at least once: the holder is told of the first time.
create table dmp.first_access (
    record       uuid        not null references dmp.record,
    professional text        not null,
    at           timestamptz not null,
    primary key (record, professional)
);

-- Of the record that a transaction has entered, and of no other; a professional sees what is their own.
alter table dmp.access_request enable row level security;
create policy of_the_entered_record on dmp.access_request to dmp_app
    using (record = (select nullif(current_setting('dmp.record', true), '')::uuid)
        and (current_setting('dmp.actor_kind', true) <> 'PROFESSIONAL'
            or professional = current_setting('dmp.actor', true)));
alter table dmp.first_access enable row level security;
create policy of_the_entered_record on dmp.first_access to dmp_app
    using (record = (select nullif(current_setting('dmp.record', true), '')::uuid)
        and (current_setting('dmp.actor_kind', true) <> 'PROFESSIONAL'
            or professional = current_setting('dmp.actor', true)));

grant select, insert on dmp.access_request, dmp.first_access to dmp_app;
grant update (wished_until, state, decided_at, reason) on dmp.access_request to dmp_app;
