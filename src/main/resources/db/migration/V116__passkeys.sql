-- Passkeys of holders (WebAuthn): the public half of each key. The private half never leaves the holder's device.
create table dmp.passkey (
    id              uuid        primary key,
    record          uuid        not null references dmp.credential on delete cascade,
    name            text        not null check (length(name) between 1 and 60),
    credential_id   bytea       not null unique check (octet_length(credential_id) <= 1023),
    credential      bytea       not null,
    sign_count      bigint      not null,
    backup_eligible boolean     not null,
    since           timestamptz not null,
    last_used_at    timestamptz
);
create index passkey_record on dmp.passkey (record);
comment on column dmp.passkey.name is 'as the holder calls it';
comment on column dmp.passkey.credential is 'the attested credential data: id, kind of device, public key';
comment on column dmp.passkey.sign_count is 'of the last signature; one that does not grow betrays a copy, unless it stays zero';

-- What a new passkey signs: once, in the session that asked.
create table dmp.passkey_offer (
    record     uuid        primary key references dmp.credential on delete cascade,
    session    uuid        not null,
    challenge  bytea       not null,
    expires_at timestamptz not null
);
create index passkey_offer_age on dmp.passkey_offer (expires_at);

grant select, insert, update, delete on dmp.passkey, dmp.passkey_offer to dmp_app;
