package fr.dmp.signin.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import fr.dmp.SandboxTest;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.notice.Insured;
import fr.dmp.signin.Credentials;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

/** A holder's way from the slip to the own password, over HTTP, with the codes read on the sandbox's phone. */
@SandboxTest
class SignInJourneyTest {

    private static final String FRESH = "vélo bleu sous la pluie";
    private static final Pattern CODE = Pattern.compile("\\b\\d{6}\\b");

    @Autowired
    private InsuredDirectory people;

    @Autowired
    private Credentials credentials;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private ObjectMapper json;

    @LocalServerPort
    private int port;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void fromTheSlipToTheOwnPassword() throws Exception {
        String mobile = "+336" + ThreadLocalRandom.current().nextInt(10_000_000, 100_000_000);
        UUID person = Insured.with(people, mobile, "essai@exemple.fr");
        UUID record = UuidCreator.getTimeOrderedEpoch();
        Credentials.Issued slip = transaction.execute(status -> credentials.issue(record, person));

        JsonNode first = signIn(slip.identifier(), slip.initialPassword(), mobile, 1);
        assertThat(first.get("scope").asText()).isEqualTo("PASSWORD_CHANGE");
        String initial = first.get("accessToken").asText();
        assertProblem(call("GET", "/api/record/sessions", initial, null), 403, "password-change-required");

        HttpResponse<String> changed =
                call("PUT", "/api/record/password", initial, Map.of("current", slip.initialPassword(), "new", FRESH));
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.headers().firstValue("Cache-Control")).hasValue("no-store");
        String full = json.readTree(changed.body()).get("accessToken").asText();
        assertProblem(call("GET", "/api/record/sessions", initial, null), 401, "sign-in-required");

        JsonNode second = signIn(slip.identifier(), FRESH, mobile, 2);
        assertThat(second.get("scope").asText()).isEqualTo("FULL");
        String other = second.get("accessToken").asText();
        JsonNode sessions =
                json.readTree(call("GET", "/api/record/sessions", other, null).body());
        assertThat(sessions.get("items")).hasSize(2);
        assertThat(sessions.get("next").isNull()).isTrue();
        assertThat(sessions.get("items").get(0).get("current").asBoolean()).isTrue();

        String ended =
                "/api/record/sessions/" + sessions.get("items").get(1).get("id").asText();
        assertThat(call("DELETE", ended, other, null).statusCode()).isEqualTo(204);
        assertProblem(call("DELETE", ended, other, null), 404, "not-found");
        assertProblem(call("GET", "/api/record/sessions", full, null), 401, "sign-in-required");
        assertThat(call("DELETE", "/api/record/sessions/current", other, null).statusCode())
                .isEqualTo(204);
        assertProblem(call("GET", "/api/record/sessions", other, null), 401, "sign-in-required");
    }

    @Test
    void whatIsWrongWithANewPasswordIsPointedOutInFrench() throws Exception {
        String mobile = "+336" + ThreadLocalRandom.current().nextInt(10_000_000, 100_000_000);
        UUID person = Insured.with(people, mobile, "essai@exemple.fr");
        Credentials.Issued slip =
                transaction.execute(status -> credentials.issue(UuidCreator.getTimeOrderedEpoch(), person));
        String token = signIn(slip.identifier(), slip.initialPassword(), mobile, 1)
                .get("accessToken")
                .asText();
        HttpResponse<String> refused = call(
                "PUT",
                "/api/record/password",
                token,
                Map.of("current", slip.initialPassword(), "new", "motdepasse2024"));
        assertProblem(refused, 422, "invalid-input");
        JsonNode fault = json.readTree(refused.body()).get("errors").get(0);
        assertThat(fault.get("pointer").asText()).isEqualTo("/new");
        assertThat(fault.get("message").asText()).startsWith("Ce mot de passe est trop courant");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{};422;invalid-input",
                "{\"identifier\":\"1234567897\"};422;invalid-input",
                "{\"identifier\":\"1234567897\",\"password\":\"x\",\"channel\":\"LETTER\"};422;invalid-input",
                "{\"identifier\":\"1234567897\",\"password\":\"x\",\"other\":1};400;malformed",
                "[];400;malformed",
                "nonsense;400;malformed"
            })
    void malformedInputIsToldAtOnce(String body, int status, String slug) throws Exception {
        assertProblem(send("POST", "/api/sign-in", null, body), status, slug);
    }

    @Test
    void anUnknownIdentifierGetsAChallengeLikeAnyOther() throws Exception {
        long nobody = ThreadLocalRandom.current().nextLong(1_000_000_000L, 10_000_000_000L);
        HttpResponse<String> answer =
                call("POST", "/api/sign-in", null, Map.of("identifier", Long.toString(nobody), "password", "x"));
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode challenge = json.readTree(answer.body());
        assertThat(challenge.fieldNames())
                .toIterable()
                .containsExactly("challenge", "channel", "destination", "expiresAt", "resendAt");
        String at = "/api/sign-in/" + challenge.get("challenge").asText();
        assertProblem(call("POST", at + "/code", null, Map.of("code", "123456")), 401, "sign-in-failed");
        HttpResponse<String> early = send("POST", at + "/resend", null, "");
        assertProblem(early, 429, "resend-too-soon");
        assertThat(early.headers().firstValue("Retry-After")).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/record, ",
        "GET, /api/record, x",
        "GET, /api/record/sessions, xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "POST, /api/professional/records, ",
        "POST, /api/professional/records, xxxxx.yyyyy.zzzzz"
    })
    void whoBringsNoTokenThatHoldsIsAskedToSignIn(String method, String path, String token) throws Exception {
        HttpResponse<String> answer = send(method, path, token, "{}");
        assertProblem(answer, 401, "sign-in-required");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    }

    private JsonNode signIn(String identifier, String password, String mobile, int codes) throws Exception {
        HttpResponse<String> begun =
                call("POST", "/api/sign-in", null, Map.of("identifier", identifier, "password", password));
        assertThat(begun.statusCode()).isEqualTo(200);
        String challenge = json.readTree(begun.body()).get("challenge").asText();
        String code =
                await().atMost(Duration.ofSeconds(30)).until(() -> code(mobile, codes), found -> !found.isEmpty());
        HttpResponse<String> answer = call("POST", "/api/sign-in/" + challenge + "/code", null, Map.of("code", code));
        assertThat(answer.statusCode()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    /** The code in the so-manieth message with a code on that phone; empty until it is there. */
    private String code(String mobile, int which) throws IOException, InterruptedException {
        JsonNode items = json.readTree(call("GET", "/sandbox/messages?to=" + mobile.substring(1), null, null)
                        .body())
                .get("items");
        int seen = 0;
        for (JsonNode item : items) {
            Matcher code = CODE.matcher(item.get("text").asText());
            if (code.find() && ++seen == which) {
                return code.group();
            }
        }
        return "";
    }

    private HttpResponse<String> call(String method, String path, String token, Object body)
            throws IOException, InterruptedException {
        return send(method, path, token, body == null ? "" : json.writeValueAsString(body));
    }

    private HttpResponse<String> send(String method, String path, String token, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Accept", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private void assertProblem(HttpResponse<String> answer, int status, String slug) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(json.readTree(answer.body()).get("type").asText()).isEqualTo("/problems/" + slug);
    }
}
