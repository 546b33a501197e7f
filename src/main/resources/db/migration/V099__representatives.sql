-- Row-level security lets whoever represents a holder see what the holder sees.
create or replace function dmp.entered_record() returns uuid
    language plpgsql stable security definer set search_path = dmp, pg_temp as $$
declare
    entered uuid        := nullif(current_setting('dmp.record', true), '')::uuid;
    kind    text        := current_setting('dmp.actor_kind', true);
    actor   text        := current_setting('dmp.actor', true);
    moment  timestamptz := nullif(current_setting('dmp.at', true), '')::timestamptz;
begin
    if kind = 'REPRESENTATIVE' and dmp.represents(entered, actor, moment) or exists (
            select from dmp.access_facts(entered, kind, actor, moment) as facts
            where facts.holder or facts.declared or not facts.blocked and (facts.treating or facts.authorized)) then
        return entered;
    end if;
    return null;
end $$;
