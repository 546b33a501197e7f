-- The emergency card of a record, one at most: whoever replaces or revokes it leaves nothing of the earlier one. What it says
-- isn't here: its keyed digest, by which a record is found, and the same sealed under the record's key, for printing it again.
create table dmp.emergency_card (
    record    uuid        primary key references dmp.record,
    id        uuid        not null,
    issued_at timestamptz not null,
    digest    bytea       not null unique check (octet_length(digest) = 32),
    content   bytea       not null
);
comment on column dmp.emergency_card.id is 'what its content is bound to';
comment on column dmp.emergency_card.digest is 'keyed by the house, outside of the database';

-- Its holder's, and whoever's represents them; no professional's, however far they may read.
alter table dmp.emergency_card enable row level security;
alter table dmp.emergency_card force row level security;
create policy owners_functions on dmp.emergency_card to current_user using (true) with check (true);
create policy of_the_entered_record on dmp.emergency_card to dmp_app
    using (record = (select dmp.entered()) and (select dmp.entered_reach()) in ('HOLDER', 'REPRESENTATIVE'));
grant select, insert, delete on dmp.emergency_card to dmp_app;
grant update (id, issued_at, digest, content) on dmp.emergency_card to dmp_app;

-- The record of whoever shows a card: who knows the digest has read it.
create function dmp.record_of_card(p_digest bytea) returns uuid
    language sql stable security definer set search_path = dmp, pg_temp as
    $$ select record from emergency_card where digest = p_digest $$;
revoke all on function dmp.record_of_card from public;
grant execute on function dmp.record_of_card to dmp_app;
