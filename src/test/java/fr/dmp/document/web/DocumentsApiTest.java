package fr.dmp.document.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import fr.dmp.Calls;
import fr.dmp.SandboxTest;
import fr.dmp.Statements;
import fr.dmp.Superuser;
import fr.dmp.access.Access;
import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Actor;
import fr.dmp.claims.Holders;
import fr.dmp.document.Deposits;
import fr.dmp.document.Documents;
import fr.dmp.document.Documents.Filter;
import fr.dmp.document.Metadata;
import fr.dmp.document.Part;
import fr.dmp.document.content.Pdfs;
import fr.dmp.document.content.Pictures;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.identity.Professionals;
import fr.dmp.signin.HolderSession.Scope;
import fr.dmp.signin.HolderTokens;
import fr.dmp.vault.RecordKeys;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Documents over HTTP, deposited and read by their holder and by professionals of the sandbox. */
@SandboxTest
class DocumentsApiTest {

    /** The author, another doctor who is authorized too, the treating physician, and a nurse. */
    private static final String AUTHOR = "10100100014";

    private static final byte[] PDF = Pdfs.good();

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext program;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private Professionals professionals;

    @Autowired
    private RecordKeys keys;

    @Autowired
    private Access access;

    @Autowired
    private Documents documents;

    @Autowired
    private Deposits deposits;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Environment environment;

    @Autowired
    private Clock clock;

    private InsuredPerson person;
    private UUID record;
    private String holder;
    private String author;
    private String colleague;
    private String treating;
    private String nurse;

    @BeforeEach
    void peopleAndTokens() {
        person = Holders.insured(directory, Holders.nir());
        record = Holders.open(jdbc, person);
        transactions.executeWithoutResult(transaction -> keys.create(record));
        holder = HolderTokens.of(program, record, person.id(), Scope.FULL);
        List<String> doctors = rpps("10");
        author = token(AUTHOR);
        colleague = token(other(doctors, AUTHOR));
        treating = token(other(doctors, AUTHOR, other(doctors, AUTHOR)));
        nurse = token(rpps("60").get(0));
        professionals.declareTreating(
                person.id(),
                other(doctors, AUTHOR, other(doctors, AUTHOR)),
                LocalDate.now(clock).minusDays(3));
        authorize(AUTHOR);
        authorize(other(doctors, AUTHOR));
        authorize(rpps("60").get(0));
    }

