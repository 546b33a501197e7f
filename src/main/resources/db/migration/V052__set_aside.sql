-- Set-aside files are kept for 90 days, like refused lines: those that still are, the oldest first.
alter table dmp.delivery add column file_kept boolean not null default false;
update dmp.delivery set file_kept = true where state = 'SET_ASIDE';
comment on column dmp.delivery.file_kept is 'whether the sealed copy of a set-aside file is still there';
create index delivery_file_kept on dmp.delivery (settled_at) where file_kept;
create index delivery_file_kept_of on dmp.delivery (sha256) where file_kept;
