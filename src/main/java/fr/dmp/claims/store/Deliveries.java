package fr.dmp.claims.store;

import fr.dmp.claims.delivery.Account;
import fr.dmp.claims.delivery.DeliveryKind;
import fr.dmp.claims.delivery.Refused;
import fr.dmp.vault.HouseKeys;
import java.nio.file.Path;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The manifest: each file that came in, what became of it, and of each of its lines. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
public class Deliveries {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final HouseKeys keys;
    private final Clock clock;

    Deliveries(JdbcClient jdbc, JdbcTemplate batches, HouseKeys keys, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * A file as it was dropped.
     *
     * @param id of this file: the same content dropped anew has another
     * @param file where it lies, under the name that whoever dropped it gave it
     * @param sha256 32 bytes, of its content
     * @param written when it was, as its file system says
     */
    public record Dropped(UUID id, DeliveryKind kind, Path file, byte[] sha256, long size, Instant written) {

        String name() {
            return file.getFileName().toString();
        }

        @Override
        public String toString() {
            return "Dropped[" + id + "]";
        }
    }

    /**
     * Whether the same bytes were taken already. Those that came to nobody's record count as not taken, and so do those that
     * were asked for again: what was refused of them comes anew.
     */
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public boolean taken(DeliveryKind kind, byte[] sha256) {
        return jdbc.sql(
                        """
                        select exists (select from dmp.delivery where kind = ? and sha256 = ? and state = 'TAKEN'
                            and not asked_again and (no_record = 0 or kept + duplicate > 0))
                        """)
                .params(kind.folder(), sha256)
                .query(Boolean.class)
                .single();
    }

    /** Whether this very file was settled before a crash that it outlived, whatever became of it. */
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public boolean settled(Dropped file) {
        return jdbc.sql("select exists (select from dmp.delivery where id = ?)")
                .param(file.id())
                .query(Boolean.class)
                .single();
    }

    public void receive(Dropped file) {
        insert(file, "RECEIVED", null);
    }

    public void duplicate(Dropped file) {
        insert(file, "DUPLICATE", null);
    }

    public void setAside(Dropped file, String reason) {
        insert(file, "SET_ASIDE", reason);
    }

    /** Settles what was received; an account that doesn't close is refused, and the delivery with it. */
    public void take(Dropped file, Account account) {
        if (!account.closes()) {
            throw new IllegalStateException("the account of delivery " + file.id() + " doesn't close");
        }
        jdbc.sql(
                        """
                        update dmp.delivery set state = 'TAKEN', settled_at = ?, received = ?, received_cents = ?,
                            kept = ?, kept_cents = ?, duplicate = ?, duplicate_cents = ?, reversed = ?,
                            reversed_cents = ?, no_record = ?, no_record_cents = ?, refused = ?, refused_cents = ?
                        where id = ?
                        """)
                .param(now())
                .params(account.figures())
                .param(file.id())
                .update();
    }

    /** Writes down what was refused and why; the lines themselves sealed. */
    public void refuse(UUID delivery, List<Refused> refused) {
        OffsetDateTime now = now();
        batches.batchUpdate(
                """
                insert into dmp.delivery_refusal (delivery, line, col, reason, sealed, refused_at, fund)
                values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                """,
                refused,
                500,
                (statement, one) -> {
                    statement.setObject(1, delivery);
                    statement.setLong(2, one.line());
                    statement.setString(3, one.column());
                    statement.setString(4, one.reason());
                    statement.setObject(5, sealed(delivery, one.content()), Types.BINARY);
                    statement.setObject(6, now);
                    statement.setString(7, one.fund());
                });
    }

    /**
     * Forgets what refused lines held; their number, column and reason stay.
     *
     * @return how many, {@code most} at most
     */
    public int forgetRefused(Instant refusedBefore, int most) {
        return jdbc.sql(
                        """
                        update dmp.delivery_refusal set sealed = null where ctid = any (array(
                            select ctid from dmp.delivery_refusal where sealed is not null and refused_at <= ?
                            order by refused_at limit ?))
                        """)
                .params(refusedBefore.atOffset(ZoneOffset.UTC), most)
                .update();
    }

    /** A file that was set aside, and whose sealed copy is still kept. */
    public record SetAside(UUID id, byte[] sha256) {}

    /** The oldest ones first. */
    public List<SetAside> setAside(Instant before, int most) {
        return jdbc.sql(
                        """
                        select id, sha256 from dmp.delivery where file_kept and settled_at <= ?
                        order by settled_at limit ?
                        """)
                .params(before.atOffset(ZoneOffset.UTC), most)
                .query(SetAside.class)
                .list();
    }

    /** Whether the same bytes were set aside again since then. */
    public boolean setAsideSince(byte[] sha256, Instant since) {
        return jdbc.sql("select exists (select from dmp.delivery where file_kept and sha256 = ? and settled_at > ?)")
                .params(sha256, since.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    public void forgetFile(UUID delivery) {
        jdbc.sql("update dmp.delivery set file_kept = false where id = ?")
                .param(delivery)
                .update();
    }

    private byte @Nullable [] sealed(UUID delivery, @Nullable String content) {
        return content == null ? null : keys.seal("delivery-refusal/" + delivery, content);
    }

    private void insert(Dropped file, String state, @Nullable String reason) {
        OffsetDateTime now = now();
        jdbc.sql(
                        """
                        insert into dmp.delivery (id, kind, name_sealed, sha256, size, state, reason, received_at,
                            settled_at, file_kept)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        file.id(),
                        file.kind().folder(),
                        keys.seal("delivery/" + file.id(), file.name()),
                        file.sha256(),
                        file.size(),
                        state,
                        reason,
                        now,
                        "RECEIVED".equals(state) ? null : now,
                        "SET_ASIDE".equals(state))
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
