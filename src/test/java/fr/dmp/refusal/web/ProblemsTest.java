package fr.dmp.refusal.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.dmp.Calls;
import fr.dmp.SandboxTest;
import fr.dmp.TestClock;
import fr.dmp.claims.Holders;
import fr.dmp.gate.Limits;
import fr.dmp.gate.Raw;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.record.SomePeople;
import fr.dmp.record.SomePeople.Someone;
import fr.dmp.signin.HolderSession.Scope;
import fr.dmp.signin.HolderTokens;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What goes wrong, as a client meets it over HTTP; each outcome is one that the published contract tells of. */
@SandboxTest
class ProblemsTest {

    private static final String CONSENT = "{\"consent\": true, ";

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext program;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private Limits limits;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    @Autowired
    private ObjectMapper json;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"vitale\": {\"nir\": \"279035121518980\"}} | 422 invalid-input | /vitale/nir | Ce numéro de sécurité sociale ou sa clé est faux.",
                "\"vitale\": {\"birthDate\": \"2199-01-01\"}} | 422 invalid-input | /vitale/birthDate | Cette date de naissance est dans l’avenir.",
                "\"vitale\": {\"birthDate\": \"2026-02-30\"}} | 422 invalid-input | /vitale/birthDate | Cette date n’existe pas",
                "\"contact\": {\"mobile\": \"0612\"}} | 422 invalid-input | /contact/mobile | Ce numéro n’est pas celui d’un mobile.",
                "\"contact\": {\"mobile\": \"0145678901\"}} | 422 invalid-input | /contact/mobile | Ce numéro n’est pas celui d’un mobile.",
                "\"contact\": {\"email\": \"camille@\"}} | 422 invalid-input | /contact/email | Cette adresse électronique",
                "\"vitale\": {\"surname\": \"X\"}} | 400 malformed | /vitale/surname | Ce champ n’est pas connu.",
                "\"emergency\": {\"breakGlass\": \"yes\"}} | 400 malformed | /emergency/breakGlass | Cette valeur n’est pas du type attendu."
            })
    void badInputIsPointedAtInFrench(String rest, String outcome, String pointer, String message) throws IOException {
        Calls calls = creation().post("/api/creations", CONSENT + rest);
        assertThat(told("/api/creations", "post", calls)).isEqualTo(outcome);
        assertThat(calls.json().get("errors")).anySatisfy(error -> {
            assertThat(error.get("pointer").asText()).isEqualTo(pointer);
            assertThat(error.get("message").asText()).startsWith(message);
        });
        assertThat(calls.header("Cache-Control")).contains("no-store");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"consent\": false} {} | 400 malformed",
                "{\"consent\": false}x | 400 malformed",
                "{\"consent\": false, \"consent\": true} | 400 malformed",
                "{\"consent\": tru | 400 malformed",
                "[] | 400 malformed",
                "null | 400 malformed",
                "{} | 422 consent-required"
            })
    void whatIsNoRequestIsTold(String body, String outcome) throws IOException {
        assertThat(told("/api/creations", "post", creation().post("/api/creations", body)))
                .isEqualTo(outcome);
    }

    @Test
    void theShapeOfTheRequestItselfIsChecked() throws IOException {
        String path = "/api/creations";
        String long256 = "{\"consent\": \"" + "x".repeat(300_000) + "\"}";
        assertThat(told(path, "post", creation().post(path, long256))).isEqualTo("413 body-too-large");
        assertThat(told(
                        path,
                        "post",
                        creation().with("Content-Type", "application/xml").post(path, "<a/>")))
                .isEqualTo("415 unsupported-media-type");
        assertThat(told(
                        path,
                        "post",
                        creation().with("Content-Type", "text/plain").post(path, "{}")))
                .isEqualTo("415 unsupported-media-type");
        assertThat(creation().send("PUT", path, "{}").outcome()).isEqualTo("405 method-not-allowed");
        assertThat(creation()
                        .with("Accept", "text/csv")
                        .get(path + "/" + UUID.randomUUID())
                        .status())
                .isIn(404, 406);
        assertThat(calls().bearer(holder(Scope.FULL))
                        .with("Accept", "image/png")
                        .get("/api/record/care-history")
                        .outcome())
                .isEqualTo("406 not-acceptable");
        assertThat(told(path, "post", calls().post(path, body(SomePeople.anyone()))))
                .isEqualTo("400 idempotency-key-required");
        assertThat(creation().get("/api/nothing").status()).isEqualTo(404);
    }

    @Test
    void aKeyStandsForOneRequest() throws IOException {
        Calls calls = creation();
        Someone someone = SomePeople.anyone();
        assertThat(calls.post("/api/creations", body(someone)).status()).isEqualTo(202);
        JsonNode first = calls.json();
        assertThat(calls.post("/api/creations", body(someone)).json()).isEqualTo(first);
        assertThat(told("/api/creations", "post", calls.post("/api/creations", body(SomePeople.anyone()))))
                .isEqualTo("409 idempotency-conflict");
    }

    @Test
    void tooManyCodesToOneContactAreRefusedWithTheTimeToWait() throws IOException {
        Someone someone = SomePeople.anyone();
        for (int i = 0; i < 5; i++) {
            limits.take("creation-contact", someone.mobile(), 5, Duration.ofHours(1));
        }
        Calls calls = creation().post("/api/creations", body(someone));
        assertThat(told("/api/creations", "post", calls)).isEqualTo("429 too-many-requests");
        assertThat(Integer.parseInt(calls.header("Retry-After"))).isBetween(1, 3600);
    }

    @ParameterizedTest
    @CsvSource({
        "cursor=nothing, /cursor",
        "cursor=AAAA, /cursor",
        "from=30/11/2026, /from",
        "to=2026-02-30, /to",
        "section=SOINS, /section",
        "limit=0, /limit",
        "limit=201, /limit",
        "limit=many, /limit"
    })
    void aHistoryIsAskedForInTheRightWords(String query, String pointer) throws IOException {
        Calls calls = calls().bearer(holder(Scope.FULL)).get("/api/record/care-history?" + query);
        assertThat(told("/api/record/care-history", "get", calls)).isEqualTo("422 invalid-input");
        assertThat(calls.json().get("errors").findValuesAsText("pointer")).containsExactly(pointer);
    }

    /** Refused before any of our filters looks at it, and answered at the container's own address. */
    @Test
    void aHeaderThatCannotBeReadIsToldOfTheAddressThatWasAskedFor() throws IOException {
        String answer = Raw.send(port, "GET", "/api/record", Map.of("Authorization", "Bearer …"), "");
        assertThat(Raw.status(answer)).isEqualTo(400);
        assertThat(answer).contains("/problems/malformed", "\"instance\":\"/api/record\"");
    }

    @Test
    void aTokenIsNeededAndEnds() throws IOException {
        assertThat(told("/api/record", "get", calls().get("/api/record"))).isEqualTo("401 sign-in-required");
        String token = holder(Scope.FULL);
        assertThat(calls().bearer(token).get("/api/record").status()).isEqualTo(200);
        try (TestClock time = TestClock.of(clock)) {
            time.advance(Duration.ofMinutes(11));
            assertThat(calls().bearer(token).get("/api/record").outcome()).isEqualTo("401 sign-in-required");
        }
    }

    @Test
    void aScopeIsKeptTo() throws IOException {
        assertThat(told(
                        "/api/record",
                        "get",
                        calls().bearer(holder(Scope.PASSWORD_CHANGE)).get("/api/record")))
                .isEqualTo("403 password-change-required");
        String closed = holder(Scope.CLOSED);
        assertThat(calls().bearer(closed)
                        .get("/api/record")
                        .json()
                        .get("status")
                        .asText())
                .isEqualTo("CLOSED");
        assertThat(told(
                        "/api/record/care-history",
                        "get",
                        calls().bearer(closed).get("/api/record/care-history")))
                .isEqualTo("403 record-closed");
        assertThat(calls().bearer(closed).get("/api/record").status()).isEqualTo(200);
        assertThat(calls().bearer(closed)
                        .send("DELETE", "/api/record/sessions/current", "")
                        .status())
                .isEqualTo(204);
        assertThat(calls().bearer(closed).get("/api/record").outcome()).isEqualTo("401 sign-in-required");
    }

    @Test
    void itIsSaidInEnglishWhereAsked() {
        Calls calls = creation().with("Accept-Language", "en").post("/api/creations", "{}");
        assertThat(calls.json().get("title").asText()).isEqualTo("Consent required");
        for (String asked : List.of("de", "en;q=0.1, fr", "%%%")) {
            calls.with("Accept-Language", asked).post("/api/creations", "{}");
            assertThat(calls.json().get("title").asText()).isEqualTo("Consentement nécessaire");
        }
    }

    /** The outcome, which must stand in the contract with its slug. */
    private String told(String path, String method, Calls calls) throws IOException {
        String outcome = calls.outcome();
        JsonNode answers = json.readTree(Path.of("src/docs/openapi.json").toFile())
                .get("paths")
                .get(path)
                .get(method)
                .get("responses");
        assertThat(answers.path(outcome.substring(0, 3)).path("description").asText())
                .as(outcome)
                .contains("`" + outcome.substring(4) + "`");
        assertThat(calls.json().get("detail").asText()).isNotBlank();
        assertThat(calls.json().get("status").asInt()).isEqualTo(calls.status());
        return outcome;
    }

    private String holder(Scope scope) {
        InsuredPerson person = Holders.insured(directory, Holders.nir());
        UUID record = Holders.open(jdbc, person);
        if (scope == Scope.CLOSED) {
            jdbc.sql("update dmp.record set status = 'CLOSED' where id = ?")
                    .param(record)
                    .update();
        }
        return HolderTokens.of(program, record, person.id(), scope);
    }

    private Calls creation() {
        return calls().with("Idempotency-Key", UUID.randomUUID().toString());
    }

    private Calls calls() {
        return new Calls(port);
    }

    private static String body(Someone someone) {
        return """
                {"vitale": {"nir": "%s", "serial": "%s", "familyName": "Martin", "givenNames": "Élie",
                 "birthDate": "1960-01-17"}, "contact": {"mobile": "%s"}, "consent": true}"""
                .formatted(someone.nir().value(), someone.serial(), someone.mobile());
    }
}
