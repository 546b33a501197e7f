package fr.dmp.recovery;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lost credentials, as whoever lost them asks for them back: whether they have a record, no answer tells. */
public interface Recoveries {

    /**
     * Asks by form. Compared a moment later, so that neither the answer nor its time depends on what is on file.
     *
     * @param client the network address that asks
     * @param once runs the effect at most once
     * @throws fr.dmp.refusal.Refusal {@code invalid-input}; {@code too-many-requests}
     */
    Receipt begin(Answers answers, String client, Function<Supplier<Receipt>, Receipt> once);

    /**
     * Chooses a password by the code that a known contact was sent.
     *
     * @param recovery its id, or its reference however it was typed
     * @throws fr.dmp.refusal.Refusal {@code invalid-input} at {@code /code} and {@code /newPassword}; 422
     *     {@code recovery-code-wrong} with {@code triesLeft}, also for a recovery that never was; 410 {@code recovery-over};
     *     429 {@code code-too-soon}
     */
    void redeem(String recovery, String code, String newPassword, String client);

    /**
     * Stops a recovery by what the message to a known contact holds.
     *
     * @throws fr.dmp.refusal.Refusal 422 {@code cancellation-wrong}, whatever of it is, and once there is nothing to
     *     stop
     */
    void cancel(String reference, String code, String client);

    /**
     * What everyone gets who asks.
     *
     * @param reference short, to be told by mouth
     * @param callbackBy until when the 3646 calls where the answers don't suffice; absent where no number was given
     */
    record Receipt(UUID id, String reference, @Nullable Instant callbackBy) {}
}
