package fr.dmp.claims;

import fr.dmp.claims.store.CareFeed;
import fr.dmp.claims.store.Deliveries;
import fr.dmp.claims.store.Deliveries.SetAside;
import fr.dmp.claims.store.DeliveryLocks;
import fr.dmp.claims.store.Passing;
import fr.dmp.claims.store.SetAsideFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets go of what has had its time: after 90 days what was refused, the sealed lines and the sealed files, of which the
 * manifest and the account of each line stay; months of care once none of their days is shown. One node at a time, so
 * many rows a transaction and so many transactions a run.
 */
@Component
class ClaimsSweep {

    static final Duration KEPT = Duration.ofDays(90);

    private static final Logger LOG = LoggerFactory.getLogger(ClaimsSweep.class);
    private static final int LINES = 5_000;
    private static final int FILES = 100;
    private static final int ROUNDS = 50;

    private final Deliveries deliveries;
    private final CareFeed feed;
    private final DeliveryLocks locks;
    private final SetAsideFiles files;
    private final TransactionTemplate transaction;
    private final CareWindow window;
    private final Clock clock;

    ClaimsSweep(
            Deliveries deliveries,
            CareFeed feed,
            DeliveryLocks locks,
            SetAsideFiles files,
            TransactionTemplate transaction,
            CareWindow window,
            Clock clock) {
        this.deliveries = deliveries;
        this.feed = feed;
        this.locks = locks;
        this.files = files;
        this.transaction = transaction;
        this.window = window;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "${dmp.claims.sweep}", fixedDelayString = "${dmp.claims.sweep}")
    void sweep() {
        forgetRefused();
        dropMonths();
    }

    private void forgetRefused() {
        Instant before = clock.instant().minus(KEPT);
        int forgotten = 0;
        for (int round = 0; round < ROUNDS; round++) {
            int more = count(status -> forget(before));
            forgotten += more;
            if (more == 0) {
                break;
            }
        }
        if (forgotten > 0) {
            LOG.info("{} refused lines and files of deliveries are forgotten after {} days", forgotten, KEPT.toDays());
        }
    }

    private int forget(Instant before) {
        if (!deliveries.sweeping()) {
            return 0;
        }
        int lines = deliveries.forgetRefused(before, LINES);
        long gone = deliveries.setAside(before, FILES).stream()
                .filter(file -> forget(file, before))
                .count();
        return lines + (int) gone;
    }

    private void dropMonths() {
        try {
            int dropped = count(status -> deliveries.sweeping() ? feed.dropMonths(window.opens()) : 0);
            if (dropped > 0) {
                LOG.info("months of care dropped, since no longer shown: {}", dropped);
            }
        } catch (DataAccessException e) {
            if (!Passing.is(e)) {
                throw e;
            }
            LOG.info("months of care are dropped at the next sweep: someone is reading or feeding them");
        }
    }

    private int count(TransactionCallback<Integer> work) {
        return Optional.ofNullable(transaction.execute(work)).orElse(0);
    }

    /** Under the lock that the taking holds: the same bytes may just be set aside again. */
    private boolean forget(SetAside file, Instant before) {
        Optional<DeliveryLocks.Held> lock = locks.tryLock(file.sha256());
        if (lock.isEmpty()) {
            return false;
        }
        try (DeliveryLocks.Held held = lock.get()) {
            if (!deliveries.setAsideSince(file.sha256(), before)) {
                files.destroy(file.sha256());
            }
            deliveries.forgetFile(file.id());
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("a set-aside file can't be destroyed", e);
        }
    }
}
