-- The same act on many records at once: one statement adds an entry to the chain of each. No record may come twice. The
-- heads are locked in their order, so that two who do this wait for each other rather than for ever; a record that gets
-- its very first entry meanwhile makes this fail on the entry's key, and it is done again.
create function dmp.audit_append_all(p_records uuid[], p_ids uuid[], p_contents bytea[], p_at timestamptz,
        p_actor_kind text, p_actor text, p_actor_name text, p_act text, p_subject text, p_mode text, p_ground text)
    returns void language sql security definer set search_path = dmp, pg_temp as $$
    with given as (
        select * from unnest(p_records, p_ids, p_contents) as given (record, id, content)),
    locked as (
        select h.record, h.seq, h.hash from audit_head h join given using (record) order by h.record for update of h),
    next as (
        select record, id, content, coalesce(seq, 0) + 1 as seq,
            sha256(coalesce(hash, sha256(uuid_send(record))) || content) as hash
        from given left join locked using (record)),
    moved as (
        insert into audit_head (record, seq, hash) select record, seq, hash from next
        on conflict (record) do update set seq = excluded.seq, hash = excluded.hash)
    insert into audit_entry (record, seq, id, at, actor_kind, actor, actor_name, act, subject, mode, ground, content, hash)
    select record, seq, id, p_at, p_actor_kind, p_actor, p_actor_name, p_act, p_subject, p_mode, p_ground, content, hash
    from next
$$;

revoke all on function dmp.audit_append_all from public;
grant execute on function dmp.audit_append_all to dmp_app, dmp_intake;
