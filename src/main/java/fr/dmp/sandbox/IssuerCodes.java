package fr.dmp.sandbox;

import fr.dmp.signin.RandomToken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The codes of the sandbox's provider, each good once and for a minute, at whichever node it is brought to. */
@Repository
@Profile("sandbox")
class IssuerCodes {

    private static final Duration LIFE = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    IssuerCodes(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param challenge what the verifier's digest must be */
    record Signed(String rpps, String nonce, String challenge, String redirectUri) {}

    String give(Signed signed) {
        Instant now = clock.instant();
        jdbc.sql("delete from dmp.sandbox_code where issued_at < ?")
                .param(at(now.minus(LIFE)))
                .update();
        String code = RandomToken.next();
        jdbc.sql(
                        """
                        insert into dmp.sandbox_code (code_digest, rpps, nonce, challenge, redirect_uri, issued_at)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        RandomToken.digest(code),
                        signed.rpps(),
                        signed.nonce(),
                        signed.challenge(),
                        signed.redirectUri(),
                        at(now))
                .update();
        return code;
    }

    Optional<Signed> take(String code) {
        return jdbc.sql(
                        """
                        delete from dmp.sandbox_code where code_digest = ? and issued_at > ?
                        returning rpps, nonce, challenge, redirect_uri
                        """)
                .params(RandomToken.digest(code), at(clock.instant().minus(LIFE)))
                .query((row, n) -> new Signed(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                .optional();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
