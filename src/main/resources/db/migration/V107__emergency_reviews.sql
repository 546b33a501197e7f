-- What reviewers of emergency accesses are shown: counts, and what stands out. Nothing of anybody's health, and no name.

-- The first opinion outlives the second one: who follows up reads both.
alter table dmp.emergency_case add column first_words bytea;
comment on column dmp.emergency_case.first_words is 'the words of the opinion before the present one, sealed';
grant update (first_words) on dmp.emergency_case to dmp_app;

-- Why an access is worth a look beyond what its professional says of it. Neither they nor the holder see it: it proves
-- nothing by itself.
create table dmp.emergency_finding (
    record   uuid        not null,
    access   uuid        not null,
    reason   text        not null check (reason in ('OUT_OF_LINE', 'ODD_HOURS', 'SAME_NAME', 'COLLEAGUE')),
    found_at timestamptz not null,
    primary key (record, access, reason),
    foreign key (record, access) references dmp.emergency_access
);
alter table dmp.emergency_finding enable row level security;
alter table dmp.emergency_finding force row level security;
create policy owners_functions on dmp.emergency_finding to current_user using (true) with check (true);
create policy of_the_entered_record on dmp.emergency_finding to dmp_app
    using (record = (select dmp.entered()) and (select current_setting('dmp.actor_kind', true)) in ('STAFF', 'SYSTEM'));
grant select, insert on dmp.emergency_finding to dmp_app;

-- What is counted about one access of the record that a member of the staff has entered. They see none of what is counted.
-- The trace has modes by their codes in the nomenclature, which are in small letters.
create function dmp.emergency_evidence(p_access uuid, p_at timestamptz)
    returns table (what text, code text, things bigint)
    language sql stable security definer set search_path = dmp, pg_temp as $$
    with shown as (
        select a.*, least(coalesce(a.ended_at, a.until), p_at) as done, (a.since at time zone 'Europe/Paris')::date as day
        from emergency_access a
        where a.id = p_access and a.record = entered() and current_setting('dmp.actor_kind', true) = 'STAFF'),
    read as (
        select e.act, e.subject from shown a
        join audit_entry e on e.record = a.record and e.actor_kind = 'PROFESSIONAL' and e.actor = a.professional
            and e.mode = lower(a.mode) and e.at between a.since and a.done),
    lately as (
        select c.review from shown a
        join emergency_access o on o.professional = a.professional
            and o.since > p_at - interval '90 days' and o.since <= p_at
        join emergency_case c on c.record = o.record and c.id = o.id)
    select 'DOCUMENTS', t.class, count(distinct d.series)
    from shown a cross join read r
    join document d on d.record = a.record and d.id::text = r.subject
    join document_type t on t.code = d.type
    where r.act = 'READ_DOCUMENT' group by t.class
    union all
    select act, null, count(*) from read where act in ('LIST_DOCUMENTS', 'READ_CARE_HISTORY', 'READ_ENTRIES') group by act
    union all
    select 'OPENED', null, count(*) from lately
    union all
    select 'UNJUSTIFIED', null, count(*) from lately where review = 'UNJUSTIFIED'
    union all
    select 'DEPOSITS', null, count(distinct d.series) from shown a
    join document d on d.record = a.record and d.author_kind = 'PROFESSIONAL' and d.author = a.professional
        and d.deposited_at between a.since and a.since + interval '7 days'
    union all
    select 'CARE_LINES', null, count(*) from shown a
    join care_line l on l.record = a.record and l.care_from between a.day and a.day + 7
$$;
revoke all on function dmp.emergency_evidence from public;
grant execute on function dmp.emergency_evidence to dmp_app;

-- How many were opened in each month of Paris, and what became of their reviews: over all records, counts alone.
create function dmp.emergency_months(p_first date, p_last date)
    returns table (month date, opened bigint, in_time bigint, late bigint, pending bigint, unjustified bigint,
        contested bigint)
    language sql stable security definer set search_path = dmp, pg_temp as $$
    select m::date, count(a.id), count(*) filter (where c.review <> 'PENDING' and c.reviewed_at <= c.due_at),
        count(*) filter (where c.review <> 'PENDING' and c.reviewed_at > c.due_at),
        count(*) filter (where c.review = 'PENDING'), count(*) filter (where c.review = 'UNJUSTIFIED'),
        count(c.contested_at)
    from generate_series(p_first::timestamp, p_last::timestamp, interval '1 month') m
    left join emergency_access a on a.since >= m at time zone 'Europe/Paris'
        and a.since < (m + interval '1 month') at time zone 'Europe/Paris'
    left join emergency_case c on c.record = a.record and c.id = a.id
    group by m order by m
$$;
revoke all on function dmp.emergency_months from public;
grant execute on function dmp.emergency_months to dmp_app;

-- Accesses of late that stand out and aren't marked for it: ids and reasons, over all records. Night is from 22 to 6 in Paris,
-- of somebody with 5 accesses of which three quarters are by day (P); a colleague's name is a name: it may be chance.
create function dmp.emergency_standing_out(p_out_of_line text[], p_counted timestamptz, p_recent timestamptz,
        p_at timestamptz, p_most int)
    returns table (record uuid, access uuid, reason text)
    language sql stable security definer set search_path = dmp, pg_temp as $$
    with counted as (
        select a.*, extract(hour from a.since at time zone 'Europe/Paris') not between 6 and 21 as at_night
        from emergency_access a where a.since > p_counted and a.since <= p_at),
    by_day as (
        select professional from counted group by professional
        having count(*) >= 5 and count(*) filter (where not at_night) >= 0.75 * count(*)),
    recent as (
        select c.record, c.id, c.professional, c.at_night, p.organization, folded(p.family_name) as family_name,
            folded(h.family_name) as holder, split_part(folded(h.given_names), ' ', 1) as holder_given
        from counted c join professional p on p.rpps = c.professional join record r on r.id = c.record
        join insured_person h on h.id = r.person
        where c.since > p_recent),
    found as (
        select n.record, n.id, 'OUT_OF_LINE' as reason from recent n where n.professional = any (p_out_of_line)
        union all
        select n.record, n.id, 'ODD_HOURS' from recent n join by_day d on d.professional = n.professional where n.at_night
        union all
        select n.record, n.id, 'SAME_NAME' from recent n where n.family_name = n.holder
        union all
        select n.record, n.id, 'COLLEAGUE' from recent n
        where exists (select from professional o where folded(o.family_name) collate "C" = n.holder collate "C"
            and split_part(folded(o.given_name), ' ', 1) = n.holder_given and o.organization = n.organization
            and o.rpps <> n.professional))
    select f.record, f.id, f.reason from found f
    join emergency_case c on c.record = f.record and c.id = f.id and c.review <> 'UNJUSTIFIED'
    where not exists (select from emergency_finding e
        where e.record = f.record and e.access = f.id and e.reason = f.reason)
    order by f.record, f.id, f.reason limit p_most
$$;
revoke all on function dmp.emergency_standing_out from public;
grant execute on function dmp.emergency_standing_out to dmp_app;
