-- Of the matrix's versions the one decides whose day in force is the latest that has come, whatever their numbers. They are
-- published in the order of their days: each holds until the next one's day, and a day that was taken isn't taken again.
-- Until now the highest number decided: versions that a higher one held before never had a say. They are drafts again, as
-- they would come into force of themselves; of what is left, both rules always name the same.
update dmp.matrix_version held set in_force_from = null
where exists (
    select from dmp.matrix_version newer
    where newer.version > held.version and newer.in_force_from <= held.in_force_from);
create unique index matrix_version_day on dmp.matrix_version (in_force_from);

-- Whether a version may be published from a day: one to come, and after those of all others.
create function dmp.matrix_day_free(p_version int, p_in_force_from date, p_today date) returns boolean
    language sql stable set search_path = dmp, pg_temp as $$
    select p_in_force_from > p_today and not exists (
        select from matrix_version other where other.version <> p_version and other.in_force_from >= p_in_force_from)
$$;

-- Drafts the next version: the cells of the one that it is based on, but for those that are told; answers its number, or
-- nothing where it can't be published from that day. Two at once get two numbers, one after the other.
create or replace function dmp.draft_matrix(p_based_on int, p_professions text[], p_types text[], p_allowed boolean[],
        p_in_force_from date, p_told text, p_by text, p_at timestamptz) returns int
    language plpgsql security definer set search_path = dmp, pg_temp as $$
declare
    drafted int;
begin
    lock table matrix_version in share row exclusive mode;
    select coalesce(max(version), 0) + 1 into drafted from matrix_version;
    if p_in_force_from is not null
            and not matrix_day_free(drafted, p_in_force_from, (p_at at time zone 'Europe/Paris')::date) then
        return null;
    end if;
    insert into matrix_version (version, in_force_from, told, based_on, drafted_by, drafted_at)
    values (drafted, p_in_force_from, p_told, p_based_on, p_by, p_at);
    insert into matrix_cell (version, profession, type, allowed, source)
    select drafted, profession, type, coalesce(told.allowed, base.allowed),
        case when told.allowed is null or told.allowed = base.allowed then base.source else 'ADMINISTRATOR' end
    from (select profession, type, allowed, source from matrix_cell where version = p_based_on) as base
    full join unnest(p_professions, p_types, p_allowed) as told (profession, type, allowed) using (profession, type);
    return drafted;
end $$;

-- Publishes a version from a day, or makes it a draft again; false where that can't be any more: it is in force, or was; it
-- was changed meanwhile; another one is published from that day, or from a later one.
create or replace function dmp.plan_matrix(p_version int, p_expected date, p_in_force_from date, p_today date)
    returns boolean
    language plpgsql security definer set search_path = dmp, pg_temp as $$
begin
    lock table matrix_version in share row exclusive mode;
    update matrix_version set in_force_from = p_in_force_from
    where version = p_version and in_force_from is not distinct from p_expected
        and (in_force_from is null or in_force_from > p_today)
        and (p_in_force_from is null or matrix_day_free(p_version, p_in_force_from, p_today));
    return found;
end $$;

revoke all on function dmp.matrix_day_free from public;
