package fr.dmp;

import fr.dmp.sandbox.SandboxClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Moves the whole program's time, the engine's included, and puts it back at the end:
 *
 * <pre>try (TestClock time = TestClock.of(clock)) { time.set("2019-07-15T10:00:00Z"); … }</pre>
 */
public final class TestClock implements AutoCloseable {

    private final SandboxClock clock;

    private TestClock(SandboxClock clock) {
        this.clock = clock;
    }

    /** The injected {@link Clock} of a {@link SandboxTest}. */
    public static TestClock of(Clock clock) {
        return new TestClock((SandboxClock) clock);
    }

    public TestClock set(String instant) {
        clock.set(Instant.parse(instant));
        return this;
    }

    public TestClock advance(Duration by) {
        clock.set(clock.instant().plus(by));
        return this;
    }

    public void reset() {
        clock.reset();
    }

    @Override
    public void close() {
        reset();
    }
}
