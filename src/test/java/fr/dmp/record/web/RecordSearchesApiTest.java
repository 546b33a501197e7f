package fr.dmp.record.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.f4b6a3.uuid.UuidCreator;
import fr.dmp.Calls;
import fr.dmp.SandboxTest;
import fr.dmp.Superuser;
import fr.dmp.claims.Holders;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.identity.Nir;
import fr.dmp.identity.Professional;
import fr.dmp.identity.Professionals;
import fr.dmp.identity.Professionals.Registration;
import fr.dmp.sandbox.SandboxIssuer;
import fr.dmp.sandbox.SandboxIssuer.Regulation;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A professional looks for a record, over HTTP: who is found, who isn't, and what stays in the trace. */
@SandboxTest
class RecordSearchesApiTest {

    private static final String SEARCHES = "/api/professional/record-searches";

    @LocalServerPort
    private int port;

    @Autowired
    private SandboxIssuer issuer;

    @Autowired
    private Professionals professionals;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Environment environment;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private Clock clock;

    private final String rpps =
            "1016" + "%07d".formatted(ThreadLocalRandom.current().nextInt(10_000_000));

    /** Nobody else's, so that homonyms are a test's own. */
    private final String surname = "Le Gœff-" + letters();

    private Calls doctor;
    private InsuredPerson person;
    private UUID record;

