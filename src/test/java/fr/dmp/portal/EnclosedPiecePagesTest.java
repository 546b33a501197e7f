package fr.dmp.portal;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.Calls;
import fr.dmp.SandboxTest;
import fr.dmp.claims.Holders;
import fr.dmp.document.content.Pdfs;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.identity.Professionals;
import fr.dmp.signin.HolderSession.Scope;
import fr.dmp.signin.HolderTokens;
import fr.dmp.vault.RecordKeys;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What a CDA document has inside is opened from its page; a document with nothing inside offers nothing. */
@SandboxTest
class EnclosedPiecePagesTest {

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
    private TransactionTemplate transactions;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    private UUID record;
    private Practitioner doctor;
    private Visitor visitor;

    @BeforeEach
    void opened() {
        InsuredPerson person = Holders.insured(directory, Holders.nir());
        record = Holders.open(jdbc, person);
        transactions.executeWithoutResult(transaction -> keys.create(record));
        doctor = Practitioner.of(port, professionals, "10").signIn();
        professionals.declareTreating(
                person.id(), doctor.rpps(), LocalDate.now(clock).minusDays(3));
        visitor = new Visitor(port);
        visitor.keep("__Host-holder", HolderTokens.of(program, record, person.id(), Scope.FULL));
    }

    @Test
    void whatIsInsideIsOpenedFromThePage() {
        String base64 = Base64.getMimeEncoder().encodeToString(Pdfs.good());
        String id = deposited("<nonXMLBody><text mediaType=\"application/pdf\" representation=\"B64\">" + base64
                + "</text></nonXMLBody>");
        String path = "/documents/" + id + "/piece";
        opens(visitor, "/documents/" + id, path);
        opens(doctor.visitor(), "/pro/dossiers/" + record + "/documents/" + id, "/pro/dossiers/" + record + path);
    }

    private static void opens(Visitor reader, String page, String piece) {
        assertThat(reader.get(page).page().select("main a[href=" + piece + "]").text())
                .startsWith("Ouvrir la pièce jointe");
        assertThat(reader.get(piece).status()).isEqualTo(200);
        assertThat(reader.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(reader.body()).startsWith("%PDF");
    }

    @Test
    void withoutAnythingInsideThereIsNothingToOpen() {
        String id = deposited(
                "<structuredBody><component><section><text>Mots</text></section></component></structuredBody>");
        assertThat(visitor.get("/documents/" + id).page().select("main a[href$=/piece]"))
                .isEmpty();
        assertThat(visitor.get("/documents/" + id + "/piece").status()).isEqualTo(404);
        Practitioner stranger = Practitioner.of(port, professionals, "60").signIn();
        assertThat(stranger.visitor()
                        .get("/pro/dossiers/" + record + "/documents/" + id + "/piece")
                        .status())
                .isEqualTo(403);
    }

    private String deposited(String body) {
        String token = new Calls(port)
                .post("/sandbox/professional-tokens", "{\"rpps\": \"%s\"}".formatted(doctor.rpps()))
                .json()
                .get("accessToken")
                .asText();
        String cda = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><ClinicalDocument xmlns=\"urn:hl7-org:v3\">"
                + "<title>Lettre</title><component>" + body + "</component></ClinicalDocument>";
        Calls answer = new Calls(port)
                .bearer(token)
                .with("Idempotency-Key", UUID.randomUUID().toString())
                .upload(
                        "/api/professional/records/" + record + "/documents",
                        "{\"title\": \"Lettre\", \"type\": \"11488-4\", \"actDate\": \"2026-03-03\"}",
                        cda.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.outcome()).isEqualTo("201");
        return answer.json().get("id").asText();
    }
}
