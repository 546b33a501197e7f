-- Changes of treating physician that the holder of an open record isn't told of yet: one a process treating-physician-change.
create table dmp.treating_change (
    id       uuid primary key,
    record   uuid not null,
    person   uuid not null references dmp.insured_person on delete cascade,
    former   text,
    rpps     text not null,
    since    date not null,
    delivery uuid not null
);
comment on column dmp.treating_change.id is 'business key of the process; the row goes once the holder is told';
comment on column dmp.treating_change.former is 'whose rights end; absent where there was no treating physician';

grant select, insert, delete on dmp.treating_change to dmp_app;
