-- What most rows leave empty needs no entry in an index for each of them.
drop index dmp.notice_one_fallback;
create unique index notice_one_fallback on dmp.notice (fallback_of) where fallback_of is not null;
drop index dmp.notice_at_provider;
create unique index notice_at_provider on dmp.notice (provider_reference) where provider_reference is not null;

-- A head moves with each entry: with room in its page it needs no new entry in its index.
alter table dmp.audit_head set (fillfactor = 50);
