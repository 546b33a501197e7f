package fr.dmp.vault;

import fr.dmp.vault.MasterKey.Wrapped;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * After a rotation of the master key, wraps the records' keys anew, a batch a transaction, while the program runs. Several
 * nodes share the work; one that is ended half-way leaves what is done done. Contents aren't touched.
 */
@Component
class Rewrapping {

    private static final Logger LOG = LoggerFactory.getLogger(Rewrapping.class);
    private static final int BATCH = 500;
    private static final UUID FIRST = new UUID(0, 0);

    private final JdbcClient jdbc;
    private final MasterKey master;
    private final TransactionTemplate transaction;

    Rewrapping(JdbcClient jdbc, MasterKey master, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.master = master;
        this.transaction = transaction;
    }

    private record Kept(UUID record, Wrapped wrapped) {}

    /** @param last the last record looked at, or none where all were */
    private record Batch(int done, int failed, List<UUID> last) {}

    /**
     * Wraps by the newest master key whatever an older one wraps and no one else holds; what doesn't unwrap stays as it
     * is.
     *
     * @return how many keys were wrapped anew
     */
    @Scheduled(initialDelayString = "${dmp.keys.rewrapping}", fixedDelayString = "${dmp.keys.rewrapping}")
    int rewrap() {
        master.readAgain();
        int done = master.older().stream().mapToInt(this::rewrap).sum();
        if (done > 0) {
            LOG.info("{} keys of records are wrapped anew, by the master key {}", done, master.newest());
        }
        return done;
    }

    private int rewrap(String older) {
        int done = 0;
        int failed = 0;
        for (List<UUID> after = List.of(FIRST); !after.isEmpty(); ) {
            UUID from = after.get(0);
            Batch batch = transaction.execute(status -> batch(older, from));
            done += batch.done();
            failed += batch.failed();
            after = batch.last();
        }
        if (failed > 0) {
            LOG.warn(
                    "{} keys of records aren't unwrapped by the master key {} that is said to wrap them",
                    failed,
                    older);
        }
        return done;
    }

    private Batch batch(String older, UUID after) {
        List<Kept> kept = jdbc.sql(
                        """
                        select record, wrapped, master from dmp.record_key
                        where master = ? and record > ? order by record limit ? for update skip locked""")
                .params(older, after, BATCH)
                .query((row, number) -> new Kept(
                        row.getObject("record", UUID.class),
                        new Wrapped(row.getBytes("wrapped"), row.getString("master"))))
                .list();
        List<Kept> anew = new ArrayList<>();
        for (Kept key : kept) {
            try {
                anew.add(new Kept(key.record(), master.wrap(key.record(), master.unwrap(key.record(), key.wrapped()))));
            } catch (GeneralSecurityException e) {
                LOG.debug("a key doesn't unwrap", e);
            }
        }
        write(anew);
        return new Batch(
                anew.size(),
                kept.size() - anew.size(),
                kept.stream()
                        .skip(Math.max(0, kept.size() - 1L))
                        .map(Kept::record)
                        .toList());
    }

    private void write(List<Kept> anew) {
        jdbc.sql(
                        """
                        update dmp.record_key set wrapped = anew.wrapped, master = anew.master
                        from unnest(?::uuid[], ?::bytea[], ?::text[]) as anew (record, wrapped, master)
                        where record_key.record = anew.record""")
                .params(
                        anew.stream().map(Kept::record).toArray(UUID[]::new),
                        anew.stream().map(key -> key.wrapped().key()).toArray(byte[][]::new),
                        anew.stream().map(key -> key.wrapped().master()).toArray(String[]::new))
                .update();
    }
}
