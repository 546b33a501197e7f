-- Rows are kept from the tables' owner, too: what its functions see beyond a record's reader is a rule that can be read and
-- withdrawn, and no privilege of owning.
do $$
declare
    kept regclass;
begin
    for kept in select oid from pg_class where relnamespace = 'dmp'::regnamespace and relrowsecurity loop
        execute format('alter table %s force row level security', kept);
        execute format('create policy owners_functions on %s to current_user using (true) with check (true)', kept);
    end loop;
end $$;
