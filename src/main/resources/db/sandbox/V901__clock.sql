-- How far the sandbox's time is from the world's: one row, for all nodes.
create table dmp.sandbox_clock (
    one_row       boolean primary key default true check (one_row),
    offset_millis bigint  not null
);
insert into dmp.sandbox_clock (offset_millis) values (0);
grant select, update on dmp.sandbox_clock to dmp_app;
