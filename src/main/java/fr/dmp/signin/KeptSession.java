package fr.dmp.signin;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An open session.
 *
 * @param passwordChange whether it began with an initial password
 * @param closed of the record, so that it is always what holds now
 * @param provedAt when password and code proved who it is; absent for a session of before this was kept
 * @param actingFor the record that the pages work on; absent for the own one
 */
public record KeptSession(
        UUID id,
        UUID record,
        UUID person,
        boolean passwordChange,
        boolean closed,
        Instant since,
        Instant lastSeenAt,
        Instant expiresAt,
        @Nullable Instant provedAt,
        @Nullable UUID actingFor) {

    HolderSession ofHolder() {
        return new HolderSession(id, record, person, HolderSession.Scope.of(closed, passwordChange), expiresAt);
    }

    Sessions.Open shown() {
        return new Sessions.Open(id, since, lastSeenAt, expiresAt);
    }
}
