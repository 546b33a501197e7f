-- What a document may be: its type, within a class. Labels are in dmp.label, system DOCUMENT_TYPE.
create table dmp.document_type (
    code    text        primary key,
    class   text        not null,
    told_at timestamptz
);
comment on column dmp.document_type.told_at is 'when the delivery that told it was written; absent as long as only the project did';
grant select on dmp.document_type to dmp_app;

-- The project's own: what its sandbox and those who haven't taken in the nomenclature yet get by with.
with ours (class, code, official, plain) as (values
    ('10', '11488-4', 'Compte rendu de consultation', 'Compte rendu de consultation'),
    ('10', '11490-0', 'Lettre de liaison à la sortie', 'Lettre de sortie d’hôpital'),
    ('10', '11502-2', 'Compte rendu d''examens biologiques', 'Résultats d’analyses'),
    ('11', '60591-5', 'Synthèse médicale', 'Synthèse médicale'),
    ('31', '18748-4', 'Compte rendu d''imagerie médicale', 'Compte rendu d’imagerie'),
    ('42', '57833-6', 'Prescription de produits de santé', 'Ordonnance de médicaments'),
    ('43', '60593-1', 'Dispensation de médicaments', 'Médicaments délivrés'),
    ('52', '89601-9', 'Certificat médical', 'Certificat médical'),
    ('11', 'DOCPAT01', 'Synthèse déposée par le patient', 'Ma synthèse'),
    ('42', 'DOCPAT02', 'Traitement ou document de soins déposé par le patient', 'Traitement ou soins'),
    ('10', 'DOCPAT03', 'Compte rendu déposé par le patient', 'Compte rendu'),
    ('31', 'DOCPAT04', 'Imagerie déposée par le patient', 'Imagerie'),
    ('10', 'DOCPAT05', 'Compte rendu de biologie déposé par le patient', 'Résultats d’analyses'),
    ('10', 'DOCPAT06', 'Compte rendu de prévention déposé par le patient', 'Prévention'),
    ('52', 'DOCPAT07', 'Certificat déposé par le patient', 'Certificat'),
    ('95', 'DOCPAT09', 'Document administratif déposé par le patient', 'Document administratif'),
    ('90', 'EXPPAT_1', 'Volontés et droits du patient', 'Mes volontés'),
    ('90', 'EXPPAT_3', 'Directives anticipées', 'Mes directives anticipées')),
labelled as (
    insert into dmp.label (system, code, since, official, plain)
    select 'DOCUMENT_TYPE', code, '2000-01-01', official, plain from ours)
insert into dmp.document_type (code, class) select code, class from ours;

-- The class of types, beside their labels, as deliveries tell them.
create function dmp.tell_document_types(p_codes text[], p_classes text[], p_told_at timestamptz) returns void
    language sql set search_path = dmp, pg_temp as $$
    insert into document_type (code, class, told_at)
    select distinct on (code) code, class, p_told_at
    from unnest(p_codes, p_classes) with ordinality line (code, class, n) order by code, n desc
    on conflict (code) do update set class = excluded.class, told_at = excluded.told_at
    where document_type.told_at is null or document_type.told_at <= excluded.told_at
$$;
create or replace function dmp.tell_nomenclature(p_system text, p_codes text[], p_labels text[], p_of text[],
        p_told_at timestamptz)
    returns int language plpgsql security definer set search_path = dmp, pg_temp
    set plan_cache_mode = force_custom_plan as $$
begin
    perform pg_advisory_xact_lock(hashtext('dmp.label'));
    if p_system = 'DOCUMENT_TYPE' then
        perform tell_document_types(p_codes, p_of, p_told_at);
    end if;
    return case p_system
        when 'CIS' then tell_medicines(p_codes, p_labels, p_told_at)
        when 'CIP13' then tell_presentations(p_codes, p_labels, p_of, p_told_at)
        else version_labels(p_system, p_codes, p_labels, array_fill(p_told_at, array[cardinality(p_codes)]),
            day_in_paris(p_told_at)) end;
end $$;
comment on function dmp.tell_nomenclature is
    'p_of: the drug (CIS) that a presentation (CIP13) is of, the class that a type of document is in; null elsewhere';
revoke all on function dmp.tell_document_types from public;

