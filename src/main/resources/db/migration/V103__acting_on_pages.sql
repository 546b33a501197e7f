-- For whom a holder acts on the pages: chosen once, kept with the session, in no address. Whether they still may is asked at
-- every request, so nothing refers to that record: a choice that holds no more must be seen as one, and told.
alter table dmp.holder_session add column acting_for uuid;
comment on column dmp.holder_session.acting_for is 'the record that the pages work on; absent for the own one';

-- Whom someone represents is found by the person, then their record.
create index credential_person on dmp.credential (person);
