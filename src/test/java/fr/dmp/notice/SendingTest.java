package fr.dmp.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.f4b6a3.uuid.UuidCreator;
import fr.dmp.SandboxTest;
import fr.dmp.identity.Channel;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.sandbox.SandboxMessages;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** From the outbox to the phone, the mailbox and the letter, through the real SDK and SMTP. */
@SandboxTest
class SendingTest {

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

    @Test
    void anSmsArrives() {
        String mobile = Mobiles.any();
        UUID notice = tell(Insured.with(people, mobile, mail()));
        becomes(notice, "DELIVERED");
        assertThat(messages.to(mobile)).singleElement().satisfies(sms -> {
            assertThat(sms.channel()).isEqualTo("SMS");
            assertThat(sms.text()).contains("mot de passe", "3646", reference(notice));
        });
    }

    @Test
    void aSecretArrivesByMailAndIsErased() {
        String address = mail();
        UUID notice = transaction.execute(status ->
                notices.sendSecret(null, NoticeKind.INITIAL_PASSWORD, Channel.MAIL, address, "canari-éà-7391"));
        becomes(notice, "SENT");
        assertThat(messages.to(address)).singleElement().satisfies(mail -> {
            assertThat(mail.subject()).isEqualTo("DMP : votre mot de passe initial (réf. " + reference(notice) + ")");
            assertThat(mail.text()).contains("canari-éà-7391").contains("Voici le mot de passe initial");
        });
        assertThat(jdbc.sql("select secret is null from dmp.notice where id = ?")
                        .param(notice)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void aLetterIsWritten() {
        UUID person = Insured.without(people);
        UUID notice = transaction.execute(status -> notices.sendSecret(
                null, NoticeKind.INITIAL_PASSWORD, Channel.LETTER, person.toString(), "canari-7392"));
        becomes(notice, "SENT");
        assertThat(messages.to(person.toString())).singleElement().satisfies(letter -> {
            assertThat(letter.channel()).isEqualTo("LETTER");
            assertThat(letter.to()).isEqualTo("Camille ESSAI");
            assertThat(letter.text()).contains("Camille ESSAI", "1 rue des Tests", "75001 PARIS", "canari-7392");
        });
    }

    @Test
    void whatIsRefusedGoesOnByMailAndThenNoFurther() {
        String address = mail();
        UUID notice = tell(Insured.with(people, Mobiles.ending("0001"), address));
        becomes(notice, "FAILED");
        await().atMost(Duration.ofSeconds(10)).until(() -> messages.to(address).size() == 1);
        assertThat(messages.to(address).get(0).text()).contains(reference(notice));
        assertThat(jdbc.sql("select reason from dmp.notice where id = ?")
                        .param(notice)
                        .query(String.class)
                        .single())
                .isEqualTo("400/21211");
    }

    @Test
    void whatTheGatewayReportsAsUndeliveredGoesOnByMail() {
        String address = mail();
        UUID notice = tell(Insured.with(people, Mobiles.ending("0004"), address));
        becomes(notice, "FAILED");
        await().atMost(Duration.ofSeconds(10)).until(() -> messages.to(address).size() == 1);
    }

    @Test
    void aSecretGoesNowhereElse() {
        UUID notice = transaction.execute(status ->
                notices.sendSecret(null, NoticeKind.SIGN_IN_CODE, Channel.SMS, Mobiles.ending("0001"), "123456"));
        becomes(notice, "FAILED");
        assertThat(jdbc.sql("select count(*) from dmp.notice where fallback_of = ?")
                        .param(notice)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    /** Whether the gateway was silent or its server failed, it may have taken the message. */
    @ParameterizedTest
    @ValueSource(strings = {"0003", "0008"})
    void whatMayHaveLeftIsLookedUpAndNotSentTwice(String digits) {
        String mobile = Mobiles.ending(digits);
        UUID notice = tell(Insured.with(people, mobile, mail()));
        becomes(notice, "UNKNOWN");
        dueNow(notice);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> List.of("SENT", "DELIVERED").contains(state(notice)));
        assertThat(messages.to(mobile)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0002", "0006"})
    void whatMayHaveLeftAndNeverWasThereIsSentAgain(String digits) {
        UUID notice = tell(Insured.with(people, Mobiles.ending(digits), mail()));
        becomes(notice, "UNKNOWN");
        dueNow(notice);
        becomes(notice, "NEW");
        dueNow(notice);
        becomes(notice, "UNKNOWN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0002", "0006"})
    void aCodeThatMayHaveLeftAndNeverWasThereIsNotSentAgain(String digits) {
        UUID notice = transaction.execute(status ->
                notices.sendSecret(null, NoticeKind.SIGN_IN_CODE, Channel.SMS, Mobiles.ending(digits), "123456"));
        becomes(notice, "UNKNOWN");
        dueNow(notice);
        becomes(notice, "DEAD");
    }

    @ParameterizedTest
    @EnumSource(Passing.class)
    void whatMayPassIsTriedAgainLater(Passing passing) {
        UUID notice = tell(Insured.with(people, Mobiles.ending(passing.digits), mail()));
        await().atMost(Duration.ofSeconds(10)).until(() -> passing.reason.equals(reason(notice)));
        assertThat(state(notice)).isEqualTo("NEW");
    }

    private enum Passing {
        UNAVAILABLE("0011", "503/20503"),
        TOO_MANY("0005", "429/20429");

        private final String digits;
        private final String reason;

        Passing(String digits, String reason) {
            this.digits = digits;
            this.reason = reason;
        }
    }

    private UUID tell(UUID person) {
        return transaction.execute(status ->
                notices.tell(UuidCreator.getTimeOrderedEpoch(), person, NoticeKind.PASSWORD_CHANGED, Map.of()));
    }

    private void dueNow(UUID notice) {
        jdbc.sql(
                        """
                        update dmp.notice set not_before = created_at,
                            lease_until = case when lease_until is not null then created_at end where id = ?
                        """)
                .param(notice)
                .update();
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

    private String reason(UUID notice) {
        return jdbc.sql("select coalesce(reason, '') from dmp.notice where id = ?")
                .param(notice)
                .query(String.class)
                .single();
    }

    private String reference(UUID notice) {
        return jdbc.sql("select reference from dmp.notice where id = ?")
                .param(notice)
                .query(String.class)
                .single();
    }

    private static String mail() {
        return UUID.randomUUID() + "@exemple.fr";
    }
}
