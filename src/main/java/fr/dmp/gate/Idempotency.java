package fr.dmp.gate;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes a repeated request harmless: the key of a creating POST, and the answer that it got. */
public interface Idempotency {

    /**
     * Runs the effect once for a caller's key. Called within the transaction of the effect, so that the key and what it
     * stands for are stored together or not at all. The same key with the same body gives the first answer again for 24
     * hours; two at once: one runs, the other waits for its answer.
     *
     * @param key the header {@code Idempotency-Key}; without one, 400 {@code idempotency-key-required}
     * @param caller who asks: the RPPS, the record, a fixed word for someone unknown, whose address changes on the way; one
     *     caller's keys never meet another's
     * @param body what was asked, as read from JSON; another one under the same key is 409
     *     {@code idempotency-conflict}
     * @param answer what the effect gives, written to and read from JSON; it is kept sealed
     */
    <T> T once(@Nullable String key, String caller, Object body, Class<T> answer, Supplier<T> effect);

    /** The answer that {@link #once} would give again, with the same refusals; empty where there is none yet. */
    <T> Optional<T> answered(@Nullable String key, String caller, Object body, Class<T> answer);

    /**
     * The first answer again, or what {@code begin} makes of an effect that runs {@link #once}. Called outside of any
     * transaction: what comes before it, limits above all, costs a repeated request nothing.
     */
    default <T> T answer(
            @Nullable String key,
            String caller,
            Object body,
            Class<T> answer,
            Function<Function<Supplier<T>, T>, T> begin) {
        return answered(key, caller, body, answer)
                .orElseGet(() -> begin.apply(effect -> once(key, caller, body, answer, effect)));
    }
}
