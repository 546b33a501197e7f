-- What would change under a version of the matrix, as V102 has it, with the facts of all its readers gathered at once: asked
-- one by one, those of a million documents took minutes.
create or replace function dmp.matrix_readings(p_version int, p_at timestamptz)
    returns table (profession text, type text, allowed boolean, readings bigint, professionals bigint, records bigint,
        ground_now text, ground_then text)
    language plpgsql stable set search_path = dmp, pg_temp set plan_cache_mode = force_custom_plan set jit = off
    set work_mem = '64MB' as $$
#variable_conflict use_column
declare
    present int := matrix_in_force(p_at);
begin
    return query
    with professions as materialized (
        select profession, now.reads as reads_now, now.but as but_now, later.reads as reads_then, later.but as but_then
        from (select distinct profession from matrix_cell where version in (p_version, present)) as p
        cross join lateral habilitation(present, profession) as now
        cross join lateral habilitation(p_version, profession) as later),
    cells as materialized (
        select profession, t.code as type, readable(reads_now, but_now, t.code) as readable_now,
            readable(reads_then, but_then, t.code) as readable_then
        from professions cross join matrix_type t
        where readable(reads_now, but_now, t.code) <> readable(reads_then, but_then, t.code)),
    standings as materialized (
        select a.record, a.professional, p.profession, f.status, f.holder, f.declared, f.treating, f.blocked,
            f.authorized, f.hidden
        from (select distinct record, professional from access_authorization
            where ended_at is null or ended_at > p_at) as a
        join professional p on p.rpps = a.professional and p.profession in (select profession from cells)
        cross join lateral access_facts_of(a.record, 'PROFESSIONAL', a.professional, p_at, 'NORMAL') as f),
    -- Whom the matrix decides for: those who would read what others wrote and nobody hid, by their authorization alone.
    readers as materialized (
        select * from standings
        where access_rule(status, holder, declared, treating, blocked, authorized, hidden, false, false, true, false,
            false) = 'AUTHORIZATION'),
    marks as materialized (
        select record, series, bool_or(mark = 'MASQUE_PS') as masked, bool_or(mark = 'DELETED') as deleted
        from document_mark
        where mark in ('MASQUE_PS', 'DELETED') and since <= p_at and (ended_at is null or ended_at > p_at)
        group by record, series),
    -- What the rules don't tell apart is judged once.
    things as (
        select d.record, d.type, d.author_kind, d.author, coalesce(m.masked, false) as masked, count(*) as n
        from document d left join marks m on m.record = d.record and m.series = d.series
        where d.replaced_at is null and d.deposited_at <= p_at and not coalesce(m.deleted, false)
            and d.type in (select type from cells)
        group by d.record, d.type, d.author_kind, d.author, coalesce(m.masked, false)
        union all
        select record, type, null, null, false, 1
        from (select distinct record from readers) as entered
        cross join (select distinct type from cells where type in ('REMB', 'DOCPAT08')) as counted),
    changed as materialized (
        select r.profession, d.type, r.professional, r.record, sum(d.n) as readings,
            min(now.rule) as ground_now, min(later.rule) as ground_then
        from readers r
        join things d on d.record = r.record
        join cells c on c.profession = r.profession and c.type = d.type
        cross join lateral (select coalesce(d.author_kind = 'PROFESSIONAL' and d.author = r.professional, false) as mine)
            as wrote
        cross join lateral (select access_rule(r.status, r.holder, r.declared, r.treating, r.blocked, r.authorized,
            r.hidden or d.masked, mine, false, c.readable_now, false, false) as rule) as now
        cross join lateral (select access_rule(r.status, r.holder, r.declared, r.treating, r.blocked, r.authorized,
            r.hidden or d.masked, mine, false, c.readable_then, false, false) as rule) as later
        where access_allowed(now.rule) <> access_allowed(later.rule)
        group by r.profession, d.type, r.professional, r.record)
    select profession, type, c.readable_then, coalesce(sum(h.readings), 0)::bigint, count(distinct h.professional),
        count(distinct h.record), min(h.ground_now), min(h.ground_then)
    from cells c left join changed h using (profession, type)
    group by grouping sets ((profession, type, c.readable_then), (c.readable_then), ());
end $$;
