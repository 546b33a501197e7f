package fr.dmp.refusal;

import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Failures that pass: no connection or lock was to be had in time, and the same request may go through in a moment. */
public final class Overload {

    private static final long SOON_SECONDS = 5;

    /** The first and the last also for the many that are theirs: no connection, a deadlock, a lock that wasn't given. */
    private static final Set<Class<? extends RuntimeException>> PASSING = Set.of(
            DataAccessResourceFailureException.class,
            CannotCreateTransactionException.class,
            QueryTimeoutException.class,
            PessimisticLockingFailureException.class);

    private Overload() {}

    /** Whether it is one, or was caused by one. */
    public static boolean is(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> PASSING.stream().anyMatch(passing -> passing.isInstance(cause)));
    }

    /** What whoever asked is told: {@code unavailable}, and when to come back. */
    public static Refusal refusal() {
        return Refusal.later(Refusal.Kind.UNAVAILABLE, "unavailable", SOON_SECONDS);
    }
}
