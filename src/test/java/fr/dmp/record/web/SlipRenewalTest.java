package fr.dmp.record.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fr.dmp.Calls;
import fr.dmp.SandboxTest;
import fr.dmp.TestClock;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.journey.Messages;
import fr.dmp.record.SomePeople;
import fr.dmp.record.SomePeople.Someone;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A slip that got lost on its way to the printer or the person, and the one in its place. */
@SandboxTest
class SlipRenewalTest {

    private static final String DOCTOR = "10100100014";
    private static final String OTHER_DOCTOR = "10100100022";

    private static final Pattern SECRETS =
            Pattern.compile("Votre identifiant\\s+(\\d[\\d ]+\\d)\\s+Votre mot de passe\\s+initial\\s+(\\S+)");
    private static final Pattern CODE = Pattern.compile("DMP : (\\d{6}) est");

    @LocalServerPort
    private int port;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    private Someone someone;
    private JsonNode opened;

    @BeforeEach
    void aDoctorOpensARecord() {
        someone = SomePeople.anyone().delivered(directory);
        opened = as(DOCTOR).post("/api/professional/records", application()).json();
    }

    @Test
    void anExpiredSlipIsRenewedByWhoOpenedTheRecord() throws IOException {
        try (TestClock time = TestClock.of(clock).advance(Duration.ofMinutes(61))) {
            assertThat(as(DOCTOR).get(slip()).outcome()).isEqualTo("410 slip-gone");
            assertThat(as(OTHER_DOCTOR).post(slip() + "/renewal", "").outcome()).isEqualTo("404 not-found");
            Calls doctor = as(DOCTOR);
            assertThat(doctor.post(slip() + "/renewal", "").status()).isEqualTo(201);
            JsonNode renewed = doctor.json();
            assertThat(renewed.properties())
                    .extracting(Map.Entry::getKey)
                    .containsExactlyInAnyOrder("slip", "slipExpiresAt");
            assertThat(doctor.post(slip() + "/renewal", "").json()).isEqualTo(renewed);
            assertThat(signIn(secrets(doctor, renewed))).isEqualTo("PASSWORD_CHANGE");
        }
        assertThat(jdbc.sql(
                                "select actor || ' ' || ground from dmp.audit_entry where record = ?::uuid and act = 'RENEW_SLIP'")
                        .param(opened.get("record").asText())
                        .query(String.class)
                        .list())
                .containsExactly(DOCTOR + " PROFESSIONAL");
    }

    @Test
    void whatTheSlipBeforeSaysIsDead() throws IOException {
        Calls doctor = as(DOCTOR);
        Matcher lost = secrets(doctor, opened);
        JsonNode second = doctor.post(slip() + "/renewal", "").json();
        JsonNode third = as(DOCTOR).post(slip() + "/renewal", "").json();
        assertThat(doctor.get("/api/professional/slips/" + second.get("slip").asText())
                        .outcome())
                .isEqualTo("410 slip-gone");
        begin(lost);
        assertThat(codesSent()).isZero();
        begin(secrets(doctor, third));
        assertThat(codesSent()).isOne();
    }

    /** From then on a slip would be a way into somebody's record. */
    @Test
    void onceTheHolderHasChosenAPasswordThereIsNoOther() {
        jdbc.sql("update dmp.credential set initial = false, initial_until = null where record = ?::uuid")
                .param(opened.get("record").asText())
                .update();
        assertThat(as(DOCTOR).post(slip() + "/renewal", "").outcome()).isEqualTo("409 password-chosen");
        assertThat(as(DOCTOR).get(slip()).status()).isEqualTo(200);
    }

    private String signIn(Matcher secrets) {
        Calls holder = begin(secrets);
        String challenge = holder.json().get("challenge").asText();
        String code = new Messages(port, someone.mobile()).next(CODE);
        return holder.post("/api/sign-in/" + challenge + "/code", "{\"code\": \"" + code + "\"}")
                .json()
                .get("scope")
                .asText();
    }

    private Calls begin(Matcher secrets) {
        return new Calls(port)
                .post(
                        "/api/sign-in",
                        "{\"identifier\": \"%s\", \"password\": \"%s\"}"
                                .formatted(secrets.group(1).replace(" ", ""), secrets.group(2)));
    }

    /** Only where identifier and password are right. */
    private long codesSent() {
        return jdbc.sql("select count(*) from dmp.notice where destination = ? and kind = 'SIGN_IN_CODE'")
                .param(someone.mobile())
                .query(Long.class)
                .single();
    }

    private static Matcher secrets(Calls doctor, JsonNode waiting) throws IOException {
        doctor.get("/api/professional/slips/" + waiting.get("slip").asText());
        try (PDDocument paper = Loader.loadPDF(doctor.bytes())) {
            Matcher secrets = SECRETS.matcher(new PDFTextStripper().getText(paper));
            assertThat(secrets.find()).isTrue();
            return secrets;
        }
    }

    private String slip() {
        return "/api/professional/slips/" + opened.get("slip").asText();
    }

    private Calls as(String rpps) {
        String token = new Calls(port)
                .post("/sandbox/professional-tokens", "{\"rpps\": \"" + rpps + "\"}")
                .json()
                .get("accessToken")
                .asText();
        return new Calls(port)
                .bearer(token)
                .with("Idempotency-Key", UUID.randomUUID().toString());
    }

    private String application() {
        return """
                {"vitale": {"nir": "%s", "serial": "%s", "familyName": "N'Guyen Dupont", "givenNames": "Élie Marie",
                 "birthDate": "1960-01-17"}, "contact": {"mobile": "%s"}, "consent": true}"""
                .formatted(someone.nir().value(), someone.serial(), someone.mobile());
    }
}
