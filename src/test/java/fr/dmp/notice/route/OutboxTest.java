package fr.dmp.notice.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.f4b6a3.uuid.UuidCreator;
import fr.dmp.SandboxTest;
import fr.dmp.Statements;
import fr.dmp.Statements.Count;
import fr.dmp.identity.Channel;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.notice.Claimed;
import fr.dmp.notice.Insured;
import fr.dmp.notice.Mobiles;
import fr.dmp.notice.NoticeKind;
import fr.dmp.notice.Notices;
import fr.dmp.notice.Outbox;
import fr.dmp.notice.Outcome;
import fr.dmp.notice.QuietHours;
import fr.dmp.notice.Settlement;
import fr.dmp.notice.SmsAccount;
import fr.dmp.sandbox.SandboxMessages;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Nothing is lost and nothing is sent twice, whatever happens between a claim and its outcome. */
@SandboxTest
class OutboxTest {

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
    private DataSource database;

    @Autowired
    private Clock clock;

    @Autowired
    private ProducerTemplate routes;

    @Autowired
    private Outbox outbox;

    @Autowired
    private OpenNotice open;

    @Autowired
    private SettleNotice settle;

    @Autowired
    private Settlement settlement;

    @Autowired
    private SmsAccount account;

    @Autowired
    private QuietHours quiet;

    @Autowired
    private SendSms sendSms;

    @Autowired
    private SendMail sendMail;

