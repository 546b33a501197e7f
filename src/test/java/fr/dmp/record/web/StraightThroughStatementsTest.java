package fr.dmp.record.web;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.Calls;
import fr.dmp.SandboxTest;
import fr.dmp.Statements;
import fr.dmp.Statements.Count;
import fr.dmp.claims.Holders;
import fr.dmp.claims.Inbox;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.record.SomePeople;
import fr.dmp.record.SomePeople.Someone;
import fr.dmp.sandbox.SampleHistory;
import fr.dmp.signin.HolderSession.Scope;
import fr.dmp.signin.HolderTokens;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a request costs the database, from its first filter to its last byte. */
@SandboxTest
class StraightThroughStatementsTest {

    private static final Logger LOG = LoggerFactory.getLogger(StraightThroughStatementsTest.class);

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext program;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    private String token;

    @BeforeEach
    void signedIn() {
        Calls calls = new Calls(port).post("/sandbox/professional-tokens", "{\"rpps\": \"10100100014\"}");
        token = calls.json().get("accessToken").asText();
        open();
    }

    @Test
    void aRecordOpenedByAProfessionalIsOneCommit() {
        Count count = open();
        LOG.info("a record opened by a professional: {}", count);
        // The key is looked up first; the limit counts in a transaction of its own; the opening itself is one commit.
        assertThat(count.commits()).isEqualTo(2);
        assertThat(count.statements()).isEqualTo(56);
        // As often as there are steps of the process; a loop would go on.
        assertThat(count.repeated().values()).allMatch(times -> times <= 3);
    }

    @Test
    void aPageOfTheHistoryIsOneCommit() {
        InsuredPerson person = Holders.insured(directory, Holders.nir());
        String holder = HolderTokens.of(program, Holders.open(jdbc, person), person.id(), Scope.FULL);
        LocalDate yesterday =
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1);
        new Inbox(program.getEnvironment(), jdbc).drop("claims", "a.xml", SampleHistory.of(person, yesterday, 1));
        Count count = Statements.ofRequest((header, mark) -> {
            Calls page = new Calls(port).bearer(holder).with(header, mark).get("/api/record/care-history");
            assertThat(page.json().get("items")).hasSizeGreaterThanOrEqualTo(7);
        });
        LOG.info("a page of the care history: {}", count);
        assertThat(count.commits()).isEqualTo(1);
        assertThat(count.statements()).isEqualTo(5);
        assertThat(count.repeated()).isEmpty();
    }

    private Count open() {
        Someone someone = SomePeople.anyone().delivered(directory);
        return Statements.ofRequest((header, mark) -> assertThat(new Calls(port)
                        .bearer(token)
                        .with(header, mark)
                        .with("Idempotency-Key", UUID.randomUUID().toString())
                        .post("/api/professional/records", body(someone))
                        .status())
                .isEqualTo(201));
    }

    private static String body(Someone someone) {
        return """
                {"vitale": {"nir": "%s", "serial": "%s", "familyName": "N'Guyen Dupont", "givenNames": "Élie Marie",
                 "birthDate": "1960-01-17"}, "contact": {"mobile": "%s"}, "consent": true}"""
                .formatted(someone.nir().value(), someone.serial(), someone.mobile());
    }
}
