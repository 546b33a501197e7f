package fr.dmp.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The sandbox's time: the world's, moved by an offset that all nodes share and that outlives a restart. It goes on
 * ticking wherever it is put, also in the past.
 */
@Component
@Primary
@Profile("sandbox")
public class SandboxClock extends Clock {

    /** The database tells the other nodes on this channel that the clock was moved. */
    static final String CHANNEL = "sandbox_clock";

    private final Clock world;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private volatile Duration offset;

    SandboxClock(
            @Qualifier("systemClock") Clock world,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            ApplicationEventPublisher events) {
        this.world = world;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.events = events;
        this.offset = stored();
    }

    /** The sandbox's clock has been moved, here or by another node. */
    public record Moved(Duration offset) {}

    /** From now on it is this instant, here at once and on every other node within a moment. */
    public void set(Instant instant) {
        move(Duration.between(world.instant(), instant).truncatedTo(ChronoUnit.MILLIS));
    }

    /** Back to the world's time. */
    public void reset() {
        move(Duration.ZERO);
    }

    /** How far it is from the world's time, in whole milliseconds. */
    public Duration offset() {
        return offset;
    }

    private synchronized void move(Duration by) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("update dmp.sandbox_clock set offset_millis = ?")
                    .param(by.toMillis())
                    .update();
            jdbc.sql("select pg_notify(?, '')")
                    .param(CHANNEL)
                    .query((row, n) -> true)
                    .single();
        });
        apply(by);
    }

    /**
     * Takes on what another node has set. Never while this one moves it: what was read before that would be put in its place
     * for a moment.
     */
    synchronized void follow() {
        Duration stored = stored();
        if (!stored.equals(offset)) {
            apply(stored);
        }
    }

    private void apply(Duration by) {
        offset = by;
        events.publishEvent(new Moved(by));
    }

    private Duration stored() {
        return Duration.ofMillis(jdbc.sql("select offset_millis from dmp.sandbox_clock")
                .query(Long.class)
                .single());
    }

    @Override
    public Instant instant() {
        return world.instant().plus(offset);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new InZone(zone);
    }

    /** The same moving clock, read in another zone. */
    private final class InZone extends Clock {

        private final ZoneId zone;

        InZone(ZoneId zone) {
            this.zone = zone;
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new InZone(other);
        }

        @Override
        public Instant instant() {
            return SandboxClock.this.instant();
        }
    }
}
