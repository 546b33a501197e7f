-- New versions of the habilitation matrix, as administrators draft them and put them in force. Nothing writes them but the
-- functions below: what is in force, or was, can't change, and nobody adds a cell to a version that is there already.
alter table dmp.matrix_version
    alter column in_force_from drop not null,
    add column based_on   int references dmp.matrix_version,
    add column drafted_by text,
    add column drafted_at timestamptz;
comment on column dmp.matrix_version.in_force_from is 'absent as long as it is a draft';
comment on column dmp.matrix_version.told is 'where it comes from, in the words of whoever drafted it';
comment on column dmp.matrix_version.drafted_by is 'login of the staff; absent where it came with the program';

alter table dmp.matrix_cell drop constraint matrix_cell_source_check;
alter table dmp.matrix_cell add constraint matrix_cell_source_check
    check (source in ('ORDER', 'PROJECT', 'ADMINISTRATOR'));
comment on column dmp.matrix_cell.source is
    'ORDER: the order of 26 October 2023 as it is known; PROJECT: chosen by us; ADMINISTRATOR: drafted with its version';

-- What a cell may be of: the types of documents, what counts as one without being one, and types that a version names
-- before the nomenclature was taken in.
create view dmp.matrix_type as
    select code, class from dmp.document_type
    union select 'REMB', '60' union select 'DOCPAT08', '90'
    union select type, null from dmp.matrix_cell
        where type <> '*' and type not in (select code from dmp.document_type) and type not in ('REMB', 'DOCPAT08');
grant select on dmp.matrix_type to dmp_app;

-- The version that decides at a moment: the decision's own answer. plpgsql, here and below, because the decision's functions
-- are made after the migrations.
create function dmp.matrix_in_force(p_at timestamptz) returns int
    language plpgsql stable set search_path = dmp, pg_temp as $$
begin
    return (select matrix from access_facts(null, 'SYSTEM', 'dmp', p_at));
end $$;

-- Drafts the next version: the cells of the one that it is based on, but for those that are told; answers its number. Two at
-- once get two numbers, one after the other.
create function dmp.draft_matrix(p_based_on int, p_professions text[], p_types text[], p_allowed boolean[],
        p_in_force_from date, p_told text, p_by text, p_at timestamptz) returns int
    language plpgsql security definer set search_path = dmp, pg_temp as $$
declare
    drafted int;
begin
    lock table matrix_version in share row exclusive mode;
    select coalesce(max(version), 0) + 1 into drafted from matrix_version;
    insert into matrix_version (version, in_force_from, told, based_on, drafted_by, drafted_at)
    values (drafted, p_in_force_from, p_told, p_based_on, p_by, p_at);
    insert into matrix_cell (version, profession, type, allowed, source)
    select drafted, profession, type, coalesce(told.allowed, base.allowed),
        case when told.allowed is null or told.allowed = base.allowed then base.source else 'ADMINISTRATOR' end
    from (select profession, type, allowed, source from matrix_cell where version = p_based_on) as base
    full join unnest(p_professions, p_types, p_allowed) as told (profession, type, allowed) using (profession, type);
    return drafted;
end $$;

-- Puts a version in force from a day, or makes it a draft again; false where that can't be any more: it is in force, or was;
-- it was changed meanwhile; a newer one holds from that day on, as of two the newer one decides.
create function dmp.plan_matrix(p_version int, p_expected date, p_in_force_from date, p_today date) returns boolean
    language plpgsql security definer set search_path = dmp, pg_temp as $$
begin
    lock table matrix_version in share row exclusive mode;
    update matrix_version set in_force_from = p_in_force_from
    where version = p_version and in_force_from is not distinct from p_expected
        and (in_force_from is null or in_force_from > p_today)
        and (p_in_force_from is null or p_in_force_from > p_today)
        and not exists (select from matrix_version newer
            where newer.version > p_version and newer.in_force_from <= p_in_force_from);
    return found;
end $$;

revoke all on function dmp.matrix_in_force, dmp.draft_matrix, dmp.plan_matrix from public;
grant execute on function dmp.matrix_in_force, dmp.draft_matrix, dmp.plan_matrix to dmp_app;
