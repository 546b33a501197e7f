-- Professionals as the directory's extract tells them: one of their places of practice, and when that was told.
alter table dmp.professional
    add column postcode text,
    add column commune  text,
    add column told_at  timestamptz not null default '-infinity',
    add column told_by  uuid;
comment on column dmp.professional.specialty is 'code of the savoir-faire, as the extract has it: SM54';
comment on column dmp.professional.commune is 'INSEE code of the commune of practice';
comment on column dmp.professional.told_at is
    'when the extract that stands here was written: an older one changes nothing; none was while it is -infinity';
comment on column dmp.professional.told_by is
    'the delivery of that extract: of a professional''s lines in it, the first that names a place is kept';
