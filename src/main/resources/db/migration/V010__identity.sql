-- Insured people as the Assurance Maladie delivers them. A NIR is found by its keyed digest and kept sealed.
create table dmp.insured_person (
    id            uuid        primary key,
    nir_digest    bytea       not null unique,
    nir_sealed    bytea       not null,
    family_name   text        not null,
    given_names   text        not null,
    birth_date    date        not null,
    sex           char(1)     not null check (sex in ('F', 'M')),
    regime        text        not null,
    fund          text        not null,
    vitale_serial text,
    address1      text,
    address2      text,
    postcode      text,
    city          text,
    told_at       timestamptz not null
);
comment on column dmp.insured_person.told_at is
    'when what stands here, delivered contacts included, was written where it comes from: an older file changes nothing';

-- Where a person can be reached: as delivered, until the holder changes it.
create table dmp.contact_point (
    person      uuid        not null references dmp.insured_person on delete cascade,
    channel     text        not null check (channel in ('SMS', 'MAIL')),
    value       text        not null,
    source      text        not null check (source in ('DELIVERED', 'HOLDER')),
    since       timestamptz not null,
    verified_at timestamptz,
    primary key (person, channel)
);

create table dmp.representative (
    person         uuid not null references dmp.insured_person on delete cascade,
    representative uuid not null references dmp.insured_person on delete cascade,
    kind           text not null check (kind in ('PARENT', 'GUARDIAN')),
    since          date not null,
    until          date,
    primary key (person, representative)
);
create index representative_of on dmp.representative (representative);

-- Professionals of the directory.
create table dmp.professional (
    rpps         text primary key,
    family_name  text not null,
    given_name   text not null,
    profession   text not null,
    specialty    text,
    organization text,
    city         text,
    regulation   boolean not null default false,
    struck_off   date
);

create table dmp.treating_physician (
    person uuid not null references dmp.insured_person on delete cascade,
    rpps   text not null,
    since  date not null,
    until  date,
    primary key (person, since)
);
create unique index treating_physician_present on dmp.treating_physician (person) where until is null;

grant select, insert, update, delete on dmp.insured_person, dmp.contact_point, dmp.representative, dmp.professional,
    dmp.treating_physician to dmp_app;
