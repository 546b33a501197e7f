package fr.dmp.signin;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * One-time codes: six digits, five minutes, five checks. Wrong ones slow the next check of their challenge. From the 25th
 * failure of an account's day on, a new challenge is held up for four minutes at most, and a code is checked once: a code
 * lives five minutes, and nothing that others do to the account afterwards prolongs the hold, so that whoever has the
 * right code gets in.
 */
final class CodeRules {

    /** (P; the first DMP's three minutes drew complaints). */
    static final Duration LIFE = Duration.ofMinutes(5);

    static final int CHECKS = 5;
    static final Duration RESEND_AFTER = Duration.ofSeconds(30);
    static final int RESENDS = 3;

    /** How long a challenge can be gone on with by asking for another code (P). */
    static final Duration CHALLENGE_LIFE = Duration.ofMinutes(15);

    static final Duration DAY = Duration.ofHours(24);
    private static final int FAILURES_A_DAY = 25;

    /** Codes that one account may be sent in a day by SMS, and by mail (P). */
    static final int CODES_A_DAY = 20;

    /** The wait before the next check of a challenge, after so many failures (P): one slip of the finger costs nothing. */
    private static final List<Duration> WITHIN_CHALLENGE =
            List.of(Duration.ZERO, Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(10));

    private static final Duration FIRST_HOLD = Duration.ofSeconds(15);
    private static final Duration LONGEST_HOLD = Duration.ofMinutes(4);

    private static final SecureRandom RANDOM = new SecureRandom();

    private CodeRules() {}

    static String random() {
        return String.format(Locale.ROOT, "%06d", RANDOM.nextInt(1_000_000));
    }

    /** The wait after the so-manieth wrong check of a code. */
    static Duration delayAfter(int wrongChecks) {
        return WITHIN_CHALLENGE.get(Math.min(wrongChecks, WITHIN_CHALLENGE.size()) - 1);
    }

    /** How long the first check of a new challenge is held up, after so many failures of the account's day. */
    static Duration hold(int failuresToday) {
        int beyond = failuresToday - FAILURES_A_DAY;
        if (beyond < 0) {
            return Duration.ZERO;
        }
        return beyond > 3 ? LONGEST_HOLD : FIRST_HOLD.multipliedBy(1L << beyond);
    }

    /** How often a code may be checked, after so many failures of the account's day. */
    static int checksAllowed(int failuresToday) {
        return failuresToday < FAILURES_A_DAY ? CHECKS : 1;
    }
}
