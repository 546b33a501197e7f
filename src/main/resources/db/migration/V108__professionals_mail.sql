-- Where a professional is written to: the treating physician is told of an emergency access to a patient's record.
alter table dmp.professional add column mail text;
comment on column dmp.professional.mail is 'as the directory''s extract has it; absent where it has none that is one';

-- The emergency accesses of a while to records of those whom a physician treats, the newest first: their own apart.
create function dmp.emergencies_of_patients(p_professional text, p_since timestamptz, p_at timestamptz)
    returns table (record uuid, id uuid, professional text, mode text, since timestamptz, until timestamptz,
        reason text, family_name text, given_names text, birth_date date)
    language sql stable security definer set search_path = dmp, pg_temp as $$
    select r.id, e.id, e.professional, e.mode, e.since, coalesce(e.ended_at, e.until), c.reason, person.family_name,
        person.given_names, person.birth_date
    from treating_physician t
    join record r on r.person = t.person and r.status = 'ACTIVE'
    join insured_person person on person.id = t.person
    join emergency_access e on e.record = r.id and e.since >= p_since and e.professional <> p_professional
    join emergency_case c on c.record = e.record and c.id = e.id
    where t.rpps = p_professional and t.since <= (p_at at time zone 'Europe/Paris')::date
        and (t.until is null or t.until > (p_at at time zone 'Europe/Paris')::date)
    order by e.since desc, e.id
$$;
revoke all on function dmp.emergencies_of_patients from public;
grant execute on function dmp.emergencies_of_patients to dmp_app;
