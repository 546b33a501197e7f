package fr.dmp.signin;

import fr.dmp.identity.Channel;
import fr.dmp.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An attempt to sign in that waits, or waited, for its code.
 *
 * @param record absent for an unknown identifier
 * @param generation of the password that was right; absent where no code can open it
 * @param client keyed digest of identifier and network
 * @param channel SMS or MAIL
 */
public record KeptChallenge(
        UUID id,
        Account account,
        @Nullable UUID record,
        @Nullable Integer generation,
        byte[] client,
        Channel channel,
        Instant codeExpiresAt,
        int checks,
        Instant nextCheckAt,
        int resends,
        Instant resendAt,
        Instant createdAt,
        boolean used) {

    /** One account's attempts: those from networks its holder is known from are counted apart from all others. */
    public record Account(byte[] identifierDigest, boolean clientKnown) {}

    /** The record; for an unknown identifier an id that no record has. */
    UUID recordOrNobodys() {
        return Optional.ofNullable(record).orElse(id);
    }

    boolean over(Instant now) {
        return used || now.isAfter(createdAt.plus(CodeRules.CHALLENGE_LIFE));
    }

    /** @throws Refusal while no code of it can be checked */
    void refuseCheck(int checksAllowed, Instant now) {
        if (used || !now.isBefore(codeExpiresAt) || checks >= checksAllowed) {
            throw Refusal.gone("challenge-over");
        }
        refuseBefore(nextCheckAt, now, "code-too-soon");
    }

    /** @throws Refusal while no other code can be asked for */
    void refuseResend(Instant now) {
        if (over(now)) {
            throw Refusal.gone("challenge-over");
        }
        if (resends >= CodeRules.RESENDS) {
            throw Refusal.conflict("resends-used-up");
        }
        refuseBefore(resendAt, now, "resend-too-soon");
    }

    private static void refuseBefore(Instant allowedFrom, Instant now, String slug) {
        if (now.isBefore(allowedFrom)) {
            long seconds = Duration.between(now, allowedFrom).plusMillis(999).toSeconds();
            throw Refusal.later(Refusal.Kind.TOO_MANY, slug, seconds);
        }
    }

    /** The same with another code, by that channel. */
    KeptChallenge renewed(Channel by, Instant now) {
        return new KeptChallenge(
                id,
                account,
                record,
                generation,
                client,
                by,
                now.plus(CodeRules.LIFE),
                0,
                nextCheckAt,
                resends + 1,
                now.plus(CodeRules.RESEND_AFTER),
                createdAt,
                used);
    }
}
