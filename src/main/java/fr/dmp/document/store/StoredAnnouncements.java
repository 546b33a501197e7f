package fr.dmp.document.store;

import fr.dmp.document.Announcements.Patient;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Results that are hidden from their holders, over all records of a treating physician: nothing but that there are some. */
@Repository
@Transactional(propagation = Propagation.MANDATORY, readOnly = true)
public class StoredAnnouncements {

    private final JdbcClient jdbc;

    StoredAnnouncements(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public record Hidden(UUID record, UUID document, Patient holder, Instant depositedAt) {}

    public List<Hidden> of(String treatingPhysician, Instant at) {
        return jdbc.sql("select * from dmp.results_to_announce(?, ?)")
                .params(treatingPhysician, at.atOffset(ZoneOffset.UTC))
                .query((row, n) -> new Hidden(
                        row.getObject("record", UUID.class),
                        row.getObject("document", UUID.class),
                        new Patient(
                                row.getString("family_name"),
                                row.getString("given_names"),
                                row.getObject("birth_date", LocalDate.class).getYear()),
                        row.getObject("deposited_at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
