package fr.dmp.recovery.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import fr.dmp.Calls;
import fr.dmp.SandboxTest;
import fr.dmp.claims.Holders;
import fr.dmp.recovery.Answers;
import fr.dmp.recovery.LostHolder;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Recoveries over HTTP: by who lost their credentials, and by who would like to have somebody else's. */
@SandboxTest
class RecoveriesApiTest {

    private static final String FRESH = "vélo bleu sous la pluie";

    @Autowired
    private ApplicationContext program;

    @LocalServerPort
    private int port;

    private LostHolder holder;

    @BeforeEach
    void someone() {
        holder = LostHolder.of(program);
        // One network asks for all tests of this program: what it has used up is another test's.
        holder.startAfresh();
    }

    @Test
    void aRightFormEndsWithAPasswordOfOnesOwn() {
        JsonNode receipt = ask(holder.right());
        assertThat(receipt.fieldNames()).toIterable().containsExactly("id", "reference");
        String code = holder.codeBySms(port);

        Calls weak = redeem(receipt, code, "motdepasse2024");
        assertThat(weak.outcome()).isEqualTo("422 invalid-input");
        assertThat(weak.json().get("errors").get(0).get("pointer").asText()).isEqualTo("/newPassword");
        assertThat(redeem(receipt, code, FRESH).status()).isEqualTo(200);
        assertThat(redeem(receipt, code, FRESH).outcome()).as("once").isEqualTo("410 recovery-over");

        Calls signIn = new Calls(port)
                .post(
                        "/api/sign-in",
                        "{\"identifier\": \"%s\", \"password\": \"%s\"}".formatted(holder.identifier(), FRESH));
        assertThat(signIn.status()).isEqualTo(200);
        assertThat(superuser()
                        .sql("select generation from dmp.sign_in_challenge where id = ?")
                        .param(UUID.fromString(signIn.json().get("challenge").asText()))
                        .query(Integer.class)
                        .single())
                .as("the password is right")
                .isEqualTo(2);
    }

    /** Somebody with a record, somebody without, answers that are wrong: no answer differs but by what is drawn at random. */
    @Test
    void nobodyLearnsWhoHasARecord() {
        Answers stranger =
                new Answers(Holders.nir().value(), "Martin", "1985-01-01", "1 rue Neuve 75001 Paris", "1", null, null);
        List<Answers> asked = List.of(holder.right(), holder.wrong(), holder.few(), stranger);
        List<List<String>> told = asked.stream().map(this::everythingTold).toList();
        assertThat(told).allMatch(told.get(0)::equals);
        assertThat(told.get(0)).hasSize(7).endsWith("410 recovery-over");
    }

    private List<String> everythingTold(Answers answers) {
        List<String> told = new ArrayList<>();
        JsonNode receipt = ask(LostHolder.calling(answers, "0388000000"));
        told.add(String.join(" ", (Iterable<String>) receipt::fieldNames));
        UUID recovery = UUID.fromString(receipt.get("id").asText());
        // Whatever the program makes of it is done.
        await().until(() -> !status(recovery).equals("ASKED"));
        for (int check = 0; check < 6; check++) {
            superuser()
                    .sql("update dmp.recovery set code_next_at = null where id = ?")
                    .param(recovery)
                    .update();
            Calls answer = redeem(receipt, "00000000", FRESH);
            JsonNode left = answer.json().get("triesLeft");
            told.add(answer.outcome() + (left == null ? "" : " " + left.asInt()));
        }
        return told;
    }

    @Test
    void aReferenceThatNeverWasIsLikeAWrongCode() {
        Calls answer = new Calls(port)
                .post("/api/recoveries/AAAA-AAAA/code", "{\"code\": \"00000000\", \"newPassword\": \"" + FRESH + "\"}");
        assertThat(answer.outcome()).isEqualTo("422 recovery-code-wrong");
        assertThat(new Calls(port)
                        .post("/api/recovery-cancellations", "{\"reference\": \"AAAA-AAAA\", \"code\": \"00000000\"}")
                        .outcome())
                .isEqualTo("422 cancellation-wrong");
    }

    @Test
    void aKnownContactStopsIt() {
        JsonNode receipt = ask(holder.right());
        String code = holder.codeBySms(port);
        Calls stopped = cancel(receipt, holder.cancellationBySms(port));
        assertThat(stopped.status()).isEqualTo(204);
        assertThat(cancel(receipt, "00000000").outcome()).isEqualTo("422 cancellation-wrong");
        assertThat(redeem(receipt, code, FRESH).outcome()).isEqualTo("422 recovery-code-wrong");
        assertThat(status(UUID.fromString(receipt.get("id").asText()))).isEqualTo("CANCELLED");
    }

