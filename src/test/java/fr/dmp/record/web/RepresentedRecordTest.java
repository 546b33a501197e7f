package fr.dmp.record.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fr.dmp.Calls;
import fr.dmp.SandboxTest;
import fr.dmp.claims.Holders;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.identity.Representatives;
import fr.dmp.signin.HolderSession.Scope;
import fr.dmp.signin.HolderTokens;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A parent acts on a child's record, over HTTP: as the child would, under their own name, and nobody else does. */
@SandboxTest
class RepresentedRecordTest {

    private static final LocalDate LONG_AGO = LocalDate.of(2020, 1, 1);

    /** Of the sandbox. */
    private static final String DOCTOR = "10100100014";

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext program;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private Representatives representatives;

    @Autowired
    private JdbcClient jdbc;

    private Holder parent;
    private Holder child;

    private record Holder(InsuredPerson person, UUID record, String token) {}

    @BeforeEach
    void declared() {
        parent = opened(Scope.FULL);
        child = opened(Scope.FULL);
        representatives.declare(child.person().id(), parent.person().id(), Representatives.Kind.PARENT, LONG_AGO);
    }

    @Test
    void aRepresentativeSeesTheOthersRecordUnderTheirOwnName() {
        assertThat(own(parent).get("/api/record").json().get("record").asText())
                .isEqualTo(parent.record().toString());
        assertThat(behalf(parent, child).get("/api/record").json().get("record").asText())
                .isEqualTo(child.record().toString());
        for (String path : List.of("/care-history", "/notices", "/entries/allergies", "/authorizations")) {
            assertThat(behalf(parent, child).get("/api/record" + path).status())
                    .as(path)
                    .isEqualTo(200);
        }
        JsonNode log = behalf(parent, child).get("/api/record/access-log").json();
        assertThat(log.get("items")).hasSize(6).allSatisfy(entry -> {
            assertThat(entry.at("/actor/kind").asText()).isEqualTo("REPRESENTATIVE");
            assertThat(entry.at("/actor/name").asText()).isEqualTo("Camille D'ESSAI & FILS");
            assertThat(entry.get("onBehalfOf").asText())
                    .isEqualTo(child.record().toString());
            assertThat(entry.get("ground").asText()).startsWith("REPRESENTATIVE/");
        });
        assertThat(jdbc.sql("select count(*) from dmp.audit_entry where record = ? and actor_kind = 'REPRESENTATIVE'")
                        .param(parent.record())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aRepresentativeWritesAndDecidesForTheOther() {
        Calls written = behalf(parent, child)
                .with("If-Match", "*")
                .send("PUT", "/api/record/entries/allergies", "{\"items\": [{\"label\": \"Arachide\"}]}");
        assertThat(written.status()).isEqualTo(200);
        JsonNode author = own(child).get("/api/record/entries/allergies").json().at("/items/0/author");
        assertThat(author.get("kind").asText()).isEqualTo("REPRESENTATIVE");
        assertThat(author.get("name").asText()).isEqualTo("Camille D'ESSAI & FILS");
        assertThat(own(parent).get("/api/record/entries/allergies").json().get("items"))
                .isEmpty();

        assertThat(grant(behalf(parent, child), "1").status()).isEqualTo(201);
        assertThat(own(child).get("/api/record/authorizations").json().get("items"))
                .hasSize(1);
        assertThat(own(parent).get("/api/record/authorizations").json().get("items"))
                .isEmpty();
    }

    /** The same key for each of two children is two requests. */
    @Test
    void aKeyIsOneRecords() {
        Holder other = opened(Scope.FULL);
        representatives.declare(other.person().id(), parent.person().id(), Representatives.Kind.PARENT, LONG_AGO);
        for (Calls calls : List.of(own(parent), behalf(parent, child), behalf(parent, other))) {
            assertThat(grant(calls, "the-same").status()).isEqualTo(201);
            assertThat(calls.get("/api/record/authorizations").json().get("items"))
                    .hasSize(1);
        }
    }

    @Test
    void nobodyElseDoes() {
        Holder stranger = opened(Scope.FULL);
        assertThat(behalf(stranger, child).get("/api/record").outcome()).isEqualTo("404 not-found");
        assertThat(behalf(child, parent).get("/api/record").outcome()).isEqualTo("404 not-found");
        assertThat(behalf(parent, parent)
                        .get("/api/record")
                        .json()
                        .get("record")
                        .asText())
                .isEqualTo(parent.record().toString());
        assertThat(new Calls(port)
                        .with("On-Behalf-Of", child.record().toString())
                        .get("/api/record")
                        .outcome())
                .isEqualTo("401 sign-in-required");
        assertThat(jdbc.sql("select count(*) from dmp.audit_entry where record = ?")
                        .param(child.record())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "moi", "0191d1a0-0000-7000-8000-000000000000", "' or 1=1 --"})
    void whatNamesNoRecordIsAbsent(String whose) {
        assertThat(own(parent).with("On-Behalf-Of", whose).get("/api/record").outcome())
                .isEqualTo("404 not-found");
    }

    @ParameterizedTest
    @CsvSource({"since = current_date + 2", "until = current_date - 1"})
    void itHoldsFromOneDayToAnother(String change) {
        assertThat(behalf(parent, child).get("/api/record").status()).isEqualTo(200);
        jdbc.sql("update dmp.representative set " + change + " where person = ?")
                .param(child.person().id())
                .update();
        assertThat(behalf(parent, child).get("/api/record").outcome()).isEqualTo("404 not-found");
    }

    /** The other's password and sessions are nobody's business, nor are the own ones reached by another's name. */
    @ParameterizedTest
    @CsvSource({
        "PUT, /api/record/password",
        "GET, /api/record/sessions",
        "DELETE, /api/record/sessions",
        "DELETE, /api/record/sessions/current",
        "GET, /api/record/contacts",
        "PUT, /api/record/contacts",
        "POST, /api/record/contacts/code",
        "DELETE, /api/record/contacts/MAIL",
        "DELETE, /api/record/contacts/MAIL/change",
        "GET, /api/record/passkeys",
        "POST, /api/record/passkeys",
        "POST, /api/record/passkeys/challenge",
        "DELETE, /api/record/passkeys/00000000-0000-0000-0000-000000000000",
        "GET, /api/record/notice-preferences",
        "PUT, /api/record/notice-preferences"
    })
    void anAccountIsItsHolders(String method, String path) {
        String body = method.equals("PUT") ? "{\"current\": \"x\", \"new\": \"y\"}" : "";
        assertThat(behalf(parent, child).send(method, path, body).outcome()).isEqualTo("404 not-found");
        assertThat(own(child).get("/api/record").status()).isEqualTo(200);
        assertThat(own(parent).get("/api/record").status()).isEqualTo(200);
    }

    @Test
    void aRepresentativesOwnScopeMustBeFull() {
        Holder initial = opened(Scope.PASSWORD_CHANGE);
        Holder closed = opened(Scope.CLOSED);
        for (Holder holder : List.of(initial, closed)) {
            representatives.declare(child.person().id(), holder.person().id(), Representatives.Kind.PARENT, LONG_AGO);
        }
        assertThat(behalf(initial, child).get("/api/record").outcome()).isEqualTo("403 password-change-required");
        assertThat(behalf(closed, child).get("/api/record").outcome()).isEqualTo("404 not-found");
    }

    @Test
    void ofAClosedRecordNothingIsSeen() {
        jdbc.sql("update dmp.record set status = 'CLOSED' where id = ?")
                .param(child.record())
                .update();
        Calls refused = behalf(parent, child).get("/api/record/care-history");
        assertThat(refused.outcome()).isEqualTo("403 access-denied");
        assertThat(refused.json().get("ground").asText()).isEqualTo("RECORD_NOT_ACTIVE");
    }

    private Holder opened(Scope scope) {
        InsuredPerson person = Holders.insured(directory, Holders.nir());
        UUID record = Holders.open(jdbc, person);
        return new Holder(person, record, HolderTokens.of(program, record, person.id(), scope));
    }

    private Calls own(Holder holder) {
        return new Calls(port).bearer(holder.token());
    }

    private Calls behalf(Holder holder, Holder other) {
        return own(holder).with("On-Behalf-Of", other.record().toString());
    }

    private static Calls grant(Calls calls, String key) {
        return calls.with("Idempotency-Key", key)
                .post("/api/record/authorizations", "{\"professional\": \"" + DOCTOR + "\"}");
    }
}
