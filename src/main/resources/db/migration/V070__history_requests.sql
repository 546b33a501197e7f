-- A new record asks the Assurance Maladie for its past: a row an opening, written in the opening's transaction.
create table dmp.history_request (
    record      uuid        not null references dmp.record on delete cascade,
    id          uuid        not null,
    from_day    date        not null,
    to_day      date        not null,
    state       text        not null check (state in ('WAITING', 'WRITTEN', 'ANSWERED', 'LEFT_OUT')),
    asked_at    timestamptz not null,
    batch       uuid,
    written_at  timestamptz,
    answered_at timestamptz,
    delivery    uuid,
    primary key (record, id),
    check (to_day >= from_day),
    constraint history_request_written check ((state in ('WRITTEN', 'ANSWERED'))
        = (batch is not null and written_at is not null)),
    constraint history_request_answered check ((state = 'ANSWERED') = (answered_at is not null and delivery is not null))
);
comment on column dmp.history_request.state is
    'WRITTEN: in a file for the Assurance Maladie; ANSWERED: since then a delivery had lines for the record; LEFT_OUT: the record closed before';
comment on column dmp.history_request.batch is 'the file that it is written in: <batch>.csv';
comment on column dmp.history_request.delivery is 'the first one that had lines for the record';

-- Those that wait or are unanswered are few, however many were asked; the oldest go first.
create index history_request_waiting on dmp.history_request (id) where state = 'WAITING';
create index history_request_unanswered on dmp.history_request (record) where state = 'WRITTEN';
create index history_request_batch on dmp.history_request (batch) where batch is not null;

-- What is asked never changes, and no request is taken back.
grant select, insert, update (state, batch, written_at, answered_at, delivery) on dmp.history_request to dmp_app;
