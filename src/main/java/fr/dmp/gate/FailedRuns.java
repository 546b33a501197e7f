package fr.dmp.gate;

import fr.dmp.refusal.Failure;
import fr.dmp.refusal.Overload;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.task.ThreadPoolTaskSchedulerCustomizer;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;
import org.springframework.util.ErrorHandler;

/**
 * What the log keeps of a sweep or a poll that failed; the next one tries again. While the database is away there are many
 * a minute: one line each. Anything else has its places, and nothing has its messages.
 */
@Component
public class FailedRuns implements ErrorHandler, ThreadPoolTaskSchedulerCustomizer {

    private static final Logger LOG = LoggerFactory.getLogger(FailedRuns.class);

    @Override
    public void customize(ThreadPoolTaskScheduler scheduler) {
        scheduler.setErrorHandler(this);
    }

    @Override
    public void handleError(Throwable failure) {
        if (Overload.is(failure)) {
            LOG.warn(
                    "the database is away, or too busy; the next run tries again: {}",
                    NestedExceptionUtils.getMostSpecificCause(failure)
                            .getClass()
                            .getName());
        } else {
            LOG.error("a run failed; the next one tries again: {}", Failure.trace(failure));
        }
    }
}
