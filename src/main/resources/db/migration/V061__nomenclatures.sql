-- Nomenclatures come in as deliveries, as they are published. They tell official labels alone: a plain one is always the
-- project's own, and goes on beside whatever the official one becomes.
alter table dmp.label add column told_at timestamptz;
comment on column dmp.label.plain is 'always ours: no nomenclature has any';
comment on column dmp.label.told_at is 'when what a delivery last told of it was written; absent as long as none did';

-- Drugs are named in one file and their packagings in another, in any order: a presentation has a label once both are here.
create table dmp.medicine (
    cis        text        primary key,
    name       text        not null,
    told_at    timestamptz not null
);
create table dmp.presentation (
    cip13      text        primary key,
    cis        text        not null,
    packaging  text        not null,
    told_at    timestamptz not null
);
create index presentation_of on dmp.presentation (cis);
comment on table dmp.medicine is 'the latest names of drugs; the labels of their presentations by date are in dmp.label';

-- The one spelling under which a code is labelled: deliveries and lines of care pad some with zeros, or don't.
create function dmp.label_code(p_system text, p_code text) returns text
    language sql immutable parallel safe
    return case p_system
        when 'NABM' then lpad(p_code, greatest(4, length(p_code)), '0')
        when 'UCD' then ltrim(p_code, '0')
        else p_code end;
delete from dmp.label where code <> dmp.label_code(system, code);

insert into dmp.label (system, code, since, official, plain) values
    ('PRS_NAT', '1110', '2000-01-01', 'CONSULTATION MEDECINE GENERALE', 'Consultation d''un médecin généraliste'),
    ('PRS_NAT', '1111', '2000-01-01', 'CONSULTATION COTEE C', 'Consultation d''un médecin'),
    ('PRS_NAT', '1112', '2000-01-01', 'CONSULTATION COTEE CS', 'Consultation d''un médecin spécialiste'),
    ('PRS_NAT', '3211', '2000-01-01', 'ACTES DE BIOLOGIE', 'Analyses de laboratoire'),
    ('PRS_NAT', '3313', '2000-01-01', 'PHARMACIE 65%', 'Médicaments remboursés à 65 %');

create function dmp.day_in_paris(p_at timestamptz) returns date
    language sql stable return (p_at at time zone 'Europe/Paris')::date;

-- Puts labels in their places by date; answers how many codes it told something new of. (P): the first label of a code
-- holds from 2000 on, and one that only the project had told is put right in place; another label opens a version on
-- the day it was written, in place of one of the same day; what is older than what is known changes nothing, and a code
-- that isn't mentioned stays. Of several labels of a code the last one counts.
create function dmp.version_labels(p_system text, p_codes text[], p_labels text[], p_told_at timestamptz[], p_told_on date)
    returns int language plpgsql set search_path = dmp, pg_temp as $$
declare
    changed int;
begin
    with told as (
        select distinct on (1) label_code(p_system, line.code) as code, official, told_at
        from unnest(p_codes, p_labels, p_told_at) with ordinality line(code, official, told_at, n)
        order by 1, n desc),
    one as (
        select told.*, known.since, known.plain, known.official as known, known.told_at as known_at,
            known.official is distinct from told.official as news,
            known.official <> told.official and known.told_at is not null and known.since < p_told_on as opens
        from told
        left join lateral (
            select * from label where label.system = p_system and label.code = told.code
            order by since desc limit 1) known on true
        where known.told_at is null or known.told_at <= told.told_at),
    versions as (
        insert into label (system, code, since, until, official, plain, told_at)
        select p_system, code, since, p_told_on - 1, known, plain, known_at from one where opens
        union all
        select p_system, code, case when opens then p_told_on else coalesce(since, '2000-01-01') end, null, official,
            plain, told_at
        from one
        on conflict (system, code, since) do update
            set until = excluded.until, official = excluded.official, told_at = excluded.told_at
            where (label.until, label.official, label.told_at)
                is distinct from (excluded.until, excluded.official, excluded.told_at))
    select count(*) filter (where news) into changed from one;
    return changed;
