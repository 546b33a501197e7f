package fr.dmp.signin;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What recovering lost credentials needs. Nobody but the holder ever sees or chooses a password by this. */
public interface LostCredentials {

    /**
     * Makes a typed password ready to be put in place. It takes as long as a sign-in; called outside of any transaction.
     *
     * @param record whose identifier mustn't be in it; absent where there is none
     * @throws fr.dmp.refusal.Refusal {@code invalid-input} at the pointer; {@code busy}
     */
    Ready prepare(@Nullable UUID record, String password, String pointer);

    /** Puts it in place of whatever there was, and ends all of the record's sessions. Within a transaction, like all below. */
    void put(UUID record, Ready password);

    /** The record's identifier, for a message to its holder and no one else. */
    String identifier(UUID record);

    /** Waits for whoever else is about this record's holds: what they did is then seen. */
    void takeTurn(UUID record);

    /** Until then no new session begins, whoever proves what; absent: none is kept out any more. */
    void hold(UUID record, @Nullable Instant until);

    /** A password that nothing can read any more. */
    final class Ready {

        private final String hash;

        Ready(String hash) {
            this.hash = hash;
        }

        String hash() {
            return hash;
        }

        @Override
        public String toString() {
            return "Ready";
        }
    }
}
