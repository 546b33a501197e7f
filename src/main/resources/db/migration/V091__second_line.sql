-- Who reads what is told to the database, and checked there once more: whatever the program's own checks say, rows of a
-- record are seen only by its holder and by professionals who may enter it.

-- Begins the reading or changing of a record. The chain's head stays locked until the transaction ends: whoever revokes or
-- blocks writes to the same chain, so that no reading outlasts the withdrawal of what allowed it.
create function dmp.enter_record(p_record uuid, p_kind text, p_actor text, p_at timestamptz) returns void
    language plpgsql security definer set search_path = dmp, pg_temp as $$
begin
    perform from audit_head where record = p_record for update;
    perform set_config('dmp.record', p_record::text, true), set_config('dmp.actor_kind', p_kind, true),
        set_config('dmp.actor', p_actor, true), set_config('dmp.at', p_at::text, true);
end $$;

-- The record that this transaction has entered, where its actor may read anything of it at all. What was set for an
-- earlier transaction of the same connection is empty, not absent.
create function dmp.entered_record() returns uuid
    language plpgsql stable security definer set search_path = dmp, pg_temp as $$
declare
    entered uuid := nullif(current_setting('dmp.record', true), '')::uuid;
begin
    if exists (
            select from dmp.access_facts(entered, current_setting('dmp.actor_kind', true),
                current_setting('dmp.actor', true), nullif(current_setting('dmp.at', true), '')::timestamptz) as facts
            where facts.holder or facts.declared or not facts.blocked and (facts.treating or facts.authorized)) then
        return entered;
    end if;
    return null;
end $$;

revoke all on function dmp.enter_record, dmp.entered_record from public;
grant execute on function dmp.enter_record, dmp.entered_record to dmp_app;

drop policy read_of_one_record on dmp.care_line;
drop policy read_of_one_record on dmp.care_document;
create policy read_by_whoever_may on dmp.care_line for select to dmp_app
    using (record = (select dmp.entered_record()));
create policy read_by_whoever_may on dmp.care_document for select to dmp_app
    using (record = (select dmp.entered_record()));
