-- A wrong day would have dropped months that are still shown: twelve of them, in Europe/Paris.
create or replace function dmp.drop_care_months(p_before date) returns int
    language plpgsql security definer set search_path = dmp, pg_temp as $$
declare
    partition record;
    dropped   int := 0;
begin
    if p_before > (now() at time zone 'Europe/Paris')::date - interval '12 months' then
        raise exception 'these months of care are still shown';
    end if;
    for partition in
        select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'dmp.care_line'::regclass
    loop
        if to_date(right(partition.name, 7), 'YYYY_MM') + interval '1 month' <= date_trunc('month', p_before) then
            execute format('drop table dmp.%I', partition.name);
            dropped := dropped + 1;
        end if;
    end loop;
    return dropped;
end $$;

comment on function dmp.ensure_care_month is
    'dmp_intake may insert into the partition itself: a bulk load copies into it beside the parent';
