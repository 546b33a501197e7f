-- The codes that the sandbox's provider sends a professional's browser back with, each good once for a minute.
create table dmp.sandbox_code (
    code_digest  bytea       primary key,
    rpps         text        not null,
    nonce        text        not null,
    challenge    text        not null,
    redirect_uri text        not null,
    issued_at    timestamptz not null
);
grant select, insert, delete on dmp.sandbox_code to dmp_app;
