package fr.dmp.signin;

import fr.dmp.refusal.Refusal;
import fr.dmp.vault.HouseKeys;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Component
class RecoveredCredentials implements LostCredentials {

    private final KeptCredentials credentials;
    private final KeptSessions sessions;
    private final PasswordHashes hashes;
    private final HouseKeys keys;
    private final Clock clock;

    RecoveredCredentials(
            KeptCredentials credentials, KeptSessions sessions, PasswordHashes hashes, HouseKeys keys, Clock clock) {
        this.credentials = credentials;
        this.sessions = sessions;
        this.hashes = hashes;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.NEVER)
    public Ready prepare(@Nullable UUID record, String password, String pointer) {
        // Where there is none, one is looked for all the same: as long as it takes, it tells nothing.
        String identifier = credentials
                .find(Optional.ofNullable(record).orElseGet(UUID::randomUUID))
                .map(this::identifier)
                .orElseGet(() -> Identifier.random().value());
        PasswordRules.fault(password, identifier).ifPresent(fault -> {
            throw Refusal.invalid(pointer, fault);
        });
        return new Ready(hashes.of(password));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void put(UUID record, Ready password) {
        Instant now = clock.instant();
        credentials.replace(record, password.hash(), now);
        sessions.endAll(record, now);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public String identifier(UUID record) {
        return credentials.find(record).map(this::identifier).orElseThrow();
    }

    private String identifier(KeptCredential credential) {
        return keys.open(IssuedCredentials.context(credential.record()), credential.identifierSealed());
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void takeTurn(UUID record) {
        credentials.lock(record);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void hold(UUID record, @Nullable Instant until) {
        credentials.hold(record, until);
    }
}