    /** One password and one cancellation at the same moment: one of them wins, and what is kept says which. */
    @Test
    void aCodeAndACancellationAtOnceHaveOneWinner() throws Exception {
        for (int round = 0; round < 5; round++) {
            someone();
            JsonNode receipt = ask(holder.right());
            String code = holder.codeBySms(port);
            String stop = holder.cancellationBySms(port);
            List<Integer> answers = atOnce(() -> redeem(receipt, code, FRESH).status(), () -> cancel(receipt, stop)
                    .status());
            String status = status(UUID.fromString(receipt.get("id").asText()));
            assertThat(List.of(answers.get(0) == 200, answers.get(1) == 204))
                    .as(answers + " " + status)
                    .containsExactly(status.equals("RECOVERED"), status.equals("CANCELLED"));
        }
    }

    @Test
    void theSameCodeTwiceAtOnceCountsOnce() throws Exception {
        JsonNode receipt = ask(holder.right());
        String code = holder.codeBySms(port);
        List<Integer> answers = atOnce(() -> redeem(receipt, code, FRESH).status(), () -> redeem(receipt, code, FRESH)
                .status());
        assertThat(answers).containsExactlyInAnyOrder(200, 410);
        assertThat(holder.sent()).containsOnlyOnce("RECOVERED SMS");
    }

    /** Each has a code of its own; the one that was used first doesn't end the other, which is the holder's as well. */
    @Test
    void whoeverAsksOftenWaits() {
        List<String> outcomes = IntStream.range(0, 6)
                .mapToObj(time -> begin(holder.right()).outcome())
                .collect(Collectors.toList());
        assertThat(outcomes).startsWith("202").endsWith("429 too-many-requests");
    }

    @Test
    void theSameKeyAsksOnce() {
        String key = UUID.randomUUID().toString();
        JsonNode first = begin(holder.right(), key).json();
        assertThat(begin(holder.right(), key).json()).isEqualTo(first);
        assertThat(begin(holder.wrong(), key).outcome()).isEqualTo("409 idempotency-conflict");
    }

    private JsonNode ask(Answers answers) {
        Calls answer = begin(answers);
        assertThat(answer.status()).as(answer.outcome()).isEqualTo(202);
        return answer.json();
    }

    private Calls begin(Answers answers) {
        return begin(answers, UUID.randomUUID().toString());
    }

    private Calls begin(Answers answers, String key) {
        String phone = answers.phone() == null ? "" : ", \"phone\": \"" + answers.phone() + "\"";
        return new Calls(port)
                .with("Idempotency-Key", key)
                .post(
                        "/api/recoveries",
                        "{\"nir\": \"%s\", \"birthName\": \"%s\", \"birthDate\": \"%s\", \"address\": \"%s\", \"serial\": \"%s\"%s}"
                                .formatted(
                                        answers.nir(),
                                        answers.birthName(),
                                        answers.birthDate(),
                                        answers.address(),
                                        answers.serial(),
                                        phone));
    }

    private Calls redeem(JsonNode receipt, String code, String password) {
        return new Calls(port)
                .post(
                        "/api/recoveries/" + receipt.get("id").asText() + "/code",
                        "{\"code\": \"%s\", \"newPassword\": \"%s\"}".formatted(code, password));
    }

    private Calls cancel(JsonNode receipt, String code) {
        return new Calls(port)
                .post(
                        "/api/recovery-cancellations",
                        "{\"reference\": \"%s\", \"code\": \"%s\"}"
                                .formatted(receipt.get("reference").asText(), code));
    }

    @FunctionalInterface
    private interface Call {
        int send();
    }

    private static List<Integer> atOnce(Call one, Call other) throws Exception {
        CountDownLatch ready = new CountDownLatch(2);
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            List<Future<Integer>> sent = List.of(one, other).stream()
                    .map(call -> both.submit(() -> {
                        ready.countDown();
                        ready.await();
                        return call.send();
                    }))
                    .toList();
            return List.of(sent.get(0).get(), sent.get(1).get());
        } finally {
            both.shutdown();
        }
    }

    private String status(UUID recovery) {
        return superuser()
                .sql("select status from dmp.recovery where id = ?")
                .param(recovery)
                .query(String.class)
                .single();
    }

    private JdbcClient superuser() {
        return holder.superuser();
    }
}
