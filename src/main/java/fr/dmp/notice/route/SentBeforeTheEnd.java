package fr.dmp.notice.route;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/** Lets a node send what it has claimed before it stops: a claimed code that isn't sent is lost to its person. */
final class SentBeforeTheEnd implements SmartLifecycle {

    /** After the poller, before Camel's routes ({@code Integer.MAX_VALUE - 101}). */
    private static final int PHASE = Integer.MAX_VALUE - 50;

    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long LONGEST_STEPS = 500;

    private final ThreadPoolTaskExecutor senders;
    private volatile boolean running;

    SentBeforeTheEnd(ThreadPoolTaskExecutor senders) {
        this.senders = senders;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        for (long step = 0; step < LONGEST_STEPS && busy(); step++) {
            LockSupport.parkNanos(STEP_NANOS);
        }
        running = false;
    }

    private boolean busy() {
        return senders.getActiveCount() > 0 || senders.getQueueSize() > 0;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