    private static String letters() {
        return ThreadLocalRandom.current()
                .ints(10, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @BeforeEach
    void aDoctorAndSomeoneWithARecord() {
        Professional professional =
                new Professional(rpps, "CHERCHEUR", "Dominique", "10", null, null, "PARIS", false, false);
        professionals.register(List.of(new Registration(professional, Optional.empty())));
        doctor = new Calls(port)
                .bearer(issuer.issue(professional, Regulation.FAUX).accessToken());
        person = insured("Élise Marie-Noëlle", LocalDate.of(1985, 1, 31));
        record = Holders.open(jdbc, person);
    }

    private InsuredPerson insured(String givenNames, LocalDate born) {
        Nir nir = Holders.nir();
        InsuredPerson someone = new InsuredPerson(
                UuidCreator.getTimeOrderedEpoch(),
                nir,
                surname,
                givenNames,
                born,
                "F",
                "1",
                "011",
                null,
                new InsuredPerson.Address("1 rue des Tests", null, "75001", "PARIS"));
        directory.takeIn(
                List.of(new InsuredDirectory.Delivered(someone, Optional.empty(), Optional.empty())), Instant.now());
        return directory.find(nir).orElseThrow();
    }

    @Test
    void aRecordIsFoundByItsHoldersNumber() {
        JsonNode found = only(byNumber(person.nir().value()));
        assertThat(found.get("record").asText()).isEqualTo(record.toString());
        assertThat(found.at("/holder/familyName").asText()).isEqualTo(surname);
        assertThat(found.at("/holder/givenName").asText()).isEqualTo("Élise Marie-Noëlle");
        assertThat(found.at("/holder/birthYear").asInt()).isEqualTo(1985);
        assertThat(found.get("status").asText()).isEqualTo("ACTIVE");
        assertThat(found.get("authorization").asText()).isEqualTo("UNDEFINED");
        assertThat(found.get("treating").asBoolean()).isFalse();
        assertThat(found.has("until")).isFalse();
        assertThat(found.toString()).doesNotContain(person.nir().value(), "1985-01-31", "rue des Tests", "\"person\"");
        assertThat(doctor.header("Cache-Control")).contains("no-store");
        assertThat(only(byNumber(person.nir().value().replaceAll("(\\d{3})", "$1 ")))
                        .get("record")
                        .asText())
                .isEqualTo(record.toString());
        assertThat(acts())
                .containsExactly(
                        "PROFESSIONAL " + rpps + " FIND_RECORD SEARCH_BY_NIR",
                        "PROFESSIONAL " + rpps + " FIND_RECORD SEARCH_BY_NIR");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%s | Élise | 1985-01-31 | 1",
                "%s | ELISE | 1985-01-31 | 1",
                "%s | marie noelle elise | 1985-01-31 | 1",
                "%s | Élise Marie-Noëlle | 1985-01-31 | 1",
                "%s | Marie-Noëlle | 1985-01-31 | 0",
                "%s | Élis | 1985-01-31 | 0",
                "%s | Élise | 1985-01-30 | 0",
                "%sx | Élise | 1985-01-31 | 0",
                "Goeff %2$s le | Élise | 1985-01-31 | 1",
                "%s' or '1'='1 | Élise | 1985-01-31 | 0"
            })
    void traitsAreTheSameButForCaseAccentsAndSeparators(String family, String given, String born, int hits) {
        String name = family.formatted(surname, surname.substring(surname.indexOf('-') + 1));
        assertThat(byTraits(name, given, born).json().get("items")).hasSize(hits);
        assertThat(acts()).hasSize(hits).allMatch(act -> act.endsWith("FIND_RECORD SEARCH_BY_TRAITS"));
    }

    @Test
    void peopleWithoutARecordAreNobody() {
        assertThat(byNumber(insured("Zoé", LocalDate.of(1990, 5, 5)).nir().value())
                        .json()
                        .get("items"))
                .isEmpty();
        assertThat(byNumber(Holders.nir().value()).json().get("items")).isEmpty();
        assertThat(byTraits(surname, "Zoé", "1990-05-05").json().get("items")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | 422 invalid-input /familyName /givenName /birthDate",
                "{'nir': '279035121518988'} | 422 invalid-input /nir",
                "{'nir': '1'} | 422 invalid-input /nir",
                "{'nir': '279035121518989', 'familyName': 'X'} | 422 invalid-input /nir",
                "{'familyName': 'X', 'givenName': ' ', 'birthDate': '1979-03-28'} | 422 invalid-input /givenName",
                "{'familyName': 'X', 'givenName': 'Y', 'birthDate': '28/03/1979'} | 422 invalid-input /birthDate",
                "{'familyName': 'X', 'givenName': 'Y', 'birthDate': '1979-02-30'} | 422 invalid-input /birthDate",
                "{'nir': '279035121518989', 'serial': '1'} | 400 malformed /serial",
                "[] | 400 malformed",
                "'' | 400 malformed"
            })
    void whatIsTypedWronglyIsToldFieldByField(String body, String told) {
        doctor.post(SEARCHES, body.replace('\'', '"'));
        String pointers = StreamSupport.stream(doctor.json().path("errors").spliterator(), false)
                .map(fault -> " " + fault.get("pointer").asText())
                .reduce("", String::concat);
        assertThat((doctor.outcome() + pointers).strip()).isEqualTo(told);
    }

    @Test
    void aNameHasItsLength() {
        assertThat(byTraits("X".repeat(101), "Y", "1979-03-28").outcome()).isEqualTo("422 invalid-input");
        assertThat(byTraits("X".repeat(300_000), "Y", "1979-03-28").outcome()).isEqualTo("413 body-too-large");
    }

    @Test
    void whoIsTreatingAuthorizedOrForbiddenIsToldSo() {
        professionals.declareTreating(person.id(), rpps, LocalDate.now(clock).minusDays(3));
        assertThat(standing()).isEqualTo("VALID true");
        professionals.declareTreating(person.id(), "10100100014", LocalDate.now(clock));
        assertThat(standing()).isEqualTo("UNDEFINED false");
        Instant until = Instant.parse("2031-05-01T10:00:00Z");
        authorize("null", "'" + until + "'");
        assertThat(standing()).isEqualTo("VALID false 2031-05-01T10:00:00Z");
        jdbc.sql("insert into dmp.treating_right (record, professional, since) values (?, ?, now())")
                .params(record, rpps)
                .update();
        assertThat(standing()).isEqualTo("VALID true 2031-05-01T10:00:00Z");
        jdbc.sql("insert into dmp.access_block (record, professional, since) values (?, ?, now())")
                .params(record, rpps)
                .update();
        assertThat(standing()).startsWith("FORBIDDEN");
        jdbc.sql("update dmp.access_block set ended_at = now() where record = ?")
                .param(record)
                .update();
        jdbc.sql("update dmp.access_authorization set ended_at = now() where record = ?")
                .param(record)
                .update();
        assertThat(standing()).startsWith("EXPIRED false 20");
    }

    private void authorize(String ended, String until) {
        jdbc.sql(
                        """
                        insert into dmp.access_authorization (record, id, professional, since, until, ended_at, ground)
                        values (?, ?, ?, now(), %s, %s, 'HOLDER')
                        """
                                .formatted(until, ended))
                .params(record, UUID.randomUUID(), rpps)
                .update();
    }

    private String standing() {
        JsonNode found = only(byNumber(person.nir().value()));
        return found.get("authorization").asText() + " " + found.get("treating").asBoolean()
                + (found.has("until") ? " " + found.get("until").asText() : "");
    }

    /** As if there were none, but for those with the treating physician's rights; the holder sees that it was looked for. */
    @Test
    void aHiddenRecordIsNotFound() {
        authorize("null", "null");
        jdbc.sql("insert into dmp.record_hiding (record, since) values (?, now())")
                .param(record)
                .update();
        assertThat(byNumber(person.nir().value()).json().get("items")).isEmpty();
        assertThat(acts()).containsExactly("PROFESSIONAL " + rpps + " FIND_RECORD_REFUSED ABSENT");
        professionals.declareTreating(person.id(), rpps, LocalDate.now(clock).minusDays(3));
        assertThat(standing()).isEqualTo("VALID true");
    }

    @Test
    void aClosedRecordIsFoundAsSuchAndADeletedOneIsNot() {
        set("CLOSED");
        assertThat(only(byNumber(person.nir().value())).get("status").asText()).isEqualTo("CLOSED");
        set("DELETED");
        assertThat(byNumber(person.nir().value()).json().get("items")).isEmpty();
    }

    private void set(String status) {
        Superuser.of(environment)
                .sql("update dmp.record set status = ?, closed_at = now() - interval '1 day' where id = ?")
                .params(status, record)
                .update();
    }

    @Test
    void ofHomonymsFiveAreTold() {
        for (int i = 0; i < 4; i++) {
            Holders.open(jdbc, insured("Élise", LocalDate.of(1985, 1, 31)));
        }
        insured("Élise", LocalDate.of(1985, 1, 31));
        assertThat(byTraits(surname, "Élise", "1985-01-31").json().get("items")).hasSize(5);
        Holders.open(jdbc, insured("Élise", LocalDate.of(1985, 1, 31)));
        assertThat(byTraits(surname, "Élise", "1985-01-31").outcome()).isEqualTo("422 search-too-wide");
        assertThat(acts()).hasSize(1);
        assertThat(byTraits(surname, "Élise Marie Noëlle", "1985-01-31").json().get("items"))
                .hasSize(1);
    }

    /** Searches that meet the same records at once wait for one another, and none fails. */
    @Test
    void searchesAtOnceAllEnd() {
        for (int i = 0; i < 4; i++) {
            Holders.open(jdbc, insured("Élise", LocalDate.of(1985, 1, 31)));
        }
        String token = issuer.issue(professionals.find(rpps).orElseThrow(), Regulation.FAUX)
                .accessToken();
        List<CompletableFuture<Integer>> all = Stream.generate(() -> CompletableFuture.supplyAsync(() -> new Calls(port)
                        .bearer(token)
                        .post(SEARCHES, traits(surname, "Élise", "1985-01-31"))
                        .json()
                        .get("items")
                        .size()))
                .limit(12)
                .toList();
        assertThat(all).allSatisfy(one -> assertThat(one.join()).isEqualTo(5));
        assertThat(acts()).hasSize(12);
    }

    @Test
    void aScrapeOfAThousandIsStopped() {
        long told = IntStream.range(0, 1_000)
                .filter(i -> byNumber(Holders.nir().value()).status() == 200)
                .count();
        assertThat(told).isBetween(60L, 70L);
        assertThat(doctor.outcome()).isEqualTo("429 too-many-requests");
        assertThat(Integer.parseInt(doctor.header("Retry-After"))).isBetween(1, 3_600);
        assertThat(byNumber(person.nir().value()).status()).isEqualTo(429);
        assertThat(acts()).isEmpty();
    }

    /** Of a whole country, those of one name and day are found by an index. */
    @Test
    void traitsHaveAnIndex() {
        List<String> plan = transactions.execute(transaction -> {
            jdbc.sql("set local enable_seqscan = off").update();
            return jdbc.sql(
                            """
                            explain select * from dmp.insured_person
                            where dmp.name_words(family_name) = dmp.name_words('Le Gœff') and birth_date = '1985-01-31'
                            """)
                    .query(String.class)
                    .list();
        });
        assertThat(plan).anyMatch(line -> line.contains("insured_person_traits"));
    }

    @Test
    void onlyProfessionalsSearch() {
        assertThat(new Calls(port)
                        .post(SEARCHES, "{\"nir\": \"" + person.nir().value() + "\"}")
                        .outcome())
                .isEqualTo("401 sign-in-required");
        assertThat(doctor.get(SEARCHES + "?nir=1").status()).isEqualTo(405);
    }

    private Calls byNumber(String nir) {
        return doctor.post(SEARCHES, "{\"nir\": \"" + nir + "\"}");
    }

    private Calls byTraits(String family, String given, String born) {
        return doctor.post(SEARCHES, traits(family, given, born));
    }

    private static String traits(String family, String given, String born) {
        return "{\"familyName\": \"%s\", \"givenName\": \"%s\", \"birthDate\": \"%s\"}".formatted(family, given, born);
    }

    private static JsonNode only(Calls answer) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("items")).hasSize(1);
        return answer.json().get("items").get(0);
    }

    private List<String> acts() {
        return jdbc.sql(
                        "select actor_kind || ' ' || actor || ' ' || act || ' ' || ground from dmp.audit_entry where record = ? order by seq")
                .param(record)
                .query(String.class)
                .list();
    }
}
