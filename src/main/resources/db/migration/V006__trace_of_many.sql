-- The same act on many records at once adds an entry to the chain of each, in two statements however many they are. No
-- record may come twice. A head without entries is what the first one is chained to. Heads are locked in the order of
-- their records: two who do this wait for each other. Whatever is known of the table's size, it is entered by its key.
create function dmp.audit_append_all(p_records uuid[], p_ids uuid[], p_contents bytea[], p_at timestamptz,
        p_actor_kind text, p_actor text, p_actor_name text, p_act text, p_subject text, p_mode text, p_ground text)
    returns void language plpgsql security definer set search_path = dmp, pg_temp set enable_seqscan = off as $$
begin
    insert into audit_head (record, seq, hash)
    select record, 0, sha256(uuid_send(record)) from unnest(p_records) as record order by record
    on conflict do nothing;

    with given as (
        select * from unnest(p_records, p_ids, p_contents) as given (record, id, content) order by record),
    moved as (
        update audit_head head set seq = head.seq + 1, hash = sha256(head.hash || given.content)
        from given where head.record = given.record
        returning head.record, head.seq, head.hash, given.id, given.content)
    insert into audit_entry (record, seq, id, at, actor_kind, actor, actor_name, act, subject, mode, ground, content, hash)
    select record, seq, id, p_at, p_actor_kind, p_actor, p_actor_name, p_act, p_subject, p_mode, p_ground, content, hash
    from moved;
end $$;

revoke all on function dmp.audit_append_all from public;
grant execute on function dmp.audit_append_all to dmp_app, dmp_intake;
