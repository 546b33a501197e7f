-- Refused lines wait for the data steward, who maps a code, asks for the delivery again, or dismisses.
alter table dmp.delivery_refusal
    add column fund text check (fund ~ '^\d{2}[A-Z]\d{3}$'),
    add column dismissed text;
comment on column dmp.delivery_refusal.fund is 'that paid, as the line names it; absent where the line names none that can be one';
comment on column dmp.delivery_refusal.dismissed is 'why the line is waited for no more; absent while it is';
-- What the board adds up.
create index delivery_refusal_at on dmp.delivery_refusal (refused_at);

-- One a delivery that had refused lines to decide on: the process claims-delivery-review, and what came of it.
create table dmp.delivery_review (
    delivery   uuid        primary key references dmp.delivery on delete cascade,
    state      text        not null check (state in ('OPEN', 'SETTLED', 'ASKED_AGAIN', 'EXPIRED')),
    put_right  bigint      not null default 0,
    reason     text,
    opened_at  timestamptz not null,
    ended_at   timestamptz,
    ended_by   text,
    constraint delivery_review_ended check ((state = 'OPEN') = (ended_at is null)),
    constraint delivery_review_asked_says_why check (state <> 'ASKED_AGAIN' or (reason is not null and ended_by is not null))
);
comment on column dmp.delivery_review.put_right is 'lines that were taken in after a code was mapped';
comment on column dmp.delivery_review.ended_by is 'login of the data steward; absent where it ended by itself';

-- What an unknown code of a column stands for. A mapping is never changed: another version takes its place.
create table dmp.code_mapping (
    col        text        not null,
    unknown    text        not null,
    version    int         not null,
    known      text        not null,
    delivery   uuid        not null,
    decided_at timestamptz not null,
    decided_by text        not null,
    primary key (col, unknown, version)
);
comment on column dmp.code_mapping.delivery is 'whose refused lines it was decided for; it holds for all';

-- A delivery that is asked for again may come with the same bytes: what was refused of it is looked at anew.
alter table dmp.delivery add column asked_again boolean not null default false;
drop index dmp.delivery_taken_once;
create unique index delivery_taken_once on dmp.delivery (kind, sha256)
    where state = 'TAKEN' and not asked_again and (no_record = 0 or kept + duplicate > 0);

-- Deliveries that are asked for again: each a file in outbox/redelivery-requests/.
create table dmp.redelivery_request (
    delivery   uuid        primary key references dmp.delivery on delete cascade,
    reason     text        not null,
    asked_at   timestamptz not null,
    written_at timestamptz
);
create index redelivery_request_waiting on dmp.redelivery_request (asked_at) where written_at is null;

grant select, insert, update (state, put_right, reason, ended_at, ended_by) on dmp.delivery_review to dmp_app;
grant select, insert on dmp.code_mapping to dmp_app;
grant select, insert, update (written_at) on dmp.redelivery_request to dmp_app;
-- A line that was put right is refused no more, and its table's account says so.
grant delete on dmp.delivery_refusal to dmp_app;
grant update (kept, duplicate, reversed, no_record, refused, kept_cents, duplicate_cents, reversed_cents, no_record_cents,
    refused_cents) on dmp.delivery_table to dmp_app;
