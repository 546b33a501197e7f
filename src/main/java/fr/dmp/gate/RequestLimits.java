package fr.dmp.gate;

import fr.dmp.refusal.Refusal;
import fr.dmp.vault.HouseKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A bucket that gives one request back every {@code per / allowed}: a row holds until when it is used up, and one
 * statement takes from it. It has a transaction of its own, so that what is refused afterwards was counted; whoever
 * limits does so before a transaction begins, for a second connection is needed within one.
 */
@Repository
class RequestLimits implements Limits {

    // A clock that was set back leaves a bucket used up until far in the future: it counts as empty.
    private static final String TAKE =
            """
            insert into dmp.request_limit as l (whom, used_until) values (:whom, :first)
            on conflict (whom) do update
               set used_until = case when l.used_until between :now and :full then l.used_until else :now end
                                + (:first - :now)
             where l.used_until <= :room or l.used_until > :full
            """;

    private final JdbcClient jdbc;
    private final HouseKeys keys;
    private final Clock clock;
    private final TransactionTemplate own;

    RequestLimits(JdbcClient jdbc, HouseKeys keys, Clock clock, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.clock = clock;
        this.own = new TransactionTemplate(transactions);
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public void take(String what, String whom, int allowed, Duration per) {
        byte[] id = keys.digest("limit/" + what, whom);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Duration one = per.dividedBy(allowed).truncatedTo(ChronoUnit.MICROS);
        Instant until = own.execute(status -> taken(id, now, one, per) ? null : usedUntil(id));
        if (until != null) {
            Duration wait = Duration.between(now, until.plus(one).minus(per));
            throw Refusal.later(Refusal.Kind.TOO_MANY, "too-many-requests", Math.max(1, wait.toSeconds() + 1));
        }
    }

    private boolean taken(byte[] id, Instant now, Duration one, Duration per) {
        return jdbc.sql(TAKE)
                        .param("whom", id)
                        .param("now", at(now))
                        .param("first", at(now.plus(one)))
                        .param("room", at(now.plus(per).minus(one)))
                        .param("full", at(now.plus(per)))
                        .update()
                == 1;
    }

    private Instant usedUntil(byte[] id) {
        return jdbc.sql("select used_until from dmp.request_limit where whom = ?")
                .param(id)
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