    /** This program's poller and two more on the same database. */
    @Test
    void severalNodesShareTheWorkAndSendEachNoticeOnce() throws Exception {
        AtomicBoolean running = new AtomicBoolean(true);
        ExecutorService nodes = Executors.newFixedThreadPool(2);
        List<String> mobiles = new ArrayList<>();
        try {
            List.of(1, 2)
                    .forEach(node -> nodes.submit(() -> {
                        while (running.get()) {
                            claim().forEach(this::send);
                        }
                    }));
            List<UUID> told = transaction.execute(status -> {
                List<UUID> ids = new ArrayList<>();
                for (int i = 0; i < 200; i++) {
                    mobiles.add(Mobiles.any());
                    ids.add(tell(mobiles.get(i), mail()));
                }
                return ids;
            });
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> told.stream().allMatch(notice -> state(notice).equals("DELIVERED")));
        } finally {
            running.set(false);
            nodes.shutdown();
        }
        assertThat(mobiles).allSatisfy(mobile -> assertThat(messages.to(mobile)).hasSize(1));
    }

    /** A node dies at any point; another one finds what it left when the lease runs out. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aNodeMayDieAnywhere(long seed) {
        Random chance = new Random(seed);
        Map<UUID, Dying> left = new HashMap<>();
        for (int i = 0; i < 20; i++) {
            Dying dying = new Dying(
                    chance.nextBoolean() ? Channel.SMS : Channel.MAIL, chance.nextBoolean(), chance.nextInt(3));
            left.put(die(dying), dying);
        }
        left.keySet().forEach(this::leaseRunsOut);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> left.keySet().stream().allMatch(this::settled));
        assertThat(left).allSatisfy((notice, dying) -> {
            int arrived = messages.to(destination(notice)).size();
            if (dying.channel() == Channel.SMS) {
                boolean lost = dying.code() && dying.point() < 2;
                assertThat(arrived).as("%s", dying).isEqualTo(lost ? 0 : 1);
                assertThat(state(notice)).as("%s", dying).isIn(lost ? List.of("DEAD") : List.of("SENT", "DELIVERED"));
            } else if (dying.code()) {
                assertThat(arrived).as("%s", dying).isEqualTo(dying.point() < 2 ? 0 : 1);
            } else {
                assertThat(arrived).as("%s", dying).isEqualTo(dying.point() < 2 ? 1 : 2);
                assertThat(messages.to(destination(notice)))
                        .allSatisfy(mail -> assertThat(mail.text()).contains(reference(notice)));
            }
            assertThat(secretGone(notice)).isTrue();
        });
    }

    /** @param point 0: just claimed; 1: opened; 2: sent, and no outcome written */
    private record Dying(Channel channel, boolean code, int point) {}

    private UUID die(Dying dying) {
        Claimed claimed = claimed(dying.channel(), Duration.ofSeconds(60), () -> write(dying));
        if (dying.point() == 1) {
            assertThat(outbox.open(claimed)).isPresent();
        }
        if (dying.point() == 2) {
            Object outcome = dying.channel() == Channel.SMS ? sendSms.carry(claimed) : sendMail.carry(claimed);
            assertThat(outcome).isInstanceOf(Outcome.Left.class);
        }
        return claimed.id();
    }

    /** No other poller sees it before it is claimed: it is written and claimed in one transaction. */
    private Claimed claimed(Channel channel, Duration lease, Supplier<UUID> writing) {
        UUID notice = transaction.execute(status -> {
            UUID id = writing.get();
            jdbc.sql("update dmp.notice set state = 'CLAIMED', attempts = 1, lease_until = ? where id = ?")
                    .params(clock.instant().plus(lease).atOffset(ZoneOffset.UTC), id)
                    .update();
            return id;
        });
        return new Claimed(notice, channel, false, 1);
    }

    private UUID write(Dying dying) {
        String destination = dying.channel() == Channel.SMS ? Mobiles.any() : mail();
        if (dying.code()) {
            return notices.sendSecret(null, NoticeKind.SIGN_IN_CODE, dying.channel(), destination, "123456");
        }
        return dying.channel() == Channel.SMS
                ? tell(destination, mail())
                : notices.sendSecret(null, NoticeKind.IDENTIFIER, Channel.MAIL, destination, "ABCD-1234");
    }

    /** It waited for its turn until its lease was nearly over, and its gateway takes longer than what is left. */
    @Test
    void noLeaseRunsOutDuringAnAttempt() {
        String mobile = Mobiles.ending("0007");
        SendSms patient = new SendSms(
                open, account, new SmsClient().smsGateway(account, Duration.ofSeconds(10)), settlement, quiet);
        Claimed claimed = claimed(Channel.SMS, Duration.ofSeconds(1), () -> tell(mobile, mail()));
        settle.settle(claimed, patient.carry(claimed));
        assertThat(state(claimed.id())).isIn("SENT", "DELIVERED");
        assertThat(text("attempts::text", claimed.id())).isEqualTo("1");
        assertThat(messages.to(mobile)).hasSize(1);
    }

    @Test
    void whatIsLeftOverStandsInTheRowOfWhatIsDueAndCodesGoFirst() {
        transaction.executeWithoutResult(status -> {
            UUID leftOver = tell(Mobiles.any(), mail());
            jdbc.sql("update dmp.notice set state = 'UNKNOWN', attempts = 1, lease_until = '2001-01-01' where id = ?")
                    .param(leftOver)
                    .update();
            List<UUID> codes = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                tell(Mobiles.any(), mail());
                codes.add(code());
            }
            assertThat(claim()).extracting(Claimed::id).isSubsetOf(codes);
            assertThat(claim()).extracting(Claimed::id).isSubsetOf(codes);
            assertThat(claim()).extracting(Claimed::id).contains(leftOver);
            status.setRollbackOnly();
        });
    }

    private UUID code() {
        return notices.sendSecret(null, NoticeKind.SIGN_IN_CODE, Channel.SMS, Mobiles.any(), "123456");
    }

    @Test
    void aBrokenNoticeDoesNotSendItsNeighboursAgain() {
        List<String> addresses = new ArrayList<>();
        UUID broken = transaction.execute(status -> {
            for (int i = 0; i < 10; i++) {
                addresses.add(mail());
                notices.sendSecret(null, NoticeKind.IDENTIFIER, Channel.MAIL, addresses.get(i), "ABCD-1234");
            }
            UUID id = notices.sendSecret(null, NoticeKind.IDENTIFIER, Channel.MAIL, mail(), "ABCD-1234");
            jdbc.sql("update dmp.notice set secret = 'no seal' where id = ?")
                    .param(id)
                    .update();
            return id;
        });
        await().atMost(Duration.ofSeconds(20))
                .until(() -> reason(broken).equals("unreadable")
                        && addresses.stream()
                                .noneMatch(address -> messages.to(address).isEmpty()));
        assertThat(state(broken)).isEqualTo("NEW");
        dueAgainAndAgain(broken);
        assertThat(addresses)
                .allSatisfy(address -> assertThat(messages.to(address)).hasSize(1));
    }

    /** Twelve attempts, then no more. */
    private void dueAgainAndAgain(UUID broken) {
        jdbc.sql("update dmp.notice set attempts = 11, not_before = created_at where id = ?")
                .param(broken)
                .update();
        await().atMost(Duration.ofSeconds(10)).until(() -> state(broken).equals("DEAD"));
        assertThat(secretGone(broken)).isTrue();
    }

    @Test
    void aCodeIsNotSentAfterItsTime() {
        String mobile = Mobiles.any();
        UUID late = transaction.execute(status -> {
            UUID id = notices.sendSecret(null, NoticeKind.SIGN_IN_CODE, Channel.SMS, mobile, "123456");
            jdbc.sql("update dmp.notice set created_at = created_at - interval '5 minutes' where id = ?")
                    .param(id)
                    .update();
            return id;
        });
        await().atMost(Duration.ofSeconds(10)).until(() -> state(late).equals("DEAD"));
        assertThat(messages.to(mobile)).isEmpty();
        assertThat(reason(late)).isEqualTo("expired");
        assertThat(secretGone(late)).isTrue();
    }

    /** One statement for a whole batch; then one reading and one outcome a notice, and nothing else. */
    @Test
    void aNoticeCostsTwoStatementsBesidesItsPartOfTheClaim() {
        List<Claimed> others = new ArrayList<>();
        Count claiming = Statements.during(() -> others.addAll(claim()));
        others.forEach(this::send);
        assertThat(claiming.statements()).as("%s", claiming).isEqualTo(1);
        assertThat(claiming.alone()).isEqualTo(1);
        Claimed claimed = claimed(Channel.MAIL, Duration.ofSeconds(60), () -> write(new Dying(Channel.MAIL, false, 0)));
        Count sending = Statements.during(() -> send(claimed));
        assertThat(state(claimed.id())).isEqualTo("SENT");
        assertThat(sending.statements()).as("%s", sending).isEqualTo(2);
    }

    private List<Claimed> claim() {
        return new NamedParameterJdbcTemplate(database)
                .query(ClaimDue.SQL, new ClaimParameters(clock, () -> 5), ClaimDue::claimed);
    }

    private void send(Claimed claimed) {
        routes.sendBody("direct:notice-" + claimed.channel().name().toLowerCase(Locale.ROOT), claimed);
    }

    private UUID tell(String mobile, String mail) {
        return notices.tell(
                UuidCreator.getTimeOrderedEpoch(),
                Insured.with(people, mobile, mail),
                NoticeKind.PASSWORD_CHANGED,
                Map.of());
    }

    private void leaseRunsOut(UUID notice) {
        jdbc.sql("update dmp.notice set lease_until = created_at where id = ? and lease_until is not null")
                .param(notice)
                .update();
    }

    /** An SMS that wasn't found goes back into the queue: this test doesn't wait for its time. */
    private boolean settled(UUID notice) {
        jdbc.sql("update dmp.notice set not_before = created_at where id = ? and state = 'NEW'")
                .param(notice)
                .update();
        return List.of("SENT", "DELIVERED", "DEAD").contains(state(notice));
    }

    private String state(UUID notice) {
        return text("state", notice);
    }

    private String reason(UUID notice) {
        return text("coalesce(reason, '')", notice);
    }

    private String reference(UUID notice) {
        return text("reference", notice);
    }

    private String destination(UUID notice) {
        return text("destination", notice);
    }

    private boolean secretGone(UUID notice) {
        return text("(secret is null)::text", notice).equals("true");
    }

    private String text(String column, UUID notice) {
        return jdbc.sql("select " + column + " from dmp.notice where id = ?")
                .param(notice)
                .query(String.class)
                .single();
    }

    private static String mail() {
        return UUID.randomUUID() + "@exemple.fr";
    }
}
