package fr.dmp.emergency.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fr.dmp.Calls;
import fr.dmp.SandboxTest;
import fr.dmp.access.Asking;
import fr.dmp.claims.Holders;
import fr.dmp.emergency.QrReader;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.identity.Representatives;
import fr.dmp.signin.HolderSession.Scope;
import fr.dmp.signin.HolderTokens;
import fr.dmp.vault.RecordKeys;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A holder makes, prints, replaces and revokes their emergency card; a professional finds the record by it. Over HTTP. */
@SandboxTest
@ExtendWith(OutputCaptureExtension.class)
class EmergencyCardApiTest {

    private static final String CARD = "/api/record/emergency-card";
    private static final String SEARCHES = "/api/professional/record-searches";

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext program;

    @Autowired
    private RecordKeys keys;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private Representatives representatives;

    private Asking holder;
    private String doctor;

    @BeforeEach
    void someoneWithARecord() {
        holder = asking();
        doctor = holder.professional("10");
    }

    private Asking asking() {
        Asking someone = Asking.of(program);
        transactions.executeWithoutResult(transaction -> keys.create(someone.record()));
        return someone;
    }

    private static String made(Asking by) {
        assertThat(by.holder().post(CARD, "").outcome()).isEqualTo("201");
        return printed(by);
    }

