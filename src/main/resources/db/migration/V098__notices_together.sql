-- Notices of one kind about one record that are told in one message: the first waits for a while, others join it.
alter table dmp.notice
    add column told      int  check (told > 0),
    add column joined_to uuid references dmp.notice,
    drop constraint notice_state_check,
    add constraint notice_state_check
        check (state in ('NEW', 'CLAIMED', 'SENT', 'DELIVERED', 'FAILED', 'UNKNOWN', 'DEAD', 'JOINED')),
    add constraint notice_joined_check check ((state = 'JOINED') = (joined_to is not null)),
    drop constraint notice_check1,
    add constraint notice_check1
        check (destination is not null or state in ('SENT', 'DELIVERED', 'FAILED', 'DEAD', 'JOINED'));
comment on column dmp.notice.told is 'how many things the message tells of; absent for kinds that always go alone';
comment on column dmp.notice.joined_to is 'the notice whose message tells of this one too';

-- At most one waits for others. What was claimed once has told its number, and another contact is told the same.
create unique index notice_waiting_for_others on dmp.notice (record, kind)
    where state = 'NEW' and attempts = 0 and told is not null and fallback_of is null;
create index notice_joined on dmp.notice (joined_to) where joined_to is not null;

-- What two notices say in one message: the same once, different words side by side.
create function dmp.facts_together(p_first jsonb, p_next jsonb) returns jsonb language sql immutable as $$
    select coalesce(jsonb_object_agg(key, case
        when f.value is null then n.value
        when n.value is null or position(', ' || n.value || ', ' in ', ' || f.value || ', ') > 0 then f.value
        else f.value || ', ' || n.value end), '{}')
    from jsonb_each_text(p_first) f full join jsonb_each_text(p_next) n using (key)
$$;
