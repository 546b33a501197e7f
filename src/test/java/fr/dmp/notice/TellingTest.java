package fr.dmp.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.f4b6a3.uuid.UuidCreator;
import fr.dmp.SandboxTest;
import fr.dmp.identity.Channel;
import fr.dmp.identity.InsuredDirectory;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

/** What is written into the outbox, and what is refused. */
@SandboxTest
class TellingTest {

    @Autowired
    private Notices notices;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private InsuredDirectory people;

    @Autowired
    private Clock clock;

    @Test
    void nothingIsToldOutsideOfATransaction() {
        assertThatThrownBy(
                        () -> notices.tell(UUID.randomUUID(), UUID.randomUUID(), NoticeKind.PASSWORD_CHANGED, Map.of()))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void whoHasNoContactIsToldByLetter() {
        UUID record = UuidCreator.getTimeOrderedEpoch();
        UUID person = Insured.without(people);
        transaction.executeWithoutResult(status -> notices.tell(record, person, NoticeKind.PASSWORD_CHANGED, Map.of()));
        assertThat(listed(record)).singleElement().satisfies(sent -> {
            assertThat(sent.channel()).isEqualTo(Channel.LETTER);
            assertThat(sent.destination()).isEmpty();
            assertThat(sent.kind()).isEqualTo(NoticeKind.PASSWORD_CHANGED);
        });
    }

    @Test
    void theSameIsToldOnceADay() {
        UUID record = UuidCreator.getTimeOrderedEpoch();
        UUID person = Insured.without(people);
        for (int i = 0; i < 3; i++) {
            transaction.executeWithoutResult(status -> notices.tellOnce(
                    record,
                    person,
                    NoticeKind.HISTORY_ARRIVED,
                    Map.of(),
                    clock.instant().minusSeconds(60)));
        }
        assertThat(listed(record)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"MAIL, a@exemple.fr", "LETTER, 019ab000-0000-7000-8000-000000000000"})
    void aSecretIsSealed(Channel channel, String destination) {
        UUID id = transaction.execute(status -> {
            UUID notice = notices.sendSecret(null, NoticeKind.INITIAL_PASSWORD, channel, destination, "canari-7391");
            byte[] sealed = jdbc.sql("select secret from dmp.notice where id = ?")
                    .param(notice)
                    .query(byte[].class)
                    .single();
            assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("canari");
            status.setRollbackOnly();
            return notice;
        });
        assertThat(id).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nBcc: b@exemple.fr", "a\n", "a\u0000", "a\u2028b", "a\u0085b"})
    void aLineBreakInAFactIsRefused(String fact) {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> notices.tell(
                        UUID.randomUUID(), Insured.without(people), NoticeKind.PASSWORD_CHANGED, Map.of("fact", fact))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(fact);
    }

    private List<Notices.Sent> listed(UUID record) {
        return transaction.execute(status -> notices.of(record, null, 10));
    }
}
