package fr.dmp.claims;

import com.github.f4b6a3.uuid.UuidCreator;
import fr.dmp.claims.delivery.Account;
import fr.dmp.claims.delivery.Account.Fate;
import fr.dmp.claims.delivery.Content;
import fr.dmp.claims.delivery.DeliveryKind;
import fr.dmp.claims.delivery.Unusable;
import fr.dmp.claims.store.Deliveries;
import fr.dmp.claims.store.Deliveries.Dropped;
import fr.dmp.claims.store.DeliveryLocks;
import fr.dmp.claims.store.SetAsideFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes each dropped file once. One node holds the lock on its bytes until the file is gone; the manifest's row and the
 * effect are one transaction, after which the file is destroyed. A crash before the commit leaves everything as it was,
 * one after it a file that is known: it is destroyed at the next look, and counted no more.
 */
@Component
public class DeliveryIntake {

    private static final Logger log = LoggerFactory.getLogger(DeliveryIntake.class);

    private final Map<DeliveryKind, Content> contents;
    private final Deliveries deliveries;
    private final DeliveryLocks locks;
    private final SetAsideFiles setAside;
    private final TransactionTemplate transaction;

    DeliveryIntake(
            List<Content> contents,
            Deliveries deliveries,
            DeliveryLocks locks,
            SetAsideFiles setAside,
            TransactionTemplate transaction) {
        this.contents = contents.stream().collect(Collectors.toMap(Content::kind, Function.identity()));
        this.deliveries = deliveries;
        this.locks = locks;
        this.setAside = setAside;
        this.transaction = transaction;
    }

    /** What is done with a file while its lock is held. */
    private interface Work {
        void on(Dropped dropped) throws IOException;
    }

    /** Takes a file in, or sets it aside where it is unusable; leaves it alone while another node has it. */
    public void take(DeliveryKind kind, Path file) throws IOException {
        alone(kind, file, dropped -> {
            try {
                Content.Taking content = contents.get(kind).read(file);
                transaction.executeWithoutResult(status -> settle(dropped, content));
            } catch (Unusable unusable) {
                keep(dropped, file, unusable.reason());
            }
        });
    }

    /** Sets a file aside after something failed that no one expected, so that the inbox flows on. */
    public void setAside(DeliveryKind kind, Path file, String reason) throws IOException {
        alone(kind, file, dropped -> keep(dropped, file, reason));
    }

    private void alone(DeliveryKind kind, Path file, Work work) throws IOException {
        Optional<Dropped> dropped = look(kind, file);
        if (dropped.isEmpty()) {
            return;
        }
        Optional<DeliveryLocks.Held> lock = locks.tryLock(dropped.get().sha256());
        if (lock.isEmpty()) {
            return;
        }
        try (DeliveryLocks.Held held = lock.get()) {
            // Another node may have been done with it while this one was reading.
            if (Files.exists(file)) {
                // After a crash between the commit and the deletion only the deletion is left to do.
                if (!settled(dropped.get())) {
                    work.on(dropped.get());
                }
                Files.deleteIfExists(file);
            }
        }
    }

    private boolean settled(Dropped dropped) {
        return Boolean.TRUE.equals(transaction.execute(status -> deliveries.settled(dropped)));
    }

    private void settle(Dropped dropped, Content.Taking content) {
        if (deliveries.taken(dropped.kind(), dropped.sha256())) {
            deliveries.duplicate(dropped);
            log.info(
                    "delivery {} {}: known, nothing changes",
                    dropped.id(),
                    dropped.kind().folder());
            return;
        }
        deliveries.receive(dropped);
        Account account = content.take(dropped.id());
        deliveries.take(dropped, account);
        log.info(
                "delivery {} {}: {} lines received, {} kept, {} duplicate, {} without record, {} refused",
                dropped.id(),
                dropped.kind().folder(),
                account.received().lines(),
                account.of(Fate.KEPT).lines(),
                account.of(Fate.DUPLICATE).lines(),
                account.of(Fate.NO_RECORD).lines(),
                account.of(Fate.REFUSED).lines());
    }

    private void keep(Dropped dropped, Path file, String reason) throws IOException {
        setAside.keep(file, dropped.sha256());
        transaction.executeWithoutResult(status -> deliveries.setAside(dropped, reason));
        log.warn("delivery {} {}: set aside, {}", dropped.id(), dropped.kind().folder(), reason);
    }

    /**
     * Tells a file that was seen before from the same bytes dropped anew: its name, its place on the disk, and when it
     * came there (a moved or copied file has a change time of its own, whatever its other times say).
     */
    private static byte[] drop(Path file, byte[] sha256) throws IOException, NoSuchAlgorithmException {
        boolean unix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
        Map<String, Object> marks =
                Files.readAttributes(file, unix ? "unix:ino,ctime,lastModifiedTime" : "creationTime,lastModifiedTime");
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(sha256);
        digest.update((file.getFileName() + " " + new TreeMap<>(marks)).getBytes(StandardCharsets.UTF_8));
        return digest.digest();
    }

    /** Empty where the file is gone: another node was faster. */
    private static Optional<Dropped> look(DeliveryKind kind, Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file);
                DigestInputStream digested = new DigestInputStream(content, MessageDigest.getInstance("SHA-256"))) {
            long size = digested.transferTo(OutputStream.nullOutputStream());
            byte[] sha256 = digested.getMessageDigest().digest();
            return Optional.of(new Dropped(
                    UuidCreator.getTimeOrderedEpoch(),
                    kind,
                    file.getFileName().toString(),
                    sha256,
                    drop(file, sha256),
                    size));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }
}
