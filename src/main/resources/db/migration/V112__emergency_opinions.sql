-- Who has said what of an emergency access. Whoever has given an opinion gives no other of it, however often its review is
-- begun again; what they said is sealed with the case.
create table dmp.emergency_opinion (
    record   uuid        not null,
    access   uuid        not null,
    reviewer text        not null,
    finding  text        not null check (finding in ('JUSTIFIED', 'UNJUSTIFIED')),
    given_at timestamptz not null,
    primary key (record, access, reviewer),
    foreign key (record, access) references dmp.emergency_access
);
comment on column dmp.emergency_opinion.reviewer is 'their login';

alter table dmp.emergency_opinion enable row level security;
alter table dmp.emergency_opinion force row level security;
create policy owners_functions on dmp.emergency_opinion to current_user using (true) with check (true);
create policy of_the_entered_record on dmp.emergency_opinion to dmp_app
    using (record = (select dmp.entered()) and (select current_setting('dmp.actor_kind', true)) = 'STAFF');
grant select, insert on dmp.emergency_opinion to dmp_app;

-- The trace has all of them, the two columns had the last of them.
insert into dmp.emergency_opinion (record, access, reviewer, finding, given_at)
select distinct on (e.record, a.id, e.actor) e.record, a.id, e.actor, e.ground, e.at
from dmp.audit_entry e join dmp.emergency_access a on a.record = e.record and a.id::text = e.subject
where e.actor_kind = 'STAFF' and e.act in ('REVIEW_EMERGENCY_ACCESS', 'CONFIRM_EMERGENCY_REVIEW')
order by e.record, a.id, e.actor, e.seq desc;
alter table dmp.emergency_case drop column first_reviewer, drop column reviewer;
