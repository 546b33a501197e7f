-- Each record has its key, wrapped by the master key that is kept outside the database.
create table dmp.record_key (
    record     uuid        primary key,
    wrapped    bytea       not null,
    master     text        not null,
    created_at timestamptz not null
);
comment on column dmp.record_key.master is 'which master key wraps it';
grant select, insert, update, delete on dmp.record_key to dmp_app;
