package fr.dmp.claims.web;

import static fr.dmp.claims.dcir.Tables.claim;
import static fr.dmp.claims.dcir.Tables.medicine;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.dmp.SandboxTest;
import fr.dmp.claims.Holders;
import fr.dmp.claims.Inbox;
import fr.dmp.claims.Inbox.Delivery;
import fr.dmp.claims.dcir.Tables;
import fr.dmp.claims.delivery.DeliveryKind;
import fr.dmp.claims.delivery.Progress;
import fr.dmp.claims.store.DeliveryProgress;
import fr.dmp.engine.StaffBrowser;
import fr.dmp.gate.Raw;
import fr.dmp.gate.StaffPort;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The data stewards' board: the account and the structure of what was refused, for them alone, and nobody's health. */
@SandboxTest
class StaffDeliveriesTest {

    @Autowired
    private StaffPort staffPort;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private Environment environment;

    @Autowired
    private DeliveryProgress progress;

    @Autowired
    private Clock clock;

    private final String odd = "Q" + ThreadLocalRandom.current().nextInt(1_000_000_000);
    private InsuredPerson person;
    private Delivery delivery;
    private StaffBrowser steward;

    @BeforeEach
    void aDeliveryWithRefusedLines() throws IOException {
        person = Holders.insured(directory, Holders.nir());
        Holders.open(jdbc, person);
        String day = LocalDate.ofInstant(clock.instant(), ZoneId.of("Europe/Paris"))
                .minusDays(20)
                .toString();
        long number = ThreadLocalRandom.current().nextInt(1_000_000_000);
        Map<String, String> good = claim(person.nir().value(), day, number);
        Map<String, String> bad = claim(person.nir().value(), day, number + 1);
        bad.put("PRS_PAI_MNT", "SECRET-MONTANT");
        bad.put("ORG_CLE_NUM", "03C015123");
        Map<String, String> named = claim(person.nir().value(), day, number + 2);
        named.put("PRS_NAT_REF", "ASTHME SEVERE");
        delivery = new Inbox(environment, jdbc)
                .drop(
                        "claims",
                        "dupont-" + person.nir().value() + ".zip",
                        new Tables()
                                .add("ER_PRS_F", good)
                                .add("ER_PRS_F", bad)
                                .add("ER_PRS_F", named)
                                .add("ER_PHA_F", medicine(good, 1, odd, "1"))
                                .add("ER_PHA_F", medicine(good, 2, person.nir().value(), "1"))
                                .zip());
        steward = StaffBrowser.signedIn(staffPort.number(), "donnees");
    }

    @Test
    void whatIsBeingTakenIsSeenWithItsPaceAndWhatIsLeft() throws IOException {
        UUID taken = UUID.randomUUID();
        progress.tell(new Progress(taken, DeliveryKind.CLAIMS, 1_500_000, 0.25, Duration.ofSeconds(60)));
        try {
            Element row = Jsoup.parse(page("/staff/deliveries"))
                    .select("section[aria-labelledby=en-cours] tbody tr")
                    .first();
            assertThat(row.text().replaceAll("\\p{Zs}", " "))
                    .contains("25 %")
                    .contains("1 500 000")
                    .contains("25 000")
                    .contains("3 min");
            assertThat(row.select("progress").attr("value")).isEqualTo("0.25");
            JsonNode running = tree("/staff/deliveries").get("running");
            assertThat(running).hasSize(1);
            assertThat(running.get(0).get("id").asText()).isEqualTo(taken.toString());
            assertThat(running.get(0).get("progress").asDouble()).isEqualTo(0.25);
            assertThat(running.get(0).get("remaining").asLong()).isEqualTo(180);
        } finally {
            progress.end(taken);
        }
        assertThat(page("/staff/deliveries")).doesNotContain("en-cours");
    }

    private String page(String path) throws IOException {
        String answer = steward.with("Accept", "text/html").get(path);
        assertThat(Raw.status(answer)).as(answer).isEqualTo(200);
        return whole(answer);
    }

    /** An answer comes in parts, each after its length. */
    private static String whole(String answer) {
        return answer.replaceAll("\r\n[0-9a-f]+\r\n", "");
    }

    private String json(String path) throws IOException {
        String answer = steward.with("Accept", "application/json").get(path);
        assertThat(Raw.status(answer)).as(answer).isEqualTo(200);
        return whole(answer.substring(answer.indexOf("\r\n\r\n") + 2));
    }

    private JsonNode tree(String path) throws IOException {
        return new ObjectMapper().readTree(json(path));
    }

