package fr.dmp.access.store;

import fr.dmp.access.RecordFacts;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the records' table itself: the decision may depend on no capability, and every capability asks it. */
@Repository
class StoredRecordFacts implements RecordFacts {

    private final JdbcClient jdbc;

    StoredRecordFacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<String> status(UUID record) {
        return jdbc.sql("select status from dmp.record where id = ?")
                .param(record)
                .query(String.class)
                .optional();
    }
}
