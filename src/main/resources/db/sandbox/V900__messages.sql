-- What the sandbox's phone and mailbox received: kept, so that a restart finds it.
create table dmp.sandbox_message (
    id        uuid        primary key,
    at        timestamptz not null,
    channel   text        not null check (channel in ('SMS', 'MAIL')),
    sender    text        not null,
    recipient text        not null,
    subject   text,
    text      text        not null,
    sid       text        unique,
    status    text,
    callback  text
);
create index sandbox_message_of on dmp.sandbox_message (recipient, id);
grant select, insert, update, delete on dmp.sandbox_message to dmp_app;
