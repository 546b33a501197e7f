package fr.dmp.signin;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One record's identifier and password, as they are kept.
 *
 * @param initialUntil until when the initial password works; absent once the holder chose one
 * @param generation grows with every password
 * @param heldUntil until when a recovery keeps new sessions out; absent where none does
 * @param clientKnown whether the holder signed in before from the network that asks
 */
public record KeptCredential(
        UUID record,
        UUID person,
        byte[] identifierSealed,
        String passwordHash,
        @Nullable Instant initialUntil,
        boolean initialUsed,
        int generation,
        boolean closed,
        @Nullable Instant heldUntil,
        boolean clientKnown) {

    boolean held(Instant now) {
        return heldUntil != null && now.isBefore(heldUntil);
    }

    HolderSession.Scope scope() {
        return HolderSession.Scope.of(closed, initialUntil != null);
    }

    @Override
    public String toString() {
        return "KeptCredential[" + record + "]";
    }
}
