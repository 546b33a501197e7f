package fr.dmp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import fr.dmp.SandboxTest;
import fr.dmp.TestClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@SandboxTest
class SandboxClockTest {

    private static final Instant JULY = Instant.parse("2019-07-15T10:00:00Z");

    @Autowired
    private Clock clock;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ProcessEngine engine;

    @AfterEach
    void putBack() {
        TestClock.of(clock).reset();
    }

    @Test
    void goesOnTickingFromWhereItIsPutAlsoInThePast() {
        TestClock.of(clock).set("2019-07-15T10:00:00Z");
        Instant first = clock.instant();
        await().atMost(Duration.ofSeconds(1)).until(() -> clock.instant().isAfter(first));
        assertThat(first).isCloseTo(JULY, within(2, ChronoUnit.SECONDS));
        assertThat(clock.withZone(ZoneId.of("Europe/Paris")).instant()).isCloseTo(JULY, within(5, ChronoUnit.SECONDS));
    }

    @Test
    void theEngineIsInStep() {
        TestClock.of(clock).set("2019-07-15T10:00:00Z");
        assertThat(ClockUtil.getCurrentTime().toInstant()).isCloseTo(clock.instant(), within(1, ChronoUnit.SECONDS));
        TestClock.of(clock).reset();
        assertThat(ClockUtil.getCurrentTime().toInstant()).isCloseTo(clock.instant(), within(1, ChronoUnit.SECONDS));
    }

    /** What another node does: it changes the row and says so. */
    @Test
    void followsAnotherNode() {
        jdbc.sql("update dmp.sandbox_clock set offset_millis = ?")
                .param(Duration.ofDays(3650).toMillis())
                .update();
        jdbc.sql("select pg_notify('sandbox_clock', '')")
                .query((row, n) -> true)
                .single();
        await().atMost(Duration.ofSeconds(1))
                .until(() -> clock.instant().isAfter(Instant.now().plus(3649, ChronoUnit.DAYS)));
    }

    /** It hears of its own moves, too, and mustn't take what it read before one for what came after. */
    @Test
    void followingPutsNothingBack() throws Exception {
        SandboxClock own = (SandboxClock) clock;
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService follower = Executors.newSingleThreadExecutor();
        Future<?> following = follower.submit(() -> {
            while (!done.get()) {
                own.follow();
            }
        });
        try {
            for (int minutes = 1; minutes <= 300; minutes++) {
                Instant wished = JULY.plus(minutes, ChronoUnit.MINUTES);
                own.set(wished);
                for (int look = 0; look < 200; look++) {
                    assertThat(own.instant()).isBetween(wished.minusMillis(1), wished.plusSeconds(50));
                }
            }
        } finally {
            done.set(true);
            following.get();
            follower.shutdown();
        }
    }

    @Test
    void aTimerNowDueFiresAtOnce() {
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        "ten-years.bpmn",
                        Bpmn.createExecutableProcess("ten-years")
                                .camundaHistoryTimeToLiveString("P1D")
                                .startEvent()
                                .intermediateCatchEvent()
                                .timerWithDuration("P10Y")
                                .endEvent()
                                .done())
                .deploy();
        String waiting = engine.getRuntimeService()
                .startProcessInstanceByKey("ten-years")
                .getId();
        TestClock.of(clock).advance(Duration.ofDays(3660));
        await().atMost(Duration.ofSeconds(3))
                .until(() -> engine.getRuntimeService()
                                .createProcessInstanceQuery()
                                .processInstanceId(waiting)
                                .count()
                        == 0);
    }
}
