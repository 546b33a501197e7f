-- Claims as DCIR tables deliver them, by the million: into the same partitions, by binary COPY.
alter table dmp.care_line add column told bigint;
comment on column dmp.care_line.told is
    'digest of what its claim says, its beneficiary apart: tells a repeated claim from a changed one; absent where the source has versions';

-- A reversal stays beside what it cancels, or a replay would bring the original back; whoever reads nets the two. Few are.
create index care_line_reversal on dmp.care_line (record, care_from) where quantity < 0;

-- What an emitter sent at once. Where no other delivery held it, none of its claims can be there.
create table dmp.care_flux (
    day      date   not null,
    type     int    not null,
    emitter  int    not null,
    sequence int    not null,
    delivery uuid   not null,
    primary key (day, type, emitter, sequence)
);

-- The account of a delivery, table by table. Size and checksums tell the same tables in another ZIP.
create table dmp.delivery_table (
    delivery        uuid   not null references dmp.delivery on delete cascade,
    name            text   not null,
    size            bigint not null,
    crc             bigint not null,
    sha256          bytea  not null check (length(sha256) = 32),
    received        bigint not null,
    kept            bigint not null,
    duplicate       bigint not null,
    reversed        bigint not null,
    no_record       bigint not null,
    refused         bigint not null,
    received_cents  bigint not null,
    kept_cents      bigint not null,
    duplicate_cents bigint not null,
    reversed_cents  bigint not null,
    no_record_cents bigint not null,
    refused_cents   bigint not null,
    primary key (delivery, name),
    constraint delivery_table_account_closes check (
        received = kept + duplicate + reversed + no_record + refused
        and received_cents = kept_cents + duplicate_cents + reversed_cents + no_record_cents + refused_cents)
);
create index delivery_table_same on dmp.delivery_table (crc, size);
grant select, insert on dmp.delivery_table to dmp_app;

-- Notes fluxes as held by a delivery; answers which of them, by their place in the arrays, no other held before. Two
-- deliveries of the same new flux wait for each other here.
create function dmp.take_care_fluxes(p_days date[], p_types int[], p_emitters int[], p_sequences int[], p_delivery uuid)
    returns setof bigint language sql security definer set search_path = dmp, pg_temp as $$
    with asked as (
        select * from unnest(p_days, p_types, p_emitters, p_sequences)
            with ordinality as asked (day, type, emitter, sequence, place)),
    taken as (
        insert into care_flux (day, type, emitter, sequence, delivery)
        select day, type, emitter, sequence, p_delivery from asked order by day, type, emitter, sequence
        on conflict do nothing returning day, type, emitter, sequence)
    select place from asked join taken using (day, type, emitter, sequence)
$$;

-- Which of these lines stand already, by their place in the arrays: whether the claim's lines say what this claim says,
-- whether this very line is there, and whether it is the same. No more than that: the feeding reads nothing. Whatever is
-- known of the partitions' sizes, they are entered by their key.
create function dmp.known_care_lines(p_records uuid[], p_days date[], p_keys uuid[], p_details text[], p_told bigint[],
        p_codes text[], p_quantities numeric[])
    returns table (place bigint, claim_same boolean, line_known boolean, line_same boolean)
    language sql security definer set search_path = dmp, pg_temp
    set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off as $$
    select a.place, bool_and(l.told is not distinct from a.told), bool_or(l.detail = a.detail),
        bool_or(l.detail = a.detail and l.code is not distinct from a.code and l.quantity is not distinct from a.quantity)
    from unnest(p_records, p_days, p_keys, p_details, p_told, p_codes, p_quantities)
        with ordinality as a (record, day, key, detail, told, code, quantity, place)
    join care_line l on l.record = a.record and l.care_from = a.day and l.line_key = a.key
    group by a.place
$$;

revoke all on function dmp.take_care_fluxes, dmp.known_care_lines from public;
grant execute on function dmp.take_care_fluxes, dmp.known_care_lines to dmp_intake;
