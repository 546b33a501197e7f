package fr.dmp.signin;

import fr.dmp.refusal.Refusal;
import fr.dmp.vault.HouseKeys;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Component
@Transactional(propagation = Propagation.MANDATORY)
class IssuedCredentials implements Credentials {

    static final String IDENTIFIER = "sign-in-identifier";

    private final KeptCredentials credentials;
    private final KeptSessions sessions;
    private final PasswordHashes hashes;
    private final HouseKeys keys;
    private final Clock clock;

    IssuedCredentials(
            KeptCredentials credentials, KeptSessions sessions, PasswordHashes hashes, HouseKeys keys, Clock clock) {
        this.credentials = credentials;
        this.sessions = sessions;
        this.hashes = hashes;
        this.keys = keys;
        this.clock = clock;
    }

    /** A number that is already somebody's is drawn again: with a billion of them, that is rare. */
    @Override
    public Issued issue(UUID record, UUID person) {
        Instant now = clock.instant();
        String password = InitialPassword.random();
        String hash = hashes.atOnce(password);
        Instant until = now.plus(InitialPassword.LIFE);
        while (true) {
            String identifier = Identifier.random().value();
            byte[] sealed = keys.seal(context(record), identifier);
            if (credentials.add(record, person, keys.digest(IDENTIFIER, identifier), sealed, hash, until, now)) {
                return new Issued(identifier, password, until);
            }
        }
    }

    @Override
    public Issued renew(UUID record) {
        Instant now = clock.instant();
        String password = InitialPassword.random();
        Instant until = now.plus(InitialPassword.LIFE);
        byte[] sealed = credentials
                .renew(record, hashes.atOnce(password), until, now)
                .orElseThrow(() -> Refusal.conflict("password-chosen"));
        sessions.endAll(record, now);
        return new Issued(keys.open(context(record), sealed), password, until);
    }

    @Override
    public void close(UUID record) {
        credentials.close(record);
    }

    @Override
    public void reopen(UUID record) {
        credentials.reopen(record);
    }

    /** What a sealed identifier belongs to. */
    static String context(UUID record) {
        return IDENTIFIER + "/" + record;
    }
}