    private static String printed(Asking by) {
        Calls paper = by.holder().get(CARD + "/content");
        assertThat(paper.status()).isEqualTo(200);
        assertThat(paper.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(paper.header("Cache-Control")).contains("no-store");
        String address = QrReader.ofPdf(paper.bytes(), 150);
        assertThat(address).matches("http://localhost:\\d+/pro/carte#[0-9A-Z]{28}");
        return address.substring(address.indexOf('#') + 1);
    }

    private Calls search(String card) {
        return holder.calls(doctor).post(SEARCHES, "{\"card\": \"" + card + "\"}");
    }

    private static void findsNothing(Calls answer) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("items")).isEmpty();
    }

    @Test
    void aRecordIsFoundByItsHoldersCard() {
        String code = made(holder);
        JsonNode card = holder.holder().get(CARD).json();
        assertThat(card.size()).isEqualTo(1);
        assertThat(card.get("issuedAt").asText()).endsWith("Z");
        Calls answer = search(code);
        JsonNode found = answer.json().get("items");
        assertThat(found).hasSize(1);
        assertThat(found.get(0).get("record").asText())
                .isEqualTo(holder.record().toString());
        assertThat(found.get(0).at("/holder/familyName").asText()).isEqualTo("D'ESSAI & FILS");
        assertThat(found.get(0).get("authorization").asText()).isEqualTo("UNDEFINED");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(search(code.toLowerCase().replaceAll("(.{4})", "$1-")).json().get("items"))
                .hasSize(1);
        assertThat(search("https://dmp.invalid/pro/carte#" + code).json().get("items"))
                .hasSize(1);
        assertThat(holder.reading(doctor)).as("the card opens nothing").isEqualTo("403 access-denied NO_AUTHORIZATION");
        assertThat(holder.acts())
                .startsWith(
                        "HOLDER ADD_EMERGENCY_CARD HOLDER/" + rules(),
                        "HOLDER PRINT_EMERGENCY_CARD HOLDER/" + rules(),
                        "HOLDER READ_EMERGENCY_CARD HOLDER/" + rules(),
                        "PROFESSIONAL FIND_RECORD SEARCH_BY_CARD",
                        "PROFESSIONAL FIND_RECORD SEARCH_BY_CARD",
                        "PROFESSIONAL FIND_RECORD SEARCH_BY_CARD");
    }

    private String rules() {
        return jdbc.sql("select dmp.access_rules_version()").query(String.class).single();
    }

    @Test
    void theEarlierCardStopsWorkingAtOnce() {
        String first = made(holder);
        String second = made(holder);
        assertThat(second).isNotEqualTo(first);
        findsNothing(search(first));
        assertThat(search(second).json().get("items")).hasSize(1);
        assertThat(printed(holder)).as("printed again").isEqualTo(second);
    }

    @Test
    void aRevokedCardLeadsNowhereAndNothingOfItStays() {
        assertThat(holder.holder().get(CARD).outcome()).isEqualTo("404 not-found");
        assertThat(holder.holder().get(CARD + "/content").outcome()).isEqualTo("404 not-found");
        assertThat(holder.holder().send("DELETE", CARD, "").outcome()).isEqualTo("404 not-found");
        String code = made(holder);
        assertThat(holder.holder().send("DELETE", CARD, "").status()).isEqualTo(204);
        findsNothing(search(code));
        assertThat(holder.holder().get(CARD).outcome()).isEqualTo("404 not-found");
        assertThat(holder.holder().get(CARD + "/content").outcome()).isEqualTo("404 not-found");
        assertThat(kept()).isZero();
        assertThat(holder.acts())
                .filteredOn(act -> act.contains("REVOKE_EMERGENCY_CARD"))
                .hasSize(1);
    }

    private long kept() {
        return holder.superuser()
                .sql("select count(*) from dmp.emergency_card where record = ?")
                .param(holder.record())
                .query(Long.class)
                .single();
    }

    @Test
    void aRepeatedRequestMakesOneCard() {
        String key = UUID.randomUUID().toString();
        Calls caller = holder.holder().with("Idempotency-Key", key);
        String first = caller.post(CARD, "").json().get("issuedAt").asText();
        String code = printed(holder);
        assertThat(caller.post(CARD, "").json().get("issuedAt").asText()).isEqualTo(first);
        assertThat(printed(holder)).isEqualTo(code);
        assertThat(holder.holder().with("Idempotency-Key", "").post(CARD, "").outcome())
                .isEqualTo("400 idempotency-key-required");
    }

    @Test
    void wrongCodesFindNothingAndSlipsOfThePenAreTold() {
        String code = made(holder);
        findsNothing(search("0".repeat(26) + "12"));
        String wrong = (code.charAt(0) == '7' ? '8' : '7') + code.substring(1);
        for (String slip : new String[] {wrong, code.substring(1), "pas-un-code", "7".repeat(400)}) {
            Calls answer = search(slip);
            assertThat(answer.outcome()).isEqualTo("422 invalid-input");
            assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo("/card");
            assertThat(new String(answer.bytes(), StandardCharsets.UTF_8)).doesNotContain(slip);
        }
        Calls both = holder.calls(doctor)
                .post(
                        SEARCHES,
                        "{\"card\": \"%s\", \"nir\": \"%s\"}"
                                .formatted(code, Holders.nir().value()));
        assertThat(both.outcome()).isEqualTo("422 invalid-input");
        assertThat(holder.acts()).noneMatch(act -> act.contains("FIND_RECORD"));
    }

    @Test
    void searchesByCardCountAsTheOthersDo() {
        String code = made(holder);
        long told = IntStream.range(0, 100)
                .filter(n -> search("0".repeat(26) + "12").status() == 200)
                .count();
        assertThat(told).isBetween(60L, 70L);
        assertThat(search(code).outcome()).isEqualTo("429 too-many-requests");
        assertThat(holder.calls(doctor)
                        .post(SEARCHES, "{\"nir\": \"" + Holders.nir().value() + "\"}")
                        .status())
                .isEqualTo(429);
    }

    @Test
    void aCardIsItsHoldersAndNobodyElses() {
        String code = made(holder);
        Asking other = asking();
        String theirs = made(other);
        assertThat(theirs).isNotEqualTo(code);
        assertThat(other.holder().send("DELETE", CARD, "").status()).isEqualTo(204);
        assertThat(search(code).json().get("items")).hasSize(1);
        for (String method : new String[] {"GET", "POST", "DELETE"}) {
            assertThat(holder.calls(doctor).send(method, CARD, "").status()).isBetween(401, 403);
            assertThat(new Calls(port).send(method, CARD, "").outcome()).isEqualTo("401 sign-in-required");
        }
        assertThat(printed(holder)).isEqualTo(code);
    }

    @Test
    void whoeverRepresentsTheHolderMakesTheirCard() {
        InsuredPerson parent = Holders.insured(directory, Holders.nir());
        UUID parents = Holders.open(jdbc, parent);
        String token = HolderTokens.of(program, parents, parent.id(), Scope.FULL);
        representatives.declare(holder.person(), parent.id(), Representatives.Kind.PARENT, LocalDate.of(2020, 1, 1));
        Calls acting = new Calls(port)
                .bearer(token)
                .with("On-Behalf-Of", holder.record().toString())
                .with("Idempotency-Key", UUID.randomUUID().toString());
        assertThat(acting.post(CARD, "").outcome()).isEqualTo("201");
        assertThat(search(printed(holder))
                        .json()
                        .get("items")
                        .get(0)
                        .get("record")
                        .asText())
                .isEqualTo(holder.record().toString());
        assertThat(holder.acts().get(0)).startsWith("REPRESENTATIVE ADD_EMERGENCY_CARD REPRESENTATIVE");
    }

    @Test
    void aHiddenRecordStaysHiddenAndTheSearchIsTraced() {
        String code = made(holder);
        assertThat(holder.holder().send("PUT", "/api/record/hiding", "").status())
                .isEqualTo(204);
        findsNothing(search(code));
        assertThat(holder.acts()).contains("PROFESSIONAL FIND_RECORD_REFUSED ABSENT");
    }

    @Test
    void theCardOfAClosedRecordFindsItClosedAndIsNobodysToChange() {
        String code = made(holder);
        jdbc.sql("update dmp.record set status = 'CLOSED', closed_at = now() where id = ?")
                .param(holder.record())
                .update();
        assertThat(search(code).json().get("items").get(0).get("status").asText())
                .isEqualTo("CLOSED");
        assertThat(Asking.outcome(holder.holder().get(CARD))).startsWith("403");
        assertThat(Asking.outcome(holder.holder().post(CARD, ""))).startsWith("403");
        jdbc.sql("update dmp.record set status = 'DELETED' where id = ?")
                .param(holder.record())
                .update();
        findsNothing(search(code));
    }

    /** Neither the database, nor its log, nor the program's knows what a card says. */
    @Test
    void theCodeStandsNowhere(CapturedOutput output) {
        String code = made(holder);
        search(code);
        search(code.substring(1));
        search("https://dmp.invalid/pro/carte#" + code);
        String row = holder.superuser()
                .sql("select t::text from dmp.emergency_card t where record = ?")
                .param(holder.record())
                .query(String.class)
                .single();
        assertThat(row)
                .doesNotContain(code)
                .doesNotContain(HexFormat.of().formatHex(code.getBytes(StandardCharsets.US_ASCII)));
        assertThat(row).as("a digest that can be made without the house's key").doesNotContain(sha256(code));
        assertThat(output.getAll()).doesNotContain(code).doesNotContain(code.substring(1));
    }

    private static String sha256(String code) {
        try {
            return HexFormat.of()
                    .formatHex(java.security.MessageDigest.getInstance("SHA-256")
                            .digest(code.getBytes(StandardCharsets.US_ASCII)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The database keeps the cards from professionals, also where the program would ask. */
    @Test
    void noProfessionalReadsACardsRow() {
        made(holder);
        holder.grant(doctor);
        long seen = transactions.execute(transaction -> {
            jdbc.sql("select dmp.enter_record(?, 'PROFESSIONAL', ?, now())")
                    .params(holder.record(), doctor)
                    .query((row, n) -> 0)
                    .single();
            return jdbc.sql("select count(*) from dmp.emergency_card")
                    .query(Long.class)
                    .single();
        });
        assertThat(seen).isZero();
    }
}
