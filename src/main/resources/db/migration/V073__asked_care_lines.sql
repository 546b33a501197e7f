-- Which lines stand already is asked for by COPY, as they are added: arrays of texts took longer than the looking up.
drop function dmp.known_care_lines(uuid[], date[], uuid[], text[], bigint[], text[], numeric[]);

-- Makes the place where this transaction puts the lines that it asks for. It is the owner's: whoever feeds adds to it.
create function dmp.ask_for_care_lines() returns void
    language plpgsql security definer set search_path = dmp, pg_temp set client_min_messages = warning as $$
begin
    create temporary table asked_care_line (
        place    int            not null,
        record   uuid           not null,
        day      date           not null,
        key      uuid           not null,
        detail   text           not null,
        told     bigint         not null,
        code     text,
        quantity numeric(12, 2) not null
    ) on commit drop;
    grant insert on asked_care_line to dmp_intake;
end $$;

-- Which of the lines asked for stand, by their places: whether the claim's lines say what this claim says, whether this
-- very line is there, and whether it is the same. No more than that: the feeding reads nothing. Each is looked up by its
-- key, whatever is known of the partitions' sizes, and all are asked for no more.
create function dmp.known_care_lines()
    returns table (place int, claim_same boolean, line_known boolean, line_same boolean)
    language plpgsql security definer set search_path = dmp, pg_temp set enable_seqscan = off as $$
begin
    if not exists (select from pg_class where oid = 'pg_temp.asked_care_line'::regclass
            and relowner = current_user::regrole and relkind = 'r') then
        raise exception 'that table is not the one that was made for it';
    end if;
    return query
        select a.place, standing.claim_same, standing.line_known, standing.line_same
        from pg_temp.asked_care_line a
        cross join lateral (
            select bool_and(l.told is not distinct from a.told) as claim_same,
                bool_or(l.detail = a.detail) as line_known,
                bool_or(l.detail = a.detail and l.code is not distinct from a.code
                    and l.quantity is not distinct from a.quantity) as line_same
            from dmp.care_line l where l.record = a.record and l.care_from = a.day and l.line_key = a.key) as standing
        where standing.claim_same is not null;
    truncate pg_temp.asked_care_line;
end $$;

revoke all on function dmp.ask_for_care_lines, dmp.known_care_lines from public;
grant execute on function dmp.ask_for_care_lines, dmp.known_care_lines to dmp_intake;
