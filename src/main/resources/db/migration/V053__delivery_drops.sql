-- A file that was settled and is still there, after a crash before its deletion, is told from the same bytes dropped anew.
alter table dmp.delivery add column dropped bytea check (length(dropped) = 32);
comment on column dmp.delivery.dropped is 'digest of the file as it lay in the inbox: content, name, place and time';
create unique index delivery_settled_once on dmp.delivery (dropped);
