package fr.dmp.sandbox.process;

import fr.dmp.sandbox.SandboxClock;
import java.time.Duration;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Moves the engine's own clock with the sandbox's, and wakes its executor so that timers now due fire at once. */
@Component
@Profile("sandbox")
class EngineTime {

    private final ObjectProvider<JobExecutor> executor;

    EngineTime(SandboxClock clock, ObjectProvider<JobExecutor> executor) {
        this.executor = executor;
        move(clock.offset());
    }

    @EventListener
    void onMoved(SandboxClock.Moved moved) {
        move(moved.offset());
        executor.ifAvailable(JobExecutor::jobWasAdded);
    }

    private static void move(Duration offset) {
        ClockUtil.offset(offset.toMillis());
    }
}
