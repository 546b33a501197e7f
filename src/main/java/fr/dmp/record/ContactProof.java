package fr.dmp.record;

import fr.dmp.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A code that waits to be typed: five tries, each wrong one making the next wait longer, one use.
 *
 * @param until when it expires; absent once it was used
 * @param nextAt before which no further try counts
 */
public record ContactProof(@Nullable Instant until, int tries, @Nullable Instant nextAt) {

    /** How long a code may be typed (P). */
    static final Duration LIFETIME = Duration.ofMinutes(5);

    public static final int TRIES = 5;

    /** It was used, has expired or was tried too often. */
    public boolean over(Instant now) {
        return until == null || !now.isBefore(until) || tries >= TRIES;
    }

    /** Why no try is taken now, if so. */
    public Optional<Refusal> obstacle(Instant now) {
        if (over(now)) {
            return Optional.of(Refusal.gone("code-gone"));
        }
        if (nextAt != null && now.isBefore(nextAt)) {
            long seconds = Math.max(1, Duration.between(now, nextAt).toSeconds() + 1);
            return Optional.of(Refusal.later(Refusal.Kind.TOO_MANY, "code-too-soon", seconds));
        }
        return Optional.empty();
    }

    /** After the n-th wrong try the next one waits 2ⁿ⁻¹ seconds (P). */
    public ContactProof wrong(Instant now) {
        return new ContactProof(until, tries + 1, now.plusSeconds(1L << tries));
    }

    public ContactProof used() {
        return new ContactProof(null, tries, null);
    }

    public int triesLeft() {
        return TRIES - tries;
    }
}
