package fr.dmp.notice;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Mobile numbers, each new within a run; it begins somewhere else each time, as the database outlives a run. */
public final class Mobiles {

    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(10_000_000));

    private Mobiles() {}

    /** One that gets what is sent to it. */
    public static String any() {
        return "+337%07d9".formatted(NEXT.getAndIncrement() % 10_000_000);
    }

    /** @param digits the last four, which choose what the sandbox's phone does */
    public static String ending(String digits) {
        return "+336%04d%s".formatted(NEXT.getAndIncrement() % 10_000, digits);
    }
}
