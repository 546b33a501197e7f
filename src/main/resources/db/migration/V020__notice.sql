-- The outbox: what is told to people, by which channel, and what became of it.
create table dmp.notice (
    id                 uuid        primary key,
    record             uuid,
    person             uuid,
    kind               text        not null,
    channel            text        not null check (channel in ('SMS', 'MAIL', 'LETTER')),
    destination        text        check (destination !~ '[\x01-\x1f\x7f]'),
    masked             text        not null,
    secret             bytea,
    facts              jsonb       not null default '{}',
    reference          text        not null,
    state              text        not null default 'NEW'
        check (state in ('NEW', 'CLAIMED', 'SENT', 'DELIVERED', 'FAILED', 'UNKNOWN', 'DEAD')),
    reason             text,
    attempts           smallint    not null default 0,
    created_at         timestamptz not null,
    not_before         timestamptz not null,
    expires_at         timestamptz,
    lease_until        timestamptz,
    sent_at            timestamptz,
    delivered_at       timestamptz,
    provider_reference text,
    fallback_of        uuid        references dmp.notice,
    check (secret is null or state in ('NEW', 'CLAIMED', 'UNKNOWN')),
    check (destination is not null or state in ('SENT', 'DELIVERED', 'FAILED', 'DEAD'))
);
comment on column dmp.notice.person is 'absent for a secret, which goes to one contact and no other';
comment on column dmp.notice.destination is 'a number, an address, a person for a letter; erased some time after it is settled';
comment on column dmp.notice.masked is 'the destination as the holder sees it; empty for a letter';
comment on column dmp.notice.secret is 'sealed by the house in the context notice/<id>; erased once it left or never will';
comment on column dmp.notice.reference is 'stands in the text, so that a duplicate is recognised; a fallback carries the same';
comment on column dmp.notice.reason is 'why it failed, one of our words or a number of the provider; never its text';
comment on column dmp.notice.attempts is 'counts the claims, and tells a late outcome of an earlier one';
comment on column dmp.notice.expires_at is 'not sent after this: a code';

create index notice_of_record on dmp.notice (record, id) where record is not null;
create index notice_due on dmp.notice (expires_at, not_before) where state = 'NEW';
create index notice_leased on dmp.notice (lease_until) where state in ('CLAIMED', 'UNKNOWN');
create index notice_unsettled on dmp.notice (state) where state in ('NEW', 'CLAIMED', 'UNKNOWN', 'DEAD');

-- What is to be forgotten: all that belongs to no record, and the destination of the rest.
create index notice_of_nobody on dmp.notice (created_at) where record is null;
create index notice_unforgotten on dmp.notice (created_at) where record is not null and destination is not null;

create unique index notice_one_fallback on dmp.notice (fallback_of);
create unique index notice_at_provider on dmp.notice (provider_reference);

grant select, insert, update, delete on dmp.notice to dmp_app;
