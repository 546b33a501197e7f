package fr.dmp.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import fr.dmp.Calls;
import fr.dmp.SandboxTest;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.record.Records;
import fr.dmp.record.SomePeople;
import fr.dmp.record.SomePeople.Someone;
import fr.dmp.sandbox.SimulatedFund;
import fr.dmp.signin.HolderTokens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A record is opened through the API; it asks for its past, the fund answers, and the holder reads it. */
@SandboxTest
@ExtendWith(OutputCaptureExtension.class)
class HistoryOfANewRecordTest {

    private static final Duration SECONDS = Duration.ofSeconds(30);

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext program;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private Records records;

    @Autowired
    private SimulatedFund fund;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Environment environment;

    @TempDir
    private Path kept;

    @Test
    void itsHolderReadsTheirPast(CapturedOutput log) throws Exception {
        Someone someone = SomePeople.anyone().delivered(directory);
        InsuredPerson person = directory.find(someone.nir()).orElseThrow();
        open(someone);
        UUID record = records.ofPerson(person.id()).orElseThrow().record();
        String holder = HolderTokens.ofOpened(program, record, person.id());
        assertThat(history(holder)).isEmpty();

        Path requests = requests(record);
        Files.copy(requests, kept.resolve("requests.csv"));
        fund.answer();

        assertThat(requests).doesNotExist();
        await().atMost(SECONDS).untilAsserted(() -> assertThat(history(holder)).hasSizeGreaterThan(20));
        assertThat(history(holder))
                .allSatisfy(line -> assertThat(line.path("label").asText())
                        .as(line.toString())
                        .isNotBlank());
        assertThat(history(holder))
                .extracting(line -> line.get("section").asText())
                .contains("MEDICINES", "CARE", "BIOLOGY");
        await().atMost(SECONDS).until(() -> "ANSWERED".equals(request(record, "state")));
        assertThat(log)
                .doesNotContain(someone.nir().value(), someone.nir().value().substring(0, 13));

        answersTheSameOnceMore(requests);
    }

    /** A fund that was killed before it deleted the file gives the same answer, which is known. */
    private void answersTheSameOnceMore(Path requests) throws Exception {
        Files.copy(kept.resolve("requests.csv"), requests, StandardCopyOption.REPLACE_EXISTING);
        long before = duplicates();
        fund.answer();
        await().atMost(SECONDS).until(() -> duplicates() == before + 1);
    }

    private long duplicates() {
        return jdbc.sql("select count(*) from dmp.delivery where kind = 'claims' and state = 'DUPLICATE'")
                .query(Long.class)
                .single();
    }

    private void open(Someone someone) {
        String token = new Calls(port)
                .post("/sandbox/professional-tokens", "{\"rpps\": \"10100100014\"}")
                .json()
                .get("accessToken")
                .asText();
        Calls opened = new Calls(port)
                .bearer(token)
                .with("Idempotency-Key", UUID.randomUUID().toString())
                .post(
                        "/api/professional/records",
                        """
                        {"vitale": {"nir": "%s", "serial": "%s", "familyName": "N'GUYEN-DUPONT",
                          "givenNames": "Élie Marie", "birthDate": "1960-01-17"},
                         "contact": {}, "consent": true, "emergency": {"breakGlass": true, "regulation": true}}
                        """
                                .formatted(someone.nir().value(), someone.serial()));
        assertThat(opened.status()).isEqualTo(201);
    }

    /** The file that asks for this record's past. */
    private Path requests(UUID record) {
        await().atMost(SECONDS).until(() -> "WRITTEN".equals(request(record, "state")));
        Path file = Path.of(environment.getRequiredProperty("dmp.data"))
                .resolve("outbox/history-requests")
                .resolve(request(record, "batch") + ".csv");
        await().atMost(SECONDS).until(() -> Files.exists(file));
        return file;
    }

    private String request(UUID record, String column) {
        return jdbc.sql("select " + column + "::text from dmp.history_request where record = ?")
                .param(record)
                .query(String.class)
                .single();
    }

    private JsonNode history(String holder) {
        return new Calls(port)
                .bearer(holder)
                .get("/api/record/care-history?limit=200")
                .json()
                .get("items");
    }
}
