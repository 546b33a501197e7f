-- The keys of creating requests and the answers they got; kept for a day.
create table dmp.idempotency_key (
    key    bytea       primary key,
    body   bytea       not null,
    answer bytea,
    at     timestamptz not null
);
create index idempotency_key_at on dmp.idempotency_key (at);
comment on column dmp.idempotency_key.key is 'keyed digest of the caller and the key';
comment on column dmp.idempotency_key.answer is 'sealed';

-- How often something was asked: one row for whoever is counted, holding when all that was taken is given back.
create table dmp.request_limit (
    whom       bytea       primary key,
    used_until timestamptz not null
);
create index request_limit_used_until on dmp.request_limit (used_until);
comment on column dmp.request_limit.whom is 'keyed digest of what is limited and for whom';

grant select, insert, update, delete on dmp.idempotency_key, dmp.request_limit to dmp_app;
