package fr.dmp.claims.store;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Failures that say nothing about a file: it would be taken once they are over. */
public final class Passing {

    /**
     * PostgreSQL's states (appendix A of its manual): no connection, a deadlock, no resources, shutting down, too slow for
     * its time limit, a failing disk, a lock that someone holds, a server that only reads.
     */
    private static final Pattern STATES = Pattern.compile("08...|40...|53...|57P..|57014|58...|55P03|25006");

    private Passing() {}

    public static boolean is(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(Passing::passes);
    }

    /** A program that is being stopped gives up what it is at: the next one takes it. */
    private static boolean passes(Throwable cause) {
        return cause instanceof SQLTransientConnectionException
                || cause instanceof CancellationException
                || cause instanceof SQLException sql
                        && sql.getSQLState() != null
                        && STATES.matcher(sql.getSQLState()).matches();
    }
}
