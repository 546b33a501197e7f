package fr.dmp.record.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.dmp.SandboxTest;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.Professional;
import fr.dmp.record.OwnNotices;
import fr.dmp.record.OwnRecord;
import fr.dmp.record.RecordStatus;
import fr.dmp.record.Records;
import fr.dmp.record.SomePeople;
import fr.dmp.record.SomePeople.Someone;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.HolderSession;
import fr.dmp.signin.ProfessionalSession;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** The calls, their shapes and their answers. */
@SandboxTest
class CreationApiTest {

    private static final String DOCTOR = "10100100014";
    private static final String OTHER_DOCTOR = "10100100022";

    @Autowired
    private TestRestTemplate http;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private Records records;

    @Autowired
    private OwnRecord ownRecord;

    @Autowired
    private OwnNotices ownNotices;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ObjectMapper json;

    @Autowired
    private WebApplicationContext program;

    @Test
    void aRepeatedRequestGetsTheFirstAnswer() {
        Someone someone = SomePeople.anyone();
        String key = UUID.randomUUID().toString();
        ResponseEntity<JsonNode> first = post("/api/creations", body(someone, "Martin"), key, null);
        ResponseEntity<JsonNode> again = post("/api/creations", body(someone, "Martin"), key, null);
        ResponseEntity<JsonNode> other = post("/api/creations", body(someone, "Durand"), key, null);

        assertThat(first.getStatusCode().value()).isEqualTo(202);
        assertThat(first.getBody().get("status").asText()).isEqualTo("AWAITING_CODE");
        assertThat(first.getHeaders().getLocation())
                .hasPath("/api/creations/" + first.getBody().get("id").asText());
        assertThat(again.getBody()).isEqualTo(first.getBody());
        assertProblem(other, 409, "idempotency-conflict");
        assertProblem(post("/api/creations", body(someone, "Martin"), null, null), 400, "idempotency-key-required");
    }

