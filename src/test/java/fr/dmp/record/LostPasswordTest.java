package fr.dmp.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.dmp.SandboxTest;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.notice.Mobiles;
import fr.dmp.notice.Undelivered;
import fr.dmp.record.SomePeople.Someone;
import fr.dmp.sandbox.SandboxMessages;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.transaction.support.TransactionTemplate;

/** Where the message with the initial password reaches nobody, a letter with another one lets the holder in. */
@SandboxTest
class LostPasswordTest {

    private static final Pattern PASSWORD = Pattern.compile("\\b[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}\\b");

    @Autowired
    private Creations creations;

    @Autowired
    private CreationCases cases;

    @Autowired
    private PasswordsDue due;

    @Autowired
    private PasswordLetters letters;

    @Autowired
    private Undelivered undelivered;

    @Autowired
    private Records records;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private SandboxMessages messages;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    @Autowired
    private ApplicationContext program;

    /** Refused after the code had been taken; taken, and reported as undelivered. */
    @ParameterizedTest
    @ValueSource(strings = {"0010", "0004"})
    void anotherOneGoesByLetter(String digits) {
        Records.Summary record = opened(Mobiles.ending(digits));
        String letter = letter(record);
        Matcher password = PASSWORD.matcher(letter);
        assertThat(password.find()).isTrue();
        assertThat(letter).contains("mot de passe initial", "Pour vous connecter : http://localhost:8080");
        assertThat(enters(record, password.group())).isTrue();
        assertThat(trace(record)).endsWith("RENEW_PASSWORD MESSAGE_UNDELIVERED");
        assertThat(due.first()).doesNotContain(record.record());
    }

    @Test
    void whoHasChosenAPasswordKeepsIt() {
        Records.Summary record = opened(Mobiles.any());
        jdbc.sql("update dmp.credential set initial = false, initial_until = null where record = ?")
                .param(record.record())
                .update();
        lose(record);
        letters.write();
        assertThat(due.first()).doesNotContain(record.record());
        assertThat(trace(record)).doesNotContain("RENEW_PASSWORD MESSAGE_UNDELIVERED");
        assertThat(passwordsSent(record)).containsExactly("SMS");
    }

    /** Renewed, it would reach nobody, and the one that may still turn up would be worth nothing. */
    @Test
    void whomNoLetterReachesKeepsThePasswordThatMayStillArrive() {
        Records.Summary record = opened(Mobiles.any());
        jdbc.sql("update dmp.insured_person set address1 = null where id = ?")
                .param(record.person())
                .update();
        String before = hash(record);
        lose(record);
        letters.write();
        assertThat(due.first()).doesNotContain(record.record());
        assertThat(hash(record)).isEqualTo(before);
        assertThat(passwordsSent(record)).containsExactly("SMS");
        assertThat(trace(record)).endsWith("PASSWORD_UNDELIVERABLE NO_POSTAL_ADDRESS");
    }

    @Test
    void nobodyIsSentAPasswordOfAClosedRecord() {
        Records.Summary record = opened(Mobiles.any());
        jdbc.sql("update dmp.record set status = 'CLOSED' where id = ?")
                .param(record.record())
                .update();
        lose(record);
        letters.write();
        assertThat(due.first()).doesNotContain(record.record());
        assertThat(passwordsSent(record)).containsExactly("SMS");
    }

    @Test
    void whereNoPasswordCanBeMadeNowItIsMadeLater() {
        Records.Summary record = opened(Mobiles.any());
        Semaphore turns = (Semaphore) ReflectionTestUtils.getField(
                ReflectionTestUtils.getField(program.getBean("passwordHashes"), "turns"), "turns");
        turns.acquireUninterruptibly(2);
        try {
            lose(record);
            letters.write();
            assertThat(due.first()).contains(record.record());
        } finally {
            turns.release(2);
        }
        assertThat(letter(record)).containsPattern(PASSWORD);
    }

    private Records.Summary opened(String mobile) {
        Someone anyone = SomePeople.anyone();
        Someone someone = new Someone(
                        anyone.nir(), anyone.serial(), anyone.regime(), anyone.fund(), mobile, anyone.email())
                .delivered(directory);
        UUID creation = creations
                .begin(someone.application(), UUID.randomUUID().toString())
                .id();
        await().atMost(Duration.ofSeconds(15)).until(() -> !messages.to(mobile).isEmpty());
        transactions.executeWithoutResult(transaction ->
                cases.expectCode(creation, "123456", clock.instant().plusSeconds(60)));
        assertThat(creations.confirm(creation, "123456").status()).isEqualTo(CreationStatus.OPENED);
        return records.ofPerson(directory.find(someone.nir()).orElseThrow().id())
                .orElseThrow();
    }

    private void lose(Records.Summary record) {
        transactions.executeWithoutResult(transaction -> undelivered.initialPassword(record.record()));
    }

    private String letter(Records.Summary record) {
        String to = record.person().toString();
        await().atMost(Duration.ofSeconds(30)).until(() -> !messages.to(to).isEmpty());
        assertThat(messages.to(to)).hasSize(1);
        return messages.to(to).get(0).text();
    }

    /** Whether it is the initial password that waits to be used. */
    private boolean enters(Records.Summary record, String password) {
        return new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2).matches(password, hash(record));
    }

    private String hash(Records.Summary record) {
        return jdbc.sql(
                        """
                        select password_hash from dmp.credential
                        where record = ? and initial and initial_used_at is null
                        """)
                .param(record.record())
                .query(String.class)
                .single();
    }

    private List<String> passwordsSent(Records.Summary record) {
        return jdbc.sql("select channel from dmp.notice where record = ? and kind = 'INITIAL_PASSWORD'")
                .param(record.record())
                .query(String.class)
                .list();
    }

    private List<String> trace(Records.Summary record) {
        return jdbc.sql("select act || ' ' || ground from dmp.audit_entry where record = ? order by seq")
                .param(record.record())
                .query(String.class)
                .list();
    }
}
