package fr.dmp.notice.store;

import fr.dmp.identity.Channel;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.notice.Claimed;
import fr.dmp.notice.Outcome;
import fr.dmp.notice.Progress;
import fr.dmp.notice.QuietHours;
import fr.dmp.notice.Reach;
import fr.dmp.notice.Retries;
import fr.dmp.notice.Settlement;
import fr.dmp.notice.Undelivered;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
class StoredSettlement implements Settlement {

    private static final Logger LOG = LoggerFactory.getLogger(StoredSettlement.class);

    /** Time for the provider to list what it took, before it is asked. */
    private static final Duration SETTLING = Duration.ofSeconds(10);

    private final JdbcClient jdbc;
    private final StoredOutbox outbox;
    private final InsuredDirectory people;
    private final Reach reach;
    private final Undelivered undelivered;
    private final QuietHours quiet;
    private final Clock clock;

    StoredSettlement(
            JdbcClient jdbc,
            StoredOutbox outbox,
            InsuredDirectory people,
            Reach reach,
            Undelivered undelivered,
            QuietHours quiet,
            Clock clock) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.people = people;
        this.reach = reach;
        this.undelivered = undelivered;
        this.quiet = quiet;
        this.clock = clock;
    }

    @Override
    @Transactional
    public void settle(Claimed claimed, Outcome outcome) {
        if (outcome instanceof Outcome.Left left) {
            left(claimed, left.providerReference());
        } else if (outcome instanceof Outcome.Unsure unsure) {
            unsure(claimed, unsure.reason());
        } else if (outcome instanceof Outcome.Later later) {
            later(claimed, later.reason());
        } else if (outcome instanceof Outcome.Refused refused) {
            end(claimed, "FAILED", refused.reason());
        } else if (outcome instanceof Outcome.GivenUp givenUp) {
            end(claimed, "DEAD", givenUp.reason());
        }
    }

    private void left(Claimed claimed, @Nullable String providerReference) {
        jdbc.sql(
                        """
                        update dmp.notice set state = 'SENT', sent_at = :now, provider_reference = :provider, reason = null,
                            secret = null, lease_until = null
                        where id = :id and attempts = :attempt and state in ('CLAIMED', 'UNKNOWN')
                        """)
                .param("now", StoredOutbox.utc(clock.instant()))
                .param("provider", providerReference, Types.VARCHAR)
                .param("id", claimed.id())
                .param("attempt", claimed.attempt())
                .update();
    }

    private void unsure(Claimed claimed, String reason) {
        if (claimed.attempt() >= Retries.ATTEMPTS) {
            end(claimed, "DEAD", reason);
        } else {
            Duration backOff = Retries.after(claimed.attempt());
            wait(claimed, "UNKNOWN", reason, backOff.compareTo(SETTLING) < 0 ? SETTLING : backOff);
        }
    }

    private void later(Claimed claimed, String reason) {
        if (claimed.attempt() >= Retries.ATTEMPTS) {
            end(claimed, "DEAD", reason);
        } else {
            wait(claimed, "NEW", reason, Retries.after(claimed.attempt()));
        }
    }

    /** A new one waits for its time, an SMS until the morning; a doubtful one for its lease to run out. */
    private void wait(Claimed claimed, String state, String reason, Duration duration) {
        Instant until = clock.instant().plus(duration);
        LOG.info("Notice {} waits as {}: {}", claimed.id(), state, reason);
        jdbc.sql(
                        """
                        update dmp.notice set state = :state, reason = :reason,
                            not_before = case when channel = 'SMS' and kind <> all (:urgent) then :awake else :until end,
                            lease_until = case when :state = 'UNKNOWN' then cast(:until as timestamptz) end
                        where id = :id and attempts = :attempt and state in ('CLAIMED', 'UNKNOWN')
                        """)
                .param("state", state)
                .param("reason", reason)
                .param("urgent", StoredOutbox.urgent())
                .param("until", StoredOutbox.utc(until))
                .param("awake", StoredOutbox.utc(quiet.after(until)))
                .param("id", claimed.id())
                .param("attempt", claimed.attempt())
                .update();
    }

    private void end(Claimed claimed, String state, String reason) {
        int ended = jdbc.sql(
                        """
                        update dmp.notice set state = :state, reason = :reason, secret = null, lease_until = null
                        where id = :id and attempts = :attempt and state in ('CLAIMED', 'UNKNOWN')
                        """)
                .param("state", state)
                .param("reason", reason)
                .param("id", claimed.id())
                .param("attempt", claimed.attempt())
                .update();
        if (ended == 1) {
            LOG.warn("Notice {} ends as {}: {}", claimed.id(), state, reason);
            goOn(claimed.id());
        }
    }

    @Override
    @Transactional
    public void report(UUID notice, String providerReference, Progress progress, String reason) {
        int moved = jdbc.sql(
                        """
                        update dmp.notice set state = :state, provider_reference = :provider, secret = null,
                            lease_until = null, sent_at = coalesce(sent_at, :now),
                            reason = case when :state = 'FAILED' then :reason end,
                            delivered_at = case when :state = 'DELIVERED' then cast(:now as timestamptz) end
                        where id = :id and channel = 'SMS'
                            and (provider_reference = :provider or provider_reference is null and attempts > 0)
                            and (state in ('NEW', 'CLAIMED', 'UNKNOWN') or state = 'SENT' and :state <> 'SENT')
                        """)
                .param("state", progress.name())
                .param("provider", providerReference)
                .param("now", StoredOutbox.utc(clock.instant()))
                .param("reason", reason)
                .param("id", notice)
                .update();
        if (moved == 1 && progress == Progress.FAILED) {
            LOG.warn("Notice {} ends as FAILED: {}", notice, reason);
            goOn(notice);
        }
    }

    private record Failed(UUID person, List<Channel> channels) {}

    private void goOn(UUID notice) {
        tellAgain(notice);
        jdbc.sql(
                        """
                        select record from dmp.notice
                        where id = ? and kind = 'INITIAL_PASSWORD' and channel <> 'LETTER' and record is not null
                        """)
                .param(notice)
                .query(UUID.class)
                .optional()
                .ifPresent(undelivered::initialPassword);
    }

    /**
     * Of a kind that goes everywhere at once, whether another message of the same has failed less: that one is enough. Two
     * that fail at once wait for each other, so that one of them goes on.
     */
    private boolean another(UUID notice) {
        jdbc.sql(
                        """
                        select pg_advisory_xact_lock(hashtextextended('notice/' || record || '/' || kind, 0))
                        from dmp.notice where id = ? and kind = any (?)
                        """)
                .params(notice, StoredOutbox.everywhere())
                .query((row, n) -> true)
                .optional();
        return jdbc.sql(
                        """
                        select exists (
                            select from dmp.notice n join dmp.notice other on other.record = n.record
                                and other.kind = n.kind and other.person = n.person and other.id <> n.id
                                and other.facts = n.facts and other.state not in ('FAILED', 'DEAD')
                            where n.id = ? and n.kind = any (?))
                        """)
                .params(notice, StoredOutbox.everywhere())
                .query(Boolean.class)
                .single();
    }

    /** A secret stays where it was sent; anything else goes on by a channel that hasn't failed, a letter last. */
    private void tellAgain(UUID notice) {
        if (another(notice)) {
            return;
        }
        jdbc.sql(
                        """
                        with recursive before as (
                            select person, channel, fallback_of from dmp.notice where id = ?
                            union all
                            select n.person, n.channel, n.fallback_of
                            from dmp.notice n join before b on n.id = b.fallback_of)
                        select person, string_agg(channel, ',') as channels
                        from before where person is not null group by person
                        """)
                .param(notice)
                .query((row, n) -> new Failed(
                        row.getObject("person", UUID.class),
                        Arrays.stream(row.getString("channels").split(","))
                                .map(Channel::valueOf)
                                .toList()))
                .optional()
                .flatMap(failed ->
                        reach.next(failed.person(), people.contacts(failed.person()), Set.copyOf(failed.channels())))
                .ifPresent(contact -> outbox.writeAgain(notice, contact));
    }
}
