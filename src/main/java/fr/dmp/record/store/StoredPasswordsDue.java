package fr.dmp.record.store;

import fr.dmp.record.PasswordsDue;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Repository
class StoredPasswordsDue implements PasswordsDue {

    private final JdbcClient jdbc;
    private final Clock clock;

    StoredPasswordsDue(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(UUID record) {
        jdbc.sql("insert into dmp.password_due (record, since) values (?, ?) on conflict do nothing")
                .params(record, clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    @Override
    public List<UUID> first() {
        return jdbc.sql("select record from dmp.password_due order by since limit 100")
                .query(UUID.class)
                .list();
    }

    @Override
    public boolean take(UUID record) {
        return jdbc.sql("delete from dmp.password_due where record = ?")
                        .param(record)
                        .update()
                == 1;
    }
}
