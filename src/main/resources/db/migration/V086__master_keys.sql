-- What an older master key still wraps is found while keys are wrapped anew, a batch at a time.
create index record_key_by_master on dmp.record_key (master, record);
