-- The one decision: may this actor see this thing of this record, at that moment, and by which rule? Its facts and its
-- rules stand here and nowhere else: a reading, a list, a count and a replay of the past ask the same functions. Whoever
-- changes a rule changes the version too: every entry of the trace says under which rules it was decided.
create or replace function dmp.access_rules_version() returns text language sql immutable as
    $$ select '2026-12-01' $$;

-- Whether a representative, named by their own record, acts for the person whose record it is on that day. To be asked of
-- representatives alone, as others need not wait for the answer.
create or replace function dmp.represents(p_record uuid, p_actor text, p_at timestamptz) returns boolean
    language sql stable as $$
    select exists (
        select from dmp.record asked
        join dmp.representative r on r.person = asked.person
        join dmp.record own on own.person = r.representative
        where asked.id = p_record and own.id = p_actor::uuid
            and r.since <= (p_at at time zone 'Europe/Paris')::date
            and (r.until is null or r.until > (p_at at time zone 'Europe/Paris')::date))
$$;

-- What a version of the matrix lets a profession read: the types that have no cell of their own, or not, and of which
-- others it is the other way round. What isn't in a version is refused.
create or replace function dmp.habilitation(p_version int, p_profession text)
    returns table (reads boolean, but text[])
    language sql stable rows 1 as $$
    select usual.reads, array(
        select c.type from dmp.matrix_cell c
        where c.version = p_version and c.profession = p_profession and c.type <> '*' and c.allowed <> usual.reads)
    from (select coalesce((
        select c.allowed from dmp.matrix_cell c
        where c.version = p_version and c.profession = p_profession and c.type = '*'), false) as reads) as usual
$$;
create or replace function dmp.readable(p_reads boolean, p_but text[], p_type text) returns boolean
    language sql immutable as
    $$ select p_reads <> coalesce(p_type = any (p_but), false) $$;

-- Whether a version of the matrix lets a profession read a type.
create or replace function dmp.habilitated(p_version int, p_profession text, p_type text) returns boolean
    language sql stable as
    $$ select dmp.readable(reads, but, p_type) from dmp.habilitation(p_version, p_profession) $$;

-- What is known of an actor and a record at a moment, as far as no single thing of it matters. It is one with the statement
-- that asks: for those that ask about many at once.
-- p_mode: NORMAL, or that of an emergency in which it is read; ANY: whichever is open, for who may read and who could.
drop function if exists dmp.access_facts_of(uuid, text, text, timestamptz, text);
create function dmp.access_facts_of(p_record uuid, p_kind text, p_actor text, p_at timestamptz, p_mode text)
    returns table (
        status     text,     -- ACTIVE, CLOSED, DELETED; NONE where there was no such record
        holder     boolean,  -- it is the actor's own
        declared   boolean,  -- the treating physician, as declared to the Assurance Maladie
        treating   boolean,  -- that, or authorized and given the same rights
        blocked    boolean,
        authorized boolean,
        hidden     boolean,  -- the whole record is
        profession text,
        matrix     int,      -- the version of the habilitation matrix in force: the one with the latest day that has come
        represents boolean,  -- whoever acts for its holder
        emergency  boolean,  -- in that mode it is open to them, and its holder doesn't object
        reads      boolean,  -- what that version lets the profession read, as dmp.habilitation tells it
        but        text[])
    language sql stable rows 1 as $$
    select case when record.id is null or record.opened_at > p_at then 'NONE'
                when record.closed_at is not null and record.closed_at > p_at then 'ACTIVE'
                else record.status end,
        p_kind = 'HOLDER' and p_actor = asked.record::text,
        physician.declared,
        physician.declared or given.authorized and exists (
            select from dmp.treating_right r where r.record = asked.record and r.professional = asked.professional
                and r.since <= p_at and (r.ended_at is null or r.ended_at > p_at)),
        exists (
            select from dmp.access_block b where b.record = asked.record and b.professional = asked.professional
                and b.since <= p_at and (b.ended_at is null or b.ended_at > p_at)),
        given.authorized,
        exists (
            select from dmp.record_hiding h where h.record = asked.record
                and h.since <= p_at and (h.ended_at is null or h.ended_at > p_at)),
        coalesce(known.profession, ''),
        present.version,
        p_kind = 'REPRESENTATIVE' and dmp.represents(p_record, p_actor, p_at),
        p_mode <> 'NORMAL' and exists (
            select from dmp.emergency_access e
            where e.record = asked.record and e.professional = asked.professional and p_mode in (e.mode, 'ANY')
                and e.since <= p_at and e.until > p_at and (e.ended_at is null or e.ended_at > p_at)
                and not exists (
                    select from dmp.emergency_objection o where o.record = e.record and o.mode = e.mode
                        and o.since <= p_at and (o.ended_at is null or o.ended_at > p_at))),
        habilitation.reads,
        habilitation.but
    from (select p_record as record, case when p_kind = 'PROFESSIONAL' then p_actor end as professional) as asked
    left join dmp.record on record.id = asked.record
    left join dmp.professional known on known.rpps = asked.professional
    left join (
        select version from dmp.matrix_version where in_force_from <= (p_at at time zone 'Europe/Paris')::date
        order by in_force_from desc limit 1) as present on true
    cross join lateral dmp.habilitation(present.version, coalesce(known.profession, '')) as habilitation
    cross join lateral (
        select exists (
            select from dmp.treating_physician t where t.person = record.person and t.rpps = asked.professional
                and t.since <= (p_at at time zone 'Europe/Paris')::date
                and (t.until is null or t.until > (p_at at time zone 'Europe/Paris')::date)) as declared) as physician
    cross join lateral (
        select exists (
            select from dmp.access_authorization a where a.record = asked.record and a.professional = asked.professional
                and a.since <= p_at and (a.until is null or a.until > p_at)
                and (a.ended_at is null or a.ended_at > p_at)) as authorized) as given
