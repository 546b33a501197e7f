package fr.dmp.gate;

import fr.dmp.refusal.Refusal;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Work that is slow on purpose, such as hashing passwords: so many at once, a few more may wait, the rest come again. */
public final class Turns {

    private static final long LONGEST_WAIT_SECONDS = 3;
    private static final long COME_BACK_SECONDS = 5;

    private final Semaphore turns;
    private final int queue;

    /** @param queue how many may wait, about a second's work */
    public Turns(int atOnce, int queue) {
        this.turns = new Semaphore(atOnce, true);
        this.queue = queue;
    }

    /**
     * Does the work when its turn comes.
     *
     * @throws Refusal {@code busy} where too many wait, or no turn comes in time
     */
    public <T> T inTurn(Supplier<T> work) {
        return done(turns.getQueueLength() < queue && turn(), work);
    }

    /**
     * The same within a transaction, which holds a connection and rows that others need: it doesn't wait.
     *
     * @throws Refusal {@code busy} where no turn is free
     */
    public <T> T atOnce(Supplier<T> work) {
        return done(turns.tryAcquire(), work);
    }

    private <T> T done(boolean mine, Supplier<T> work) {
        if (!mine) {
            throw Refusal.later(Refusal.Kind.UNAVAILABLE, "busy", COME_BACK_SECONDS);
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    private boolean turn() {
        try {
            return turns.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
