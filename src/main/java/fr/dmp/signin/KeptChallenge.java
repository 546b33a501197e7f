package fr.dmp.signin;

import fr.dmp.identity.Channel;
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