$$;

-- The same for those that ask about one, once a statement however many things it decides. In PL/pgSQL, as that is planned
-- once a session: as long as its names are always looked up by the same path, whoever asks, and it isn't planned anew for
-- each call's values.
drop function if exists dmp.access_facts(uuid, text, text, timestamptz);
drop function if exists dmp.access_facts(uuid, text, text, timestamptz, text);
create function dmp.access_facts(p_record uuid, p_kind text, p_actor text, p_at timestamptz,
        p_mode text default 'NORMAL')
    returns table (status text, holder boolean, declared boolean, treating boolean, blocked boolean, authorized boolean,
        hidden boolean, profession text, matrix int, represents boolean, emergency boolean, reads boolean, but text[])
    language plpgsql stable rows 1
    set search_path = dmp, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
    return query select * from dmp.access_facts_of(p_record, p_kind, p_actor, p_at, p_mode);
end $$;

-- The rules of the DMP in their order; the first that matches decides. ALLOWED names those that let through.
-- p_hidden: the whole record, or masked, or hidden from professionals; p_unannounced: a result that its holder is yet to
-- be told of; p_business: the holder's own business and no document: settings, notices, who may read.
drop function if exists dmp.access_rule(text, boolean, boolean, boolean, boolean, boolean, boolean, boolean, boolean,
    boolean, boolean);
drop function if exists dmp.access_rule(text, boolean, boolean, boolean, boolean, boolean, boolean, boolean, boolean,
    boolean, boolean, boolean);
create or replace function dmp.access_rule(p_status text, p_holder boolean, p_declared boolean, p_treating boolean,
        p_blocked boolean, p_authorized boolean, p_hidden boolean, p_author boolean, p_unannounced boolean,
        p_readable boolean, p_business boolean, p_standing boolean, p_emergency boolean default false) returns text
    language sql immutable as $$
    select case
        when p_holder and p_status = 'ACTIVE' and p_unannounced then 'ABSENT'
        -- Of a closed record its holder still sees that it is closed: what coming back and deletion start from.
        when p_holder and (p_status = 'ACTIVE' or p_status = 'CLOSED' and p_standing) then 'HOLDER'
        when p_status <> 'ACTIVE' then 'RECORD_NOT_ACTIVE'
        when p_business then 'NO_AUTHORIZATION'
        when p_blocked and not p_declared then 'BLOCKED'
        when p_author then 'AUTHOR'
        when p_treating then 'TREATING_PHYSICIAN'
        when not (p_emergency or p_authorized) then 'NO_AUTHORIZATION'
        when p_hidden then 'ABSENT'
        when not p_readable then 'HABILITATION'
        when p_emergency then 'EMERGENCY'
        else 'AUTHORIZATION'
    end
$$;

