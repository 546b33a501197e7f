package fr.dmp.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.dmp.SandboxTest;
import fr.dmp.TestClock;
import fr.dmp.claims.store.DeliveryLocks;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What was refused is kept for 90 days, and not a day longer; a month of care as long as one of its days is shown. */
@SandboxTest
class ClaimsSweepTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Duration DAY = Duration.ofDays(1);
    private static final String HEADER =
            "nir;family_name;given_names;birth_date;sex;regime;fund;mobile;email;address1;address2;postcode;city;vitale_serial\n";

    @Autowired
    private ClaimsSweep sweep;

    @Autowired
    private DeliveryLocks locks;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Environment environment;

    @Autowired
    private Clock clock;

    private Inbox inbox;

    @BeforeEach
    void openInbox() {
        inbox = new Inbox(environment, jdbc);
    }

    @Test
    void refusedLinesAreForgottenAndTheirAccountStays() {
        UUID delivery = inbox.drop("insured", "a.csv", HEADER + "1;" + UUID.randomUUID() + ";;;;;;;;;;;;\n")
                .id();
        assertThat(sealed(delivery)).isEqualTo(1);
        try (TestClock time = TestClock.of(clock)) {
            time.advance(ClaimsSweep.KEPT.minus(DAY));
            sweep.sweep();
            assertThat(sealed(delivery)).isEqualTo(1);
            time.advance(DAY);
            sweep.sweep();
            assertThat(sealed(delivery)).isZero();
            assertThat(jdbc.sql("select count(*) from dmp.delivery_refusal where delivery = ? and reason <> ''")
                            .param(delivery)
                            .query(Long.class)
                            .single())
                    .isPositive();
        }
    }

    @Test
    void setAsideFilesAreDestroyedUnlessTheyCameAgain() {
        byte[] once = bytes();
        byte[] twice = bytes();
        inbox.drop("insured", "once.csv", once);
        inbox.drop("insured", "twice.csv", twice);
        try (TestClock time = TestClock.of(clock)) {
            time.advance(ClaimsSweep.KEPT.minus(DAY));
            inbox.drop("insured", "twice.csv", twice);
            sweep.sweep();
            assertThat(file(once)).exists();
            time.advance(DAY);
            sweep.sweep();
            assertThat(file(once)).doesNotExist();
            assertThat(file(twice)).exists();
            time.advance(ClaimsSweep.KEPT);
            sweep.sweep();
            assertThat(file(twice)).doesNotExist();
            assertThat(inbox.deliveries(twice)).hasSize(2).allSatisfy(row -> assertThat(row.state())
                    .isEqualTo("SET_ASIDE"));
        }
    }

    @Test
    void aFileThatIsJustBeingSetAsideAgainIsLeftAlone() {
        byte[] content = bytes();
        inbox.drop("insured", "a.csv", content);
        try (TestClock time = TestClock.of(clock)) {
            time.advance(ClaimsSweep.KEPT.plus(DAY));
            try (DeliveryLocks.Held held = locks.tryLock(Inbox.sha256(content)).orElseThrow()) {
                sweep.sweep();
                assertThat(file(content)).exists();
            }
            sweep.sweep();
            assertThat(file(content)).doesNotExist();
        }
    }

    @Test
    void oneNodeAtATimeSweeps() throws Exception {
        byte[] content = bytes();
        inbox.drop("insured", "a.csv", content);
        try (TestClock time = TestClock.of(clock)) {
            time.advance(ClaimsSweep.KEPT.plus(DAY));
            transaction.executeWithoutResult(status -> {
                jdbc.sql("select pg_advisory_xact_lock(hashtext('claims-sweep'))")
                        .query((row, n) -> true)
                        .single();
                elsewhere(sweep::sweep);
                assertThat(file(content)).exists();
            });
            sweep.sweep();
            assertThat(file(content)).doesNotExist();
        }
    }

    @Test
    void aMonthLeavesOnceNoneOfItsDaysIsShown() {
        LocalDate old = LocalDate.now(PARIS).minusMonths(14);
        try (TestClock time = TestClock.of(clock)) {
            time.advance(DAY.multipliedBy(-365));
            assertThat(make(old)).isTrue();
            sweep.sweep();
            assertThat(exists(old)).isTrue();
        }
        await().until(() -> {
            sweep.sweep();
            return !exists(old);
        });
    }

    @Test
    void theComingMonthsStandReady() {
        LocalDate next = LocalDate.now(PARIS).plusYears(3);
        List<LocalDate> coming = List.of(next, next.plusMonths(1), next.plusMonths(2));
        assertThat(coming).noneMatch(this::exists);
        try (TestClock time = TestClock.of(clock)) {
            time.advance(Duration.between(
                    clock.instant(), next.atTime(12, 0).atZone(PARIS).toInstant()));
            sweep.sweep();
        }
        assertThat(coming).allMatch(this::exists);
        assertThat(exists(next.plusMonths(3))).isFalse();
    }

    /** Whoever moves the clock back finds the history as it was. */
    @Test
    void aClockThatIsAheadDropsNothingThatTheDatabasesClockStillShows() {
        LocalDate today = LocalDate.now(PARIS);
        List<LocalDate> shown = List.of(today, today.minusMonths(12));
        shown.forEach(this::make);
        try (TestClock time = TestClock.of(clock)) {
            time.advance(DAY.multipliedBy(3650));
            sweep.sweep();
        }
        assertThat(shown).allMatch(this::exists);
    }

    @Test
    void monthsThatSomeoneReadsLeaveAtTheNextSweep() {
        LocalDate old = LocalDate.now(PARIS).minusMonths(15);
        transaction.executeWithoutResult(status -> {
            jdbc.sql("lock table dmp.care_line in access share mode").update();
            elsewhere(() -> make(old));
            elsewhere(sweep::sweep);
            assertThat(exists(old)).isTrue();
        });
        await().until(() -> {
            sweep.sweep();
            return !exists(old);
        });
    }

    private boolean make(LocalDate day) {
        return jdbc.sql("select dmp.ensure_care_month(?)")
                .param(day)
                .query(Boolean.class)
                .single();
    }

    private boolean exists(LocalDate day) {
        return jdbc.sql("select to_regclass(to_char(cast(? as date), '\"dmp.care_line_\"YYYY_MM')) is not null")
                .param(day)
                .query(Boolean.class)
                .single();
    }

    private static void elsewhere(Runnable work) {
        var other = Executors.newSingleThreadExecutor();
        try {
            other.submit(work).get();
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            other.shutdown();
        }
    }

    private long sealed(UUID delivery) {
        return jdbc.sql("select count(*) from dmp.delivery_refusal where delivery = ? and sealed is not null")
                .param(delivery)
                .query(Long.class)
                .single();
    }

    private static byte[] bytes() {
        return ("no header of ours " + UUID.randomUUID()).getBytes();
    }

    private Path file(byte[] content) {
        return Path.of(environment.getRequiredProperty("dmp.data"))
                .resolve("set-aside")
                .resolve(HexFormat.of().formatHex(Inbox.sha256(content)) + ".sealed");
    }
}
