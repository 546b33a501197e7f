-- Who may read a record: facts with their dates, none ever changed but to end it, so that what was allowed on any day can
-- be told. Keys begin with the record.
create table dmp.access_authorization (
    record       uuid        not null references dmp.record,
    id           uuid        not null,
    professional text        not null,
    since        timestamptz not null,
    until        timestamptz check (until > since),
    ended_at     timestamptz,
    ground       text        not null check (ground in ('HOLDER', 'HOLDER_PRESENT', 'REQUEST')),
    primary key (record, id)
);
comment on column dmp.access_authorization.until is 'the end that the holder wished for; absent where it is open';
comment on column dmp.access_authorization.ended_at is 'when it was revoked, or another one took its place';
create unique index access_authorization_present on dmp.access_authorization (record, professional)
    where ended_at is null;

create table dmp.access_block (
    record       uuid        not null references dmp.record,
    professional text        not null,
    since        timestamptz not null,
    ended_at     timestamptz,
    primary key (record, professional, since)
);
create unique index access_block_present on dmp.access_block (record, professional) where ended_at is null;

-- The treating physician's rights, given to another professional.
create table dmp.treating_right (
    record       uuid        not null references dmp.record,
    professional text        not null,
    since        timestamptz not null,
    ended_at     timestamptz,
    primary key (record, professional, since)
);
create unique index treating_right_present on dmp.treating_right (record, professional) where ended_at is null;

-- The whole record, hidden from all professionals but its treating physician.
create table dmp.record_hiding (
    record   uuid        not null references dmp.record,
    since    timestamptz not null,
    ended_at timestamptz,
    primary key (record, since)
);
create unique index record_hiding_present on dmp.record_hiding (record) where ended_at is null;

-- The habilitation matrix: which types of document a profession reads. A new version never changes an old one; what isn't
-- in a version is refused. Type '*' stands for all that have no cell of their own.
create table dmp.matrix_version (
    version       int  primary key,
    in_force_from date not null,
    told          text not null
);
create table dmp.matrix_cell (
    version    int     not null references dmp.matrix_version,
    profession text    not null,
    type       text    not null,
    allowed    boolean not null,
    source     text    not null check (source in ('ORDER', 'PROJECT')),
    primary key (version, profession, type)
);
comment on column dmp.matrix_cell.source is 'ORDER: the order of 26 October 2023 as it is known; PROJECT: chosen by us';

insert into dmp.matrix_version values
    (1, '2023-10-26', 'Arrêté du 26 octobre 2023 pour les cases connues ; les autres sont choisies par le projet');
insert into dmp.matrix_cell (version, profession, type, allowed, source)
select 1, profession, type, allowed, source
from (values
    ('10', '*', true, 'ORDER'), ('10', 'ATTEST-RESID', false, 'ORDER'),
    ('40', '*', true, 'PROJECT'), ('40', '80788-3', false, 'ORDER'), ('40', '75496-0', false, 'ORDER'),
    ('40', '83981-1', false, 'ORDER'), ('40', '83901-9', false, 'ORDER'), ('40', '68599-0', false, 'ORDER'),
    ('40', 'ATTEST-RESID', false, 'PROJECT'),
    ('60', '*', true, 'PROJECT'), ('60', '75496-0', false, 'ORDER'), ('60', '68599-0', false, 'ORDER'),
    ('60', '83901-9', false, 'ORDER'), ('60', '68817-6', false, 'ORDER'), ('60', '89601-9', false, 'ORDER'),
    ('60', '83981-1', true, 'ORDER'), ('60', '47420-5', true, 'ORDER'), ('60', '15507-7', true, 'ORDER'),
    ('60', '56445-0', true, 'ORDER'), ('60', 'PROT_ALD', true, 'ORDER'), ('60', 'ATTEST-RESID', false, 'PROJECT'),
    ('50', '*', true, 'PROJECT'), ('50', 'ATTEST-RESID', false, 'PROJECT'),
    ('21', 'REMB', true, 'PROJECT'), ('21', 'DOCPAT08', true, 'PROJECT')) as cell (profession, type, allowed, source);
-- The other professions of the care team read what the holder writes down for them, and nothing of the history (P).
insert into dmp.matrix_cell (version, profession, type, allowed, source)
select 1, profession, 'DOCPAT08', true, 'PROJECT'
from unnest(array['26', '28', '69', '70', '80', '91', '92', '93', '94', '95']) as profession;

grant select, insert on dmp.access_authorization, dmp.access_block, dmp.treating_right, dmp.record_hiding to dmp_app;
grant update (ended_at) on dmp.access_authorization, dmp.access_block, dmp.treating_right, dmp.record_hiding to dmp_app;
grant select on dmp.matrix_version, dmp.matrix_cell to dmp_app;
