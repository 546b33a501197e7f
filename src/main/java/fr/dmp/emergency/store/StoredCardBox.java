package fr.dmp.emergency.store;

import fr.dmp.emergency.CardBox;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional(propagation = Propagation.MANDATORY)
class StoredCardBox implements CardBox {

    private final JdbcClient jdbc;

    StoredCardBox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void put(UUID record, Kept card) {
        jdbc.sql(
                        """
                        insert into dmp.emergency_card (record, id, issued_at, digest, content) values (?, ?, ?, ?, ?)
                        on conflict (record) do update set id = excluded.id, issued_at = excluded.issued_at,
                            digest = excluded.digest, content = excluded.content
                        """)
                .params(record, card.id(), card.issuedAt().atOffset(ZoneOffset.UTC), card.digest(), card.sealed())
                .update();
    }

    @Override
    public Optional<Kept> find(UUID record) {
        return jdbc.sql("select id, issued_at, digest, content from dmp.emergency_card where record = ?")
                .param(record)
                .query((row, n) -> new Kept(
                        row.getObject("id", UUID.class),
                        row.getObject("issued_at", OffsetDateTime.class).toInstant(),
                        row.getBytes("digest"),
                        row.getBytes("content")))
                .optional();
    }

    @Override
    public boolean remove(UUID record) {
        return jdbc.sql("delete from dmp.emergency_card where record = ?")
                        .param(record)
                        .update()
                == 1;
    }

    @Override
    public Optional<UUID> record(byte[] digest) {
        return jdbc.sql("select record from dmp.record_of_card(?) as record where record is not null")
                .param(digest)
                .query(UUID.class)
                .optional();
    }
}
