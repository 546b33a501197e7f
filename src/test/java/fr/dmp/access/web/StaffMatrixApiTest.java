package fr.dmp.access.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.dmp.SandboxTest;
import fr.dmp.Superuser;
import fr.dmp.TestClock;
import fr.dmp.access.Asking;
import fr.dmp.engine.StaffBrowser;
import fr.dmp.gate.Raw;
import fr.dmp.gate.StaffPort;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** New versions of the matrix: drafted, looked at, put in force; by administrators alone, and never into the past. */
@SandboxTest
class StaffMatrixApiTest {

    private static final String ALL = "/staff/matrix-versions";
    private static final String ONE = "{\"profession\": \"60\", \"type\": \"REMB\", \"allowed\": false}";

    @Autowired
    private StaffPort staffPort;

    @Autowired
    private ApplicationContext program;

    @Autowired
    private Environment environment;

    @Autowired
    private Clock clock;

    private JdbcClient superuser;
    private StaffBrowser administrator;

    @BeforeEach
    void signIn() throws IOException {
        superuser = Superuser.of(environment);
        clear();
        administrator = StaffBrowser.signedIn(staffPort.number(), "demo").with("Accept", "application/json");
    }

    /** All tests share one matrix. */
    @AfterEach
    void clear() {
        superuser.sql("delete from dmp.matrix_cell where version > 1").update();
        superuser.sql("delete from dmp.matrix_version where version > 1").update();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneId.of("Europe/Paris"));
    }

    private static String draft(String cells, String more) {
        return "{\"basedOn\": 1, \"reason\": \"Arrêté d’essai\", \"cells\": [" + cells + "]" + more + "}";
    }

    private static String planned(Object day) {
        return ", \"inForceFrom\": \"" + day + "\"";
    }

    private String post(String body) throws IOException {
        return administrator
                .with("Idempotency-Key", UUID.randomUUID().toString())
                .send("POST", ALL, body);
    }

    private String put(int version, String tag, String body) throws IOException {
        return administrator.with("If-Match", tag).send("PUT", ALL + "/" + version + "/in-force", body);
    }

    private static String day(Object day) {
        return "{\"inForceFrom\": " + (day == null ? "null" : "\"" + day + "\"") + "}";
    }

    /** An answer comes in parts, each after its length. */
    private static String body(String answer) {
        return answer.substring(answer.indexOf("\r\n\r\n") + 2).replaceAll("\r\n[0-9a-f]+\r\n", "");
    }

    private static JsonNode json(String answer) throws IOException {
        return new ObjectMapper().readTree(body(answer));
    }

    /** {@code 422 invalid-input /reason}. */
    private static String outcome(String answer) throws IOException {
        JsonNode problem = json(answer);
        String pointers = problem.path("errors").findValuesAsText("pointer").stream()
                .map(pointer -> " " + pointer)
                .collect(Collectors.joining());
        return Raw.status(answer) + " " + problem.path("type").asText().replace("/problems/", "") + pointers;
    }

    private int drafted() throws IOException {
        String answer = post(draft(ONE, ""));
        assertThat(Raw.status(answer)).as(answer).isEqualTo(201);
        return json(answer).get("version").asInt();
    }

    @Test
    void aDraftTakesOverAllCellsButThoseThatChange() throws IOException {
        String answer = post(draft(ONE + ", {\"profession\": \"10\", \"type\": \"*\", \"allowed\": true}", ""));
        assertThat(answer).contains("Location: /staff/matrix-versions/2", "ETag: \"2-draft\"", "no-store");
        JsonNode version = json(answer);
        assertThat(version.get("status").asText()).isEqualTo("DRAFT");
        assertThat(version.get("basedOn").asInt()).isEqualTo(1);
        assertThat(version.get("draftedBy").asText()).isEqualTo("demo");
        assertThat(superuser
                        .sql(
                                """
                                select coalesce(new.profession, old.profession) || ' ' || coalesce(new.type, old.type) || ' '
                                    || new.allowed || ' ' || new.source
                                from (select * from dmp.matrix_cell where version = 2) as new
                                full join (select * from dmp.matrix_cell where version = 1) as old using (profession, type)
                                where (new.allowed, new.source) is distinct from (old.allowed, old.source)
                                """)
                        .query(String.class)
                        .list())
                .as("a cell that is told again as it was keeps its source")
                .containsExactly("60 REMB false ADMINISTRATOR");
        JsonNode shown = json(administrator.get(ALL + "/2"));
        assertThat(shown.get("cells").toString())
                .contains("{\"profession\":\"60\",\"type\":\"REMB\",\"allowed\":false,\"source\":\"ADMINISTRATOR\"}");
    }

    @Test
    void aVersionMayBeDraftedAsAWhole() throws IOException {
        String answer = post("{\"reason\": \"x\", \"cells\": [" + ONE + "]}");
        assertThat(Raw.status(answer)).isEqualTo(201);
        assertThat(json(administrator.get(ALL + "/2")).get("cells")).hasSize(1);
        assertThat(json(answer).path("basedOn").isMissingNode()
                        || json(answer).get("basedOn").isNull())
                .isTrue();
    }

    @Test
    void theListIsTheNewestFirstPageByPage() throws IOException {
        drafted();
        drafted();
        JsonNode first = json(administrator.get(ALL + "?limit=2"));
        assertThat(first.get("items").findValuesAsText("version")).containsExactly("3", "2");
        JsonNode last = json(
                administrator.get(ALL + "?limit=2&cursor=" + first.get("next").asText()));
        assertThat(last.get("items").findValuesAsText("version")).containsExactly("1");
        assertThat(last.get("items").get(0).get("status").asText()).isEqualTo("IN_FORCE");
        assertThat(last.get("items").get(0).get("inForceFrom").asText()).isEqualTo("2023-10-26");
        assertThat(outcome(administrator.get(ALL + "?limit=0&cursor=x"))).isEqualTo("422 invalid-input /limit /cursor");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"reason": "x", "cells": [@], "basedOn": 99}                      | 422 invalid-input /basedOn
                    {"reason": "x", "cells": [@], "basedOn": -1}                      | 422 invalid-input /basedOn
                    {"reason": "x", "cells": [@], "basedOn": 99999999999}             | 400 malformed
                    {"reason": "x", "cells": []}                                      | 422 invalid-input /cells
                    {"reason": "x"}                                                   | 422 invalid-input /cells
                    {"reason": "x", "cells": [null]}                                  | 422 invalid-input /cells/0
                    {"reason": "x", "cells": [@, @]}                                  | 422 invalid-input /cells/1
                    {"cells": [@]}                                                    | 422 invalid-input /reason
                    {"reason": "  ", "cells": [@]}                                    | 422 invalid-input /reason
                    {"reason": "a\\u0000b", "cells": [@]}                             | 422 invalid-input /reason
                    {"reason": "a\\u202eb", "cells": [@]}                             | 422 invalid-input /reason
                    {"reason": "%LONG%", "cells": [@]}                                | 422 invalid-input /reason
                    {"reason": "x", "cells": [{"profession": "99", "type": "REMB", "allowed": true}]} | 422 invalid-input /cells/0/profession
                    {"reason": "x", "cells": [{"profession": "*", "type": "REMB", "allowed": true}]}  | 422 invalid-input /cells/0/profession
                    {"reason": "x", "cells": [{"profession": "60", "type": "remb", "allowed": true}]} | 422 invalid-input /cells/0/type
                    {"reason": "x", "cells": [{"profession": "60", "type": "x' or 1=1 --", "allowed": true}]} | 422 invalid-input /cells/0/type
                    {"reason": "x", "cells": [{"profession": "60", "type": "REMB"}]}  | 422 invalid-input /cells/0/allowed
                    {"reason": "x", "cells": [{}]}                                    | 422 invalid-input /cells/0/profession /cells/0/type /cells/0/allowed
                    {"reason": "x", "cells": [{"profession": "60", "type": "REMB", "allowed": "peut-être"}]} | 400 malformed /cells/0/allowed
                    {"reason": "x", "cells": [@], "version": 7}                       | 400 malformed /version
                    {"reason": "x", "cells": [@], "inForceFrom": "2026-02-30"}        | 422 invalid-input /inForceFrom
                    {"reason": "x", "cells": [@], "inForceFrom": "2023-10-26"}        | 422 invalid-input /inForceFrom
                    {"reason": "x", "cells": [@], "inForceFrom": "2999-01-01"}        | 422 invalid-input /inForceFrom
                    {"reason": "x", "cells": [@], "inForceFrom": "+999999999-12-31"}  | 422 invalid-input /inForceFrom
                    [                                                                 | 400 malformed
                    """)
    void whatCannotBeIsRefusedAndNothingKept(String body, String refused) throws IOException {
        String answer = post(body.replace("@", ONE).replace("%LONG%", "x".repeat(201)));
        assertThat(outcome(answer).strip()).isEqualTo(refused);
        assertThat(answer).contains("application/problem+json");
        assertThat(json(administrator.get(ALL)).get("items")).hasSize(1);
    }

    @Test
    void aDayIsToComeInParis() throws IOException {
        assertThat(outcome(post(draft(ONE, planned(today()))))).isEqualTo("422 invalid-input /inForceFrom");
        assertThat(body(post(draft(ONE, planned(today()))))).contains("Indiquez un jour à venir");
        try (TestClock time = TestClock.of(clock)) {
            // 23:30 in Paris, and still the day before in UTC an hour and a half later.
            time.set("2026-12-01T22:30:00Z");
            signIn();
            assertThat(Raw.status(post(draft(ONE, planned("2026-12-02"))))).isEqualTo(201);
            time.set("2026-12-01T23:30:00Z");
            assertThat(outcome(post(draft(ONE, planned("2026-12-02"))))).isEqualTo("422 invalid-input /inForceFrom");
        }
    }

    @Test
    void manyFaultsAreToldInPart() throws IOException {
        String wrong = IntStream.range(0, 500)
                .mapToObj(n -> "{\"profession\": \"x" + n + "\", \"type\": \"y\", \"allowed\": true}")
                .collect(Collectors.joining(","));
        assertThat(json(post(draft(wrong, ""))).get("errors")).hasSize(50);
    }

    @Test
    void aHugeBodyIsRefused() throws IOException {
        String answer = post(draft(ONE + ",".repeat(300_000) + ONE, ""));
        assertThat(Raw.status(answer)).isEqualTo(413);
    }

    @Test
    void theWholeMatrixFitsOneRequest() throws IOException {
        List<String> types = superuser
                .sql("select code from dmp.matrix_type")
                .query(String.class)
                .list();
        List<String> professions = superuser
                .sql("select distinct profession from dmp.matrix_cell")
                .query(String.class)
                .list();
        String cells = professions.stream()
                .flatMap(profession -> types.stream()
                        .map(type -> "{\"profession\": \"%s\", \"type\": \"%s\", \"allowed\": true}"
                                .formatted(profession, type)))
                .collect(Collectors.joining(","));
        assertThat(Raw.status(post("{\"reason\": \"x\", \"cells\": [" + cells + "]}")))
                .isEqualTo(201);
        assertThat(json(administrator.get(ALL + "/2")).get("cells")).hasSize(types.size() * professions.size());
    }

    @Test
    void aRepeatedRequestDraftsOnce() throws IOException {
        administrator.with("Idempotency-Key", UUID.randomUUID().toString());
        String first = administrator.send("POST", ALL, draft(ONE, ""));
        String second = administrator.send("POST", ALL, draft(ONE, ""));
        assertThat(body(second)).isEqualTo(body(first));
        assertThat(Raw.status(second)).isEqualTo(201);
        assertThat(json(administrator.get(ALL)).get("items")).hasSize(2);
        assertThat(outcome(administrator.send("POST", ALL, draft(ONE, planned(today().plusDays(3))))))
                .isEqualTo("409 idempotency-conflict");
        administrator.with("Idempotency-Key", "");
        assertThat(outcome(administrator.send("POST", ALL, draft(ONE, "")))).isEqualTo("400 idempotency-key-required");
    }

    @Test
    void twoAtOnceGetTwoNumbers() throws Exception {
        int many = 6;
        ExecutorService hands = Executors.newFixedThreadPool(many);
        try {
            List<Callable<String>> all = IntStream.range(0, many)
                    .mapToObj(n -> (Callable<String>) () -> StaffBrowser.signedIn(staffPort.number(), "demo")
                            .with("Accept", "application/json")
                            .with("Idempotency-Key", UUID.randomUUID().toString())
                            .send("POST", ALL, draft(ONE, "")))
                    .toList();
            for (Future<String> answer : hands.invokeAll(all)) {
                assertThat(Raw.status(answer.get())).as(answer.get()).isEqualTo(201);
            }
        } finally {
            hands.shutdown();
        }
        assertThat(json(administrator.get(ALL)).get("items").findValuesAsText("version"))
                .containsExactly("7", "6", "5", "4", "3", "2", "1");
    }

    @Test
    void aDraftIsPutInForceMovedAndTakenBackAsLongAsItsDayIsToCome() throws IOException {
        int version = drafted();
        LocalDate soon = today().plusDays(10);
        String planned = put(version, "\"2-draft\"", day(soon));
        assertThat(json(planned).get("status").asText()).isEqualTo("PLANNED");
        assertThat(planned).contains("ETag: \"2-" + soon + "\"");
        assertThat(outcome(put(version, "\"2-draft\"", day(soon.plusDays(1))))).isEqualTo("412 stale-version");
        assertThat(outcome(put(version, "W/\"2-" + soon + "\"", day(soon.plusDays(1)))))
                .isEqualTo("412 stale-version");
        assertThat(json(put(version, "\"x\", \"2-" + soon + "\"", day(soon.plusDays(1))))
                        .get("inForceFrom")
                        .asText())
                .isEqualTo(soon.plusDays(1).toString());
        assertThat(json(put(version, "*", day(null))).get("status").asText()).isEqualTo("DRAFT");
        assertThat(acts())
                .endsWith("demo DRAFT_MATRIX 2", "demo PLAN_MATRIX 2", "demo PLAN_MATRIX 2", "demo WITHDRAW_MATRIX 2");
    }

    private List<String> acts() {
        return superuser
                .sql(
                        """
                        select actor || ' ' || act || ' ' || subject from dmp.audit_entry
                        where record = '6d617472-6963-4e00-8000-000000000001' and actor_kind = 'STAFF'
                            and ground = 'ADMINISTRATOR' order by seq
                        """)
                .query(String.class)
                .list();
    }

    @Test
    void whatCannotBePutInForceIsRefused() throws IOException {
        int version = drafted();
        assertThat(outcome(put(version, "*", day(today())))).isEqualTo("422 invalid-input /inForceFrom");
        assertThat(outcome(put(version, "*", day(today().minusYears(1))))).isEqualTo("422 invalid-input /inForceFrom");
        assertThat(outcome(put(version, "*", day(today().plusYears(11))))).isEqualTo("422 invalid-input /inForceFrom");
        assertThat(outcome(put(version, "*", "{\"from\": 1}"))).isEqualTo("400 malformed /from");
        assertThat(outcome(put(99, "*", day(today().plusDays(1))))).isEqualTo("404 not-found");
        assertThat(outcome(put(1, "*", day(today().plusDays(1))))).isEqualTo("409 matrix-in-force");
        assertThat(outcome(put(1, "*", day(null)))).isEqualTo("409 matrix-in-force");
        assertThat(outcome(StaffBrowser.signedIn(staffPort.number(), "demo")
                        .with("Accept", "application/json")
                        .send("PUT", ALL + "/2/in-force", day(today().plusDays(1)))))
                .isEqualTo("428 if-match-required");
    }

    /** Each holds until the next one's day: whoever wants one between two moves the later one first. */
    @Test
    void aVersionIsPutInForceAfterAllOthers() throws IOException {
        int older = drafted();
        int newer = drafted();
        LocalDate soon = today().plusDays(10);
        assertThat(json(put(newer, "*", day(soon))).get("status").asText()).isEqualTo("PLANNED");
        for (LocalDate taken : List.of(soon.minusDays(1), soon)) {
            String refused = put(older, "*", day(taken));
            assertThat(outcome(refused)).as("%s", taken).isEqualTo("422 invalid-input /inForceFrom");
            assertThat(body(refused)).contains("Une autre version s’applique à partir de ce jour");
            assertThat(outcome(post(draft(ONE, planned(taken))))).isEqualTo("422 invalid-input /inForceFrom");
        }
        assertThat(json(administrator.get(ALL)).get("items")).hasSize(3);
        assertThat(json(put(older, "*", day(soon.plusDays(1)))).get("status").asText())
                .as("a lower number may come later")
                .isEqualTo("PLANNED");
        assertThat(outcome(put(newer, "*", day(soon.plusDays(1))))).isEqualTo("422 invalid-input /inForceFrom");
        assertThat(json(put(older, "*", day(null))).get("status").asText()).isEqualTo("DRAFT");
        assertThat(json(put(newer, "*", day(soon.plusDays(1)))).get("status").asText())
                .as("its own day stands in nobody's way")
                .isEqualTo("PLANNED");
    }

    @Test
    void ofTwoThatWantOneDayOneHasIt() throws Exception {
        int many = 6;
        LocalDate soon = today().plusDays(10);
        for (int n = 0; n < many; n++) {
            drafted();
        }
        ExecutorService hands = Executors.newFixedThreadPool(many);
        try {
            List<Callable<String>> all = IntStream.range(0, many)
                    .mapToObj(n -> (Callable<String>) () -> StaffBrowser.signedIn(staffPort.number(), "demo")
                            .with("Accept", "application/json")
                            .with("If-Match", "*")
                            .with("Idempotency-Key", UUID.randomUUID().toString())
                            .send(
                                    n % 2 == 0 ? "PUT" : "POST",
                                    n % 2 == 0 ? ALL + "/" + (n + 2) + "/in-force" : ALL,
                                    n % 2 == 0 ? day(soon) : draft(ONE, planned(soon))))
                    .toList();
            List<Integer> statuses = new ArrayList<>();
            for (Future<String> answer : hands.invokeAll(all)) {
                statuses.add(Raw.status(answer.get()));
            }
            assertThat(statuses).as("%s", statuses).containsOnlyOnce(statuses.contains(200) ? 200 : 201);
            assertThat(statuses).filteredOn(status -> status < 400).hasSize(1);
            assertThat(statuses).allMatch(status -> status < 400 || status == 412 || status == 422);
        } finally {
            hands.shutdown();
        }
    }

    /** The one that is drafted last comes into force first, and is asked about later. */
    @Test
    void theDecisionAndItsReplayGoByTheDaysNotByTheNumbers() throws IOException {
        Asking asking = Asking.of(program);
        String nurse = asking.professional("60");
        assertThat(asking.grant(nurse).status()).isEqualTo(201);
        int refusing = drafted();
        int allowing = json(post(draft(ONE.replace("false", "true"), "")))
                .get("version")
                .asInt();
        put(allowing, "*", day("2027-03-01"));
        put(refusing, "*", day("2027-03-05"));
        try (TestClock time = TestClock.of(clock)) {
            time.set("2027-03-01T12:00:00Z");
            asking.signInAgain();
            assertThat(asking.reading(nurse)).startsWith("200");
            time.set("2027-03-05T12:00:00Z");
            asking.signInAgain();
            assertThat(asking.reading(nurse)).isEqualTo("403 access-denied HABILITATION");
            assertThat(replayed(asking, nurse, "2027-03-05T11:00:00Z")).isEqualTo("false HABILITATION");
            assertThat(replayed(asking, nurse, "2027-03-04T11:00:00Z")).isEqualTo("true AUTHORIZATION");
            signInKeepingVersions();
            assertThat(json(administrator.get(ALL)).get("items").findValuesAsText("status"))
                    .containsExactly("PAST", "IN_FORCE", "PAST");
        }
    }

    @Test
    void theDecisionChangesOnTheDayAndAVersionInForceStays() throws IOException {
        Asking asking = Asking.of(program);
        String nurse = asking.professional("60");
        assertThat(asking.grant(nurse).status()).isEqualTo(201);
        drafted();
        assertThat(asking.reading(nurse)).as("a draft decides nothing").startsWith("200");
        put(2, "*", day("2027-03-01"));
        try (TestClock time = TestClock.of(clock)) {
            // The last half hour of February in Paris, and the first of March.
            time.set("2027-02-28T22:30:00Z");
            asking.signInAgain();
            assertThat(asking.reading(nurse)).startsWith("200");
            time.set("2027-02-28T23:30:00Z");
            assertThat(asking.reading(nurse)).isEqualTo("403 access-denied HABILITATION");
            signInKeepingVersions();
            JsonNode all = json(administrator.get(ALL)).get("items");
            assertThat(all.findValuesAsText("status")).containsExactly("IN_FORCE", "PAST");
            assertThat(outcome(put(2, "*", day("2027-04-01")))).isEqualTo("409 matrix-in-force");
            assertThat(outcome(put(2, "*", day(null)))).isEqualTo("409 matrix-in-force");
        }
    }

    /** What that professional could read of the care history. */
    private static String replayed(Asking asking, String rpps, String at) {
        JsonNode items = asking.holder()
                .post("/api/record/decisions", "{\"professional\": \"%s\", \"at\": \"%s\"}".formatted(rpps, at))
                .json()
                .get("items");
        for (JsonNode item : items) {
            if (item.get("thing").asText().equals("CARE_HISTORY")) {
                return item.get("allowed").asText() + " " + item.get("ground").asText();
            }
        }
        throw new AssertionError(items);
    }

    private void signInKeepingVersions() throws IOException {
        administrator = StaffBrowser.signedIn(staffPort.number(), "demo").with("Accept", "application/json");
    }

    /** Whatever the program tries: it writes by the owner's functions, and they know no way to change what is in force. */
    @Test
    void theProgramItselfCannotWriteTheTables() {
        for (String table : List.of("matrix_version", "matrix_cell")) {
            for (String privilege : List.of("INSERT", "UPDATE", "DELETE", "TRUNCATE")) {
                assertThat(superuser
                                .sql("select has_table_privilege('dmp_app', 'dmp." + table + "', ?)")
                                .param(privilege)
                                .query(Boolean.class)
                                .single())
                        .as(table + " " + privilege)
                        .isFalse();
            }
        }
        for (String role : List.of("dmp_app", "dmp_intake", "dmp_staff", "engine_user")) {
            assertThat(superuser
                            .sql("select has_function_privilege(?, 'dmp.matrix_readings(int, timestamptz)', 'EXECUTE')")
                            .param(role)
                            .query(Boolean.class)
                            .single())
                    .as("exact counts for " + role)
                    .isFalse();
            assertThat(superuser
                            .sql("select has_function_privilege(?, 'dmp.matrix_impact(int, timestamptz)', 'EXECUTE')")
                            .param(role)
                            .query(Boolean.class)
                            .single())
                    .as(role)
                    .isEqualTo(role.equals("dmp_app"));
        }
        assertThat(superuser
                        .sql("select dmp.plan_matrix(1, '2023-10-26', '2999-01-01', '2026-01-01')")
                        .query(Boolean.class)
                        .single())
                .isFalse();
    }

    @Test
    void theImpactIsCountedInFivesAndNamesNobody() throws IOException {
        Asking asking = Asking.of(program);
        String nurse = asking.professional("60");
        assertThat(asking.grant(nurse).status()).isEqualTo(201);
        drafted();
        String answer = administrator.send("POST", ALL + "/2/impact", "");
        assertThat(Raw.status(answer)).as(answer).isEqualTo(200);
        JsonNode impact = json(answer);
        assertThat(impact.get("comparedWith").asInt()).isEqualTo(1);
        assertThat(impact.get("cells").asInt()).isEqualTo(1);
        assertThat(impact.at("/changes/0/profession").asText()).isEqualTo("60");
        assertThat(impact.at("/changes/0/allowed").asBoolean()).isFalse();
        for (String where : List.of("/all", "/refused", "/changes/0/toll")) {
            for (String what : List.of("readings", "professionals", "records")) {
                assertThat(impact.at(where + "/" + what).asLong()).isPositive();
                assertThat(impact.at(where + "/" + what).asLong() % 5).isZero();
            }
        }
        assertThat(impact.at("/allowed/readings").asLong()).isZero();
        assertThat(body(answer)).doesNotContain(nurse, asking.record().toString(), "NÓVÁK");
        assertThat(acts()).endsWith("demo READ_MATRIX_IMPACT 2");
        assertThat(json(administrator.send("POST", ALL + "/1/impact", ""))
                        .get("cells")
                        .asInt())
                .as("what is in force changes nothing")
                .isZero();
        assertThat(outcome(administrator.send("POST", ALL + "/99/impact", ""))).isEqualTo("404 not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gestionnaire", "agent3646", "responsable3646", "controleur", "conformite", "donnees"})
    void otherGroupsAreRefused(String login) throws IOException {
        for (String accept : List.of("application/json", "text/html", "*/*")) {
            StaffBrowser other = StaffBrowser.signedIn(staffPort.number(), login)
                    .with("Accept", accept)
                    .with("If-Match", "*")
                    .with("Idempotency-Key", UUID.randomUUID().toString());
            for (String path : List.of("", "/1")) {
                assertThat(Raw.status(other.get(ALL + path))).as(accept + path).isEqualTo(403);
            }
            assertThat(Raw.status(other.send("POST", ALL + "/1/impact", "")))
                    .as(accept)
                    .isEqualTo(403);
            assertThat(Raw.status(other.send("POST", ALL, draft(ONE, ""))))
                    .as(accept)
                    .isIn(403, 406);
            assertThat(Raw.status(other.send("PUT", ALL + "/1/in-force", day(null))))
                    .as(accept)
                    .isIn(403, 406);
            for (String form : List.of("/1/drafts", "/1/in-force")) {
                assertThat(Raw.status(
                                other.send("POST", ALL + form, "application/x-www-form-urlencoded", "day=2027-01-01")))
                        .as(accept + form)
                        .isIn(403, 406);
            }
        }
        assertThat(superuser
                        .sql("select count(*) from dmp.matrix_version")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void whoIsNotSignedInGetsNothing() throws IOException {
        StaffBrowser anonymous = StaffBrowser.anonymous(staffPort.number());
        for (String path : List.of("", "/1")) {
            assertThat(Raw.status(anonymous.get(ALL + path))).isEqualTo(401);
        }
        // Without a session there is no token either, and its absence is told first.
        for (String path : List.of("", "/1/impact")) {
            assertThat(Raw.status(anonymous.send("POST", ALL + path, draft(ONE, ""))))
                    .isIn(401, 403);
        }
    }

    @Test
    void anotherSitesFormDoesNothing() throws IOException {
        StaffBrowser forged = StaffBrowser.signedIn(staffPort.number(), "demo")
                .with("Accept", "text/html")
                .with("X-XSRF-TOKEN", "0000");
        for (String path : List.of("/1/drafts", "/1/in-force", "/1/impact")) {
            assertThat(Raw.status(forged.send(
                            "POST", ALL + path, "application/x-www-form-urlencoded", "reason=x&profession-0=60")))
                    .as(path)
                    .isEqualTo(403);
        }
    }

    private Document page(String answer, int status) {
        assertThat(Raw.status(answer)).as(answer).isEqualTo(status);
        return Jsoup.parse(body(answer));
    }

    private StaffBrowser browser() throws IOException {
        return StaffBrowser.signedIn(staffPort.number(), "demo").with("Accept", "text/html");
    }

    private static String form(StaffBrowser browser, String path, String fields) throws IOException {
        return browser.send("POST", ALL + path, "application/x-www-form-urlencoded", fields);
    }

    @Test
    void thePagesLeadFromADraftToItsDay() throws IOException {
        StaffBrowser browser = browser();
        assertThat(page(browser.get(ALL), 200).select("tbody tr").text())
                .contains("Version 1 En vigueur 26 octobre 2023");
        Document first = page(browser.get(ALL + "/1"), 200);
        assertThat(first.select("table.matrix thead th")).hasSize(16);
        assertThat(first.select("td.changed")).isEmpty();
        assertThat(first.select("form[action$=in-force]"))
                .as("what is in force stays")
                .isEmpty();
        String key = first.select("input[name=key]").attr("value");
        String sent = form(
                browser,
                "/1/drafts",
                "reason=Essai&key=" + key + "&profession-3=60&type-3=REMB&allowed-3=false&inForceFrom=");
        assertThat(Raw.status(sent)).as(sent).isEqualTo(303);
        assertThat(sent).contains("Location: /staff/matrix-versions/2\r\n");
        Document second = page(browser.get(ALL + "/2"), 200);
        assertThat(second.select("td.changed").eachText()).containsExactly("non change");
        assertThat(second.text()).contains("1 case diffère de la version en vigueur");
        assertThat(second.select("form input[name=_csrf]"))
                .as("each form has its token")
                .hasSize(3);
        Document impact = page(form(browser, "/2/impact", ""), 200);
        assertThat(impact.text())
                .contains("Ce que changerait la version 2", "Infirmier", "Historique des remboursements");
        LocalDate soon = today().plusDays(5);
        assertThat(Raw.status(form(browser, "/2/in-force", "seen=2-draft&day=" + soon)))
                .isEqualTo(303);
        assertThat(page(browser.get(ALL + "/2"), 200).select("dl").text()).contains("Prévue");
        assertThat(Raw.status(form(browser, "/2/in-force", "withdrawn=true&seen=2-" + soon)))
                .isEqualTo(303);
        assertThat(page(browser.get(ALL), 200).select("tbody tr").eachText().get(0))
                .contains("Brouillon");
    }

    @Test
    void whatIsWrongIsSaidWhereItStandsAndWhatWasTypedStays() throws IOException {
        StaffBrowser browser = browser();
        Document refused = page(
                form(
                        browser,
                        "/1/drafts",
                        "reason=&key=" + UUID.randomUUID()
                                + "&profession-1=60&profession-2=60&type-2=REMB&allowed-2=true"
                                + "&profession-5=60&type-5=REMB&allowed-5=true&inForceFrom=2020-01-01"),
                422);
        assertThat(refused.select("[role=alert]").text()).contains("Informations à corriger");
        assertThat(refused.select("#motif-faute").text()).isEqualTo("Ce champ est obligatoire.");
        assertThat(refused.select("#des-faute").text()).contains("Indiquez un jour à venir");
        assertThat(refused.select("fieldset").get(1).select(".fault")).hasSize(2);
        assertThat(refused.select("#type-1").attr("aria-describedby")).isEqualTo("type-1-faute");
        assertThat(refused.select("#type-1-faute").text()).isEqualTo("Ce champ est obligatoire.");
        assertThat(refused.select("fieldset").get(2).select(".fault, [aria-invalid]"))
                .isEmpty();
        assertThat(refused.select("fieldset").get(5).text()).contains("deux fois");
        assertThat(refused.select("#profession-5 option[selected]").attr("value"))
                .isEqualTo("60");
        assertThat(refused.select("#des").attr("value")).isEqualTo("2020-01-01");
        Document late = page(form(browser, "/1/in-force", "seen=1-2023-10-26&day=" + today().plusDays(3)), 409);
        assertThat(late.select("[role=alert]").text()).contains("Version déjà appliquée");
        drafted();
        Document missing = page(form(browser, "/2/in-force", "seen=2-draft&day="), 422);
        assertThat(missing.select("#jour-faute").text()).isEqualTo("Ce champ est obligatoire.");
        assertThat(page(form(browser, "/2/in-force", "seen=2-draft&day=hier"), 422)
                        .select("#jour-faute")
                        .text())
                .contains("Cette date n’existe pas");
        assertThat(Raw.status(form(browser, "/99/drafts", "reason=x"))).isEqualTo(404);
        assertThat(Raw.status(form(browser, "/x/drafts", "reason=x"))).isEqualTo(404);
    }

    private static String pasted(String... lines) {
        return "reason=Essai&key=" + UUID.randomUUID() + "&inForceFrom=&pasted="
                + URLEncoder.encode(String.join("\r\n", lines), StandardCharsets.UTF_8);
    }

    @Test
    void linesOfASpreadsheetAreCellsToo() throws IOException {
        StaffBrowser browser = browser();
        String sent = form(
                browser,
                "/1/drafts",
                pasted(
                                "Profession;type;lecture",
                                "60;REMB;non;Infirmier;x",
                                "",
                                "70\t11488-4\tLit",
                                " 50 ; REMB ; ne lit pas ")
                        + "&profession-0=10&type-0=REMB&allowed-0=false");
        assertThat(Raw.status(sent)).as(sent).isEqualTo(303);
        Document draft = page(browser.get(ALL + "/2"), 200);
        assertThat(draft.select(".changes li").eachText())
                .containsExactly(
                        "Médecin, Historique des remboursements REMB : ne lirait plus",
                        "Sage-femme, Historique des remboursements REMB : ne lirait plus",
                        "Infirmier, Historique des remboursements REMB : ne lirait plus",
                        "Kinésithérapeute, Compte rendu de consultation 11488-4 : lirait");
        assertThat(draft.text()).contains("4 cases diffèrent");
    }

    /** Something else than a matrix, or one with slips: each line is told, none is kept. */
    @Test
    void linesThatAreNoneAreToldByTheirNumbers() throws IOException {
        StaffBrowser browser = browser();
        Document refused = page(
                form(
                        browser,
                        "/1/drafts",
                        pasted(
                                        "60;REMB;non",
                                        "%PDF-1.4 \u0000",
                                        "60;REMB;oui",
                                        "60;rien;lit",
                                        "77;REMB;lit",
                                        "60;89601-9;peut-être")
                                + "&profession-4=60&type-4=REMB&allowed-4=false"),
                422);
        assertThat(refused.select("[role=alert] li").eachText())
                .containsExactly(
                        "Ligne 1 : Cette case est indiquée deux fois : gardez une seule ligne pour elle.",
                        "Ligne 2 : Écrivez le code de la profession, celui du type, puis « lit » ou « non », séparés par des points-virgules ou des tabulations.",
                        "Ligne 3 : Cette case est indiquée deux fois : gardez une seule ligne pour elle.",
                        "Ligne 4 : Aucune nomenclature n’a ce type de document.",
                        "Ligne 5 : La matrice ne connaît pas cette profession.",
                        "Ligne 6 : Écrivez le code de la profession, celui du type, puis « lit » ou « non », séparés par des points-virgules ou des tabulations.");
        for (String anchor : refused.select("[role=alert] a").eachAttr("href")) {
            assertThat(refused.select(anchor)).as(anchor).hasSize(1);
        }
        assertThat(refused.select("#collees").text()).contains("60;rien;lit");
        assertThat(json(administrator.get(ALL)).get("items")).hasSize(1);
    }

    @Test
    void aVersionsCellsAreDownloadedAndTakenAgain() throws IOException {
        StaffBrowser browser = browser();
        String answer = browser.with("Accept", "text/csv").get(ALL + "/1/cells.csv");
        assertThat(Raw.status(answer)).as(answer).isEqualTo(200);
        assertThat(answer)
                .contains("Content-Disposition: attachment; filename=\"matrice-1.csv\"", "no-store")
                .contains("60;PROT_ALD;lit;", "10;*;lit;Médecin;Tout autre type;arrêté du 26 octobre 2023");
        String[] lines = body(answer).strip().split("\r?\n");
        assertThat(lines).hasSizeGreaterThan(30);
        String sent = form(browser.with("Accept", "text/html"), "/1/drafts", pasted(lines));
        assertThat(Raw.status(sent)).as(sent).isEqualTo(303);
        assertThat(page(browser.get(ALL + "/2"), 200).text())
                .contains("Aucune case ne diffère de la version en vigueur");
        assertThat(superuser
                        .sql("select count(*) from dmp.matrix_cell where version = 2 and source = 'ADMINISTRATOR'")
                        .query(Long.class)
                        .single())
                .as("what is as it was keeps its source")
                .isZero();
        assertThat(Raw.status(StaffBrowser.signedIn(staffPort.number(), "gestionnaire")
                        .with("Accept", "text/csv")
                        .get(ALL + "/1/cells.csv")))
                .isEqualTo(403);
    }

    @Test
    void thePageTellsFromWhichDayAVersionMayApply() throws IOException {
        StaffBrowser browser = browser();
        int first = drafted();
        int second = drafted();
        assertThat(page(browser.get(ALL + "/" + second), 200)
                        .select("#jour-aide")
                        .text())
                .isEqualTo("Demain au plus tôt, à minuit, heure de Paris.");
        LocalDate soon = today().plusDays(10);
        put(first, "*", day(soon));
        assertThat(page(browser.get(ALL + "/" + second), 200)
                        .select("#jour-aide")
                        .text())
                .startsWith("Après le ")
                .contains("la version 2");
        assertThat(page(browser.get(ALL + "/" + first), 200)
                        .select("#jour-aide")
                        .text())
                .as("its own day stands in nobody's way")
                .startsWith("Demain");
        Document refused = page(form(browser, "/" + second + "/in-force", "seen=3-draft&day=" + soon), 422);
        assertThat(refused.select("[role=alert] a").attr("href")).isEqualTo("#jour");
        assertThat(refused.select("#jour-faute").text()).contains("Une autre version s’applique");
        assertThat(refused.select("#jour").attr("value")).isEqualTo(soon.toString());
        assertThat(page(browser.get(ALL), 200).select("a[href$=#nouvelle]").attr("href"))
                .isEqualTo("/staff/matrix-versions/1#nouvelle");
    }

    @Test
    void whatIsTypedIsShownAsText() throws IOException {
        post("{\"reason\": \"<script>alert(1)</script>\", \"basedOn\": 1, \"cells\": [" + ONE + "]}");
        for (String path : List.of("", "/2")) {
            String page = browser().get(ALL + path);
            assertThat(page).contains("&lt;script&gt;").doesNotContain("<script", "style=");
            assertThat(page).contains("Content-Security-Policy: default-src 'none'");
        }
    }
}
