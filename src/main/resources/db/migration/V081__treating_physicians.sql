-- Who was whose treating physician on which day: intervals that follow one another, each from since (its own) to until (the
-- next one's).
alter table dmp.treating_physician
    add column told_at timestamptz not null default '1970-01-01Z',
    add constraint treating_physician_lasts check (until > since);
comment on column dmp.treating_physician.told_at is
    'when the declaration that stands here was written: an older one with the same since doesn''t correct it';
