package fr.dmp.signin;

import fr.dmp.identity.Channel;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a holder is reached, as they look after it themselves. Of whoever acts for someone else, there is nothing here. A
 * change is proved by a code that goes to the new contact, and counts after a wait: the old contacts are told at once, and
 * codes and notices go to them until then. Opens its own transactions.
 */
public interface OwnContacts {

    /** What is on file and what waits, SMS first; traced, as every reading is. */
    List<Contact> show(HolderSession holder);

    /** Whether this session may change something: it began with password and code a short while ago. */
    boolean fresh(HolderSession holder);

    /**
     * Sends a code to a new contact; it replaces the one before it.
     *
     * @param value as the holder writes it
     * @throws fr.dmp.refusal.Refusal 403 {@code fresh-sign-in-required}; 422 {@code invalid-input} with pointer
     *     {@code /channel} or {@code /value}; 429 {@code resend-too-soon} or {@code too-many-requests}, each with
     *     {@code retryAfter}; 503 {@code channel-unavailable}
     */
    Proof ask(HolderSession holder, Channel channel, String value);

    /**
     * The new contact waits from now on to count.
     *
     * @throws fr.dmp.refusal.Refusal 422 {@code invalid-input} for what is no code, {@code code-wrong} with
     *     {@code triesLeft}; 410 {@code code-gone} once used, expired, out of tries or asked for in another session; 429
     *     {@code code-too-soon} or {@code too-many-requests}, each with {@code retryAfter}
     */
    Change prove(HolderSession holder, String code);

    /**
     * The contact of that channel waits to be taken away.
     *
     * @throws fr.dmp.refusal.Refusal 403 {@code fresh-sign-in-required}; 404 where there is none; 409
     *     {@code last-contact}
     */
    Change remove(HolderSession holder, Channel channel);

    /**
     * Stops what waits; for that any session will do.
     *
     * @throws fr.dmp.refusal.Refusal 404 where nothing waits
     */
    void withdraw(HolderSession holder, Channel channel);

    /**
     * One channel.
     *
     * @param destination masked; absent where none is on file
     * @param since when it came on file
     * @param verified whether a code proved that it is the holder's
     */
    record Contact(
            Channel channel,
            @Nullable String destination,
            @Nullable Instant since,
            boolean verified,
            @Nullable Change change) {

        @Override
        public String toString() {
            return "Contact[" + channel + "]";
        }
    }

    /**
     * What waits to count.
     *
     * @param destination masked; absent where the contact goes
     */
    record Change(@Nullable String destination, Instant askedAt, Instant effectiveAt) {

        @Override
        public String toString() {
            return "Change[" + effectiveAt + "]";
        }
    }

    /**
     * A code was sent.
     *
     * @param destination masked
     * @param expiresAt until when it works
     * @param resendAt from when on another one can be asked for
     */
    record Proof(Channel channel, String destination, Instant expiresAt, Instant resendAt) {

        @Override
        public String toString() {
            return "Proof[" + channel + "]";
        }
    }
}
