package fr.dmp.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.f4b6a3.uuid.UuidCreator;
import fr.dmp.SandboxTest;
import fr.dmp.TestClock;
import fr.dmp.identity.Channel;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.sandbox.SandboxMessages;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Nobody's phone rings at night for what can wait until the morning. */
@SandboxTest
class QuietNightTest {

    private static final String NIGHT = "2027-01-12T22:00:00Z";
    private static final String MORNING = "2027-01-13T07:00:00Z";

    @Autowired
    private Notices notices;

    @Autowired
    private SandboxMessages messages;

    @Autowired
    private InsuredDirectory people;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    private TestClock time;
    private String mobile;
    private String mail;

    @BeforeEach
    void atNight() {
        time = TestClock.of(clock).set(NIGHT);
        mobile = Mobiles.any();
        mail = UUID.randomUUID() + "@exemple.fr";
    }

    @AfterEach
    void backToNow() {
        time.close();
    }

    @ParameterizedTest
    @CsvSource({
        "2027-01-12T22:00:00Z, 2027-01-13T07:00:00Z",
        "2027-03-27T22:00:00Z, 2027-03-28T06:00:00Z",
        "2027-10-30T22:00:00Z, 2027-10-31T07:00:00Z"
    })
    void whatCanWaitLeavesInTheMorning(String night, String morning) {
        time.set(night);
        UUID notice = tell(NoticeKind.WELCOME);
        assertThat(due(notice)).isEqualTo(Instant.parse(morning));
        // An urgent one after it has left: the outbox was looked through meanwhile.
        becomes(tell(NoticeKind.PASSWORD_CHANGED), "DELIVERED");
        assertThat(state(notice)).isEqualTo("NEW");
        time.set(Instant.parse(morning).minusSeconds(2).toString());
        assertThat(state(notice)).isEqualTo("NEW");
        time.set(morning);
        becomes(notice, "DELIVERED");
        assertThat(messages.to(mobile)).hasSize(2);
    }

    @Test
    void codesAndMailLeaveAtOnce() {
        UUID code = transaction.execute(
                status -> notices.sendSecret(null, NoticeKind.SIGN_IN_CODE, Channel.SMS, mobile, "123456"));
        becomes(code, "DELIVERED");
        UUID letter = transaction.execute(status ->
                notices.tell(UuidCreator.getTimeOrderedEpoch(), Insured.without(people), NoticeKind.WELCOME, Map.of()));
        becomes(letter, "SENT");
    }

    /** It was due by day, and its turn came at night: nothing leaves, and it is due in the morning. */
    @Test
    void whatWasLateWaitsToo() {
        UUID late = transaction.execute(status -> {
            UUID id = write(NoticeKind.WELCOME);
            jdbc.sql("update dmp.notice set not_before = created_at - interval '3 hours' where id = ?")
                    .param(id)
                    .update();
            return id;
        });
        await().atMost(Duration.ofSeconds(10)).until(() -> due(late).equals(Instant.parse(MORNING)));
        assertThat(state(late)).isEqualTo("NEW");
        assertThat(messages.to(mobile)).isEmpty();
        time.set(MORNING);
        becomes(late, "DELIVERED");
        assertThat(messages.to(mobile)).hasSize(1);
    }

    @Test
    void anotherAttemptWaitsForTheMorning() {
        mobile = Mobiles.ending("0011");
        time.set("2027-01-12T19:59:50Z");
        UUID refused = tell(NoticeKind.WELCOME);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> attempts(refused) == 1 && state(refused).equals("NEW"));
        time.set("2027-01-12T19:59:59Z");
        jdbc.sql("update dmp.notice set not_before = created_at where id = ? and attempts = 1")
                .param(refused)
                .update();
        await().atMost(Duration.ofSeconds(10)).until(() -> due(refused).equals(Instant.parse(MORNING)));
        assertThat(messages.to(mobile)).isEmpty();
    }

    @Test
    void manyAreToldInTheMorningAndByMailAtOnce() {
        UUID bySms = UuidCreator.getTimeOrderedEpoch();
        UUID byLetter = UuidCreator.getTimeOrderedEpoch();
        Map<UUID, UUID> both = Map.of(bySms, Insured.with(people, mobile, mail), byLetter, Insured.without(people));
        transaction.executeWithoutResult(
                status -> notices.tellAllOnce(both, NoticeKind.HISTORY_ARRIVED, clock.instant()));
        assertThat(due(about(bySms))).isEqualTo(Instant.parse(MORNING));
        becomes(about(byLetter), "SENT");
        time.set(MORNING);
        becomes(about(bySms), "DELIVERED");
    }

    private UUID tell(NoticeKind kind) {
        return transaction.execute(status -> write(kind));
    }

    private UUID write(NoticeKind kind) {
        return notices.tell(UuidCreator.getTimeOrderedEpoch(), Insured.with(people, mobile, mail), kind, Map.of());
    }

    private UUID about(UUID record) {
        return jdbc.sql("select id from dmp.notice where record = ?")
                .param(record)
                .query(UUID.class)
                .single();
    }

    private Instant due(UUID notice) {
        return jdbc.sql("select not_before from dmp.notice where id = ?")
                .param(notice)
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private void becomes(UUID notice, String state) {
        await().atMost(Duration.ofSeconds(10)).until(() -> state(notice), state::equals);
    }

    private String state(UUID notice) {
        return jdbc.sql("select state from dmp.notice where id = ?")
                .param(notice)
                .query(String.class)
                .single();
    }

    private int attempts(UUID notice) {
        return jdbc.sql("select attempts from dmp.notice where id = ?")
                .param(notice)
                .query(Integer.class)
                .single();
    }
}
