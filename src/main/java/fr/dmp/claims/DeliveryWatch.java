package fr.dmp.claims;

import fr.dmp.claims.dcir.ClaimsFile;
import fr.dmp.claims.delivery.DeliveryKind;
import fr.dmp.claims.delivery.Progress;
import fr.dmp.claims.store.DeliveryProgress;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Tells how far long deliveries have come: each second to whoever looks on, now and then to the log, and as metrics. */
@Component
class DeliveryWatch implements MeterBinder, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryWatch.class);

    /** Seconds from one line in the log to the next (P). */
    private static final int LOGGED = 10;

    private final DeliveryProgress told;
    private final Map<UUID, Watched> running = new ConcurrentHashMap<>();
    private final ScheduledExecutorService teller = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "delivery-progress");
        thread.setDaemon(true);
        return thread;
    });

    DeliveryWatch(DeliveryProgress told) {
        this.told = told;
    }

    /** Watches a delivery of claims until it is closed. */
    Watched watch(UUID delivery, ClaimsFile file) {
        return new Watched(delivery, file);
    }

    /** One delivery that is being taken. */
    final class Watched implements AutoCloseable {

        private final UUID delivery;
        private final ClaimsFile file;
        private final long began = System.nanoTime();
        private final ScheduledFuture<?> telling;
        private int seconds;

        private Watched(UUID delivery, ClaimsFile file) {
            this.delivery = delivery;
            this.file = file;
            running.put(delivery, this);
            this.telling = teller.scheduleWithFixedDelay(this::tell, 1, 1, TimeUnit.SECONDS);
        }

        private Progress progress() {
            return new Progress(
                    delivery,
                    DeliveryKind.CLAIMS,
                    file.lines(),
                    file.share(),
                    Duration.ofNanos(System.nanoTime() - began));
        }

        private void tell() {
            if (telling.isCancelled()) {
                return;
            }
            Progress progress = progress();
            seconds++;
            if (seconds % LOGGED == 0) {
                LOG.info("delivery {} {}: {}", delivery, progress.kind().folder(), progress);
            }
            try {
                told.tell(progress);
            } catch (DataAccessException e) {
                // Whoever looks on sees it a second later, or never: the delivery itself doesn't depend on it.
                LOG.debug(
                        "the progress of a delivery couldn't be told: {}",
                        e.getClass().getName());
            }
        }

        @Override
        public void close() {
            telling.cancel(false);
            running.remove(delivery);
            if (!teller.isShutdown()) {
                // After what is being told, and outside of this thread's transaction, which may not be committed.
                teller.execute(this::end);
            }
        }

        private void end() {
            if (seconds > 0) {
                told.end(delivery);
            }
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "dmp.deliveries.running", "Deliveries of claims that this node is taking", Collection::size);
        gauge(registry, "dmp.deliveries.lines", "Lines read of them so far", all -> all.stream()
                .mapToDouble(Progress::lines)
                .sum());
        gauge(registry, "dmp.deliveries.rate", "Lines a second that are read of them", all -> all.stream()
                .mapToDouble(Progress::rate)
                .sum());
        gauge(registry, "dmp.deliveries.remaining", "Seconds until the last of them is taken", all -> all.stream()
                .flatMap(progress -> progress.remaining().stream())
                .mapToDouble(Duration::toSeconds)
                .max()
                .orElse(0));
    }

    private void gauge(
            MeterRegistry registry, String name, String description, ToDoubleFunction<Collection<Progress>> value) {
        Gauge.builder(
                        name,
                        () -> value.applyAsDouble(
                                running.values().stream().map(Watched::progress).toList()))
                .description(description)
                .register(registry);
    }

    @Override
    public void destroy() {
        teller.shutdownNow();
    }
}
