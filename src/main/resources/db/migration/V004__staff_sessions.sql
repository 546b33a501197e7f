-- Sessions of the staff port, shared by all nodes (Spring Session).
create table dmp.spring_session (
    primary_id            char(36) primary key,
    session_id            char(36) not null unique,
    creation_time         bigint   not null,
    last_access_time      bigint   not null,
    max_inactive_interval int      not null,
    expiry_time           bigint   not null,
    principal_name        varchar(100)
);
create index spring_session_expiry on dmp.spring_session (expiry_time);
create index spring_session_principal on dmp.spring_session (principal_name);

create table dmp.spring_session_attributes (
    session_primary_id char(36)     not null references dmp.spring_session on delete cascade,
    attribute_name     varchar(200) not null,
    attribute_bytes    bytea        not null,
    primary key (session_primary_id, attribute_name)
);
grant select, insert, update, delete on dmp.spring_session, dmp.spring_session_attributes to dmp_app;
