package fr.dmp.access.store;

import fr.dmp.access.Revocation;
import fr.dmp.access.Revocation.State;
import fr.dmp.access.RevocationBook;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional(propagation = Propagation.MANDATORY)
class StoredRevocations implements RevocationBook {

    private final JdbcClient jdbc;

    StoredRevocations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void add(Revocation revocation) {
        jdbc.sql("insert into dmp.access_revocation (record, id, professional, at, state) values (?, ?, ?, ?, ?)")
                .params(
                        revocation.record(),
                        revocation.id(),
                        revocation.professional(),
                        revocation.at().atOffset(ZoneOffset.UTC),
                        revocation.state().name())
                .update();
    }

    @Override
    public Revocation get(UUID record, UUID id) {
        return jdbc.sql("select * from dmp.access_revocation where record = ? and id = ?")
                .params(record, id)
                .query((row, n) -> new Revocation(
                        record,
                        id,
                        row.getString("professional"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        State.valueOf(row.getString("state"))))
                .single();
    }

    @Override
    public void settle(UUID record, UUID id, State as) {
        jdbc.sql("update dmp.access_revocation set state = ? where record = ? and id = ?")
                .params(as.name(), record, id)
                .update();
    }
}