-- A document, each version a row of its own that never changes but to be replaced. Keys begin with the record.
create table dmp.document (
    record       uuid        not null references dmp.record,
    id           uuid        not null,
    series       uuid        not null,
    version      int         not null check (version > 0),
    type         text        not null references dmp.document_type,
    title        text        not null,
    searched     text        not null,
    act_date     date        not null,
    author_kind  text        not null check (author_kind in ('HOLDER', 'PROFESSIONAL')),
    author       text        not null,
    author_name  text        not null,
    deposited_at timestamptz not null,
    media_type   text        not null,
    bytes        int         not null,
    replaced_at  timestamptz,
    primary key (record, id),
    unique (record, series, version)
);
comment on column dmp.document.series is 'the first version''s id: what all versions of a document have in common';
comment on column dmp.document.searched is 'title and author, folded: what a search looks into';
comment on column dmp.document.author is 'RPPS; the record where its holder is';
create index document_by_date on dmp.document (record, act_date desc, id desc);
create index document_by_author on dmp.document (record, author);
create unique index document_present on dmp.document (record, series) where replaced_at is null;

-- What holds of a document, all versions together, with its dates: a mark is ended, never taken back, so that what was
-- visible on any day can be told. Visibilities bear their codes (1.2.250.1.213.1.1.4.13).
create table dmp.document_mark (
    record   uuid        not null,
    series   uuid        not null,
    mark     text        not null check (mark in ('MASQUE_PS', 'INVISIBLE_PATIENT', 'INVISIBLE_REPRESENTANTS_LEGAUX',
                             'ARCHIVED', 'DELETED')),
    since    timestamptz not null,
    ended_at timestamptz,
    primary key (record, series, mark, since)
);
create unique index document_mark_present on dmp.document_mark (record, series, mark) where ended_at is null;

-- The bytes, sealed under the record's key: as deposited, and of a CDA document what makes it readable.
create table dmp.document_content (
    record     uuid  not null,
    document   uuid  not null,
    part       text  not null check (part in ('ORIGINAL', 'RENDERING', 'ENCAPSULATED')),
    media_type text  not null,
    sealed     bytea not null,
    primary key (record, document, part),
    foreign key (record, document) references dmp.document
);
-- What is sealed doesn't get smaller by compressing it.
alter table dmp.document_content alter column sealed set storage external;

-- Begins the reading or changing of a record, as V091 has it, and settles how far its actor sees: HOLDER; REPRESENTATIVE;
-- TREATING, who see all; AUTHORIZED; AUTHOR, who see what they wrote. Nobody withdraws any of it before the transaction ends, so it is
-- asked once and not by every statement.
create or replace function dmp.enter_record(p_record uuid, p_kind text, p_actor text, p_at timestamptz) returns void
    language plpgsql security definer set search_path = dmp, pg_temp as $$
declare
    facts record;
begin
    perform from audit_head where record = p_record for update;
    select * into facts from access_facts(p_record, p_kind, p_actor, p_at);
    perform set_config('dmp.record', p_record::text, true), set_config('dmp.actor_kind', p_kind, true),
        set_config('dmp.actor', p_actor, true),
        set_config('dmp.reach', case when facts.status <> 'ACTIVE' then ''
            when facts.holder then 'HOLDER'
            when p_kind = 'REPRESENTATIVE' and represents(p_record, p_actor, p_at) then 'REPRESENTATIVE'
            when facts.declared then 'TREATING'
            when facts.blocked then ''
            when facts.treating then 'TREATING'
            when facts.authorized and not facts.hidden then 'AUTHORIZED'
            else 'AUTHOR' end, true);
end $$;
-- The record that this transaction has entered, whatever may be seen of it. What was set for an earlier transaction of the
-- same connection is empty, not absent.
create function dmp.entered() returns uuid language sql stable as
    $$ select nullif(current_setting('dmp.record', true), '')::uuid $$;
create function dmp.entered_reach() returns text language sql stable as
    $$ select coalesce(current_setting('dmp.reach', true), '') $$;
-- The same, where its actor may read its history and entries: whoever only wrote something may not.
create or replace function dmp.entered_record() returns uuid
    language sql stable as
    $$ select case when dmp.entered_reach() in ('HOLDER', 'REPRESENTATIVE', 'TREATING', 'AUTHORIZED')
        then dmp.entered() end $$;
-- The documents that are hidden from its actor.
create function dmp.entered_unseen() returns uuid[]
    language plpgsql stable security definer set search_path = dmp, pg_temp as $$
