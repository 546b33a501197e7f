-- Lost credentials, asked back by phone or by form. Who asks is counted by digests; what they answered is kept sealed until
-- it was compared, and erased.
create table dmp.recovery (
    id            uuid        primary key,
    reference     text        not null unique,
    lost          text        not null check (lost in ('PASSWORD', 'IDENTIFIER', 'BOTH')),
    postcode      text        check (postcode ~ '^[0-9]{5}$'),
    requested_at  timestamptz not null,
    nir_digest    bytea       not null,
    caller_digest bytea,
    answers       bytea,
    phone         bytea,
    record        uuid,
    person        uuid,
    verdict       text        check (verdict in ('ENOUGH', 'PARTIAL', 'NOT')),
    announced     boolean     not null default false,
    by_form       boolean     not null,
    asked_by_form boolean     not null,
    agent         text,
    unreached     int         not null default 0,
    status        text        not null check (status in ('ASKED', 'CALL', 'ON_THE_LINE', 'SECOND_LOOK', 'COOLING_OFF',
        'CODE_SENT', 'TO_POST', 'RECOVERED', 'REFUSED', 'CANCELLED', 'EXPIRED')),
    path          text,
    reasons       text[]      not null default '{}',
    due_at        timestamptz,
    held_until    timestamptz,
    code_digest   bytea,
    code_until    timestamptz,
    code_tries    int         not null default 0,
    code_next_at  timestamptz,
    cancel_digest bytea,
    call_due      timestamptz,
    called_at     timestamptz,
    since         timestamptz not null,
    settled_at    timestamptz
);
comment on column dmp.recovery.nir_digest is 'whose it says it is, keyed, of a purpose of its own: it joins nothing';
comment on column dmp.recovery.caller_digest is 'the network or the telephone number that asked, keyed';
comment on column dmp.recovery.answers is 'sealed; erased once compared';
comment on column dmp.recovery.phone is 'where the 3646 is to call, sealed; erased once it is over';
comment on column dmp.recovery.by_form is 'nobody of the 3646 has spoken to them yet';
comment on column dmp.recovery.call_due is 'until when the person was told to be called';
comment on column dmp.recovery.called_at is 'when somebody of the 3646 first tried to';
comment on column dmp.recovery.since is 'when it came to its present status';
create index recovery_of_person on dmp.recovery (nir_digest, requested_at);
create index recovery_of_agent on dmp.recovery (agent, requested_at) where agent is not null;
create index recovery_of_record on dmp.recovery (record) where record is not null and settled_at is null;
create index recovery_requested on dmp.recovery (requested_at);
create index recovery_waiting on dmp.recovery (status, due_at) where settled_at is null;

grant select, insert, update, delete on dmp.recovery to dmp_app;

alter table dmp.credential add column held_until timestamptz;
comment on column dmp.credential.held_until is 'a recovery cools off: no new session begins before';
