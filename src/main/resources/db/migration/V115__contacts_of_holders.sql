-- A contact that a holder changes counts after a wait, in which whoever has the old one can stop it: until then codes and
-- notices go to the old one.
create table dmp.contact_change (
    person       uuid        not null references dmp.insured_person on delete cascade,
    channel      text        not null check (channel in ('SMS', 'MAIL')),
    id           uuid        not null unique,
    record       uuid        not null,
    value        text,
    asked_at     timestamptz not null,
    effective_at timestamptz not null,
    primary key (person, channel)
);
create index contact_change_due on dmp.contact_change (effective_at);
comment on column dmp.contact_change.record is 'whose trace tells of it';
comment on column dmp.contact_change.value is 'absent: the contact is taken away';
comment on column dmp.contact_change.asked_at is 'when a code proved that the new contact is the holder''s';

-- What a holder took away comes back by no delivery.
create table dmp.contact_removal (
    person  uuid        not null references dmp.insured_person on delete cascade,
    channel text        not null check (channel in ('SMS', 'MAIL')),
    since   timestamptz not null,
    primary key (person, channel)
);

alter table dmp.insured_person add column told_by text check (told_by in ('SMS', 'MAIL'));
comment on column dmp.insured_person.told_by is 'by which channel the holder wishes to be told; absent: by SMS';

-- The contacts of a person at that time, a change that is due counting before anyone has entered it; a last one stays.
create function dmp.contacts_at(p_person uuid, p_now timestamptz)
    returns table (channel text, value text, since timestamptz, verified_at timestamptz, preferred boolean)
    language sql stable as
    $$
        select c.channel, c.value, c.since, c.verified_at, coalesce(p.told_by = c.channel, false)
        from (
            select person, channel, value, since, verified_at from dmp.contact_point point
            where not exists (
                select from dmp.contact_change change
                where change.person = point.person and change.channel = point.channel and change.effective_at <= p_now
                    and (change.value is not null or exists (
                        select from dmp.contact_point other
                        where other.person = point.person and other.channel <> point.channel)))
            union all
            select person, channel, value, effective_at, asked_at from dmp.contact_change
            where effective_at <= p_now and value is not null
        ) c
        join dmp.insured_person p on p.id = c.person
        where c.person = p_person
    $$;

revoke all on function dmp.contacts_at from public;
grant execute on function dmp.contacts_at to dmp_app;
grant select, insert, update, delete on dmp.contact_change, dmp.contact_removal to dmp_app;

-- One contact that waits for its code, of each account; the code opens it in the session that asked alone.
create table dmp.contact_proof (
    record          uuid        primary key references dmp.credential on delete cascade,
    id              uuid        not null,
    session         uuid        not null,
    channel         text        not null check (channel in ('SMS', 'MAIL')),
    value           text        not null,
    code_digest     bytea       not null,
    code_expires_at timestamptz not null,
    checks          int         not null default 0,
    next_check_at   timestamptz not null,
    resend_at       timestamptz not null
);
create index contact_proof_age on dmp.contact_proof (code_expires_at);
grant select, insert, update, delete on dmp.contact_proof to dmp_app;

alter table dmp.holder_session add column proved_at timestamptz;
comment on column dmp.holder_session.proved_at is
    'when the holder proved by password and code that it is them; a new password begins a session without proving it anew';