    @Test
    void theBoardHasTheAccountAndTheCharts() throws IOException {
        String page = page("/staff/deliveries?limit=200");
        assertThat(page)
                .contains("/staff/deliveries/" + delivery.id(), "À traiter", "26,50", "Code mal formé", "03C015")
                .contains("Lignes refusées par motif", "Lignes refusées par caisse", "Lignes refusées par semaine")
                .contains("role=\"img\"", "<title id=", "<desc id=", "<rect class=\"bar\"")
                .doesNotContain("style=", "<script", "<style");
        assertThat(page).contains("Content-Security-Policy: default-src 'none'");
        JsonNode first = tree("/staff/deliveries?limit=1");
        assertThat(first.get("items")).hasSize(1);
        assertThat(first.get("refused").get("byWeek")).hasSize(13);
        assertThat(first.get("next").asText())
                .isEqualTo(first.get("items").get(0).get("id").asText());
        assertThat(tree("/staff/deliveries?cursor=" + first.get("next").asText())
                        .get("items")
                        .findValuesAsText("id"))
                .isNotEmpty()
                .doesNotContain(first.get("next").asText());
        assertThat(tree("/staff/deliveries/" + delivery.id())
                        .at("/delivery/fates/REFUSED/lines")
                        .asLong())
                .isEqualTo(4);
    }

    @Test
    void aDeliveryHasItsRefusedLinesByReasonAndColumn() throws IOException {
        assertThat(page("/staff/deliveries/" + delivery.id()))
                .contains("Montant illisible", "ER_PRS_F · PRS_PAI_MNT", "Télécharger le relevé");
        JsonNode shown = tree("/staff/deliveries/" + delivery.id());
        assertThat(shown.get("refused").findValuesAsText("column"))
                .containsExactlyInAnyOrder("ER_PHA_F.PHA_PRS_C13", "ER_PRS_F.PRS_NAT_REF", "ER_PRS_F.PRS_PAI_MNT");
        assertThat(json("/staff/deliveries/" + delivery.id())).contains("\"first\":[2,3]");
    }

    @Test
    void theReportNamesLinesAndNoValue() throws IOException {
        String report = steward.with("Accept", "*/*").get("/staff/deliveries/" + delivery.id() + "/report");
        assertThat(report)
                .contains("text/csv")
                .contains("line;table;column;reason\n2;ER_PHA_F;PHA_PRS_C13;code\n3;ER_PHA_F;PHA_PRS_C13;code\n"
                        + "3;ER_PRS_F;PRS_PAI_MNT;amount\n4;ER_PRS_F;PRS_NAT_REF;code\n");
    }

    @Test
    void codesComeWithoutALineAndOnlyWhatLooksLikeOne() throws IOException {
        JsonNode codes = tree("/staff/deliveries/" + delivery.id() + "/codes");
        assertThat(codes).hasSize(2);
        assertThat(codes.toString())
                .contains("{\"code\":\"" + odd + "\",\"lines\":1}")
                .contains("\"hidden\":1")
                .doesNotContain("ASTHME", "lineNumber");
        assertThat(jdbc.sql(
                                "select act || ' ' || actor from dmp.audit_entry where record = ? order by seq desc limit 1")
                        .param(delivery.id())
                        .query(String.class)
                        .single())
                .isEqualTo("READ_REFUSED_CODES donnees");
    }

    @Test
    void nobodysHealthAndNoNirIsShownAnywhere() throws IOException {
        for (String path : List.of("", "/" + delivery.id(), "/" + delivery.id() + "/codes")) {
            assertThat(json("/staff/deliveries" + path))
                    .doesNotContain(person.nir().value(), "SECRET", "ASTHME", "dupont", "991234567");
        }
        for (String path : List.of("", "/" + delivery.id())) {
            assertThat(page("/staff/deliveries" + path))
                    .doesNotContain(person.nir().value(), "SECRET", "ASTHME", "dupont", "991234567", odd);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gestionnaire", "agent3646", "responsable3646", "controleur", "conformite", "demo"})
    void otherGroupsAreRefused(String login) throws IOException {
        StaffBrowser other = StaffBrowser.signedIn(staffPort.number(), login);
        for (String accept : List.of("text/html", "application/json", "text/csv", "*/*")) {
            for (String path : List.of("", "/" + delivery.id(), "/" + delivery.id() + "/report")) {
                String answer = other.with("Accept", accept).get("/staff/deliveries" + path);
                assertThat(Raw.status(answer)).as(accept + path).isIn(403, 406);
                assertThat(answer).doesNotContain("ER_PRS_F", "03C015");
            }
        }
        assertThat(Raw.status(
                        other.with("Accept", "application/json").get("/staff/deliveries/" + delivery.id() + "/codes")))
                .isEqualTo(403);
    }

    @Test
    void whoIsNotSignedInGetsNothing() throws IOException {
        for (String path : List.of("", "/" + delivery.id(), "/" + delivery.id() + "/report")) {
            assertThat(Raw.status(StaffBrowser.anonymous(staffPort.number()).get("/staff/deliveries" + path)))
                    .isEqualTo(401);
        }
    }

    @Test
    void whatIsAbsentIsNotFound() throws IOException {
        for (String id : List.of(UUID.randomUUID().toString(), "none")) {
            for (String part : List.of("", "/codes")) {
                assertThat(Raw.status(steward.with("Accept", "application/json").get("/staff/deliveries/" + id + part)))
                        .isEqualTo(404);
            }
        }
    }
}
