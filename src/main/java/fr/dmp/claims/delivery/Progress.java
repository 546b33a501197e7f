package fr.dmp.claims.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * How far a delivery that is being taken has come.
 *
 * @param lines rows read so far, of all its tables
 * @param share of its bytes that are read, from 0 to 1
 * @param elapsed since it was begun
 */
public record Progress(UUID delivery, DeliveryKind kind, long lines, double share, Duration elapsed) {

    /** Lines a second, on the whole. */
    public long rate() {
        return elapsed.isZero() ? 0 : Math.round(lines * 1e9 / elapsed.toNanos());
    }

    /** How much longer it will take if it goes on like this; empty as long as nothing is read. */
    public Optional<Duration> remaining() {
        return share == 0
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(Math.round(elapsed.toMillis() * (1 - share) / share)));
    }

    /** For the log. */
    @Override
    public String toString() {
        return "%d %%, %d lines, %d a second%s"
                .formatted(
                        Math.round(share * 100),
                        lines,
                        rate(),
                        remaining()
                                .map(left -> ", about %d s left".formatted(left.toSeconds()))
                                .orElse(""));
    }
}
