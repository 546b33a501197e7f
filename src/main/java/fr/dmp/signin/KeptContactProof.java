package fr.dmp.signin;

import fr.dmp.identity.Channel;
import fr.dmp.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A new contact that waits for its code.
 *
 * @param session the one that asked, and in which alone the code counts
 */
public record KeptContactProof(
        UUID id,
        UUID record,
        UUID session,
        Channel channel,
        String value,
        byte[] codeDigest,
        Instant codeExpiresAt,
        int checks,
        Instant nextCheckAt,
        Instant resendAt) {

    /** Why no try is taken now, if so. */
    Optional<Refusal> obstacle(UUID inSession, Instant now) {
        if (!session.equals(inSession) || checks >= CodeRules.CHECKS || !now.isBefore(codeExpiresAt)) {
            return Optional.of(Refusal.gone("code-gone"));
        }
        return before(nextCheckAt, now, "code-too-soon");
    }

    /** @throws Refusal while no other code can be asked for */
    void refuseResend(Instant now) {
        before(resendAt, now, "resend-too-soon").ifPresent(refusal -> {
            throw refusal;
        });
    }

    private static Optional<Refusal> before(Instant allowedFrom, Instant now, String slug) {
        return now.isBefore(allowedFrom)
                ? Optional.of(Refusal.later(
                        Refusal.Kind.TOO_MANY,
                        slug,
                        Duration.between(now, allowedFrom).plusMillis(999).toSeconds()))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "KeptContactProof[" + id + "]";
    }
}
