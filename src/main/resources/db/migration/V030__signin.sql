-- Identifier and password of each record. The identifier is found by its keyed digest and kept sealed.
create table dmp.credential (
    record            uuid        primary key,
    person            uuid        not null,
    identifier_digest bytea       not null unique,
    identifier_sealed bytea       not null,
    password_hash     text        not null,
    initial           boolean     not null,
    initial_until     timestamptz,
    initial_used_at   timestamptz,
    generation        int         not null default 1,
    closed            boolean     not null default false,
    changed_at        timestamptz not null,
    check (initial = (initial_until is not null))
);
comment on column dmp.credential.generation is 'grows with every password: a challenge of an older one is void';
comment on column dmp.credential.closed is 'the record is closed: a sign-in reaches what a closed record allows';

-- One attempt to sign in. Wrong passwords and unknown identifiers leave the same row, which no code can open.
create table dmp.sign_in_challenge (
    id                uuid        primary key,
    identifier_digest bytea       not null,
    record            uuid,
    generation        int,
    client            bytea       not null,
    client_known      boolean     not null,
    channel           text        not null check (channel in ('SMS', 'MAIL')),
    code_digest       bytea       not null,
    code_expires_at   timestamptz not null,
    checks            int         not null default 0,
    next_check_at     timestamptz not null,
    failures          int         not null default 0,
    sms_sent          int         not null default 0,
    mail_sent         int         not null default 0,
    resends           int         not null default 0,
    resend_at         timestamptz not null,
    created_at        timestamptz not null,
    used_at           timestamptz
);
comment on column dmp.sign_in_challenge.record is 'absent for an unknown identifier';
comment on column dmp.sign_in_challenge.generation is 'of the password that was right; absent where no code can open it';
comment on column dmp.sign_in_challenge.client is 'keyed digest of identifier and network, never the address';
create index sign_in_challenge_account on dmp.sign_in_challenge (identifier_digest, created_at);
create index sign_in_challenge_age on dmp.sign_in_challenge (created_at);

-- Networks from which a record's holder signed in before: an attack from elsewhere doesn't slow them.
create table dmp.sign_in_client (
    record  uuid        not null references dmp.credential on delete cascade,
    client  bytea       not null,
    seen_at timestamptz not null,
    primary key (record, client)
);
create index sign_in_client_seen on dmp.sign_in_client (seen_at);

create table dmp.holder_session (
    id              uuid        primary key,
    record          uuid        not null references dmp.credential on delete cascade,
    person          uuid        not null,
    token_digest    bytea       not null unique,
    password_change boolean     not null,
    since           timestamptz not null,
    last_seen_at    timestamptz not null,
    expires_at      timestamptz not null,
    ended_at        timestamptz
);
create index holder_session_record on dmp.holder_session (record, since);
create index holder_session_expires on dmp.holder_session (expires_at);

grant select, insert, update, delete on dmp.credential, dmp.sign_in_challenge, dmp.sign_in_client, dmp.holder_session
    to dmp_app;
