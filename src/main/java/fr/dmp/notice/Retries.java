package fr.dmp.notice;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** When an attempt is followed by another (P): after 5 s, 15 s, 45 s … at most an hour, twelve times in all. */
public final class Retries {

    public static final int ATTEMPTS = 12;

    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofHours(1);

    private Retries() {}

    /** The wait after the n-th attempt, give or take a fifth, so that what failed together doesn't return together. */
    public static Duration after(int attempt) {
        double seconds = Math.min(LONGEST.toSeconds(), FIRST.toSeconds() * Math.pow(3, attempt - 1.0));
        return Duration.ofMillis(
                (long) (seconds * 1000 * ThreadLocalRandom.current().nextDouble(0.8, 1.2)));
    }
}