    @Test
    void whatADoctorDepositsItsHolderReads() {
        Calls deposited = deposit(author, "11488-4", "Consultation du 3 mars", "");

        assertThat(deposited.outcome()).isEqualTo("201");
        JsonNode document = deposited.json();
        assertThat(document.get("class").asText()).isEqualTo("10");
        assertThat(document.get("typeLabel").asText()).isEqualTo("Compte rendu de consultation");
        assertThat(document.get("mediaType").asText()).isEqualTo("application/pdf");
        assertThat(document.get("size").asInt()).isEqualTo(PDF.length);
        assertThat(document.get("version").asInt()).isEqualTo(1);
        assertThat(document.get("status").asText()).isEqualTo("ACTIVE");
        assertThat(document.get("ground").asText()).isEqualTo("AUTHOR");
        assertThat(document.at("/author/rpps").asText()).isEqualTo(AUTHOR);

        JsonNode listed = own("").json().at("/items/0");
        assertThat(listed.get("id")).isEqualTo(document.get("id"));
        assertThat(listed.get("ground").asText()).isEqualTo("HOLDER");
        Calls content = own("/" + id(document) + "/content");
        assertThat(content.bytes()).isEqualTo(PDF);
        assertThat(content.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(content.header("Content-Disposition")).isEqualTo("attachment; filename=\"document.pdf\"");
        assertThat(content.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(content.header("Content-Security-Policy")).contains("sandbox");
        assertThat(content.header("Cache-Control")).isEqualTo("no-store");
        assertThat(told()).containsExactly("DOCUMENT_DEPOSITED");
        assertThat(acts(id(document))).containsExactly("DEPOSIT_DOCUMENT AUTHORIZATION", "OPEN_DOCUMENT HOLDER");
    }

    /** Nothing of it lies in clear, and no two records have the same key. */
    @Test
    void whatIsStoredIsSealed() {
        deposit(author, "11488-4", "Consultation", "");
        byte[] sealed = Superuser.of(environment)
                .sql("select sealed from dmp.document_content where record = ?")
                .param(record)
                .query((row, n) -> row.getBytes(1))
                .single();
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("%PDF");
        assertThat(sealed.length).isGreaterThan(PDF.length);
    }

    /** A bit of it changed anywhere, its end missing, another's in its place, or another meaning given to it. */
    @Test
    void whatWasChangedWhereItLiesIsNotGivenOut() {
        UUID id = id(deposit(author, "11488-4", "Consultation", "").json());
        UUID other = id(deposit(author, "11488-4", "Consultation", "").json());
        int size = Superuser.of(environment)
                .sql("select length(sealed) from dmp.document_content where document = ?")
                .param(id)
                .query(Integer.class)
                .single();
        List<String> changes = new ArrayList<>();
        IntStream.range(0, size)
                .filter(n -> n < 160 ? n % 7 == 0 : n % 397 == 0 || n == size - 1)
                .forEach(n -> changes.add(
                        "sealed = set_byte(sealed, %1$d, get_byte(sealed, %1$d) # (1 << %2$d))".formatted(n, n % 8)));
        changes.add("sealed = substr(sealed, 1, length(sealed) - 1)");
        changes.add("sealed = substr(sealed, 1, 16)");
        changes.add("sealed = ''");
        changes.add("sealed = sealed || '\\x00'");
        changes.add("sealed = (select o.sealed from dmp.document_content o where o.document = '%s')".formatted(other));
        changes.add("media_type = 'text/html'");
        for (String change : changes) {
            assertThat(contentAfter(change, id)).as(change).isEqualTo("500");
        }
        version(2, id);
        assertThat(own("/" + id + "/content").status()).isEqualTo(500);
        version(1, id);
        assertThat(own("/" + id + "/content").bytes()).isEqualTo(PDF);
    }

    private void version(int version, UUID document) {
        Superuser.of(environment)
                .sql("update dmp.document set version = ? where id = ?")
                .params(version, document)
                .update();
    }

    /** What its reader is answered while a change of its stored row stands, which is taken back then. */
    private String contentAfter(String change, UUID document) {
        JdbcClient superuser = Superuser.of(environment);
        byte[] sealed = superuser
                .sql("select sealed from dmp.document_content where document = ?")
                .param(document)
                .query(byte[].class)
                .single();
        superuser
                .sql("update dmp.document_content set %s where document = ?".formatted(change))
                .param(document)
                .update();
        Calls answer = own("/" + document + "/content");
        superuser
                .sql("update dmp.document_content set sealed = ?, media_type = 'application/pdf' where document = ?")
                .params(sealed, document)
                .update();
        assertThat(new String(answer.bytes(), StandardCharsets.ISO_8859_1)).doesNotContain("%PDF");
        return answer.outcome().split(" ")[0];
    }

    @Test
    void aNewVersionTakesTheFormersPlace() {
        UUID first = id(deposit(author, "11502-2", "Bilan", "").json());
        Calls second = deposit(author, "11502-2", "Bilan complet", replacing(first));
        assertThat(second.outcome()).isEqualTo("201");
        assertThat(second.json().get("version").asInt()).isEqualTo(2);
        assertThat(second.json().get("replaces").asText()).isEqualTo(first.toString());
        assertThat(titles(own(""))).containsExactly("Bilan complet");
        assertThat(titles(own("?status=OBSOLETE"))).containsExactly("Bilan");
        assertThat(own("/" + first).json().get("status").asText()).isEqualTo("OBSOLETE");
        assertThat(deposit(author, "11502-2", "Bilan", replacing(first)).outcome())
                .isEqualTo("409 document-replaced");
        assertThat(deposit(colleague, "11502-2", "Bilan", replacing(id(second.json())))
                        .outcome())
                .isEqualTo("404 not-found");
    }

    /** A masked document is absent, whichever way one asks; the author and the treating physician still see it. */
    @Test
    void aMaskedDocumentLeavesNoTrace() {
        UUID masked = id(deposit(author, "11488-4", "Consultation secrète", "").json());
        UUID other = id(deposit(author, "11488-4", "Autre consultation", "").json());
        assertThat(readers(masked, "")).containsEntry(other(rpps("10"), AUTHOR), true);
        assertThat(readers(masked, "?masked=true")).containsEntry(other(rpps("10"), AUTHOR), false);

        assertThat(holder("PUT", "/" + masked + "/masking").json().get("masked").asBoolean())
                .isTrue();

        assertThat(titles(list(colleague, ""))).containsExactly("Autre consultation");
        assertThat(titles(list(colleague, "?q=secrete"))).isEmpty();
        assertThat(titles(list(colleague, "?status=MASKED"))).isEmpty();
        for (String path : List.of("", "/content", "/preview", "/encapsulated")) {
            Calls answer = professional(colleague).get(documents() + "/" + masked + path);
            Calls absent = professional(colleague).get(documents() + "/" + UUID.randomUUID() + path);
            assertThat(answer.outcome()).as(path).isEqualTo("404 not-found");
            assertThat(answer.json().get("detail")).isEqualTo(absent.json().get("detail"));
            assertThat(professional(treating)
                            .get(documents() + "/" + masked + path)
                            .status())
                    .as(path)
                    .isEqualTo(path.equals("/encapsulated") ? 404 : 200);
        }
        assertThat(titles(list(author, ""))).containsExactlyInAnyOrder("Consultation secrète", "Autre consultation");
        assertThat(titles(list(treating, "?status=MASKED"))).containsExactly("Consultation secrète");
        assertThat(readers(masked, ""))
                .containsEntry(AUTHOR, true)
                .containsEntry(other(rpps("10"), AUTHOR), false)
                .containsEntry(other(rpps("10"), AUTHOR, other(rpps("10"), AUTHOR)), true);
        assertThat(professional(author)
                        .send("PUT", documents() + "/" + masked + "/visibility", "{\"visibility\": []}")
                        .outcome())
                .isEqualTo("409 masked-by-holder");

        holder("DELETE", "/" + masked + "/masking");

        assertThat(titles(list(colleague, ""))).hasSize(2);
        assertThat(own("/" + other).outcome()).isEqualTo("200");
    }

    /** Whoever masks waits for a reading that was allowed before; none is allowed after. */
    @Test
    void noReadingOutlastsAMasking() {
        UUID document = id(deposit(author, "11488-4", "Consultation", "").json());
        Actor reader = new Actor(Actor.Kind.PROFESSIONAL, other(rpps("10"), AUTHOR), null);
        CompletableFuture<String> masking = transactions.execute(reading -> {
            access.requireDocument(reader, AccessMode.NORMAL, record, document, "READ_DOCUMENT");
            CompletableFuture<String> begun = CompletableFuture.supplyAsync(
                    () -> holder("PUT", "/" + document + "/masking").outcome());
            await().until(() -> waiting() > 0 || begun.isDone());
            assertThat(begun).isNotDone();
            return begun;
        });
        assertThat(masking.join()).isEqualTo("200");
        assertThat(professional(colleague).get(documents() + "/" + document).outcome())
                .isEqualTo("404 not-found");
    }

    private long waiting() {
        return Superuser.of(environment)
                .sql(
                        "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%enter_record%'")
                .query(Long.class)
                .single();
    }

    /** A new version of what is masked is masked too. */
    @Test
    void maskingIsOfAllVersions() {
        UUID first = id(deposit(author, "11488-4", "Consultation", "").json());
        holder("PUT", "/" + first + "/masking");
        UUID second = id(deposit(author, "11488-4", "Consultation, suite", replacing(first))
                .json());
        assertThat(titles(list(colleague, ""))).isEmpty();
        assertThat(titles(list(colleague, "?status=OBSOLETE"))).isEmpty();
        assertThat(professional(colleague).get(documents() + "/" + second).outcome())
                .isEqualTo("404 not-found");
    }

    /** Until a doctor has announced it, it is as if it weren't there, and nobody is told. */
    @Test
    void aHiddenResultIsForItsDoctorsUntilItIsAnnounced() {
        UUID result = id(deposit(author, "11502-2", "Résultat", ", \"visibility\": [\"INVISIBLE_PATIENT\"]")
                .json());
        assertThat(own("/" + result).outcome()).isEqualTo("404 not-found");
        assertThat(own("/" + result + "/content").outcome()).isEqualTo("404 not-found");
        assertThat(titles(own(""))).isEmpty();
        assertThat(told()).isEmpty();
        assertThat(titles(list(colleague, "?status=HIDDEN"))).containsExactly("Résultat");
        assertThat(ownTrace()).doesNotContain(result.toString());
        JsonNode announcement = announcement(result);
        assertThat(announcement.at("/holder/familyName").asText()).isEqualTo(person.familyName());

        Calls shown =
                professional(author).send("PUT", documents() + "/" + result + "/visibility", "{\"visibility\": []}");

        assertThat(shown.outcome()).isEqualTo("200");
        assertThat(titles(own(""))).containsExactly("Résultat");
        assertThat(told()).containsExactly("DOCUMENT_DEPOSITED");
        assertThat(announcement(result)).isNull();
        assertThat(ownTrace()).contains(result.toString());
        assertThat(professional(author)
                        .send(
                                "PUT",
                                documents() + "/" + result + "/visibility",
                                "{\"visibility\": [\"INVISIBLE_PATIENT\"]}")
                        .outcome())
                .isEqualTo("409 seen-by-holder");
    }

    /** Whoever else deposited it: it is the treating physician's to announce, and nothing more of it. */
    @Test
    void theTreatingPhysicianAnnouncesWhatOthersDeposited() {
        UUID result = id(deposit(author, "11502-2", "Résultat", ", \"visibility\": [\"INVISIBLE_PATIENT\"]")
                .json());
        String visibility = documents() + "/" + result + "/visibility";
        assertThat(professional(colleague)
                        .send("PUT", visibility, "{\"visibility\": []}")
                        .outcome())
                .isEqualTo("403 not-the-author");
        assertThat(professional(treating)
                        .send("PUT", visibility, "{\"visibility\": [\"MASQUE_PS\"]}")
                        .outcome())
                .isEqualTo("403 not-the-author");
        assertThat(titles(own(""))).isEmpty();
        assertThat(professional(treating)
                        .send("PUT", visibility, "{\"visibility\": []}")
                        .outcome())
                .isEqualTo("200");
        assertThat(titles(own(""))).containsExactly("Résultat");
    }

    @Test
    void onlyItsAuthorTakesItAway() {
        UUID document = id(deposit(author, "11488-4", "Consultation", "").json());
        assertThat(professional(colleague)
                        .send("DELETE", documents() + "/" + document, "")
                        .outcome())
                .isEqualTo("403 not-the-author");
        assertThat(holder("DELETE", "/" + document).outcome()).isEqualTo("403 not-the-author");
        assertThat(professional(author)
                        .send("DELETE", documents() + "/" + document, "")
                        .outcome())
                .isEqualTo("204");
        for (String token : List.of(author, colleague, treating)) {
            assertThat(professional(token).get(documents() + "/" + document).outcome())
                    .isEqualTo("404 not-found");
            assertThat(titles(list(token, ""))).isEmpty();
        }
        assertThat(own("/" + document).outcome()).isEqualTo("404 not-found");
        assertThat(professional(author)
                        .send("DELETE", documents() + "/" + document, "")
                        .outcome())
                .isEqualTo("404 not-found");
    }

    @Test
    void aHolderAddsAPictureAndPutsItAside() {
        Calls added = new Calls(port)
                .bearer(holder)
                .with("Idempotency-Key", UUID.randomUUID().toString())
                .upload("/api/record/documents", metadata("DOCPAT04", "Radio de 2019", ""), Pictures.png());
        assertThat(added.outcome()).isEqualTo("201");
        assertThat(added.json().get("mediaType").asText()).isEqualTo("image/png");
        assertThat(told()).containsExactly("OWN_DOCUMENT_DEPOSITED");
        UUID id = id(added.json());
        assertThat(titles(list(colleague, "?author=HOLDER"))).containsExactly("Radio de 2019");
        assertThat(holder("PUT", "/" + id + "/archive").json().get("status").asText())
                .isEqualTo("ARCHIVED");
        assertThat(titles(own(""))).isEmpty();
        assertThat(titles(own("?status=ARCHIVED"))).containsExactly("Radio de 2019");
        assertThat(holder("DELETE", "/" + id + "/archive").json().get("status").asText())
                .isEqualTo("ACTIVE");
        assertThat(holder("DELETE", "/" + id).outcome()).isEqualTo("204");
        assertThat(titles(own("?status=ARCHIVED"))).isEmpty();
    }

    /** The matrix limits what is read, not what is deposited. */
    @Test
    void aNurseReadsWhatHerProfessionReads() {
        UUID certificate = id(deposit(author, "89601-9", "Certificat", "").json());
        UUID report = id(deposit(author, "11488-4", "Consultation", "").json());
        assertThat(titles(list(nurse, ""))).containsExactly("Consultation");
        Calls refused = professional(nurse).get(documents() + "/" + certificate);
        assertThat(refused.outcome()).isEqualTo("403 access-denied");
        assertThat(refused.json().get("ground").asText()).isEqualTo("HABILITATION");
        assertThat(professional(nurse).get(documents() + "/" + report).outcome())
                .isEqualTo("200");
        assertThat(deposit(nurse, "89601-9", "Certificat", "").outcome()).isEqualTo("201");
    }

    /** Whoever is nobody here neither deposits nor reads; what they wrote while they were somebody they may read. */
    @Test
    void withoutAuthorizationOnesOwnIsLeft() {
        UUID mine = id(deposit(author, "11488-4", "Consultation", "").json());
        deposit(colleague, "11488-4", "Autre", "");
        Superuser.of(environment)
                .sql("update dmp.access_authorization set ended_at = now() where record = ? and professional = ?")
                .params(record, AUTHOR)
                .update();
        assertThat(titles(list(author, ""))).containsExactly("Consultation");
        assertThat(professional(author)
                        .get(documents() + "/" + mine)
                        .json()
                        .get("ground")
                        .asText())
                .isEqualTo("AUTHOR");
        Calls refused = deposit(author, "11488-4", "Encore", "");
        assertThat(refused.outcome()).isEqualTo("403 access-denied");
        assertThat(refused.json().get("ground").asText()).isEqualTo("NO_AUTHORIZATION");
        String stranger = token(rpps("21").get(0));
        assertThat(list(stranger, "").outcome()).isEqualTo("403 access-denied");
        assertThat(professional(stranger).get(documents() + "/" + mine).outcome())
                .isEqualTo("403 access-denied");
        new Calls(port).bearer(holder).send("PUT", "/api/record/blocks/" + AUTHOR, "");
        assertThat(list(author, "").json().get("ground").asText()).isEqualTo("BLOCKED");
        assertThat(professional(author).get(documents() + "/" + mine).outcome()).isEqualTo("403 access-denied");
    }

    /** What could be seen on a day past, one document or all of them. */
    @Test
    void theHolderAsksWhoSeesADocument() {
        UUID document = id(deposit(author, "11488-4", "Consultation", "").json());
        String colleagueRpps = other(rpps("10"), AUTHOR);
        String question = "{\"professional\": \"%s\", \"document\": \"%s\"}".formatted(colleagueRpps, document);
        assertThat(decisions(question)).containsExactly(document + " AUTHORIZATION");
        holder("PUT", "/" + document + "/masking");
        assertThat(decisions(question)).containsExactly(document + " ABSENT");
        assertThat(decisions("{\"professional\": \"%s\"}".formatted(colleagueRpps)))
                .containsExactly("CARE_HISTORY AUTHORIZATION", "ENTRIES AUTHORIZATION", document + " ABSENT");
        assertThat(decisions(question.replace("}", ", \"at\": \"2016-01-01T00:00:00Z\"}")))
                .containsExactly(document + " NO_AUTHORIZATION");
    }

    private List<String> decisions(String question) {
        List<String> grounds = new ArrayList<>();
        new Calls(port)
                .bearer(holder)
                .post("/api/record/decisions", question)
                .json()
                .get("items")
                .forEach(item -> grounds.add((item.has("document") ? item.get("document") : item.get("thing")).asText()
                        + " " + item.get("ground").asText()));
        return grounds;
    }

    @Test
    void listsAreFilteredAndGoOnWhereTheyEnded() {
        for (int i = 1; i <= 5; i++) {
            assertThat(deposit(author, "11488-4", "Consultation n° " + i, "", "2026-0" + i + "-01")
                            .outcome())
                    .isEqualTo("201");
        }
        deposit(colleague, "11502-2", "Hémoglobine glyquée", "", "2026-06-01");
        assertThat(titles(own("?q=hemoglobine%20GLYQUEE"))).containsExactly("Hémoglobine glyquée");
        assertThat(titles(own("?q=hemoglobine%20absente"))).isEmpty();
        assertThat(titles(own("?type=11502-2"))).containsExactly("Hémoglobine glyquée");
        assertThat(titles(own("?class=10&from=2026-05-01")))
                .containsExactly("Hémoglobine glyquée", "Consultation n° 5");
        assertThat(titles(own("?to=2026-01-31"))).containsExactly("Consultation n° 1");
        assertThat(titles(own("?author=" + AUTHOR))).hasSize(5);
        List<String> all = new ArrayList<>();
        String next = "";
        do {
            Calls page = own("?limit=2" + next);
            all.addAll(titles(page));
            assertThat(titles(page)).hasSizeLessThanOrEqualTo(2);
            next = page.json().get("next").isNull()
                    ? ""
                    : "&cursor=" + page.json().get("next").asText();
        } while (!next.isEmpty());
        assertThat(all)
                .containsExactly(
                        "Hémoglobine glyquée",
                        "Consultation n° 5",
                        "Consultation n° 4",
                        "Consultation n° 3",
                        "Consultation n° 2",
                        "Consultation n° 1");
        String cursor = own("?limit=2").json().get("next").asText();
        assertThat(own("?limit=2&type=11488-4&cursor=" + cursor).outcome()).isEqualTo("422 invalid-input");
    }

    @ParameterizedTest
    @CsvSource({
        "'?limit=0', 422 invalid-input",
        "'?limit=x', 422 invalid-input",
        "'?from=hier', 422 invalid-input",
        "'?from=2026-03-01&to=2026-02-01', 422 invalid-input",
        "'?status=DELETED', 422 invalid-input",
        "'?author=x', 422 invalid-input",
        "'?cursor=AAAA', 422 invalid-input",
        "'?q=%25_%27--', 200",
        "'/x', 404 not-found"
    })
    void whatCantBeListedIsTold(String asked, String outcome) {
        assertThat(own(asked).outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'{\"title\": \"\", \"type\": \"11488-4\", \"actDate\": \"2026-03-03\"}' | 422 invalid-input",
                "'{\"title\": \"x\", \"type\": \"0\", \"actDate\": \"2026-03-03\"}' | 422 invalid-input",
                "'{\"title\": \"x\", \"type\": \"REMB\", \"actDate\": \"2026-03-03\"}' | 422 invalid-input",
                "'{\"title\": \"x\", \"type\": \"DOCPAT01\", \"actDate\": \"2026-03-03\"}' | 422 invalid-input",
                "'{\"title\": \"x\", \"type\": \"11488-4\", \"actDate\": \"2126-03-03\"}' | 422 invalid-input",
                "'{\"title\": \"x\", \"type\": \"11488-4\", \"actDate\": \"1826-03-03\"}' | 422 invalid-input",
                "'{\"title\": \"x\", \"type\": \"11488-4\", \"actDate\": \"2026-03-03\", \"visibility\": [\"MASQUE_PS\", \"INVISIBLE_PATIENT\"]}' | 422 invalid-input",
                "'{\"title\": \"x\", \"type\": \"11488-4\", \"actDate\": \"2026-03-03\", \"replaces\": \"0190f1f4-0000-7000-8000-000000000000\"}' | 404 not-found",
                "'{\"title\": \"x\", \"type\": \"11488-4\"}' | 422 invalid-input",
                "'{\"type\": \"11488-4\", \"actDate\": \"2026-03-03\"}' | 422 invalid-input",
                "'{\"title\": \"x\", \"actDate\": \"2026-03-03\"}' | 422 invalid-input",
                "'{\"title\": \"x\", \"type\": \"11488-4\", \"actDate\": \"2026-03-03\", \"more\": 1}' | 400 malformed",
                "'{' | 400 malformed"
            })
    void whatIsWrongOfADepositIsTold(String metadata, String outcome) {
        assertThat(upload(author, metadata, PDF).outcome()).isEqualTo(outcome);
        assertThat(titles(own(""))).isEmpty();
    }

    @Test
    void contentIsJudgedByWhatItIs() {
        String metadata = metadata("11488-4", "x", "");
        assertThat(upload(author, metadata, new byte[0]).outcome()).isEqualTo("422 invalid-input");
        Calls text = upload(author, metadata, "<html>".getBytes(StandardCharsets.UTF_8));
        assertThat(text.outcome()).isEqualTo("415 unsupported-media-type");
        assertThat(text.json().at("/errors/0/pointer").asText()).isEqualTo("/content");
        assertThat(upload(author, metadata, new byte[10 * 1024 * 1024 + 1]).outcome())
                .isEqualTo("413 body-too-large");
        assertThat(upload(author, metadata, new byte[12 * 1024 * 1024]).outcome())
                .isEqualTo("413 body-too-large");
        assertThat(new Calls(port)
                        .bearer(author)
                        .with("Idempotency-Key", "k")
                        .post(documents(), "{}")
                        .outcome())
                .isEqualTo("415 unsupported-media-type");
        assertThat(titles(own(""))).isEmpty();
    }

    /** Repeated or at once, one deposit is one document. */
    @Test
    void aRepeatedDepositIsOne() {
        String key = UUID.randomUUID().toString();
        CompletableFuture<?>[] all = IntStream.range(0, 3)
                .mapToObj(i -> CompletableFuture.runAsync(() -> await().until(
                                () -> professional(author)
                                        .with("Idempotency-Key", key)
                                        .upload(documents(), metadata("11488-4", "Une fois", ""), PDF)
                                        .outcome(),
                                // Where too many are looked at, one is asked to come again.
                                outcome -> !outcome.equals("503 busy"))))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(all).join();
        assertThat(titles(own(""))).containsExactly("Une fois");
        assertThat(told()).hasSize(1);
        assertThat(professional(author)
                        .with("Idempotency-Key", key)
                        .upload(documents(), metadata("11488-4", "Deux fois", ""), PDF)
                        .outcome())
                .isEqualTo("409 idempotency-conflict");
        assertThat(professional(author)
                        .upload(documents(), metadata("11488-4", "Sans clé", ""), PDF)
                        .outcome())
                .isEqualTo("400 idempotency-key-required");
    }

    /** What each call asks of the database. */
    @Test
    void statementsAndCommitsAreFew() {
        UUID document = id(deposit(author, "11488-4", "Consultation", "").json());
        Actor doctor = new Actor(Actor.Kind.PROFESSIONAL, AUTHOR, "Claire MARTIN");
        assertThat(count(() -> documents.list(doctor, AccessMode.NORMAL, record, Filter.ALL)))
                .as("enter, decide, trace, first access, page")
                .isEqualTo("5 statements, 1 commits");
        assertThat(count(() -> documents.read(doctor, AccessMode.NORMAL, record, document)))
                .isEqualTo("5 statements, 1 commits");
        assertThat(count(() -> documents.open(doctor, AccessMode.NORMAL, record, document, Part.ORIGINAL)))
                .as("and the record's key")
                .isEqualTo("6 statements, 1 commits");
        assertThat(count(() -> deposits.deposit(
                        doctor,
                        AccessMode.NORMAL,
                        record,
                        new Metadata("Consultation", "11488-4", LocalDate.of(2026, 3, 3), null, null),
                        PDF)))
                .isEqualTo("14 statements, 2 commits");
    }

    private static String count(Runnable work) {
        Statements.Count count = Statements.during(work::run);
        return count.statements() + " statements, " + count.commits() + " commits";
    }

    private Calls deposit(String token, String type, String title, String more) {
        return deposit(token, type, title, more, "2026-03-03");
    }

    private Calls deposit(String token, String type, String title, String more, String day) {
        return upload(token, metadata(type, title, more).replace("2026-03-03", day), PDF);
    }

    private Calls upload(String token, String metadata, byte[] content) {
        return professional(token)
                .with("Idempotency-Key", UUID.randomUUID().toString())
                .upload(documents(), metadata, content);
    }

    private static String metadata(String type, String title, String more) {
        return "{\"title\": \"%s\", \"type\": \"%s\", \"actDate\": \"2026-03-03\"%s}".formatted(title, type, more);
    }

    private static String replacing(UUID former) {
        return ", \"replaces\": \"%s\"".formatted(former);
    }

    private String documents() {
        return "/api/professional/records/" + record + "/documents";
    }

    private Calls professional(String token) {
        return new Calls(port).bearer(token);
    }

    private Calls list(String token, String filter) {
        return professional(token).get(documents() + filter);
    }

    private Calls own(String path) {
        return new Calls(port).bearer(holder).get("/api/record/documents" + path);
    }

    private Calls holder(String method, String path) {
        return new Calls(port).bearer(holder).send(method, "/api/record/documents" + path, "");
    }

    private static UUID id(JsonNode document) {
        return UUID.fromString(document.get("id").asText());
    }

    private static List<String> titles(Calls list) {
        assertThat(list.outcome()).isEqualTo("200");
        List<String> titles = new ArrayList<>();
        list.json().get("items").forEach(item -> titles.add(item.get("title").asText()));
        return titles;
    }

    private Map<String, Boolean> readers(UUID document, String asked) {
        Map<String, Boolean> readers = new HashMap<>();
        own("/" + document + "/readers" + asked)
                .json()
                .get("items")
                .forEach(reader -> readers.put(
                        reader.get("professional").asText(),
                        reader.get("canRead").asBoolean()));
        return readers;
    }

    private String ownTrace() {
        return new Calls(port)
                .bearer(holder)
                .get("/api/record/access-log?limit=200")
                .json()
                .toString();
    }

    private JsonNode announcement(UUID document) {
        for (JsonNode item : professional(treating)
                .get("/api/professional/announcements")
                .json()
                .get("items")) {
            if (item.get("document").asText().equals(document.toString())) {
                return item;
            }
        }
        return null;
    }

    private List<String> told() {
        return Superuser.of(environment)
                .sql("select kind from dmp.notice where record = ? and kind <> 'FIRST_ACCESS' order by created_at, id")
                .param(record)
                .query(String.class)
                .list();
    }

    private List<String> acts(UUID subject) {
        return Superuser.of(environment)
                .sql(
                        """
                        select act || ' ' || split_part(ground, '/', 1) from dmp.audit_entry
                        where record = ? and subject = ? order by seq
                        """)
                .params(record, subject.toString())
                .query(String.class)
                .list();
    }

    private void authorize(String rpps) {
        jdbc.sql(
                        """
                        insert into dmp.access_authorization (record, id, professional, since, ground)
                        values (?, ?, ?, now() - interval '1 day', 'HOLDER')
                        """)
                .params(record, UUID.randomUUID(), rpps)
                .update();
    }

    private String token(String rpps) {
        return new Calls(port)
                .post("/sandbox/professional-tokens", "{\"rpps\": \"%s\"}".formatted(rpps))
                .json()
                .get("accessToken")
                .asText();
    }

    private List<String> rpps(String profession) {
        List<String> found = new ArrayList<>();
        new Calls(port).get("/sandbox/people").json().get("professionals").forEach(one -> {
            if (one.get("profession").asText().equals(profession)) {
                found.add(one.get("rpps").asText());
            }
        });
        return found;
    }

    private static String other(List<String> all, String... but) {
        return all.stream()
                .filter(rpps -> !List.of(but).contains(rpps))
                .findFirst()
                .orElseThrow();
    }
}
