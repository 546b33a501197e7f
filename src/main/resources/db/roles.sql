-- The database's roles, made once by its superuser before the first migration; running it again changes nothing.
-- Passwords are set apart (sandbox: generated; production: from the environment), never written here.
--   dmp_owner     owns every table; nobody signs in as it
--   dmp_migrator  signs in to migrate, acting as dmp_owner
--   engine_user   what the process engine needs of its own tables
--   dmp_app       the program; no owner, bypasses no row-level security
--   dmp_intake    the Assurance Maladie's feeding: adds, and never reads what it added
--   dmp_staff     what caseworkers' acts may add; reads no record's content
do $$
declare
    name text;
begin
    foreach name in array array['dmp_owner', 'engine_user', 'dmp_intake', 'dmp_staff'] loop
        if not exists (select from pg_roles where rolname = name) then
            execute format('create role %I nologin nosuperuser nocreatedb nocreaterole nobypassrls', name);
        end if;
    end loop;
    foreach name in array array['dmp_migrator', 'dmp_app'] loop
        if not exists (select from pg_roles where rolname = name) then
            execute format('create role %I login nosuperuser nocreatedb nocreaterole nobypassrls', name);
        end if;
    end loop;
end $$;
grant dmp_owner to dmp_migrator;
grant engine_user to dmp_app;
-- The program takes these roles on for one transaction and inherits nothing of them.
grant dmp_intake to dmp_app with inherit false, set true;
grant dmp_staff to dmp_app with inherit false, set true;

create schema if not exists engine authorization dmp_owner;
create schema if not exists dmp authorization dmp_owner;
create schema if not exists flyway authorization dmp_owner;
revoke create on schema public from public;
-- Tables for a transaction are made by the owner's functions alone: nobody can put one of their own in their place.
do $$
begin
    execute format('revoke temporary on database %I from public', current_database());
    execute format('grant temporary on database %I to dmp_owner', current_database());
end $$;
grant usage on schema engine to engine_user;
grant usage on schema dmp to dmp_app, dmp_intake, dmp_staff;

alter role dmp_app set statement_timeout = '15s';
alter role dmp_app set idle_in_transaction_session_timeout = '30s';
alter role dmp_app set lock_timeout = '5s';
