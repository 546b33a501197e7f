-- The trace in the order of its transactions, and what was signed of it. A transaction's number is taken while it runs, so
-- that below the lowest one that still runs nothing is added any more: what lies there is read once and for all.
alter table dmp.audit_entry add column tx xid8 not null default pg_current_xact_id();
comment on column dmp.audit_entry.tx is 'the transaction that wrote the entry; with record and seq the order in which entries enter checkpoints';
create index audit_entry_order on dmp.audit_entry (tx, record, seq);

create table dmp.audit_checkpoint (
    number    bigint primary key,
    line      text   not null,
    to_tx     xid8   not null,
    to_record uuid   not null,
    to_seq    bigint not null
);
comment on table dmp.audit_checkpoint is 'the signed lines, as the witness has them; each covers what lies after the one before, up to the entry that it names';
create unique index audit_checkpoint_order on dmp.audit_checkpoint (to_tx, to_record, to_seq);

create trigger audit_checkpoint_only_added before update or delete on dmp.audit_checkpoint
    for each row execute function dmp.refuse_change();
create trigger audit_checkpoint_not_emptied before truncate on dmp.audit_checkpoint
    for each statement execute function dmp.refuse_change();

grant select, insert on dmp.audit_checkpoint to dmp_app;