-- Whether a professional did anything with a record until a moment. To have been refused is no act: else whoever asks once
-- would be answered the second time.
create or replace function dmp.has_acted(p_record uuid, p_professional text, p_at timestamptz) returns boolean
    language sql stable as $$
    select exists (
        select from dmp.audit_entry e
        where e.record = p_record and e.actor_kind = 'PROFESSIONAL' and e.actor = p_professional and e.at <= p_at
            and e.act not like '%\_REFUSED')
$$;

-- The trace has rules of its own: open to the holder, to the treating physician and those with the same rights; to whoever
-- acted, for their own acts alone (OWN_ACTS), also when their authorization has ended. To anybody else it is as if there
-- were nothing, whatever became of the record.
create or replace function dmp.trace_rule(p_status text, p_holder boolean, p_declared boolean, p_treating boolean,
        p_blocked boolean, p_authorized boolean, p_hidden boolean, p_acted boolean) returns text
    language sql immutable as $$
    select case
        when p_holder and p_status = 'ACTIVE' then 'HOLDER'
        when not (p_holder or p_treating or p_authorized or p_blocked or p_acted) then 'ABSENT'
        when p_status <> 'ACTIVE' then 'RECORD_NOT_ACTIVE'
        when p_blocked and not p_declared then 'BLOCKED'
        when p_treating then 'TREATING_PHYSICIAN'
        when p_hidden then 'ABSENT'
        else 'OWN_ACTS'
    end
$$;

-- Whoever represents the holder does what the holder may, and the trace says who it was. p_hidden: a document that is
-- hidden from representatives, or one that its holder is yet to be told of.
drop function if exists dmp.represented_rule(text);
create or replace function dmp.represented_rule(p_status text, p_hidden boolean) returns text language sql immutable as
    $$ select case when p_status <> 'ACTIVE' then 'RECORD_NOT_ACTIVE' when p_hidden then 'ABSENT'
        else 'REPRESENTATIVE' end $$;
create or replace function dmp.access_allowed(p_rule text) returns boolean language sql immutable as
    $$ select p_rule in ('HOLDER', 'AUTHOR', 'TREATING_PHYSICIAN', 'EMERGENCY', 'AUTHORIZATION', 'OWN_ACTS',
        'REPRESENTATIVE') $$;

-- A record's documents, the newest act first, the rule for each, and what held of it at that moment. One that was deleted,
-- or not there yet, isn't among them: whoever asks for it by its id is answered as for one that is hidden from them. It is
-- one with the statement that asks, and its order comes first: of a page no more is decided than is looked at.
drop function if exists dmp.document_rules(uuid, text, text, timestamptz);
drop function if exists dmp.document_rules(uuid, text, text, timestamptz, text);
create function dmp.document_rules(p_record uuid, p_kind text, p_actor text, p_at timestamptz,
        p_mode text default 'NORMAL')
    returns table (id uuid, series uuid, version int, type text, title text, searched text, act_date date,
        author_kind text, author text, author_name text, deposited_at timestamptz, media_type text, bytes int,
        replaced_at timestamptz, rule text, masked boolean, unannounced boolean, concealed boolean, archived boolean,
        mine boolean)
    language sql stable as $$
    select d.id, d.series, d.version, d.type, d.title, d.searched, d.act_date, d.author_kind, d.author, d.author_name,
        d.deposited_at, d.media_type, d.bytes, d.replaced_at,
        r.rule, m.masked, m.unannounced, m.concealed, m.archived, d.author_kind = p_kind and d.author = p_actor
    from dmp.access_facts(p_record, p_kind, p_actor, p_at, p_mode) as f
    cross join (
        select * from dmp.document
        where record = p_record and deposited_at <= p_at
        order by act_date desc, id desc) as d
    cross join lateral (
        select coalesce(bool_or(mark = 'MASQUE_PS'), false) as masked,
            coalesce(bool_or(mark = 'INVISIBLE_PATIENT'), false) as unannounced,
            coalesce(bool_or(mark = 'INVISIBLE_REPRESENTANTS_LEGAUX'), false) as concealed,
            coalesce(bool_or(mark = 'ARCHIVED'), false) as archived,
            coalesce(bool_or(mark = 'DELETED'), false) as deleted
        from dmp.document_mark k
        where k.record = p_record and k.series = d.series
            and k.since <= p_at and (k.ended_at is null or k.ended_at > p_at)) as m
    -- The offset keeps the rule in one place: without it, it is worked out wherever it is named.
    cross join lateral (
        select case when f.represents then dmp.represented_rule(f.status, m.unannounced or m.concealed)
            else dmp.access_rule(f.status, f.holder, f.declared, f.treating, f.blocked, f.authorized,
                f.hidden or m.masked, d.author_kind = p_kind and d.author = p_actor, m.unannounced,
                dmp.readable(f.reads, f.but, d.type), false, false, f.emergency) end as rule
        offset 0) as r
    where not m.deleted
