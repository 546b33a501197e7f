-- What the holder and professionals write down of a person's health, and whom to tell in an emergency. Nothing is changed
-- nor taken back: what is changed is ended, and another version of it begins.
create table dmp.record_entry (
    record            uuid        not null references dmp.record,
    kind              text        not null
        check (kind in ('ALLERGIES', 'VACCINATIONS', 'CONDITIONS', 'TREATMENTS', 'EMERGENCY_CONTACTS')),
    id                uuid        not null,
    version           int         not null,
    place             int         not null,
    label             text        not null check (char_length(label) between 1 and 200),
    code              text,
    since             date,
    note              text        check (char_length(note) between 1 and 2000),
    author_kind       text        not null,
    author            text        not null,
    author_name       text,
    author_profession text,
    recorded_at       timestamptz not null,
    ended_at          timestamptz,
    primary key (record, kind, id, version)
);
comment on column dmp.record_entry.place is 'its place in the list, as the holder put it';
comment on column dmp.record_entry.author is 'the RPPS of a professional, the record of a holder';
comment on column dmp.record_entry.author_profession is 'code of the profession that they had when they wrote';
create unique index record_entry_present on dmp.record_entry (record, kind, id) where ended_at is null;

alter table dmp.record_entry enable row level security;
create policy read_by_whoever_may on dmp.record_entry for select to dmp_app
    using (record = (select dmp.entered_record()));
create policy added_by_whoever_may on dmp.record_entry for insert to dmp_app
    with check (record = (select dmp.entered_record()));
create policy ended_by_whoever_may on dmp.record_entry for update to dmp_app
    using (record = (select dmp.entered_record()));

grant select, insert on dmp.record_entry to dmp_app;
grant update (place, ended_at) on dmp.record_entry to dmp_app;
