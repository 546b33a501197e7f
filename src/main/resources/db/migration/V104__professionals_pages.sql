-- Professionals who sign in to the pages under /pro by their provider.

-- A sign-in on its way to the provider and back: once, and in the browser that began it. What else belongs to it (nonce,
-- verifier) is derived from its state under the house's key and kept nowhere.
create table dmp.professional_sign_in (
    state_digest   bytea       primary key,
    browser_digest bytea       not null,
    begun_at       timestamptz not null
);
create index professional_sign_in_age on dmp.professional_sign_in (begun_at);

create table dmp.professional_session (
    token_digest bytea       primary key,
    rpps         text        not null,
    profession   text        not null,
    regulation   boolean     not null,
    last_seen_at timestamptz not null,
    expires_at   timestamptz not null
);
create index professional_session_expires on dmp.professional_session (expires_at);
comment on column dmp.professional_session.profession is
    'as it was at the sign-in: where the directory says another one by now, the session admits nobody';
comment on column dmp.professional_session.regulation is 'whether the provider gave the right of a regulating doctor';

grant select, insert, update, delete on dmp.professional_sign_in, dmp.professional_session to dmp_app;

-- The words of a name without case, accents or separators, in their order: people are found by it whose names a comparison
-- then finds to be the same. Letters beyond a to z separate here; the comparison knows them.
create function dmp.name_words(name text) returns text language sql immutable strict parallel safe as $$
    select coalesce(string_agg(word, ' ' order by word collate "C"), '')
    from regexp_split_to_table(
        lower(replace(replace(replace(replace(regexp_replace(normalize(name, NFKD), '[\u0300-\u036f]+', '', 'g'),
            'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae') collate "C"), '[^a-z]+') as word
    where word <> ''
$$;
create index insured_person_traits on dmp.insured_person (dmp.name_words(family_name), birth_date);
grant execute on function dmp.name_words to dmp_app;
