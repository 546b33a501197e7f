package fr.dmp.notice.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.f4b6a3.uuid.UuidCreator;
import fr.dmp.SandboxTest;
import fr.dmp.identity.Channel;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.notice.Claimed;
import fr.dmp.notice.Insured;
import fr.dmp.notice.NoticeKind;
import fr.dmp.notice.Notices;
import fr.dmp.notice.Outcome;
import fr.dmp.sandbox.SandboxMessages;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.internet.InternetAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.support.TransactionTemplate;

/** A mail server that says no: for good (5xx), for now (4xx), at any step; and what becomes of the notice. */
@SandboxTest
class MailRefusalsTest {

    @Autowired
    private Notices notices;

    @Autowired
    private InsuredDirectory people;

    @Autowired
    private OpenNotice open;

    @Autowired
    private SettleNotice settle;

    @Autowired
    private SandboxMessages messages;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    @ParameterizedTest
    @CsvSource({"MAIL, 553", "RCPT, 550", "RCPT, 554", "DATA, 554", "END, 552"})
    void whatIsRefusedForGoodGoesOnByLetter(String step, int reply) throws Exception {
        UUID person = Insured.with(people, "+33100000000", UUID.randomUUID() + "@exemple.fr");
        UUID notice = claimed(
                () -> notices.tell(UuidCreator.getTimeOrderedEpoch(), person, NoticeKind.PASSWORD_CHANGED, Map.of()));
        assertThat(send(notice, step, reply)).isEqualTo(new Outcome.Refused(String.valueOf(reply)));
        assertThat(text("state || ' ' || reason", notice)).isEqualTo("FAILED " + reply);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !messages.to(person.toString()).isEmpty());
        assertThat(messages.to(person.toString())).singleElement().satisfies(letter -> {
            assertThat(letter.channel()).isEqualTo("LETTER");
            assertThat(letter.text()).contains(text("reference", notice));
        });
    }

    @ParameterizedTest
    @CsvSource({"GREETING, 421", "MAIL, 451", "RCPT, 450", "DATA, 452", "END, 451"})
    void whatIsRefusedForNowIsTriedAgainLater(String step, int reply) throws Exception {
        UUID notice = claimed(() -> notices.sendSecret(
                null, NoticeKind.IDENTIFIER, Channel.MAIL, UUID.randomUUID() + "@exemple.fr", "ABCD-1234"));
        assertThat(send(notice, step, reply)).isInstanceOf(Outcome.Later.class);
        assertThat(text("state || ' ' || (secret is not null) || ' ' || (not_before > created_at)", notice))
                .isEqualTo("NEW true true");
        assertThat(text("(select count(*) from dmp.notice f where f.fallback_of = n.id)::text", notice))
                .isEqualTo("0");
    }

    @Test
    void aSecretThatIsRefusedGoesNowhereElse() throws Exception {
        UUID notice = claimed(() -> notices.sendSecret(
                null, NoticeKind.IDENTIFIER, Channel.MAIL, UUID.randomUUID() + "@exemple.fr", "ABCD-1234"));
        send(notice, "RCPT", 550);
        assertThat(text("state || ' ' || (secret is null)", notice)).isEqualTo("FAILED true");
        assertThat(text("(select count(*) from dmp.notice f where f.fallback_of = n.id)::text", notice))
                .isEqualTo("0");
    }

    /** A code whose text was taken in silence may be out: it isn't sent twice. */
    @Test
    void theMetersCountWhatNeverLeaves() throws Exception {
        double before = meters.get("dmp.notices").tag("state", "DEAD").gauge().value();
        UUID notice = claimed(() -> notices.sendSecret(
                null, NoticeKind.SIGN_IN_CODE, Channel.MAIL, UUID.randomUUID() + "@exemple.fr", "123456"));
        send(notice, "END", 0);
        assertThat(text("state", notice)).isEqualTo("DEAD");
        assertThat(meters.get("dmp.notices").tag("state", "DEAD").gauge().value())
                .isGreaterThan(before);
        assertThat(meters.get("dmp.notices").gauges())
                .extracting(gauge -> gauge.getId().getTag("state"))
                .containsExactlyInAnyOrder("NEW", "CLAIMED", "UNKNOWN", "DEAD");
    }

    private interface Writing {
        UUID write();
    }

    /** Written and claimed in one transaction: the program's own poller never sees it. */
    private UUID claimed(Writing writing) {
        return transaction.execute(status -> {
            UUID id = writing.write();
            jdbc.sql("update dmp.notice set state = 'CLAIMED', attempts = 1, lease_until = ? where id = ?")
                    .params(clock.instant().plusSeconds(60).atOffset(ZoneOffset.UTC), id)
                    .update();
            return id;
        });
    }

    private Object send(UUID notice, String step, int reply) throws Exception {
        Claimed claimed = new Claimed(notice, Channel.MAIL, false, 1);
        try (Server server = new Server(step, reply)) {
            JavaMailSenderImpl sender = new JavaMailSenderImpl();
            sender.setHost("127.0.0.1");
            sender.setPort(server.port());
            sender.setDefaultEncoding("UTF-8");
            sender.getJavaMailProperties().put("mail.smtp.timeout", "1000");
            Object outcome = new SendMail(
                            open,
                            new StaticListableBeanFactory(Map.of("sender", sender))
                                    .getBeanProvider(JavaMailSender.class),
                            new InternetAddress("dmp@exemple.fr"))
                    .carry(claimed);
            settle.settle(claimed, outcome);
            return outcome;
        }
    }

    private String text(String expression, UUID notice) {
        return jdbc.sql("select " + expression + " from dmp.notice n where id = ?")
                .param(notice)
                .query(String.class)
                .single();
    }

    /** Takes everything but one step, which it answers as told; 0 ends the connection without a word. */
    private static final class Server implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        private final ExecutorService talking = Executors.newSingleThreadExecutor();
        private final String step;
        private final int reply;

        Server(String step, int reply) throws IOException {
            this.step = step;
            this.reply = reply;
            talking.submit(() -> {
                talk();
                return null;
            });
        }

        int port() {
            return socket.getLocalPort();
        }

        private void talk() throws IOException {
            try (Socket client = socket.accept();
                    BufferedReader in = new BufferedReader(
                            new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
                answer(client.getOutputStream(), "GREETING", 220);
                boolean content = false;
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    if (content && !line.equals(".")) {
                        continue;
                    }
                    String said = content ? "END" : line.split("[ :]")[0];
                    content = said.equals("DATA") && !step.equals("DATA");
                    if (said.equals(step) && reply == 0) {
                        return;
                    }
                    answer(client.getOutputStream(), said, said.equals("DATA") ? 354 : 250);
                }
            }
        }

        private void answer(OutputStream out, String said, int usual) throws IOException {
            out.write(((said.equals(step) ? reply : usual) + " said\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }

        @Override
        public void close() throws IOException {
            socket.close();
            talking.shutdownNow();
        }
    }
}
