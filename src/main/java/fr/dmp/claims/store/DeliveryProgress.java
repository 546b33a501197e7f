package fr.dmp.claims.store;

import fr.dmp.claims.delivery.DeliveryKind;
import fr.dmp.claims.delivery.Progress;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * How far the deliveries have come that are being taken, on whichever node: told outside of the transaction that takes
 * them, which shows nothing before it ends.
 */
@Repository
public class DeliveryProgress {

    private final JdbcClient jdbc;

    DeliveryProgress(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void tell(Progress progress) {
        jdbc.sql(
                        """
                        insert into dmp.delivery_progress (delivery, kind, lines, share, elapsed_ms)
                        values (?, ?, ?, ?, ?)
                        on conflict (delivery) do update set lines = excluded.lines, share = excluded.share,
                            elapsed_ms = excluded.elapsed_ms, told_at = excluded.told_at
                        """)
                .params(
                        progress.delivery(),
                        progress.kind().folder(),
                        progress.lines(),
                        progress.share(),
                        progress.elapsed().toMillis())
                .update();
    }

    public void end(UUID delivery) {
        jdbc.sql("delete from dmp.delivery_progress where delivery = ?")
                .param(delivery)
                .update();
    }

    /** Those of which something was told lately, the oldest first; a killed node tells no more. */
    public List<Progress> running() {
        return jdbc.sql(
                        """
                        select delivery, kind, lines, share, elapsed_ms from dmp.delivery_progress
                        where told_at > now() - interval '1 minute' order by delivery
                        """)
                .query((row, n) -> new Progress(
                        row.getObject("delivery", UUID.class),
                        DeliveryKind.ofFolder(row.getString("kind")),
                        row.getLong("lines"),
                        row.getDouble("share"),
                        Duration.ofMillis(row.getLong("elapsed_ms"))))
                .list();
    }
}
