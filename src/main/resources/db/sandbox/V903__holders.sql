-- The sample people whose record was opened at the first start, and what one signs in with as them.
create table dmp.sandbox_holder (
    person     uuid primary key references dmp.insured_person on delete cascade,
    identifier text not null,
    password   text not null
);
grant select, insert, update on dmp.sandbox_holder to dmp_app;
