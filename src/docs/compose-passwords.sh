#!/bin/sh
# Gives the two logins their passwords, once, when the database of the compose file is made.
set -eu
psql -v ON_ERROR_STOP=1 -U postgres -d dmp \
    -v program="$DMP_DATABASE_PASSWORD" -v migrator="$DMP_MIGRATION_PASSWORD" <<'SQL'
alter role dmp_app password :'program';
alter role dmp_migrator password :'migrator';
SQL
