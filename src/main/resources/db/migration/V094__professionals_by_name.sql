-- Professionals found by the beginning of their name, among the 1.7 million of the directory.

-- A name as people type it: small letters without accents, words with one space between.
create function dmp.folded(p_name text) returns text language sql immutable strict parallel safe as $$
    select trim(regexp_replace(lower(regexp_replace(normalize(
        replace(replace(replace(replace(p_name, 'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae'), nfd),
        '[\u0300-\u036f]', '', 'g')), '[^a-z0-9]+', ' ', 'g'))
$$;
grant execute on function dmp.folded to dmp_app;

-- In the order of the answer, so that the first twenty are the first twenty of the index, however many there are.
create index professional_by_name on dmp.professional (
    (dmp.folded(family_name) collate "C"), (dmp.folded(given_name) collate "C"), rpps);
create index professional_by_city on dmp.professional (
    (dmp.folded(city) collate "C"), (dmp.folded(family_name) collate "C"));