    /** A retry is answered, not counted; and a phone that has changed its network is the same phone. */
    @Test
    void aRepeatedRequestIsNeverTooMuchAndComesFromAnywhere() throws Exception {
        String body = body(SomePeople.anyone(), "Martin");
        String key = key();
        ResponseEntity<JsonNode> first = post("/api/creations", body, key, null);
        for (int n = 1; n < 7; n++) {
            ResponseEntity<JsonNode> again = post("/api/creations", body, key, null);
            assertThat(again.getStatusCode().value()).isEqualTo(202);
            assertThat(again.getBody()).isEqualTo(first.getBody());
        }
        MockHttpServletResponse elsewhere = MockMvcBuilders.webAppContextSetup(program)
                .build()
                .perform(MockMvcRequestBuilders.post("/api/creations")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body)
                        .header("Idempotency-Key", key)
                        .header("X-Forwarded-For", "203.0.113.9")
                        .with(request -> {
                            request.setRemoteAddr("198.51.100.7");
                            return request;
                        }))
                .andReturn()
                .getResponse();
        assertThat(json(elsewhere)).isEqualTo(first.getBody());
    }

    /** The code was never typed: that the request is refused is all that there is to tell. */
    @ParameterizedTest
    @CsvSource({"CODE_EXPIRED, false", "CARD_INVALID, true"})
    void aReasonIsToldOnlyAfterTheCode(String reason, boolean told) {
        String id = post("/api/creations", body(SomePeople.anyone(), "Martin"), key(), null)
                .getBody()
                .get("id")
                .asText();
        jdbc.sql("update dmp.record_creation set status = 'REFUSED', reason = ? where id = ?::uuid")
                .params(reason, id)
                .update();
        JsonNode answer = get("/api/creations/" + id, null).getBody();
        assertThat(answer.get("status").asText()).isEqualTo("REFUSED");
        assertThat(answer.has("reason")).isEqualTo(told);
    }

    /** What is known of a person makes no difference before the code. */
    @Test
    void theAnswerTellsNothing() {
        Someone known = SomePeople.anyone().delivered(directory);
        JsonNode toKnown = post("/api/creations", body(known, "N'Guyen Dupont"), key(), null)
                .getBody();
        JsonNode toUnknown = post("/api/creations", body(SomePeople.anyone(), "Martin"), key(), null)
                .getBody();
        for (JsonNode answer : List.of(toKnown, toUnknown)) {
            assertThat(answer.properties()).extracting(Map.Entry::getKey).containsExactlyInAnyOrder("id", "status");
            JsonNode later =
                    get("/api/creations/" + answer.get("id").asText(), null).getBody();
            assertThat(later).isEqualTo(answer);
        }
    }

    @ParameterizedTest
    @CsvSource({"/api/creations/%s", "/api/creations/nothing"})
    void anotherIdIsAbsent(String path) {
        assertProblem(get(path.formatted(UUID.randomUUID()), null), 404, "not-found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"consent\": false} | 422 | consent-required | ",
                "{\"consent\": true, \"vitale\": {\"nir\": \"279035121518980\"}} | 422 | invalid-input | /vitale/nir",
                "{\"consent\": true, \"colour\": \"red\"} | 400 | malformed | /colour",
                "{\"consent\": true | 400 | malformed | "
            })
    void badInputIsAProblem(String body, int status, String slug, String pointer) {
        ResponseEntity<JsonNode> answer = post("/api/creations", body, key(), null);
        assertProblem(answer, status, slug);
        if (pointer != null) {
            assertThat(answer.getBody().get("errors").findValuesAsText("pointer"))
                    .contains(pointer);
        }
    }

    @Test
    void aWrongCodeIsTold() {
        String id = post("/api/creations", body(SomePeople.anyone(), "Martin"), key(), null)
                .getBody()
                .get("id")
                .asText();
        assertThat(post("/api/creations/" + id + "/code", "{\"code\": \"12\"}", null, null)
                        .getBody()
                        .get("errors")
                        .findValuesAsText("pointer"))
                .contains("/code");
        assertThat(post("/api/creations/" + id + "/code", "{\"code\": \"000000\"}", null, null)
                        .getBody()
                        .get("type")
                        .asText())
                .endsWith("/code-wrong");
    }

    @Test
    void aProfessionalOpensAndFetchesTheSlipOnce() throws Exception {
        Someone someone = SomePeople.anyone().delivered(directory);
        MockHttpServletResponse opened = open(someone, "N'Guyen Dupont");
        assertThat(opened.getStatus()).isEqualTo(201);
        assertThat(json(opened).properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("record", "slip", "slipExpiresAt");
        String slip = "/api/professional/slips/" + json(opened).get("slip").asText();

        assertThat(as(DOCTOR, MockMvcRequestBuilders.head(slip)).getStatus()).isEqualTo(405);
        assertThat(as(OTHER_DOCTOR, MockMvcRequestBuilders.get(slip)).getStatus())
                .isEqualTo(404);
        MockHttpServletResponse paper = as(DOCTOR, MockMvcRequestBuilders.get(slip));
        assertThat(paper.getContentAsByteArray()).startsWith('%', 'P', 'D', 'F');
        assertThat(paper.getHeader(HttpHeaders.CACHE_CONTROL)).contains("no-store");
        assertThat(as(DOCTOR, MockMvcRequestBuilders.get(slip)).getStatus()).isEqualTo(410);
        MockHttpServletResponse again = open(someone, "N'Guyen Dupont");
        assertThat(again.getStatus()).isEqualTo(409);
        assertThat(json(again).get("type").asText()).isEqualTo("/problems/record-exists");
    }

    @Test
    void aProfessionalFollowsACheck() throws Exception {
        MockHttpServletResponse pending = open(SomePeople.anyone().delivered(directory), "Martin");
        assertThat(pending.getStatus()).isEqualTo(202);
        assertThat(json(pending).get("status").asText()).isEqualTo("AWAITING_CHECK");
        String path = pending.getHeader(HttpHeaders.LOCATION);
        assertThat(json(as(DOCTOR, MockMvcRequestBuilders.get(path)))).isEqualTo(json(pending));
        assertThat(as(OTHER_DOCTOR, MockMvcRequestBuilders.get(path)).getStatus())
                .isEqualTo(404);
    }

    @Test
    void theHolderReadsTheirOwnAndNobodyElses() throws Exception {
        Someone someone = SomePeople.anyone().delivered(directory);
        open(someone, "N'Guyen Dupont");
        Records.Summary record = records.ofPerson(
                        directory.find(someone.nir()).orElseThrow().id())
                .orElseThrow();
        HolderSession own = session(record.record(), record.record());
        OwnRecord.View view = ownRecord.read(own);
        assertThat(view.openedBy()).isEqualTo("PROFESSIONAL");
        assertThat(view.opener()).isEqualTo("Hélène DURAND");
        assertThat(acts(record.record())).endsWith("READ_RECORD HOLDER/2026-12-01");

        jdbc.sql("update dmp.record set status = 'CLOSED' where id = ?")
                .param(record.record())
                .update();
        assertThat(ownRecord.read(own).status()).isEqualTo(RecordStatus.CLOSED);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> ownNotices.read(own, null, 1))
                .satisfies(refusal -> assertThat(refusal.properties()).containsEntry("ground", "RECORD_NOT_ACTIVE"));
        assertThat(acts(record.record()))
                .endsWith("READ_RECORD HOLDER/2026-12-01", "READ_NOTICES_REFUSED RECORD_NOT_ACTIVE/2026-12-01");
        assertProblem(get("/api/record", null), 401, "sign-in-required");
    }

    private static HolderSession session(UUID own, UUID record) {
        return new HolderSession(
                UUID.randomUUID(), record, own, HolderSession.Scope.FULL, Instant.parse("2099-01-01T00:00:00Z"));
    }

    private List<String> acts(UUID record) {
        return jdbc.sql("select act || ' ' || ground from dmp.audit_entry where record = ? order by seq")
                .param(record)
                .query(String.class)
                .list();
    }

    private static String body(Someone someone, String familyName) {
        return """
                {"vitale": {"nir": "%s", "serial": "%s", "familyName": "%s", "givenNames": "Élie Marie",
                    "birthDate": "1960-01-17"}, "contact": {"mobile": "%s"}, "consent": true,
                    "emergency": {"breakGlass": true, "regulation": false}}"""
                .formatted(someone.nir().value(), someone.serial(), familyName, someone.mobile());
    }

    /** Tokens and their verification have tests of their own: here the professional has passed them. */
    private MockHttpServletResponse as(String rpps, MockHttpServletRequestBuilder request) throws Exception {
        Professional professional =
                new Professional(rpps, "DURAND", "Hélène", "10", null, "Cabinet des Lilas", "PARIS", false, false);
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                        new ProfessionalSession(professional, false), null, List.of()));
        try {
            return MockMvcBuilders.webAppContextSetup(program)
                    .build()
                    .perform(request)
                    .andReturn()
                    .getResponse();
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private MockHttpServletResponse open(Someone someone, String familyName) throws Exception {
        return as(
                DOCTOR,
                MockMvcRequestBuilders.post("/api/professional/records")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body(someone, familyName))
                        .header("Idempotency-Key", key()));
    }

    private JsonNode json(MockHttpServletResponse answer) throws Exception {
        return json.readTree(answer.getContentAsByteArray());
    }

    private ResponseEntity<JsonNode> post(String path, String body, String key, String token) {
        HttpHeaders headers = headers(token);
        headers.setContentType(MediaType.APPLICATION_JSON);
        if (key != null) {
            headers.set("Idempotency-Key", key);
        }
        return http.exchange(path, HttpMethod.POST, new HttpEntity<>(body, headers), JsonNode.class);
    }

    private ResponseEntity<JsonNode> get(String path, String token) {
        return http.exchange(path, HttpMethod.GET, new HttpEntity<>(headers(token)), JsonNode.class);
    }

    private static HttpHeaders headers(String token) {
        HttpHeaders headers = new HttpHeaders();
        if (token != null) {
            headers.setBearerAuth(token);
        }
        return headers;
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private static void assertProblem(ResponseEntity<JsonNode> answer, int status, String slug) {
        assertThat(answer.getStatusCode().value()).isEqualTo(status);
        assertThat(answer.getBody().get("type").asText()).isEqualTo("/problems/" + slug);
        assertThat(answer.getBody().get("detail").asText()).isNotBlank();
    }
}
