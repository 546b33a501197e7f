-- What a holder chooses beyond whom they let in: that people of their own are told of each emergency access, and that each is
-- looked at first. With their dates, as objections are; nothing is chosen unless they did.
create table dmp.emergency_choice (
    record   uuid        not null references dmp.record,
    choice   text        not null check (choice in ('TELL_CONTACTS', 'WATCHED')),
    since    timestamptz not null,
    ended_at timestamptz,
    primary key (record, choice, since)
);
create unique index emergency_choice_present on dmp.emergency_choice (record, choice) where ended_at is null;

-- No professional learns who is watched.
alter table dmp.emergency_choice enable row level security;
alter table dmp.emergency_choice force row level security;
create policy owners_functions on dmp.emergency_choice to current_user using (true) with check (true);
create policy of_the_entered_record on dmp.emergency_choice to dmp_app
    using (record = (select dmp.entered())
        and ((select dmp.entered_reach()) in ('HOLDER', 'REPRESENTATIVE')
            or (select current_setting('dmp.actor_kind', true)) = 'SYSTEM'));
grant select, insert on dmp.emergency_choice to dmp_app;
grant update (ended_at) on dmp.emergency_choice to dmp_app;

alter table dmp.record_entry add column phone text,
    add check (phone is null or kind = 'EMERGENCY_CONTACTS' and phone ~ '^\+[0-9]{8,15}$');
comment on column dmp.record_entry.phone is 'of a person to contact: the mobile by which they are told, E.164';

-- Whom the program tells of an access to the record that it has entered, where its holder chose so: numbers alone, each once,
-- in the holder's order.
create function dmp.emergency_contacts_told(p_record uuid, p_most int) returns setof text
    language sql stable security definer set search_path = dmp, pg_temp as $$
    select e.phone from record_entry e
    where e.record = p_record and p_record = entered() and current_setting('dmp.actor_kind', true) = 'SYSTEM'
        and e.kind = 'EMERGENCY_CONTACTS' and e.ended_at is null and e.phone is not null
        and exists (select from emergency_choice c
            where c.record = p_record and c.choice = 'TELL_CONTACTS' and c.ended_at is null)
    group by e.phone order by min(e.place) limit p_most
$$;
revoke all on function dmp.emergency_contacts_told from public;
grant execute on function dmp.emergency_contacts_told to dmp_app;

alter table dmp.emergency_finding drop constraint emergency_finding_reason_check,
    add constraint emergency_finding_reason_check
        check (reason in ('WATCHED', 'OUT_OF_LINE', 'ODD_HOURS', 'SAME_NAME', 'COLLEAGUE'));
