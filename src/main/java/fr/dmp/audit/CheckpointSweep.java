package fr.dmp.audit;

import fr.dmp.audit.TraceOrder.Kept;
import fr.dmp.audit.TraceOrder.Leaf;
import fr.dmp.gate.Sweeps;
import fr.dmp.vault.SigningKey;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Signs what came into the trace since the last checkpoint, and tells the witness. One node at a time; as many checkpoints
 * as it takes, none where nothing came. The database has a checkpoint before the witness does, so that none is ever made
 * twice: whatever the witness still lacks it gets next time.
 */
@Component
class CheckpointSweep {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointSweep.class);
    private static final String LOCK = "trace-checkpoints";
    private static final int AT_ONCE = 1_000;

    private final TraceOrder order;
    private final Witness witness;
    private final SigningKey key;
    private final Sweeps sweeps;
    private final Clock clock;

    CheckpointSweep(TraceOrder order, Witness witness, SigningKey key, Sweeps sweeps, Clock clock) {
        this.order = order;
        this.witness = witness;
        this.key = key;
        this.sweeps = sweeps;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "${dmp.audit.checkpoints}", fixedDelayString = "${dmp.audit.checkpoints}")
    void sweep() {
        sweeps.untilDone(LOCK, () -> agreed() && sign());
        sweeps.untilDone(LOCK, () -> agreed() && tell());
    }

    private boolean sign() {
        Optional<Kept> before = order.last();
        Place after = before.map(Kept::last).orElse(Place.START);
        if (!order.goesOnAfter(after)) {
            LOG.error(
                    "no checkpoint of the trace is made: the database counts its transactions anew, from below {}."
                            + " Raise its counter (pg_resetwal) before anything else is written.",
                    after.tx());
            return false;
        }
        List<Leaf> leaves = order.settledAfter(after);
        if (leaves.isEmpty()) {
            return false;
        }
        List<byte[]> hashes = leaves.stream()
                .map(leaf -> MerkleTree.leaf(leaf.place().record(), leaf.place().seq(), leaf.hash()))
                .toList();
        Checkpoint checkpoint = Checkpoint.after(
                before.map(Kept::checkpoint), hashes, clock.instant().truncatedTo(ChronoUnit.SECONDS), key);
        order.add(checkpoint, leaves.get(leaves.size() - 1).place());
        return leaves.size() == TraceOrder.LARGEST;
    }

    private boolean tell() {
        try {
            long told = witness.last()
                    .flatMap(Checkpoint::read)
                    .map(Checkpoint::number)
                    .orElse(0L);
            List<String> missing = order.checkpointsAfter(told, AT_ONCE).stream()
                    .map(kept -> kept.checkpoint().line())
                    .toList();
            if (!missing.isEmpty()) {
                witness.add(missing);
            }
            return missing.size() == AT_ONCE;
        } catch (IOException e) {
            unreachable(e);
            return false;
        }
    }

    /**
     * Whether the database has what the witness had last. If not, one of them was put back to an earlier state or written
     * anew, and whatever was signed now would make two traces out of one.
     */
    private boolean agreed() {
        try {
            Optional<String> told = witness.last();
            boolean agreed = told.isEmpty()
                    || told.flatMap(Checkpoint::read)
                            .flatMap(checkpoint -> order.numbered(checkpoint.number()))
                            .filter(kept -> kept.checkpoint().line().equals(told.get()))
                            .isPresent();
            if (!agreed) {
                LOG.error("no checkpoint of the trace is made: the witness has one that the database doesn't have."
                        + " Either was put back or changed.");
            }
            return agreed;
        } catch (IOException e) {
            unreachable(e);
            return true;
        }
    }

    private static void unreachable(IOException e) {
        LOG.error("the witness of the trace can't be reached: {}", e.getClass().getName());
    }
}
