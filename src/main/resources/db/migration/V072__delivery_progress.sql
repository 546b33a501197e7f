-- How far the deliveries that are being taken have come, for whoever looks on from any node. Worth nothing once they are
-- taken: it is in no log, and a crash of the server empties it.
create unlogged table dmp.delivery_progress (
    delivery   uuid             primary key,
    kind       text             not null,
    lines      bigint           not null check (lines >= 0),
    share      double precision not null check (share between 0 and 1),
    elapsed_ms bigint           not null check (elapsed_ms >= 0),
    told_at    timestamptz      not null default now()
);
comment on column dmp.delivery_progress.share is 'read of what there is to read';
comment on column dmp.delivery_progress.told_at is 'by the database''s clock; nothing told for a while, and whoever took it is gone';

grant select, insert, update, delete on dmp.delivery_progress to dmp_app;
