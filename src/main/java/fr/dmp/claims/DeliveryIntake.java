package fr.dmp.claims;

import fr.dmp.claims.delivery.Account;
import fr.dmp.claims.delivery.Content;
import fr.dmp.claims.delivery.DeliveryKind;
import fr.dmp.claims.delivery.Unusable;
import fr.dmp.claims.store.Deliveries;
import fr.dmp.claims.store.Deliveries.Dropped;
import fr.dmp.claims.store.DeliveryLocks;
import fr.dmp.claims.store.DroppedFiles;
import fr.dmp.claims.store.SetAsideFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes each dropped file once. It is received first: moved to a place of its own, out of reach of the next one of its
 * name. Then one node at a time is at it, until it is gone; the manifest's row and the effect are one transaction, after
 * which the file is destroyed. A crash before the move leaves it in the inbox, one before the commit in its place, to be
 * taken by any node; one after the commit leaves a delivery that is known: only its destruction is left to do.
 */
@Component
public class DeliveryIntake {

    private static final Logger log = LoggerFactory.getLogger(DeliveryIntake.class);

    private final Map<DeliveryKind, Content> contents;
    private final Deliveries deliveries;
    private final DeliveryLocks locks;
    private final DroppedFiles files;
    private final SetAsideFiles setAside;
    private final DeliveryReviews reviews;
    private final TransactionTemplate transaction;

    DeliveryIntake(
            List<Content> contents,
            Deliveries deliveries,
            DeliveryLocks locks,
            DroppedFiles files,
            SetAsideFiles setAside,
            DeliveryReviews reviews,
            TransactionTemplate transaction) {
        this.contents = contents.stream().collect(Collectors.toMap(Content::kind, Function.identity()));
        this.deliveries = deliveries;
        this.locks = locks;
        this.files = files;
        this.setAside = setAside;
        this.reviews = reviews;
        this.transaction = transaction;
    }

    /** What is done with a file while its lock is held. */
    private interface Work {
        void on(Dropped dropped) throws IOException;
    }

    /** Moves a file out of the inbox; from then on it is a delivery. */
    public void receive(DeliveryKind kind, Path file) throws IOException {
        files.receive(kind, file);
    }

    /** Takes a received file in, or sets it aside where it is unusable; leaves it alone while another node has it. */
    public void take(DeliveryKind kind, Path file) throws IOException {
        alone(kind, file, dropped -> {
            try {
                Content.Taking content = contents.get(kind).read(file, dropped.written());
                String outcome = transaction.execute(status -> settle(dropped, content));
                log.info("delivery {} {}: {}", dropped.id(), kind.folder(), outcome);
            } catch (Unusable unusable) {
                keep(dropped, unusable.reason());
            }
        });
    }

    /** Sets a received file aside after something failed that no one expected, so that the others flow on. */
    public void setAside(DeliveryKind kind, Path file, String reason) throws IOException {
        alone(kind, file, dropped -> keep(dropped, reason));
    }

    /** Locked before it is read: meanwhile no other node reads a long file again and again. */
    private void alone(DeliveryKind kind, Path file, Work work) throws IOException {
        Optional<DeliveryLocks.Held> lock = locks.tryLock(DroppedFiles.id(file));
        if (lock.isEmpty()) {
            return;
        }
        try (DeliveryLocks.Held held = lock.get()) {
            Optional<Dropped> dropped = files.look(kind, file);
            // Two deliveries of the same bytes, too, are taken one after the other.
            if (dropped.isPresent() && held.also(dropped.get().sha256())) {
                if (!settled(dropped.get())) {
                    work.on(dropped.get());
                }
                files.destroy(dropped.get());
            }
        }
    }

    private boolean settled(Dropped dropped) {
        return Boolean.TRUE.equals(transaction.execute(status -> deliveries.settled(dropped)));
    }

    private String settle(Dropped dropped, Content.Taking content) {
        String outcome = take(dropped, content);
        files.requireUnchanged(dropped);
        return outcome;
    }

    private String take(Dropped dropped, Content.Taking content) {
        if (deliveries.taken(dropped.kind(), dropped.sha256())) {
            deliveries.duplicate(dropped);
            return "known, nothing changes";
        }
        deliveries.receive(dropped);
        Account account = content.take(dropped.id());
        deliveries.take(dropped, account);
        reviews.begin(dropped.id());
        return account.toString();
    }

    private void keep(Dropped dropped, String reason) throws IOException {
        setAside.keep(dropped.file(), dropped.sha256());
        requireUnchanged(dropped);
        transaction.executeWithoutResult(status -> deliveries.setAside(dropped, reason));
        log.warn(
                "delivery {} {}: set aside, {}; sealed as {}",
                dropped.id(),
                dropped.kind().folder(),
                reason,
                HexFormat.of().formatHex(dropped.sha256()));
    }

    /** Of a file that is still being written no sealed copy stays: no row would tell of it, and no sweep find it. */
    private void requireUnchanged(Dropped dropped) throws IOException {
        try {
            files.requireUnchanged(dropped);
        } catch (UncheckedIOException e) {
            boolean kept = Boolean.TRUE.equals(
                    transaction.execute(status -> deliveries.setAsideSince(dropped.sha256(), Instant.EPOCH)));
            if (!kept) {
                setAside.destroy(dropped.sha256());
            }
            throw e;
        }
    }
}
