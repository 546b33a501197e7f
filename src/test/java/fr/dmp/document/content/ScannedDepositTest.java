package fr.dmp.document.content;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.Calls;
import fr.dmp.SandboxTest;
import fr.dmp.Superuser;
import fr.dmp.claims.Holders;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.identity.Professionals;
import fr.dmp.vault.RecordKeys;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.transaction.support.TransactionTemplate;

/** Deposits over HTTP, with the real ClamAV in the running program's place for a scanner. */
@SandboxTest
class ScannedDepositTest {

    /** Of the sandbox. */
    private static final String DOCTOR = "10100100014";

    @TempDir
    private Path folder;

    @LocalServerPort
    private int port;

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
    private Environment environment;

    @Autowired
    private Clock clock;

    @Autowired
    private ContentJudge judge;

    private Object before;
    private RealClamd clamd;
    private UUID record;

    @BeforeEach
    void scanned() throws Exception {
        before = ReflectionTestUtils.getField(judge, "scanner");
        clamd = RealClamd.start(folder);
        ReflectionTestUtils.setField(judge, "scanner", clamd.scanner());
        InsuredPerson person = Holders.insured(directory, Holders.nir());
        record = Holders.open(jdbc, person);
        transactions.executeWithoutResult(transaction -> keys.create(record));
        professionals.declareTreating(person.id(), DOCTOR, LocalDate.now(clock).minusDays(3));
    }

    @AfterEach
    void asBefore() throws Exception {
        ReflectionTestUtils.setField(judge, "scanner", before);
        if (clamd != null) {
            clamd.close();
        }
    }

    @Test
    void aVirusIsRefusedAndNothingOfItIsKept() {
        Calls refused = deposit(RealClamd.EICAR);
        assertThat(refused.outcome()).isEqualTo("422 invalid-input");
        assertThat(refused.json().toString()).contains("/content");
        assertThat(stored()).isZero();

        assertThat(deposit(Pdfs.good()).outcome()).as("the next, clean one").isEqualTo("201");
        assertThat(stored()).isEqualTo(2);
    }

    @Test
    void whileTheScannerIsDownNothingIsAccepted() throws Exception {
        clamd.close();
        Calls refused = deposit(Pdfs.good());
        assertThat(refused.outcome()).isEqualTo("503 unavailable");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
        assertThat(stored()).isZero();
    }

    private int stored() {
        return Superuser.of(environment)
                .sql("select (select count(*) from dmp.document where record = ?)"
                        + " + (select count(*) from dmp.document_content where record = ?)")
                .params(record, record)
                .query(Integer.class)
                .single();
    }

    private Calls deposit(byte[] content) {
        String token = new Calls(port)
                .post("/sandbox/professional-tokens", "{\"rpps\": \"%s\"}".formatted(DOCTOR))
                .json()
                .get("accessToken")
                .asText();
        return new Calls(port)
                .bearer(token)
                .with("Idempotency-Key", UUID.randomUUID().toString())
                .upload(
                        "/api/professional/records/" + record + "/documents",
                        "{\"title\": \"Consultation\", \"type\": \"11488-4\", \"actDate\": \"2026-03-03\"}",
                        content);
    }
}