$$;

-- The decision on a thing of a record that is no single document.
-- p_type: the type of document it counts as; p_entered: whoever may enter the record may, hidden or not; p_looking: whoever
-- deposited a document may look for it; p_trace: it is the trace.
drop function if exists dmp.decide_thing(uuid, text, text, timestamptz, text, boolean, boolean, boolean, boolean, boolean);
drop function if exists dmp.decide_thing(uuid, text, text, timestamptz, text, text, boolean, boolean, boolean, boolean,
    boolean);
create function dmp.decide_thing(p_record uuid, p_kind text, p_actor text, p_at timestamptz, p_mode text, p_type text,
        p_business boolean, p_entered boolean, p_looking boolean, p_standing boolean, p_trace boolean)
    returns table (status text, holder boolean, declared boolean, treating boolean, blocked boolean, authorized boolean,
        hidden boolean, profession text, matrix int, represents boolean, emergency boolean, rule text)
    language sql stable as $$
    select f.status, f.holder, f.declared, f.treating, f.blocked, f.authorized, f.hidden, f.profession, f.matrix,
        f.represents, f.emergency, case
        when f.represents then dmp.represented_rule(f.status, false)
        when p_trace then dmp.trace_rule(f.status, f.holder, f.declared, f.treating, f.blocked, f.authorized, f.hidden,
            p_kind = 'PROFESSIONAL' and dmp.has_acted(p_record, p_actor, p_at))
        else dmp.access_rule(f.status, f.holder, f.declared, f.treating, f.blocked, f.authorized,
            f.hidden and not p_entered,
            p_looking and exists (select from dmp.document_rules(p_record, p_kind, p_actor, p_at, p_mode) where mine),
            false, p_entered or dmp.readable(f.reads, f.but, p_type), p_business, p_standing,
            f.emergency) end
    from dmp.access_facts(p_record, p_kind, p_actor, p_at, p_mode) as f
$$;

-- The decision on a document. One that isn't there is as absent as one that is hidden: whoever sees what is hidden finds
-- nothing, and others are told what they would be told of it.
drop function if exists dmp.decide_document(uuid, text, text, timestamptz, uuid);
drop function if exists dmp.decide_document(uuid, text, text, timestamptz, text, uuid);
create function dmp.decide_document(p_record uuid, p_kind text, p_actor text, p_at timestamptz, p_mode text,
        p_document uuid)
    returns table (status text, holder boolean, declared boolean, treating boolean, blocked boolean, authorized boolean,
        hidden boolean, profession text, matrix int, represents boolean, emergency boolean, rule text)
    language sql stable as $$
    select f.status, f.holder, f.declared, f.treating, f.blocked, f.authorized, f.hidden, f.profession, f.matrix,
        f.represents, f.emergency, coalesce(seen.rule, case when dmp.access_allowed(blind.rule) then 'ABSENT' else blind.rule end)
    from dmp.access_facts(p_record, p_kind, p_actor, p_at, p_mode) as f
    cross join lateral (select case when f.represents then dmp.represented_rule(f.status, true)
        else dmp.access_rule(f.status, f.holder, f.declared, f.treating, f.blocked, f.authorized, true,
            false, false, true, false, false, f.emergency) end as rule) as blind
    left join (select d.rule from dmp.document_rules(p_record, p_kind, p_actor, p_at, p_mode) as d
        where d.id = p_document) as seen on true
$$;

grant execute on function dmp.access_rules_version, dmp.access_facts_of, dmp.access_facts, dmp.habilitation, dmp.readable, dmp.habilitated, dmp.access_rule,
    dmp.has_acted, dmp.trace_rule, dmp.represents, dmp.represented_rule, dmp.access_allowed, dmp.document_rules, dmp.decide_thing, dmp.decide_document to dmp_app;
