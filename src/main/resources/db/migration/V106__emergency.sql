-- Emergency accesses: what opens a record without its holder's leave, and what answers for it. Keys begin with the record.

-- That a professional read in an emergency is a fact of the decision, with its dates, as authorizations are.
create table dmp.emergency_access (
    record       uuid        not null references dmp.record,
    id           uuid        not null,
    professional text        not null,
    mode         text        not null check (mode in ('BRIS_DE_GLACE', 'CENTRE_15')),
    since        timestamptz not null,
    until        timestamptz not null check (until > since),
    ended_at     timestamptz check (ended_at >= since),
    primary key (record, id)
);
comment on column dmp.emergency_access.id is 'business key of the process';
comment on column dmp.emergency_access.until is 'when it ends by itself';
comment on column dmp.emergency_access.ended_at is 'when the professional ended it, or it had ended by itself';
create unique index emergency_access_present on dmp.emergency_access (record, professional, mode) where ended_at is null;
create unique index emergency_access_by_id on dmp.emergency_access (id);
create index emergency_access_by_professional on dmp.emergency_access (professional, since);
create index emergency_access_by_date on dmp.emergency_access (since);

-- The holder's objection to one mode: ended, never taken back. Both are open unless objected to.
create table dmp.emergency_objection (
    record   uuid        not null references dmp.record,
    mode     text        not null check (mode in ('BRIS_DE_GLACE', 'CENTRE_15')),
    since    timestamptz not null,
    ended_at timestamptz,
    primary key (record, mode, since)
);
create unique index emergency_objection_present on dmp.emergency_objection (record, mode) where ended_at is null;
insert into dmp.emergency_objection (record, mode, since)
select id, 'BRIS_DE_GLACE', opened_at from dmp.record where not break_glass
union all
select id, 'CENTRE_15', opened_at from dmp.record where not regulation;
alter table dmp.record drop column break_glass, drop column regulation;

grant select, insert on dmp.emergency_access, dmp.emergency_objection to dmp_app;
grant update (ended_at) on dmp.emergency_access, dmp.emergency_objection to dmp_app;

-- What answers for an access: why it was, what its holder says, what a reviewer found. Words are sealed under the record's
-- key, and go with it.
create table dmp.emergency_case (
    record        uuid        not null,
    id            uuid        not null,
    reason        text        not null check (reason in ('UNCONSCIOUS', 'LIFE_THREAT', 'COVERING', 'IDENTITY')),
    explanation   bytea       not null,
    call_reference text,
    review        text        not null check (review in ('PENDING', 'JUSTIFIED', 'UNJUSTIFIED')),
    due_at        timestamptz not null,
    contested_at  timestamptz,
    words         bytea,
    first_finding text check (first_finding in ('JUSTIFIED', 'UNJUSTIFIED')),
    first_reviewer text,
    reviewer      text,
    reviewed_at   timestamptz,
    outcome_reason bytea,
    escalated_at  timestamptz,
    primary key (record, id),
    foreign key (record, id) references dmp.emergency_access,
    check ((contested_at is null) = (words is null)),
    check ((review = 'PENDING') = (reviewed_at is null))
);
comment on column dmp.emergency_case.explanation is 'the professional''s words, sealed; like the holder''s (words), and the reviewer''s (outcome_reason)';
comment on column dmp.emergency_case.first_reviewer is 'the login of who held it for unjustified, until a second one said the same or otherwise';
comment on column dmp.emergency_case.due_at is 'by when it is to be reviewed';
comment on column dmp.emergency_case.escalated_at is 'when it was overdue, or held for unjustified, and the compliance officer took it up';

alter table dmp.emergency_case enable row level security;
alter table dmp.emergency_case force row level security;
create policy owners_functions on dmp.emergency_case to current_user using (true) with check (true);
-- Whoever opened it sees their own; others of the record that they have entered, among them a reviewer.
create policy of_the_entered_record on dmp.emergency_case to dmp_app
    using (record = (select dmp.entered()) and ((select current_setting('dmp.actor_kind', true)) <> 'PROFESSIONAL'
        or exists (select from dmp.emergency_access a where a.record = emergency_case.record
            and a.id = emergency_case.id and a.professional = (select current_setting('dmp.actor', true)))));
grant select, insert on dmp.emergency_case to dmp_app;
grant update (review, due_at, contested_at, words, first_finding, first_reviewer, reviewer, reviewed_at, outcome_reason,
    escalated_at) on dmp.emergency_case to dmp_app;

-- Begins the reading or changing of a record, as V100 has it, in a mode.
drop function dmp.enter_record(uuid, text, text, timestamptz);
create function dmp.enter_record(p_record uuid, p_kind text, p_actor text, p_at timestamptz,
        p_mode text default 'NORMAL') returns void
    language plpgsql security definer set search_path = dmp, pg_temp as $$
declare
    facts record;
begin
    perform from audit_head where record = p_record for update;
    select * into facts from access_facts(p_record, p_kind, p_actor, p_at, p_mode);
    perform set_config('dmp.record', p_record::text, true), set_config('dmp.actor_kind', p_kind, true),
        set_config('dmp.actor', p_actor, true),
        set_config('dmp.reach', case when facts.status <> 'ACTIVE' then ''
            when facts.holder then 'HOLDER'
            when p_kind = 'REPRESENTATIVE' and represents(p_record, p_actor, p_at) then 'REPRESENTATIVE'
            when facts.declared then 'TREATING'
            when facts.blocked then ''
            when facts.treating then 'TREATING'
            when (facts.emergency or facts.authorized) and not facts.hidden then 'AUTHORIZED'
            else 'AUTHOR' end, true);
end $$;
revoke all on function dmp.enter_record from public;
grant execute on function dmp.enter_record to dmp_app;