end $$;

-- Labels the presentations of these drugs that have both a name and a packaging, of which either may be the news.
create function dmp.label_presentations(p_cis text[], p_told_at timestamptz) returns void
    language sql set search_path = dmp, pg_temp as $$
    select version_labels('CIP13', array_agg(cip13), array_agg(name || ', ' || packaging),
        array_agg(greatest(medicine.told_at, presentation.told_at)), day_in_paris(p_told_at))
    from presentation join medicine using (cis) where cis = any (p_cis)
$$;

create function dmp.tell_medicines(p_cis text[], p_names text[], p_told_at timestamptz) returns int
    language plpgsql set search_path = dmp, pg_temp as $$
declare
    changed int;
begin
    with told as (
        select distinct on (cis) cis, name from unnest(p_cis, p_names) with ordinality line(cis, name, n)
        order by cis, n desc),
    one as (
        select told.*, known.name is distinct from told.name as news
        from told left join medicine known using (cis)
        where known.told_at is null or known.told_at <= p_told_at),
    kept as (
        insert into medicine (cis, name, told_at) select cis, name, p_told_at from one
        on conflict (cis) do update set name = excluded.name, told_at = excluded.told_at)
    select count(*) filter (where news) into changed from one;
    perform label_presentations(p_cis, p_told_at);
    return changed;
end $$;

create function dmp.tell_presentations(p_cip13 text[], p_packagings text[], p_cis text[], p_told_at timestamptz)
    returns int language plpgsql set search_path = dmp, pg_temp as $$
declare
    changed int;
begin
    with told as (
        select distinct on (cip13) cip13, packaging, cis
        from unnest(p_cip13, p_packagings, p_cis) with ordinality line(cip13, packaging, cis, n)
        order by cip13, n desc),
    one as (
        select told.*, (known.packaging, known.cis) is distinct from (told.packaging, told.cis) as news
        from told left join presentation known using (cip13)
        where known.told_at is null or known.told_at <= p_told_at),
    kept as (
        insert into presentation (cip13, packaging, cis, told_at) select cip13, packaging, cis, p_told_at from one
        on conflict (cip13) do update
            set packaging = excluded.packaging, cis = excluded.cis, told_at = excluded.told_at)
    select count(*) filter (where news) into changed from one;
    perform label_presentations(p_cis, p_told_at);
    return changed;
end $$;

-- Takes in lines of a nomenclature; answers how many told something new. Lines of care are read meanwhile; two files of
-- nomenclatures are taken in one after the other. Planned anew each time: a plan that suits the empty table would be kept
-- while it fills.
create function dmp.tell_nomenclature(p_system text, p_codes text[], p_labels text[], p_of text[], p_told_at timestamptz)
    returns int language plpgsql security definer set search_path = dmp, pg_temp
    set plan_cache_mode = force_custom_plan as $$
begin
    perform pg_advisory_xact_lock(hashtext('dmp.label'));
    return case p_system
        when 'CIS' then tell_medicines(p_codes, p_labels, p_told_at)
        when 'CIP13' then tell_presentations(p_codes, p_labels, p_of, p_told_at)
        else version_labels(p_system, p_codes, p_labels, array_fill(p_told_at, array[cardinality(p_codes)]),
            day_in_paris(p_told_at)) end;
end $$;
comment on function dmp.tell_nomenclature is 'p_of: the drug (CIS) that a presentation (CIP13) is of, null elsewhere';

-- The feeding tells through this function alone; the program reads labels, and writes none.
revoke all on function dmp.day_in_paris, dmp.version_labels, dmp.label_presentations, dmp.tell_medicines,
    dmp.tell_presentations, dmp.tell_nomenclature from public;
grant execute on function dmp.tell_nomenclature to dmp_intake;
