package fr.dmp.signin;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The public half of a passkey.
 *
 * @param credential the attested credential data, as WebAuthn writes it
 * @param signCount of its last signature
 * @param backupEligible whether its device may keep copies elsewhere; never changes
 */
public record KeptPasskey(
        UUID id,
        UUID record,
        String name,
        byte[] credentialId,
        byte[] credential,
        long signCount,
        boolean backupEligible,
        Instant since,
        @Nullable Instant lastUsedAt) {

    OwnPasskeys.Passkey shown() {
        return new OwnPasskeys.Passkey(id, name, since, lastUsedAt);
    }

    @Override
    public String toString() {
        return "KeptPasskey[" + id + "]";
    }
}
