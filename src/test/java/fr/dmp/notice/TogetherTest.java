package fr.dmp.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.f4b6a3.uuid.UuidCreator;
import fr.dmp.SandboxTest;
import fr.dmp.Statements;
import fr.dmp.TestClock;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.sandbox.SandboxMessages;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Several of a kind about one record are one message that says how many; none is lost, none is told twice. */
@SandboxTest
class TogetherTest {

    private static final Pattern SEVERAL = Pattern.compile("(\\d+) informations ont été ajoutées");

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
    private Told told;

    /** Someone about whose record something is told. */
    private record Told(UUID record, UUID person, String destination) {}

    @BeforeEach
    void byDay() {
        time = TestClock.of(clock).set("2027-02-02T10:00:00Z");
        told = someone(Mobiles.any());
    }

    @AfterEach
    void backToNow() {
        time.close();
    }

    @Test
    void whatComesWithinTenMinutesIsOneMessage() {
        tell(told, "Anne MARTIN");
        time.advance(Duration.ofMinutes(5));
        tell(told, "Paul DUPONT");
        time.advance(Duration.ofMinutes(4));
        tell(told, "Anne MARTIN");
        assertThat(states(told)).containsExactly("NEW", "NEW", "NEW");
        assertThat(messages.to(told.destination())).isEmpty();
        time.advance(Duration.ofMinutes(2));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> states(told), List.of("DELIVERED", "DELIVERED", "DELIVERED")::equals);
        assertThat(messages.to(told.destination())).singleElement().satisfies(sms -> assertThat(sms.text())
                .contains("3 informations ont été ajoutées", "3646"));
        assertThat(listed(told)).allSatisfy(sent -> {
            assertThat(sent.kind()).isEqualTo(NoticeKind.ENTRY_ADDED);
            assertThat(sent.deliveredAt()).isNotNull();
            assertThat(sent.destination()).endsWith(told.destination().substring(10));
        });
        assertThat(listed(told)).extracting(Notices.Sent::at).doesNotHaveDuplicates();
    }

    @Test
    void oneAloneIsToldAsOne() {
        tell(told, "Anne MARTIN");
        time.advance(Duration.ofMinutes(11));
        await().atMost(Duration.ofSeconds(10)).until(() -> states(told), List.of("DELIVERED")::equals);
        assertThat(messages.to(told.destination())).singleElement().satisfies(sms -> assertThat(sms.text())
                .contains("un professionnel a complété votre dossier"));
    }

    @Test
    void whatComesAfterItLeftIsAnother() {
        tell(told, "Anne MARTIN");
        time.advance(Duration.ofMinutes(11));
        await().atMost(Duration.ofSeconds(10)).until(() -> states(told), List.of("DELIVERED")::equals);
        tell(told, "Anne MARTIN");
        tell(told, "Anne MARTIN");
        assertThat(states(told)).containsExactly("NEW", "NEW", "DELIVERED");
        time.advance(Duration.ofMinutes(11));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> messages.to(told.destination()).size() == 2);
        assertThat(numbers(told)).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void everyoneIsToldOfTheirOwnRecord() {
        Told other = someone(Mobiles.any());
        tell(told, "Anne MARTIN");
        tell(other, "Anne MARTIN");
        tell(told, "Anne MARTIN");
        assertThat(listed(other)).hasSize(1);
        assertThat(listed(told)).hasSize(2);
        time.advance(Duration.ofMinutes(11));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> states(other).equals(List.of("DELIVERED"))
                        && states(told).equals(List.of("DELIVERED", "DELIVERED")));
        assertThat(numbers(other)).containsExactly(1);
        assertThat(numbers(told)).containsExactly(2);
    }

    /** The morning's one message tells of the whole night. */
    @Test
    void aNightIsOneMessage() {
        for (String moment : List.of("2027-02-02T19:55:00Z", "2027-02-02T23:00:00Z", "2027-02-03T05:30:00Z")) {
            time.set(moment);
            tell(told, "Anne MARTIN");
        }
        assertThat(messages.to(told.destination())).isEmpty();
        time.set("2027-02-03T07:00:00Z");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> states(told), List.of("DELIVERED", "DELIVERED", "DELIVERED")::equals);
        assertThat(numbers(told)).containsExactly(3);
    }

    /** The phone refuses; the mail then tells the same, of as many, by name. What is told meanwhile is another message. */
    @Test
    void anotherContactIsToldTheSame() {
        String mail = UUID.randomUUID() + "@exemple.fr";
        Told refused =
                new Told(UuidCreator.getTimeOrderedEpoch(), Insured.with(people, Mobiles.ending("0001"), mail), mail);
        tell(refused, "Anne MARTIN");
        tell(refused, "Paul DUPONT");
        tell(refused, "Anne MARTIN");
        time.advance(Duration.ofMinutes(11));
        await().atMost(Duration.ofSeconds(10)).until(() -> messages.to(mail).size() == 1);
        assertThat(messages.to(mail).get(0).text())
                .contains("3 informations ont été ajoutées", "\nAnne MARTIN, Paul DUPONT\n");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> states(refused), List.of("SENT", "FAILED", "FAILED", "FAILED")::equals);
        tell(refused, "Zoé PETIT");
        assertThat(states(refused)).startsWith("NEW");
    }

    /** Whatever the order in which they come, one waits and the others join it. */
    @Test
    void manyAtOnceAreOne() {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            all.add(CompletableFuture.runAsync(() -> tell(told, "Anne MARTIN")));
        }
        all.forEach(CompletableFuture::join);
        assertThat(jdbc.sql("select state || ' ' || count(*) from dmp.notice where record = ? group by state")
                        .param(told.record())
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("NEW 1", "JOINED 23");
        time.advance(Duration.ofMinutes(11));
        await().atMost(Duration.ofSeconds(10)).until(() -> numbers(told), List.of(24)::equals);
    }

    /** Whose telling is undone joins nothing. */
    @Test
    void whatIsUndoneIsntTold() {
        tell(told, "Anne MARTIN");
        transaction.executeWithoutResult(status -> {
            write(told, "Paul DUPONT");
            status.setRollbackOnly();
        });
        time.advance(Duration.ofMinutes(11));
        await().atMost(Duration.ofSeconds(10)).until(() -> states(told), List.of("DELIVERED")::equals);
        assertThat(numbers(told)).containsExactly(1);
    }

    /** While one is being told in a transaction, its message doesn't leave without it. */
    @Test
    void aMessageWaitsForWhoeverIsJoiningIt() {
        Told other = someone(Mobiles.any());
        tell(told, "Anne MARTIN");
        time.advance(Duration.ofMinutes(9));
        transaction.executeWithoutResult(status -> {
            write(told, "Paul DUPONT");
            // Meanwhile it is due, and another notice goes out: the outbox was looked through.
            CompletableFuture.runAsync(() -> {
                        time.advance(Duration.ofMinutes(2));
                        transaction.execute(s ->
                                notices.tell(other.record(), other.person(), NoticeKind.PASSWORD_CHANGED, Map.of()));
                    })
                    .join();
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> !messages.to(other.destination()).isEmpty());
            assertThat(messages.to(told.destination())).isEmpty();
        });
        await().atMost(Duration.ofSeconds(10)).until(() -> numbers(told), List.of(2)::equals);
    }

    /** Writers, the sending and the time go on as they like: each notice is told of in one message, exactly once. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void nothingIsLostOrDoubled(long seed) {
        Random random = new Random(seed);
        List<Told> all = new ArrayList<>();
        Map<UUID, Integer> expected = new HashMap<>();
        for (int i = 0; i < 5; i++) {
            all.add(someone(Mobiles.any()));
        }
        for (int step = 0; step < 40; step++) {
            // What is due from now on is claimed while others are written.
            time.advance(Duration.ofSeconds(random.nextInt(400)));
            List<CompletableFuture<Void>> writers = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                Told one = all.get(random.nextInt(all.size()));
                expected.merge(one.record(), 1, Integer::sum);
                writers.add(CompletableFuture.runAsync(() -> tell(one, "Anne MARTIN")));
            }
            writers.forEach(CompletableFuture::join);
            nothingIsUnderway(all);
        }
        time.set("2027-02-03T12:00:00Z");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> all.stream().allMatch(one -> states(one).stream().allMatch("DELIVERED"::equals)));
        assertThat(all).allSatisfy(one -> {
            assertThat(listed(one)).hasSize(expected.getOrDefault(one.record(), 0));
            assertThat(numbers(one).stream().mapToInt(Integer::intValue).sum())
                    .as("what the messages tell of")
                    .isEqualTo(listed(one).size());
        });
    }

    @Test
    void manyRecordsAtOnceAreNotForThese() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> notices.tellAllOnce(
                        Map.of(told.record(), told.person()), NoticeKind.ENTRY_ADDED, clock.instant())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Where the person is reached, and one more, whether it waits or joins. */
    @Test
    void joiningCostsNoMoreThanWriting() {
        for (int i = 0; i < 2; i++) {
            Statements.Count count = Statements.during(() -> tell(told, "Anne MARTIN"));
            assertThat(count.statements()).as("%s", count).isEqualTo(2);
        }
    }

    /** No lease runs out because the time is moved while a message leaves. */
    private void nothingIsUnderway(List<Told> all) {
        UUID[] records = all.stream().map(Told::record).toArray(UUID[]::new);
        await().atMost(Duration.ofSeconds(10)).until(() -> jdbc.sql(
                        """
                                select not exists (select from dmp.notice
                                    where record = any (?) and state in ('CLAIMED', 'UNKNOWN'))
                                """)
                .param(records)
                .query(Boolean.class)
                .single());
    }

    private Told someone(String mobile) {
        UUID person = Insured.with(people, mobile, UUID.randomUUID() + "@exemple.fr");
        return new Told(UuidCreator.getTimeOrderedEpoch(), person, mobile);
    }

    private void tell(Told one, String professional) {
        transaction.executeWithoutResult(status -> write(one, professional));
    }

    private void write(Told one, String professional) {
        notices.tell(one.record(), one.person(), NoticeKind.ENTRY_ADDED, Map.of("professional", professional));
    }

    private List<Notices.Sent> listed(Told one) {
        return transaction.execute(status -> notices.of(one.record(), null, 200));
    }

    private List<String> states(Told one) {
        return listed(one).stream().map(Notices.Sent::state).toList();
    }

    /** How many things each message tells of. */
    private List<Integer> numbers(Told one) {
        return messages.to(one.destination()).stream()
                .map(message -> {
                    Matcher several = SEVERAL.matcher(message.text());
                    return several.find() ? Integer.valueOf(several.group(1)) : 1;
                })
                .toList();
    }
}
