package fr.dmp.claims;

import fr.dmp.claims.store.CareFeed;
import fr.dmp.claims.store.Deliveries;
import fr.dmp.claims.store.Deliveries.SetAside;
import fr.dmp.claims.store.DeliveryLocks;
import fr.dmp.claims.store.Passing;
import fr.dmp.claims.store.SetAsideFiles;
import fr.dmp.gate.Sweeps;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Lets go of what has had its time: after 90 days what was refused, the sealed lines and the sealed files, of which the
 * manifest and the account of each line stay; months of care once none of their days is shown. One node at a time, so
 * many rows a transaction and so many transactions a run.
 */
@Component
class ClaimsSweep {

    static final Duration KEPT = Duration.ofDays(90);

    private static final Logger LOG = LoggerFactory.getLogger(ClaimsSweep.class);
    private static final String LOCK = "claims-sweep";
    private static final int LINES = 5_000;
    private static final int FILES = 100;

    /** Months that stand ready before their first day (P). */
    private static final int AHEAD = 2;

    private final Deliveries deliveries;
    private final CareFeed feed;
    private final DeliveryLocks locks;
    private final SetAsideFiles files;
    private final Sweeps sweeps;
    private final CareWindow window;
    private final Clock clock;

    ClaimsSweep(
            Deliveries deliveries,
            CareFeed feed,
            DeliveryLocks locks,
            SetAsideFiles files,
            Sweeps sweeps,
            CareWindow window,
            Clock clock) {
        this.deliveries = deliveries;
        this.feed = feed;
        this.locks = locks;
        this.files = files;
        this.sweeps = sweeps;
        this.window = window;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "${dmp.claims.sweep}", fixedDelayString = "${dmp.claims.sweep}")
    void sweep() {
        forgetRefused();
        changeMonths("prepared ahead", () -> feed.ensureMonths(ahead()));
        changeMonths("dropped, since no longer shown", () -> feed.dropMonths(window.opens()));
    }

    private void forgetRefused() {
        Instant before = clock.instant().minus(KEPT);
        AtomicInteger forgotten = new AtomicInteger();
        sweeps.untilDone(LOCK, () -> {
            int more = forget(before);
            forgotten.addAndGet(more);
            return more > 0;
        });
        if (forgotten.get() > 0) {
            LOG.info("{} refused lines and files of deliveries are forgotten after {} days", forgotten, KEPT.toDays());
        }
    }

    private int forget(Instant before) {
        int lines = deliveries.forgetRefused(before, LINES);
        long gone = deliveries.setAside(before, FILES).stream()
                .filter(file -> forget(file, before))
                .count();
        return lines + (int) gone;
    }

    /** So that no delivery has to make a table for its first line of a month. */
    private List<LocalDate> ahead() {
        return IntStream.rangeClosed(0, AHEAD)
                .mapToObj(window.today()::plusMonths)
                .toList();
    }

    private void changeMonths(String what, IntSupplier change) {
        try {
            sweeps.untilDone(LOCK, () -> {
                int months = change.getAsInt();
                if (months > 0) {
                    LOG.info("months of care {}: {}", what, months);
                }
                return false;
            });
        } catch (DataAccessException e) {
            if (!Passing.is(e)) {
                throw e;
            }
            LOG.info("months of care are {} at the next sweep: someone is reading or feeding them", what);
        }
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
            LOG.warn(
                    "the sealed copy of delivery {} can't be destroyed: {}",
                    file.id(),
                    e.getClass().getName());
            return false;
        }
    }
}