begin
    return array(
        select m.series from document_mark m
        where m.record = entered() and m.ended_at is null and m.mark = any (case entered_reach()
            when 'HOLDER' then array['INVISIBLE_PATIENT']
            when 'REPRESENTATIVE' then array['INVISIBLE_PATIENT', 'INVISIBLE_REPRESENTANTS_LEGAUX']
            when 'AUTHORIZED' then array['MASQUE_PS'] end)
            and not (entered_reach() = 'AUTHORIZED' and exists (
                select from document d where d.record = m.record and d.series = m.series
                    and d.author_kind = current_setting('dmp.actor_kind', true)
                    and d.author = current_setting('dmp.actor', true))));
end $$;
-- All their versions: what the trace shows of them waits until they are shown.
create function dmp.entered_unseen_documents() returns setof uuid
    language plpgsql stable security definer set search_path = dmp, pg_temp as $$
begin
    return query select d.id from document d where d.record = entered() and d.series = any (entered_unseen());
end $$;
revoke all on function dmp.entered_reach, dmp.entered, dmp.entered_unseen, dmp.entered_unseen_documents from public;
grant execute on function dmp.entered_reach, dmp.entered, dmp.entered_unseen, dmp.entered_unseen_documents to dmp_app;

alter table dmp.document enable row level security;
alter table dmp.document_mark enable row level security;
alter table dmp.document_content enable row level security;
create policy seen_by_whoever_may on dmp.document for select to dmp_app
    using (record = (select dmp.entered()) and case (select dmp.entered_reach())
        when 'AUTHOR' then author_kind = (select current_setting('dmp.actor_kind', true))
            and author = (select current_setting('dmp.actor', true))
        when '' then false
        else series <> all ((select dmp.entered_unseen())::uuid[]) end);
create policy seen_with_its_document on dmp.document_content for select to dmp_app
    using (record = (select dmp.entered()) and exists (select from dmp.document d
        where d.record = document_content.record and d.id = document_content.document));
create policy seen_with_its_document on dmp.document_mark for select to dmp_app
    using (record = (select dmp.entered()) and exists (select from dmp.document d
        where d.record = document_mark.record and d.series = document_mark.series));
create policy added_where_entered on dmp.document for insert to dmp_app with check (record = (select dmp.entered()));
create policy added_where_entered on dmp.document_mark for insert to dmp_app with check (record = (select dmp.entered()));
create policy added_where_entered on dmp.document_content for insert to dmp_app
    with check (record = (select dmp.entered()));
create policy replaced_where_entered on dmp.document for update to dmp_app using (record = (select dmp.entered()));
create policy ended_where_entered on dmp.document_mark for update to dmp_app using (record = (select dmp.entered()));

grant select, insert on dmp.document, dmp.document_mark, dmp.document_content to dmp_app;
grant update (replaced_at) on dmp.document to dmp_app;
grant update (ended_at) on dmp.document_mark to dmp_app;

-- Ends a result's being hidden from its holder; whoever does it, the program's deadline, sees no document itself.
create function dmp.disclose_result(p_record uuid, p_series uuid, p_at timestamptz) returns void
    language sql security definer set search_path = dmp, pg_temp as $$
    update document_mark set ended_at = p_at
    where record = p_record and series = p_series and mark = 'INVISIBLE_PATIENT' and ended_at is null
$$;
-- The results that the treating physician is to announce, the one that opens first before the others. Deadlines are the
-- program's: counted from the deposit.
create function dmp.results_to_announce(p_professional text, p_at timestamptz)
    returns table (record uuid, document uuid, deposited_at timestamptz, family_name text, given_names text,
        birth_date date)
    language sql stable security definer set search_path = dmp, pg_temp as $$
    select d.record, d.id, m.since, person.family_name, person.given_names, person.birth_date
    from treating_physician t
    join record r on r.person = t.person and r.status = 'ACTIVE'
    join insured_person person on person.id = t.person
    join document_mark m on m.record = r.id and m.mark = 'INVISIBLE_PATIENT' and m.ended_at is null
    join document d on d.record = m.record and d.series = m.series and d.replaced_at is null
    where t.rpps = p_professional and t.since <= (p_at at time zone 'Europe/Paris')::date
        and (t.until is null or t.until > (p_at at time zone 'Europe/Paris')::date)
        and not exists (select from document_mark gone where gone.record = m.record and gone.series = m.series
            and gone.mark = 'DELETED')
    order by m.since, d.id
$$;
create index document_mark_hidden on dmp.document_mark (record) where mark = 'INVISIBLE_PATIENT' and ended_at is null;
revoke all on function dmp.disclose_result, dmp.results_to_announce from public;
grant execute on function dmp.disclose_result, dmp.results_to_announce to dmp_app;
