-- The records. One person has at most one, active or closed.
create table dmp.record (
    id          uuid        primary key,
    person      uuid        not null references dmp.insured_person,
    status      text        not null check (status in ('ACTIVE', 'CLOSED', 'DELETED')),
    opened_at   timestamptz not null,
    opened_by   text        not null check (opened_by in ('COUNTER', 'PROFESSIONAL', 'ONLINE')),
    opener_kind text        not null,
    opener      text        not null,
    opener_name text,
    consent_at  timestamptz not null,
    break_glass boolean     not null,
    regulation  boolean     not null,
    closed_at   timestamptz,
    deletion_due_on date
);
create unique index record_one_per_person on dmp.record (person) where status in ('ACTIVE', 'CLOSED');
comment on column dmp.record.opener is 'the RPPS, the login of a caseworker; a fixed word for the holder online';

-- The initial password of these was lost on its way: another one is to be made and sent by letter.
create table dmp.password_due (
    record uuid        primary key,
    since  timestamptz not null
);
grant select, insert, delete on dmp.password_due to dmp_app;

-- A record being created. What was typed is kept sealed as long as it is needed, and erased when it is settled.
create table dmp.record_creation (
    id             uuid        primary key,
    record         uuid        not null unique,
    channel        text        not null check (channel in ('COUNTER', 'PROFESSIONAL', 'ONLINE')),
    status         text        not null
        check (status in ('BEGUN', 'AWAITING_CODE', 'AWAITING_CHECK', 'OPENED', 'REFUSED')),
    reason         text,
    person         uuid        references dmp.insured_person,
    applicant      bytea,
    identifier     bytea,
    starter_kind   text        not null,
    starter        text        not null,
    starter_name   text,
    consent_at     timestamptz not null,
    code_digest    bytea,
    code_until     timestamptz,
    code_tries     int         not null default 0,
    code_next_at   timestamptz,
    checked        boolean     not null default false,
    created_at     timestamptz not null,
    settled_at     timestamptz
);
comment on column dmp.record_creation.record is 'the id set aside for the record, under which the creation is traced from its beginning';
comment on column dmp.record_creation.applicant is 'what was typed, sealed; erased when the creation is settled';
comment on column dmp.record_creation.identifier is 'sealed, so that the page can show it; erased an hour after';
comment on column dmp.record_creation.checked is 'a caseworker compared the traits';

-- The paper slip of a counter, fetched once.
create table dmp.slip (
    id         uuid        primary key,
    record     uuid        not null,
    creation   uuid        not null references dmp.record_creation,
    content    bytea,
    made_at    timestamptz not null,
    expires_at timestamptz not null,
    fetched_at timestamptz
);
comment on column dmp.slip.content is 'identifier and initial password, sealed; erased when fetched, replaced or expired';
create index slip_of_creation on dmp.slip (creation, id);

-- What waits to be erased is few; the sweep looks at nothing else.
create index slip_sealed on dmp.slip (expires_at) where content is not null;
create index record_creation_shown on dmp.record_creation (settled_at) where identifier is not null;

grant select, insert, update, delete on dmp.record, dmp.record_creation, dmp.slip to dmp_app;
