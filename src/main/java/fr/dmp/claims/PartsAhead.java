package fr.dmp.claims;

import fr.dmp.claims.dcir.ClaimsFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Reads a delivery on a thread of its own, one part ahead of whoever takes them in: the next is read while one is fed. */
final class PartsAhead implements AutoCloseable {

    /** A part; nothing in it at the end, or with what made it end early. */
    private record Step(ClaimsFile.@Nullable Part part, @Nullable Throwable failure) {}

    private final BlockingQueue<Step> steps = new ArrayBlockingQueue<>(1);
    private final Thread reader;

    PartsAhead(ClaimsFile file, LocalDate opens, LocalDate today) {
        reader = new Thread(() -> read(file, opens, today), "read-delivery");
        reader.setDaemon(true);
        reader.start();
    }

    private void read(ClaimsFile file, LocalDate opens, LocalDate today) {
        try {
            file.read(opens, today, part -> put(new Step(part, null)));
            put(new Step(null, null));
        } catch (CancellationException e) {
            // Nobody takes them any more.
        } catch (Throwable e) {
            // Whatever it is, an error of the machine included: whoever waits for the next part must not wait for ever.
            put(new Step(null, e));
        }
    }

    private void put(Step step) {
        try {
            steps.put(step);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }

    /** The next part; empty at the end. What made the reading fail is thrown here. */
    Optional<ClaimsFile.Part> next() {
        Step step = take();
        if (step.failure() instanceof RuntimeException failure) {
            throw failure;
        }
        if (step.failure() instanceof Error failure) {
            throw failure;
        }
        if (step.failure() instanceof IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return Optional.ofNullable(step.part());
    }

    private Step take() {
        try {
            return steps.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }

    @Override
    public void close() {
        reader.interrupt();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
