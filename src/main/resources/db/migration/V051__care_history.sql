-- The care history: lines by month of care, so that a month leaves by dropping its partition. Keys begin with the
-- record. The feeding (dmp_intake) adds and never reads; the program (dmp_app) reads, through the parent alone and only
-- the record that its transaction has named, and never writes.
create table dmp.care_line (
    record           uuid           not null,
    care_from        date           not null,
    line_key         uuid           not null,
    detail           text           not null,
    care_to          date           not null,
    section          text           not null check (section in ('MEDICINES', 'VACCINATIONS', 'DEVICES',
                         'HOSPITALISATIONS', 'CARE', 'RADIOLOGY', 'BIOLOGY', 'OTHER')),
    system           text,
    code             text,
    label            text,
    quantity         numeric(12, 2),
    paid_cents       bigint,
    reimbursed_cents bigint,
    performer        text,
    prescriber       text,
    details          jsonb,
    source           text           not null,
    document         uuid,
    delivery         uuid           not null,
    received_at      timestamptz    not null,
    primary key (record, care_from, line_key, detail),
    check (care_to >= care_from)
) partition by range (care_from);
comment on column dmp.care_line.line_key is 'digest of what identifies the line at its source: a replay adds nothing';
comment on column dmp.care_line.detail is 'which of the lines under that key: the table and its ordinal, or the n-th of equals';
comment on column dmp.care_line.label is 'as delivered; absent where the code alone was';
comment on column dmp.care_line.document is 'the set of versions it belongs to; absent where the source replaces nothing';

-- A document of the history: the version that stands, the days it covers, and where it says "nothing to report".
create table dmp.care_document (
    record      uuid        not null,
    document    uuid        not null,
    version     int         not null,
    content     bytea       not null,
    source      text        not null,
    covers_from timestamptz,
    covers_to   timestamptz not null,
    statements  jsonb       not null,
    delivery    uuid        not null,
    received_at timestamptz not null,
    primary key (record, document)
);
comment on column dmp.care_document.content is 'digest of its lines and statements: tells a repeated version from a changed one';
comment on column dmp.care_document.statements is '[{section, text}]: sections in which there is nothing to report';

alter table dmp.care_line enable row level security;
alter table dmp.care_document enable row level security;
create policy added_by_intake on dmp.care_line for insert to dmp_intake with check (true);
create policy read_of_one_record on dmp.care_line for select to dmp_app
    using (record = nullif(current_setting('dmp.record', true), '')::uuid);
create policy read_of_one_record on dmp.care_document for select to dmp_app
    using (record = nullif(current_setting('dmp.record', true), '')::uuid);

grant insert on dmp.care_line to dmp_intake;
grant select on dmp.care_line, dmp.care_document to dmp_app;

-- Makes the partition of a day's month. Attached rather than made in place: readers aren't held up.
create function dmp.ensure_care_month(p_day date) returns boolean
    language plpgsql security definer set search_path = dmp, pg_temp as $$
declare
    month date := date_trunc('month', p_day);
    name  text := 'care_line_' || to_char(p_day, 'YYYY_MM');
begin
    if to_regclass('dmp.' || name) is not null then
        return false;
    end if;
    if p_day not between '2000-01-01' and '2100-01-01' then
        raise exception 'no such month of care';
    end if;
    perform pg_advisory_xact_lock(hashtext('dmp.ensure_care_month'));
    if to_regclass('dmp.' || name) is not null then
        return false;
    end if;
    execute format('create table dmp.%I (like dmp.care_line including defaults including constraints including indexes,
        constraint of_its_month check (care_from >= %L and care_from < %L))', name, month, month + interval '1 month');
    execute format('alter table dmp.care_line attach partition dmp.%I for values from (%L) to (%L)',
        name, month, (month + interval '1 month')::date);
    execute format('alter table dmp.%I drop constraint of_its_month', name);
    execute format('grant insert on dmp.%I to dmp_intake', name);
    return true;
end $$;

-- Drops the months that lie wholly before the first day that is shown; returns how many. The program's clock may be
-- wrong, or be moved in the sandbox: whatever it says, the twelve months before today in Europe/Paris stay. Readers queue
-- behind whoever waits for the parent's lock, hence not for long.
create function dmp.drop_care_months(p_shown_from date) returns int
    language plpgsql security definer set search_path = dmp, pg_temp set lock_timeout = '1s' as $$
declare
    shown     date := least(p_shown_from, (now() at time zone 'Europe/Paris')::date - interval '12 months');
    partition record;
    dropped   int := 0;
begin
    for partition in
        select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'dmp.care_line'::regclass
    loop
        if to_date(right(partition.name, 7), 'YYYY_MM') + interval '1 month' <= date_trunc('month', shown) then
            execute format('drop table dmp.%I', partition.name);
            dropped := dropped + 1;
        end if;
    end loop;
    return dropped;
end $$;

-- Puts a version of a document in the place of a lower one, whose lines go. Answers what it found: NEW, REPLACED (now
-- the lines are to be added), OLDER, SAME or CHANGED (nothing is to be done; CHANGED: that version with other content).
create function dmp.take_care_document(p_record uuid, p_document uuid, p_version int, p_content bytea, p_source text,
        p_covers_from timestamptz, p_covers_to timestamptz, p_statements jsonb, p_delivery uuid,
        p_received_at timestamptz)
    returns text language plpgsql security definer set search_path = dmp, pg_temp as $$
declare
    standing care_document;
begin
    insert into care_document (record, document, version, content, source, covers_from, covers_to, statements, delivery,
                               received_at)
    values (p_record, p_document, p_version, p_content, p_source, p_covers_from, p_covers_to, p_statements, p_delivery,
            p_received_at)
    on conflict do nothing;
    if found then
        return 'NEW';
    end if;
    select * into strict standing from care_document where record = p_record and document = p_document for update;
    if standing.version > p_version then
        return 'OLDER';
    elsif standing.version = p_version then
        return case when standing.content = p_content then 'SAME' else 'CHANGED' end;
    end if;
    delete from care_line where record = p_record and document = p_document;
    update care_document set version = p_version, content = p_content, source = p_source, covers_from = p_covers_from,
        covers_to = p_covers_to, statements = p_statements, delivery = p_delivery, received_at = p_received_at
    where record = p_record and document = p_document;
    return 'REPLACED';
end $$;

comment on function dmp.ensure_care_month is
    'dmp_intake may insert into the partition itself: a bulk load copies into it beside the parent';

revoke all on function dmp.ensure_care_month, dmp.drop_care_months, dmp.take_care_document from public;
grant execute on function dmp.ensure_care_month, dmp.drop_care_months to dmp_app;
grant execute on function dmp.take_care_document to dmp_intake;
