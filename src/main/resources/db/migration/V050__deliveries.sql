-- The manifest of what the Assurance Maladie delivers: a row a file, and an account of every line and cent in it.
create table dmp.delivery (
    id              uuid        primary key,
    kind            text        not null,
    name_sealed     bytea       not null,
    sha256          bytea       not null check (length(sha256) = 32),
    size            bigint      not null,
    state           text        not null check (state in ('RECEIVED', 'TAKEN', 'SET_ASIDE', 'DUPLICATE')),
    reason          text,
    received        bigint      not null default 0,
    kept            bigint      not null default 0,
    duplicate       bigint      not null default 0,
    reversed        bigint      not null default 0,
    no_record       bigint      not null default 0,
    refused         bigint      not null default 0,
    received_cents  bigint      not null default 0,
    kept_cents      bigint      not null default 0,
    duplicate_cents bigint      not null default 0,
    reversed_cents  bigint      not null default 0,
    no_record_cents bigint      not null default 0,
    refused_cents   bigint      not null default 0,
    received_at     timestamptz not null,
    settled_at      timestamptz,
    file_kept       boolean     not null default false,
    constraint delivery_account_closes check (state <> 'TAKEN'
        or (received = kept + duplicate + reversed + no_record + refused
            and received_cents = kept_cents + duplicate_cents + reversed_cents + no_record_cents + refused_cents)),
    constraint delivery_set_aside_says_why check (state <> 'SET_ASIDE' or reason is not null)
);
comment on column dmp.delivery.id is
    'of the file while it lies in taking/, too: one that a crash left there is told from the same bytes dropped anew';
comment on column dmp.delivery.name_sealed is 'whoever names a file may write anything into its name: sealed by the house';
comment on column dmp.delivery.kind is 'the inbox it was dropped in';
comment on column dmp.delivery.file_kept is 'whether the sealed copy of a set-aside file is still there';

-- The same bytes are taken once. A file of people who had no record yet comes in again once they have one.
create unique index delivery_taken_once on dmp.delivery (kind, sha256)
    where state = 'TAKEN' and (no_record = 0 or kept + duplicate > 0);
-- Set-aside files are kept for 90 days, like refused lines: those that still are, the oldest first.
create index delivery_file_kept on dmp.delivery (settled_at) where file_kept;
create index delivery_file_kept_of on dmp.delivery (sha256) where file_kept;
create index delivery_received on dmp.delivery (received_at desc);

-- What was refused: where and why, never a value. The line itself is sealed, and kept for 90 days.
create table dmp.delivery_refusal (
    delivery   uuid        not null references dmp.delivery on delete cascade,
    line       bigint      not null,
    col        text        not null default '',
    reason     text        not null,
    sealed     bytea,
    refused_at timestamptz not null,
    primary key (delivery, line, col, reason)
);
comment on column dmp.delivery_refusal.line is 'number of the line, the header being 1; of the entry in a document';
comment on column dmp.delivery_refusal.col is 'name of the column; empty where the whole line is meant';
create index delivery_refusal_sealed on dmp.delivery_refusal (refused_at) where sealed is not null;

grant select, insert, update on dmp.delivery to dmp_app;
grant select, insert, update on dmp.delivery_refusal to dmp_app;
