package fr.dmp.identity;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class StoredRepresentatives implements Representatives {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private final JdbcClient jdbc;
    private final Clock clock;

    StoredRepresentatives(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void declare(UUID person, UUID representative, Kind kind, LocalDate since) {
        jdbc.sql(
                        """
                        insert into dmp.representative (person, representative, kind, since) values (?, ?, ?, ?)
                        on conflict (person, representative) do nothing
                        """)
                .params(person, representative, kind.name(), since)
                .update();
    }

    @Override
    public List<UUID> representedBy(UUID representative) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), PARIS);
        return jdbc.sql(
                        """
                        select person from dmp.representative
                        where representative = ? and since <= ? and (until is null or until > ?) order by since, person
                        """)
                .params(representative, today, today)
                .query(UUID.class)
                .list();
    }

    @Override
    public List<UUID> of(UUID person) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), PARIS);
        return jdbc.sql(
                        """
                        select representative from dmp.representative
                        where person = ? and since <= ? and (until is null or until > ?) order by since, representative
                        """)
                .params(person, today, today)
                .query(UUID.class)
                .list();
    }
}
