-- Labels of codes, by date: the official one, and one that a layman reads.
create table dmp.label (
    system     text not null,
    code       text not null,
    since      date not null,
    until      date,
    official   text not null,
    plain      text,
    primary key (system, code, since)
);
comment on column dmp.label.until is 'last day on which it held; absent as long as it does';
grant select on dmp.label to dmp_app;

-- A handful of the project's own; the nomenclatures come in as deliveries.
insert into dmp.label (system, code, since, official, plain) values
    ('NGAP', 'G', '2000-01-01', 'CONSULTATION MEDECINE GENERALE', 'Consultation d''un médecin généraliste'),
    ('NGAP', 'GS', '2000-01-01', 'CONSULTATION MEDECINE GENERALE SPECIALISTE', 'Consultation d''un médecin généraliste'),
    ('NGAP', 'CS', '2000-01-01', 'CONSULTATION SPECIALISTE', 'Consultation d''un médecin spécialiste'),
    ('NGAP', 'V', '2000-01-01', 'VISITE', 'Visite du médecin à domicile'),
    ('NGAP', 'FTR', '2000-01-01', 'FORFAIT TECHNIQUE REDUIT IRMN -SCANNERS', 'Utilisation d''un scanner ou d''une IRM'),
    ('NGAP', 'AMI', '2000-01-01', 'ACTE INFIRMIER', 'Soin infirmier'),
    ('NGAP', 'AMK', '2000-01-01', 'ACTE DE KINESITHERAPIE', 'Séance de kinésithérapie'),
    ('CCAM', 'HBMD053', '2005-03-25', 'Restauration d''une dent d''un secteur prémolomolaire sur 1 face par matériau inséré en phase plastique, sans ancrage radiculaire', 'Soin d''une carie sur une face d''une dent'),
    ('CCAM', 'BJQP002', '2005-03-25', 'Examen fonctionnel de la motricité oculaire', 'Examen des mouvements des yeux'),
    ('CCAM', 'QEQJ001', '2005-03-25', 'Remnographie [IRM] du sein, avec injection intraveineuse de produit de contraste', 'IRM du sein avec produit de contraste'),
    ('CCAM', 'YYYY300', '2005-03-25', 'Supplément pour imagerie pour acte de radiologie interventionnelle, réalisée au bloc opératoire', 'Imagerie pendant une opération (supplément)'),
    ('CCAM', 'YYYY600', '2005-03-25', 'Supplément pour archivage numérique d''une mammographie ou d''un examen scanographique ou remnographique', 'Archivage des images (supplément)'),
    ('CCAM', 'ZBQK002', '2005-03-25', 'Radiographie du thorax', 'Radiographie des poumons'),
    ('CCAM', 'DEQP003', '2005-03-25', 'Électrocardiographie sur au moins 12 dérivations', 'Électrocardiogramme'),
    ('NABM', '0552', '2000-01-01', 'SANG : GLUCOSE (GLYCEMIE)', 'Taux de sucre dans le sang (glycémie)'),
    ('NABM', '552', '2000-01-01', 'SANG : GLUCOSE (GLYCEMIE)', 'Taux de sucre dans le sang (glycémie)'),
    ('NABM', '1104', '2000-01-01', 'HEMOGRAMME Y COMPRIS PLAQUETTES (NFS, NFP)', 'Numération formule sanguine'),
    ('NABM', '1208', '2000-01-01', 'T.S.H. (SANG)', 'Dosage de la TSH (thyroïde)'),
    ('NABM', '9105', '2000-01-01', 'FORFAIT DE SECURITE POUR ECHANTILLON SANGUIN', 'Prélèvement de sang (forfait de sécurité)');
