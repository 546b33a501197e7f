-- What a professional did with a record is found without going through the whole of its trace. What the Assurance Maladie
-- feeds is most of the trace and not in it.
create index audit_entry_of_professional on dmp.audit_entry (record, actor) where actor_kind = 'PROFESSIONAL';
