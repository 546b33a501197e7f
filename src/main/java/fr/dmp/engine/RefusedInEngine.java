package fr.dmp.engine;

import fr.dmp.refusal.Refusal;
import java.util.Optional;
import org.camunda.bpm.engine.BadUserRequestException;
import org.jspecify.annotations.Nullable;

/** Carries a refusal out through the engine, which neither logs it as an error nor says more of it than its slug. */
final class RefusedInEngine extends BadUserRequestException {

    private static final ThreadLocal<@Nullable Refusal> LAST = new ThreadLocal<>();

    RefusedInEngine(Refusal refusal) {
        super(refusal.slug(), refusal);
        LAST.set(refusal);
    }

    /** The engine's REST calls swallow causes; whoever answers such a call asks here for the refusal of this request. */
    static Optional<Refusal> last() {
        return Optional.ofNullable(LAST.get());
    }

    static void forget() {
        LAST.remove();
    }

    static RefusedInEngine form() {
        return new RefusedInEngine(Refusal.of(Refusal.Kind.MALFORMED, "process-form"));
    }

    /** The refusal among the causes of an exception. */
    static Optional<Refusal> in(@Nullable Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return Optional.of(refusal);
            }
        }
        return Optional.empty();
    }
}
