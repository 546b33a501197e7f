package fr.dmp.notice.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.f4b6a3.uuid.UuidCreator;
import fr.dmp.SandboxTest;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.notice.Insured;
import fr.dmp.notice.NoticeKind;
import fr.dmp.notice.Notices;
import fr.dmp.sandbox.SandboxMessages;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Whatever stands in a name or an address comes out of the letter as it went into the directory, or not at all. */
@SandboxTest
class NaughtyLettersTest {

    @Autowired
    private Notices notices;

    @Autowired
    private InsuredDirectory people;

    @Autowired
    private SandboxMessages messages;

    @Autowired
    private TransactionTemplate transaction;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "L’HAŸ-LES-ROSES",
                "Œuvre Ærø Ÿ",
                "</div><script>alert(1)</script>",
                "<img src='file:///etc/passwd'/>",
                "&amp; &lt; &#0; &nbsp; &x;",
                "]]> <!-- --> <?xml?>",
                "%s %1$s %n {date} {0} ${x} #{x}",
                "'; drop table dmp.notice; --",
                "\\ \\n \"quoted\" 'quoted'",
                "../../etc/passwd"
            })
    void isPrintedAsItIs(String naughty) {
        String text = letter(naughty);
        assertThat(text.replaceAll("\\s+", " ")).contains(naughty);
    }

    /** No letter of the font, or of none at all: the rest is readable, and the letter leaves. */
    @ParameterizedTest
    @ValueSource(strings = {"Zoé 😀", "مرحبا", "田中", "a\u0001b", "a\uFFFEb", "a\u202Eb", "e\u0301\u0302\u0303"})
    void theLetterLeaves(String naughty) {
        assertThat(letter(naughty)).contains("75001", "3646");
    }

    private String letter(String naughty) {
        InsuredPerson plain = people.get(Insured.without(people));
        InsuredPerson person = new InsuredPerson(
                plain.id(),
                plain.nir(),
                plain.familyName(),
                plain.givenNames(),
                plain.birthDate(),
                plain.sex(),
                plain.regime(),
                plain.fund(),
                null,
                new InsuredPerson.Address(naughty, null, "75001", "PARIS"));
        people.takeIn(
                List.of(new InsuredDirectory.Delivered(person, Optional.empty(), Optional.empty())), Instant.now());
        UUID notice = transaction.execute(status ->
                notices.tell(UuidCreator.getTimeOrderedEpoch(), person.id(), NoticeKind.PASSWORD_CHANGED, Map.of()));
        assertThat(notice).isNotNull();
        await().atMost(Duration.ofSeconds(15))
                .until(() -> !messages.to(person.id().toString()).isEmpty());
        return messages.to(person.id().toString()).get(0).text();
    }
}
