package fr.dmp.refusal;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the log keeps of an unexpected exception: classes and places, never its messages, which may quote what people sent. */
public final class Failure {

    private static final int FRAMES = 25;

    private Failure() {}

    public static String trace(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .limit(8)
                .map(Failure::one)
                .collect(Collectors.joining(System.lineSeparator() + "caused by "));
    }

    private static String one(Throwable thrown) {
        String state = thrown instanceof SQLException sql ? " [SQL state " + sql.getSQLState() + "]" : "";
        return thrown.getClass().getName()
                + state
                + Arrays.stream(thrown.getStackTrace())
                        .limit(FRAMES)
                        .map(frame -> System.lineSeparator() + "    at " + frame)
                        .collect(Collectors.joining());
    }
}
