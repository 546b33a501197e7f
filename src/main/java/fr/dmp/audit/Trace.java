package fr.dmp.audit;

import fr.dmp.audit.TraceOrder.Kept;
import fr.dmp.audit.TraceOrder.Leaf;
import fr.dmp.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The trace as it is read; who may read it is decided by whoever calls. */
@Component
public class Trace {

    private static final Logger LOG = LoggerFactory.getLogger(Trace.class);
    private static final HexFormat HEX = HexFormat.of();

    private final JdbcClient jdbc;
    private final TraceOrder order;
    private final Duration every;

    Trace(JdbcClient jdbc, TraceOrder order, @Value("${dmp.audit.checkpoints}") String every) {
        this.jdbc = jdbc;
        this.order = order;
        this.every = DurationStyle.detectAndParse(every);
    }

    /**
     * Entries of a record, the newest first. Those that are no longer what was hashed are marked, and logged.
     *
     * @param seq those before this number; {@link Long#MAX_VALUE} for the beginning
     */
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public List<Traced> before(UUID record, long seq, int most) {
        return jdbc.sql("select " + StoredEntry.COLUMNS + " from " + StoredEntry.TABLES
                        + " where e.record = ? and e.seq < ? order by e.seq desc limit ?")
                .params(record, seq, most)
                .query((row, n) -> checked(StoredEntry.of(row)).traced())
                .list();
    }

    /**
     * That an entry is in a checkpoint.
     *
     * @throws Refusal {@code not-found} where the record has no such entry; {@code proof-pending} with the seconds after
     *     which to ask again, as long as no checkpoint covers it; {@code trace-altered} where it is no longer what was signed
     */
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public TraceProof proof(UUID record, UUID entry) {
        StoredEntry stored = jdbc.sql("select " + StoredEntry.COLUMNS + " from " + StoredEntry.TABLES
                        + " where e.id = ? and e.record = ?")
                .params(entry, record)
                .query((row, n) -> StoredEntry.of(row))
                .optional()
                .orElseThrow(Refusal::absent);
        Kept kept = order.covering(stored.place()).orElseThrow(this::pending);
        Place after =
                order.numbered(kept.checkpoint().number() - 1).map(Kept::last).orElse(Place.START);
        List<Leaf> leaves = order.between(after, kept.last());
        List<byte[]> hashes = leaves.stream()
                .map(leaf -> MerkleTree.leaf(leaf.place().record(), leaf.place().seq(), leaf.hash()))
                .toList();
        String root = HEX.formatHex(MerkleTree.root(hashes));
        if (!checked(stored).intact() || !root.equals(kept.checkpoint().root())) {
            LOG.error(
                    "entry {} of the trace is no longer what checkpoint {} was made of",
                    entry,
                    kept.checkpoint().number());
            throw Refusal.conflict("trace-altered");
        }
        return proof(stored, index(leaves, stored.place()), hashes, kept.checkpoint());
    }

    private static TraceProof proof(StoredEntry stored, int index, List<byte[]> leaves, Checkpoint checkpoint) {
        return new TraceProof(
                stored.id(),
                HEX.formatHex(Hashes.of(stored.place().record())),
                stored.place().seq(),
                new String(stored.content(), StandardCharsets.UTF_8),
                HEX.formatHex(stored.before()),
                HEX.formatHex(stored.hash()),
                HEX.formatHex(leaves.get(index)),
                index,
                leaves.size(),
                MerkleTree.path(leaves, index).stream().map(HEX::formatHex).toList(),
                TraceProof.Signed.of(checkpoint));
    }

    private static int index(List<Leaf> leaves, Place place) {
        return IntStream.range(0, leaves.size())
                .filter(n -> leaves.get(n).place().equals(place))
                .findFirst()
                .orElseThrow();
    }

    /** A checkpoint may just be in the making: twice the time between two of them is enough. */
    private Refusal pending() {
        return Refusal.conflict("proof-pending")
                .with("retryAfter", every.multipliedBy(2).toSeconds());
    }

    private static StoredEntry checked(StoredEntry stored) {
        if (!stored.intact()) {
            LOG.error("entry {} of the trace is no longer what was hashed", stored.id());
        }
        return stored;
    }
}
