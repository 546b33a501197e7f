-- The professionals' identity provider played by the sandbox: one key and one address for all nodes.
create table dmp.sandbox_issuer (
    one_row boolean primary key default true check (one_row),
    key     bytea,
    address text
);
comment on column dmp.sandbox_issuer.key is 'its private key (JWK), sealed by the house; made when a token is first asked for';
grant select, insert, update on dmp.sandbox_issuer to dmp_app;
