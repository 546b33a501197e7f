-- The trace: who did what, when, why, on which ground; a chain per record, to which one only adds.
create table dmp.audit_entry (
    record       uuid        not null,
    seq          bigint      not null,
    id           uuid        not null unique,
    at           timestamptz not null,
    actor_kind   text        not null,
    actor        text        not null,
    actor_name   text,
    on_behalf_of uuid,
    act          text        not null,
    subject      text,
    mode         text        not null,
    ground       text        not null,
    content      bytea       not null,
    hash         bytea       not null,
    primary key (record, seq)
);
comment on column dmp.audit_entry.content is 'the canonical form of the entry: what the hash is taken of, after the hash before it';

create table dmp.audit_head (
    record uuid   primary key,
    seq    bigint not null,
    hash   bytea  not null
);

create function dmp.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'the trace is only added to';
end $$;

create trigger audit_entry_only_added before update or delete on dmp.audit_entry
    for each row execute function dmp.refuse_change();
create trigger audit_entry_not_emptied before truncate on dmp.audit_entry
    for each statement execute function dmp.refuse_change();

-- One statement adds an entry: the head's row lock puts the writers of one record in order.
create function dmp.audit_append(p_record uuid, p_id uuid, p_at timestamptz, p_actor_kind text, p_actor text,
        p_actor_name text, p_on_behalf_of uuid, p_act text, p_subject text, p_mode text, p_ground text, p_content bytea)
    returns void language sql security definer set search_path = dmp, pg_temp as $$
    with head as (
        insert into audit_head as h (record, seq, hash)
        values (p_record, 1, sha256(sha256(uuid_send(p_record)) || p_content))
        on conflict (record) do update set seq = h.seq + 1, hash = sha256(h.hash || p_content)
        returning seq, hash)
    insert into audit_entry (record, seq, id, at, actor_kind, actor, actor_name, on_behalf_of, act, subject, mode,
                             ground, content, hash)
    select p_record, seq, p_id, p_at, p_actor_kind, p_actor, p_actor_name, p_on_behalf_of, p_act, p_subject, p_mode,
           p_ground, p_content, hash
    from head
$$;

grant select on dmp.audit_entry, dmp.audit_head to dmp_app;
revoke all on function dmp.audit_append from public;
grant execute on function dmp.audit_append to dmp_app, dmp_intake, dmp_staff;
