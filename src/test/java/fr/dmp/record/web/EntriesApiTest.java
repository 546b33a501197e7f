package fr.dmp.record.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.dmp.Calls;
import fr.dmp.SandboxTest;
import fr.dmp.Statements;
import fr.dmp.Statements.Count;
import fr.dmp.Superuser;
import fr.dmp.access.Access;
import fr.dmp.access.Thing;
import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Actor;
import fr.dmp.claims.Holders;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.signin.HolderSession.Scope;
import fr.dmp.signin.HolderTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The lists of a record, over HTTP: whose words stand in them, and that none is lost. */
@SandboxTest
class EntriesApiTest {

    private static final Logger LOG = LoggerFactory.getLogger(EntriesApiTest.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ALLERGIES = "/api/record/entries/allergies";

    /** Of the sandbox. */
    private static final String DOCTOR = "10100100014";

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext program;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private Access access;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Environment environment;

    private UUID record;
    private String token;

    @BeforeEach
    void opened() {
        InsuredPerson person = Holders.insured(directory, Holders.nir());
        record = Holders.open(jdbc, person);
        token = HolderTokens.of(program, record, person.id(), Scope.FULL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"allergies", "vaccinations", "conditions", "treatments"})
    void theHolderKeepsAList(String kind) {
        String path = "/api/record/entries/" + kind;
        assertThat(holder().get(path).json().get("items")).isEmpty();

        Calls written = replace(
                path,
                "{\"label\": \" Pollen de bouleau \", \"code\": \"256259004\", \"since\": \"2019-04-01\", \"note\": \"Au printemps\"}",
                "{\"label\": \"Arachide\"}");

        assertThat(written.status()).isEqualTo(200);
        Calls read = holder().get(path);
        assertThat(read.header("ETag")).isEqualTo(written.header("ETag")).matches("\"[0-9a-f-]{36}\"");
        assertThat(read.json()).isEqualTo(written.json());
        assertThat(labels(read)).containsExactly("Pollen de bouleau", "Arachide");
        JsonNode first = read.json().at("/items/0");
        assertThat(first.get("code").asText()).isEqualTo("256259004");
        assertThat(first.get("since").asText()).isEqualTo("2019-04-01");
        assertThat(first.get("note").asText()).isEqualTo("Au printemps");
        assertThat(first.get("author").toString()).isEqualTo("{\"kind\":\"HOLDER\"}");
        assertThat(first.get("recordedAt").asText()).endsWith("Z");
        assertThat(read.json().at("/items/1").has("code")).isFalse();
        assertThat(acts()).contains("READ_ENTRIES ENTRIES HOLDER", "WRITE_ENTRIES ENTRIES HOLDER");
        assertThat(stored("kind = '" + kind.toUpperCase() + "'")).isEqualTo(2);
    }

    @Test
    void peopleToContactHaveANameAndANumber() {
        String path = "/api/record/entries/emergency-contacts";
        Calls written = replace(path, "{\"label\": \"Mon fils\", \"note\": \"06 39 98 12 34, le soir\"}");
        assertThat(labels(written)).containsExactly("Mon fils");
        authorized(DOCTOR);
        assertThat(labels(professional(DOCTOR).get(patient("emergency-contacts"))))
                .containsExactly("Mon fils");
        Calls refused = add(DOCTOR, "emergency-contacts", "{\"label\": \"X\", \"note\": \"06 39 98 12 35\"}");
        assertThat(refused.outcome()).isEqualTo("403 holder-only");
        assertThat(refused.json().get("detail").asText()).contains("titulaire seul");
        assertThat(stored("true")).isEqualTo(1);
    }

    /** The mobile by which they are told is one, however it is written, and a number enough. */
    @Test
    void aPersonToContactMayHaveAMobile() {
        String path = "/api/record/entries/emergency-contacts";
        Calls written = replace(path, "{\"label\": \"Mon fils\", \"phone\": \"06 39 98 12 34\"}");
        assertThat(written.status()).isEqualTo(200);
        assertThat(written.json().at("/items/0/phone").asText()).isEqualTo("+33639981234");
        Calls again = replaceWhole(
                path,
                written.header("ETag"),
                JSON.createArrayNode().add(written.json().at("/items/0")));
        assertThat(again.json()).as("sent back as it was read").isEqualTo(written.json());
        assertThat(again.header("ETag")).isEqualTo(written.header("ETag"));
        assertThat(fault(replace(ALLERGIES, "{\"label\": \"Pollen\", \"phone\": \"06 39 98 12 34\"}")))
                .isEqualTo("/items/0/phone Seule une");
        ObjectNode without = written.json().at("/items/0").deepCopy();
        without.remove("phone");
        assertThat(fault(replaceWhole(
                        path, written.header("ETag"), JSON.createArrayNode().add(without))))
                .isEqualTo("/items/0/note Indiquez un");
    }

    /** What is sent back as it was read changes nothing, whoever wrote it; what is changed is the holder's from then on. */
    @Test
    void anEntryIsItsAuthorsUntilItIsChanged() {
        authorized(DOCTOR);
        replace(ALLERGIES, "{\"label\": \"Pollen\"}");
        add(DOCTOR, "allergies", "{\"label\": \"Pénicilline\"}");
        Calls before = holder().get(ALLERGIES);
        assertThat(labels(before)).containsExactly("Pollen", "Pénicilline");

        ArrayNode turned = JSON.createArrayNode()
                .add(before.json().at("/items/1"))
                .add(before.json().at("/items/0"));
        Calls after = replaceWhole(ALLERGIES, before.header("ETag"), turned);

        assertThat(after.json().get("items")).isEqualTo(turned);
        assertThat(holder().get(ALLERGIES).json().get("items")).isEqualTo(turned);
        ObjectNode changed = after.json().at("/items/0").deepCopy();
        changed.put("note", "Éruption en 2020");
        Calls last = replaceWhole(
                ALLERGIES,
                after.header("ETag"),
                JSON.createArrayNode().add(changed).add(after.json().at("/items/1")));
        JsonNode mine = last.json().at("/items/0");
        assertThat(mine.get("id")).isEqualTo(changed.get("id"));
        assertThat(mine.at("/author/kind").asText()).isEqualTo("HOLDER");
        assertThat(mine.get("recordedAt")).isNotEqualTo(changed.get("recordedAt"));
        assertThat(last.json().at("/items/1")).isEqualTo(turned.get(1));
        // The professional's words are still there, ended.
        assertThat(stored("label = 'Pénicilline' and author = '" + DOCTOR + "' and ended_at is not null"))
                .isEqualTo(1);
    }

    @Test
    void whatLeavesAListIsEndedAndKept() {
        Calls written = replace(ALLERGIES, "{\"label\": \"Pollen\"}", "{\"label\": \"Arachide\"}");
        ArrayNode fewer = JSON.createArrayNode().add(written.json().at("/items/1"));
        assertThat(labels(replaceWhole(ALLERGIES, written.header("ETag"), fewer)))
                .containsExactly("Arachide");
        assertThat(labels(holder().get(ALLERGIES))).containsExactly("Arachide");
        assertThat(stored("label = 'Pollen' and ended_at is not null")).isEqualTo(1);
        // What has ended can't be brought back under its id.
        Calls back = replaceWhole(
                ALLERGIES,
                holder().get(ALLERGIES).header("ETag"),
                JSON.createArrayNode().add(written.json().at("/items/0")));
        assertThat(fault(back)).isEqualTo("/items/0/id Cet élément");
    }

    @Test
    void nobodyOverwritesWhatTheyHaventSeen() {
        String empty = holder().get(ALLERGIES).header("ETag");
        Calls first = replace(ALLERGIES, "{\"label\": \"Pollen\"}");
        ArrayNode none = JSON.createArrayNode();
        assertThat(holder().send("PUT", ALLERGIES, "{\"items\": []}").outcome()).isEqualTo("428 if-match-required");
        for (String stale : List.of(empty, "W/" + first.header("ETag"), "\"\"", "pollen", "")) {
            assertThat(replaceWhole(ALLERGIES, stale, none).outcome())
                    .as(stale)
                    .isIn("412 stale-version", "428 if-match-required");
        }
        assertThat(labels(holder().get(ALLERGIES))).containsExactly("Pollen");
        assertThat(replaceWhole(ALLERGIES, "\"a\", " + first.header("ETag"), none)
                        .status())
                .isEqualTo(200);
        assertThat(replaceWhole(ALLERGIES, "*", none).status()).isEqualTo(200);
    }

    @Test
    void ofTwoAtOnceOneIsTold() {
        String version = holder().get(ALLERGIES).header("ETag");
        List<CompletableFuture<String>> both = Stream.of("Pollen", "Arachide")
                .map(label -> CompletableFuture.supplyAsync(() -> replaceWhole(
                                ALLERGIES,
                                version,
                                JSON.createArrayNode()
                                        .add(JSON.createObjectNode().put("label", label)))
                        .outcome()))
                .toList();
        assertThat(both.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder("200", "412 stale-version");
        assertThat(holder().get(ALLERGIES).json().get("items")).hasSize(1);
    }

    /** Several professionals at once, and a holder who meanwhile puts the list in order: nothing of it goes. */
    @Test
    void whatIsAddedMeanwhileIsNotLost() {
        authorized(DOCTOR);
        List<CompletableFuture<String>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String label = "Allergie " + i;
            all.add(CompletableFuture.supplyAsync(() ->
                    add(DOCTOR, "allergies", "{\"label\": \"" + label + "\"}").outcome()));
            all.add(CompletableFuture.supplyAsync(() -> {
                Calls seen = holder().get(ALLERGIES);
                return replaceWhole(ALLERGIES, seen.header("ETag"), (ArrayNode)
                                seen.json().get("items"))
                        .outcome();
            }));
        }
        assertThat(all.stream().map(CompletableFuture::join)).allMatch(outcome -> outcome.matches("200|201|412 .*"));
        assertThat(labels(holder().get(ALLERGIES)))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 8).mapToObj(i -> "Allergie " + i).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"allergy", "ALLERGIES", "emergency_contacts", "documents", "%20", "allergies%00"})
    void anotherListIsAbsent(String kind) {
        authorized(DOCTOR);
        for (Calls answer : List.of(
                holder().get("/api/record/entries/" + kind),
                holder().with("If-Match", "*").send("PUT", "/api/record/entries/" + kind, "{\"items\": []}"),
                professional(DOCTOR).get(patient(kind)),
                add(DOCTOR, kind, "{\"label\": \"X\"}"))) {
            assertThat(answer.status()).as(kind).isIn(404, 400);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | /items",
                "{\"items\": null} | /items",
                "{\"items\": [null]} | /items/0",
                "{\"items\": [{}]} | /items/0/label",
                "{\"items\": [{\"label\": \"  \"}]} | /items/0/label",
                "{\"items\": [{\"label\": \"a\\u0000b\"}]} | /items/0/label",
                "{\"items\": [{\"label\": \"a\\nb\"}]} | /items/0/label",
                "{\"items\": [{\"label\": \"a\\u202Eb\"}]} | /items/0/label",
                "{\"items\": [{\"label\": \"a\\ud800\"}]} | /items/0/label",
                "{\"items\": [{\"label\": \"a\"}, {\"label\": \"b\", \"note\": \"\\u0007\"}]} | /items/1/note",
                "{\"items\": [{\"label\": \"a\", \"code\": \"<b>\"}]} | /items/0/code",
                "{\"items\": [{\"label\": \"a\", \"since\": \"2999-01-01\"}]} | /items/0/since",
                "{\"items\": [{\"label\": \"a\", \"since\": \"01/02/2020\"}]} | /items/0/since",
                "{\"items\": [{\"id\": \"1\", \"label\": \"a\"}]} | /items/0/id",
                "{\"items\": [{\"id\": \"0191d1a0-0000-7000-8000-000000000000\", \"label\": \"a\"}]} | /items/0/id"
            })
    void whatCantBeIsToldWithItsPlace(String body, String pointer) {
        Calls answer = holder().with("If-Match", "*").send("PUT", ALLERGIES, body);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo(pointer);
        assertThat(stored("true")).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"label\": \"Léa\"} | /items/0/note",
                "{\"label\": \"Léa\", \"note\": \"ma voisine\"} | /items/0/note",
                "{\"label\": \"Léa\", \"note\": \"12 34\"} | /items/0/note",
                "{\"label\": \"Léa\", \"note\": \"06 39 98 12 34\", \"code\": \"X\"} | /items/0/code",
                "{\"label\": \"Léa\", \"note\": \"06 39 98 12 34\", \"since\": \"2020-01-01\"} | /items/0/since",
                "{\"label\": \"Léa\", \"phone\": \"01 42 34 56 78\", \"note\": \"06 39 98 12 34\"} | /items/0/phone",
                "{\"label\": \"Léa\", \"phone\": \"+44 7911 123456\", \"note\": \"06 39 98 12 34\"} | /items/0/phone",
                "{\"label\": \"Léa\", \"phone\": \"ma voisine\"} | /items/0/phone"
            })
    void whoCantBeReachedIsNoContact(String body, String pointer) {
        Calls answer = replace("/api/record/entries/emergency-contacts", body);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo(pointer);
    }

    @Test
    void lengthsAreCountedInLetters() {
        String longest = "é".repeat(198) + "\uD83C\uDF3E".repeat(2);
        assertThat(replace(ALLERGIES, entry(longest, "n".repeat(2000))).status())
                .isEqualTo(200);
        assertThat(fault(replace(ALLERGIES, entry(longest + "a", "n")))).isEqualTo("/items/0/label Ce texte");
        assertThat(fault(replace(ALLERGIES, entry("a", "n".repeat(2001))))).isEqualTo("/items/0/note Ce texte");
    }

    @Test
    void aListHoldsTwoHundred() {
        String[] full = Stream.generate(() -> entry("a", "n")).limit(200).toArray(String[]::new);
        assertThat(replace(ALLERGIES, full).json().get("items")).hasSize(200);
        String[] more = Stream.generate(() -> entry("a", "n")).limit(201).toArray(String[]::new);
        assertThat(fault(replace(ALLERGIES, more))).isEqualTo("/items La liste");
        authorized(DOCTOR);
        assertThat(add(DOCTOR, "allergies", "{\"label\": \"une de plus\"}").outcome())
                .isEqualTo("409 list-full");
        assertThat(notices()).isZero();
    }

    @Test
    void unknownFieldsAndOthersEntriesAreRefused() {
        assertThat(replace(ALLERGIES, "{\"label\": \"a\", \"severity\": 1}").outcome())
                .isEqualTo("400 malformed");
        Calls mine = replace(ALLERGIES, "{\"label\": \"Pollen\"}");
        JsonNode entry = mine.json().at("/items/0");
        // Of another list, of another record: unknown here.
        assertThat(fault(replaceWhole(
                        "/api/record/entries/conditions",
                        "*",
                        JSON.createArrayNode().add(entry))))
                .isEqualTo("/items/0/id Cet élément");
        assertThat(fault(replaceWhole(
                        ALLERGIES, "*", JSON.createArrayNode().add(entry).add(entry))))
                .isEqualTo("/items/1/id Cet élément");
        opened();
        assertThat(fault(replaceWhole(ALLERGIES, "*", JSON.createArrayNode().add(entry))))
                .isEqualTo("/items/0/id Cet élément");
    }

    @Test
    void aProfessionalAddsWhatTheyMayRead() {
        assertThat(refusal(professional(DOCTOR).get(patient("allergies")))).isEqualTo("NO_AUTHORIZATION");
        assertThat(refusal(add(DOCTOR, "allergies", "{\"label\": \"Pénicilline\"}")))
                .isEqualTo("NO_AUTHORIZATION");
        assertThat(stored("true")).isZero();
        authorized(DOCTOR);

        Calls added = add(DOCTOR, "allergies", "{\"label\": \"Pénicilline\", \"since\": \"2020-02-02\"}");

        assertThat(added.status()).isEqualTo(201);
        assertThat(added.json().at("/author/kind").asText()).isEqualTo("PROFESSIONAL");
        assertThat(added.json().at("/author/rpps").asText()).isEqualTo(DOCTOR);
        assertThat(added.json().at("/author/profession").asText()).isEqualTo("10");
        assertThat(added.json().at("/author/name").asText()).isNotBlank();
        Calls read = professional(DOCTOR).get(patient("allergies"));
        assertThat(read.json().at("/items/0")).isEqualTo(added.json());
        assertThat(holder().get(ALLERGIES).json().at("/items/0")).isEqualTo(added.json());
        assertThat(acts())
                .contains(
                        "READ_ENTRIES_REFUSED ENTRIES NO_AUTHORIZATION",
                        "ADD_ENTRY_REFUSED ENTRIES NO_AUTHORIZATION",
                        "ADD_ENTRY ENTRIES AUTHORIZATION",
                        "READ_ENTRIES ENTRIES AUTHORIZATION");
    }

    /** By whom, never what. */
    @Test
    void theHolderIsToldOfWhatIsAdded() {
        authorized(DOCTOR);
        String name = add(DOCTOR, "conditions", "{\"label\": \"Diabète\", \"note\": \"canari-71\"}")
                .json()
                .at("/author/name")
                .asText();
        assertThat(notices()).isEqualTo(1);
        String whole = jdbc.sql("select notice::text from dmp.notice where record = ? and kind = 'ENTRY_ADDED'")
                .param(record)
                .query(String.class)
                .single();
        assertThat(whole).contains("ENTRY_ADDED", name).doesNotContain("Diabète", "canari");
    }

    @Test
    void aRepeatedAdditionAddsNothing() {
        authorized(DOCTOR);
        String body = "{\"label\": \"Pénicilline\"}";
        Calls keyed =
                professional(DOCTOR).with("Idempotency-Key", UUID.randomUUID().toString());
        JsonNode first = keyed.post(patient("allergies"), body).json();
        assertThat(keyed.post(patient("allergies"), body).json()).isEqualTo(first);
        assertThat(keyed.post(patient("allergies"), "{\"label\": \"Autre\"}").outcome())
                .isEqualTo("409 idempotency-conflict");
        assertThat(keyed.post(patient("conditions"), body).outcome()).isEqualTo("409 idempotency-conflict");
        assertThat(professional(DOCTOR).post(patient("allergies"), body).outcome())
                .isEqualTo("400 idempotency-key-required");
        UUID former = record;
        opened();
        assertThat(keyed.post(patient("allergies"), body).outcome()).isEqualTo("409 idempotency-conflict");
        record = former;
        assertThat(stored("true")).isEqualTo(1);
        assertThat(notices()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | /label",
                "{\"label\": \"a\\u0000\"} | /label",
                "{\"label\": \"a\", \"since\": \"2999-01-01\"} | /since",
                "{\"label\": \"a\", \"code\": \"a b\"} | /code"
            })
    void whatAProfessionalCantAddIsToldWithItsPlace(String body, String pointer) {
        authorized(DOCTOR);
        Calls answer = add(DOCTOR, "allergies", body);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo(pointer);
    }

    @Test
    void whatIsHiddenWithdrawnOrClosedIsNeitherReadNorAddedTo() {
        authorized(DOCTOR);
        assertThat(holder().send("PUT", "/api/record/hiding", "").status()).isEqualTo(204);
        assertThat(professional(DOCTOR).get(patient("allergies")).outcome()).isEqualTo("404 not-found");
        assertThat(add(DOCTOR, "allergies", "{\"label\": \"a\"}").outcome()).isEqualTo("404 not-found");
        holder().send("DELETE", "/api/record/hiding", "");
        assertThat(holder().send("PUT", "/api/record/blocks/" + DOCTOR, "").status())
                .isEqualTo(204);
        assertThat(refusal(add(DOCTOR, "allergies", "{\"label\": \"a\"}"))).isEqualTo("BLOCKED");
        jdbc.sql("update dmp.record set status = 'CLOSED' where id = ?")
                .param(record)
                .update();
        assertThat(refusal(holder().get(ALLERGIES))).isEqualTo("RECORD_NOT_ACTIVE");
        assertThat(refusal(replaceWhole(ALLERGIES, "*", JSON.createArrayNode())))
                .isEqualTo("RECORD_NOT_ACTIVE");
        assertThat(new Calls(port).get(ALLERGIES).outcome()).isEqualTo("401 sign-in-required");
        assertThat(stored("true")).isZero();
    }

    /** Whatever a statement forgets to ask for, the database shows and takes the entered record's alone. */
    @Test
    void theDatabaseKnowsWhoseEntriesTheseAre() {
        replace(ALLERGIES, "{\"label\": \"Pollen\"}");
        UUID full = record;
        opened();
        transactions.executeWithoutResult(status -> {
            assertThat(seen()).isZero();
            enter(record);
            assertThat(seen()).isZero();
            enter(full);
            assertThat(seen()).isEqualTo(1);
        });
        transactions.executeWithoutResult(status -> {
            enter(record);
            assertThatThrownBy(() -> jdbc.sql(
                                    """
                                    insert into dmp.record_entry (record, kind, id, version, place, label, author_kind,
                                        author, recorded_at)
                                    values (?, 'ALLERGIES', ?, 1, 0, 'a', 'HOLDER', 'x', now())
                                    """)
                            .params(full, UUID.randomUUID())
                            .update())
                    .isInstanceOf(DataAccessException.class)
                    .hasStackTraceContaining("row-level security");
            status.setRollbackOnly();
        });
        assertThat(jdbc.sql("select has_table_privilege('dmp_app', 'dmp.record_entry', 'DELETE')"
                                + " or has_table_privilege('dmp_app', 'dmp.record_entry', 'TRUNCATE')"
                                + " or has_table_privilege('dmp_intake', 'dmp.record_entry', 'SELECT')"
                                + " or has_table_privilege('dmp_staff', 'dmp.record_entry', 'SELECT')")
                        .query(Boolean.class)
                        .single())
                .isFalse();
        assertThat(Superuser.of(environment)
                        .sql(
                                """
                                select column_name from information_schema.column_privileges
                                where grantee = 'dmp_app' and privilege_type = 'UPDATE' and table_name = 'record_entry'
                                """)
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("place", "ended_at");
    }

    /** A list costs the same whether it has one entry or two hundred. */
    @Test
    void aListCostsTheSameHoweverLong() {
        authorized(DOCTOR);
        String[] many = Stream.generate(() -> entry("a", "n")).limit(100).toArray(String[]::new);
        replace(ALLERGIES, many);
        Count reading = Statements.ofRequest((header, mark) ->
                assertThat(holder().with(header, mark).get(ALLERGIES).status()).isEqualTo(200));
        LOG.info("a list read: {}", reading);
        assertThat(reading.statements()).isEqualTo(5);
        assertThat(reading.commits()).isEqualTo(1);

        Calls seen = holder().get(ALLERGIES);
        ArrayNode next = JSON.createArrayNode();
        for (int i = 99; i > 10; i--) {
            ObjectNode item = seen.json().at("/items/" + i).deepCopy();
            next.add(i % 2 == 0 ? item : item.put("note", "changed"));
        }
        next.add(JSON.createObjectNode().put("label", "nouvelle"));
        Count replacing = Statements.ofRequest((header, mark) -> assertThat(holder().with(header, mark)
                        .with("If-Match", seen.header("ETag"))
                        .send(
                                "PUT",
                                ALLERGIES,
                                JSON.createObjectNode().set("items", next).toString())
                        .status())
                .isEqualTo(200));
        LOG.info("a list replaced: {}", replacing);
        // What ends, what moves and what begins, one statement each.
        assertThat(replacing.statements()).isEqualTo(8);
        assertThat(replacing.commits()).isEqualTo(1);

        String other = bearer(DOCTOR);
        Count adding = Statements.ofRequest((header, mark) -> assertThat(new Calls(port)
                        .bearer(other)
                        .with(header, mark)
                        .with("Idempotency-Key", UUID.randomUUID().toString())
                        .post(patient("allergies"), "{\"label\": \"Pénicilline\"}")
                        .status())
                .isEqualTo(201));
        LOG.info("an entry added: {}", adding);
        assertThat(adding.commits()).isEqualTo(1);
        // It is their first access, which is told, too: four of them.
        assertThat(adding.statements()).isEqualTo(16);
        // Each of the two messages looks up who it is about and where it goes.
        assertThat(adding.repeated()).hasSize(2);
    }

    private void enter(UUID whose) {
        access.require(
                new Actor(Actor.Kind.HOLDER, whose.toString(), null),
                AccessMode.NORMAL,
                whose,
                Thing.ENTRIES,
                "READ_ENTRIES");
    }

    private long seen() {
        return jdbc.sql("select count(*) from dmp.record_entry")
                .query(Long.class)
                .single();
    }

    private Calls holder() {
        return new Calls(port).bearer(token);
    }

    private Calls professional(String rpps) {
        return new Calls(port).bearer(bearer(rpps));
    }

    private String bearer(String rpps) {
        return new Calls(port)
                .post("/sandbox/professional-tokens", "{\"rpps\": \"" + rpps + "\"}")
                .json()
                .get("accessToken")
                .asText();
    }

    private void authorized(String rpps) {
        assertThat(holder().with("Idempotency-Key", UUID.randomUUID().toString())
                        .post("/api/record/authorizations", "{\"professional\": \"" + rpps + "\"}")
                        .status())
                .isEqualTo(201);
    }

    private String patient(String kind) {
        return "/api/professional/records/" + record + "/entries/" + kind;
    }

    private Calls add(String rpps, String kind, String body) {
        return professional(rpps)
                .with("Idempotency-Key", UUID.randomUUID().toString())
                .post(patient(kind), body);
    }

    private Calls replace(String path, String... items) {
        return holder().with("If-Match", "*").send("PUT", path, "{\"items\": [" + String.join(", ", items) + "]}");
    }

    private Calls replaceWhole(String path, String version, ArrayNode items) {
        return holder().with("If-Match", version)
                .send("PUT", path, JSON.createObjectNode().set("items", items).toString());
    }

    private static String entry(String label, String note) {
        return JSON.createObjectNode().put("label", label).put("note", note).toString();
    }

    private static List<String> labels(Calls answer) {
        List<String> labels = new ArrayList<>();
        answer.json().get("items").forEach(item -> labels.add(item.get("label").asText()));
        return labels;
    }

    private static String refusal(Calls answer) {
        assertThat(answer.outcome()).isEqualTo("403 access-denied");
        return answer.json().get("ground").asText();
    }

    /** The place of the first fault, and how its sentence begins. */
    private static String fault(Calls answer) {
        assertThat(answer.outcome()).isEqualTo("422 invalid-input");
        JsonNode fault = answer.json().at("/errors/0");
        String[] words = fault.get("message").asText().split(" ");
        return fault.get("pointer").asText() + " " + words[0] + " " + words[1];
    }

    private long stored(String which) {
        return Superuser.of(environment)
                .sql("select count(*) from dmp.record_entry where record = ? and (" + which + ")")
                .param(record)
                .query(Long.class)
                .single();
    }

    private long notices() {
        return jdbc.sql("select count(*) from dmp.notice where record = ? and kind = 'ENTRY_ADDED'")
                .param(record)
                .query(Long.class)
                .single();
    }

    private List<String> acts() {
        return jdbc.sql(
                        "select act || ' ' || subject || ' ' || split_part(ground, '/', 1) from dmp.audit_entry where record = ?")
                .param(record)
                .query(String.class)
                .list();
    }
}
