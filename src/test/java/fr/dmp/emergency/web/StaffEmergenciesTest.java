package fr.dmp.emergency.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.dmp.SandboxTest;
import fr.dmp.access.Asking;
import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Act;
import fr.dmp.audit.AuditTrail;
import fr.dmp.emergency.EmergencyAccesses;
import fr.dmp.emergency.EmergencyReason;
import fr.dmp.emergency.EmergencyReviews;
import fr.dmp.emergency.EmergencyWish;
import fr.dmp.emergency.OwnEmergencies;
import fr.dmp.emergency.Review;
import fr.dmp.engine.StaffBrowser;
import fr.dmp.gate.Raw;
import fr.dmp.gate.StaffPort;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.ProfessionalSession;
import fr.dmp.vault.RecordKeys;
import java.io.IOException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.assertj.core.api.Assertions;
import org.camunda.bpm.engine.TaskService;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** What reviewers and the compliance officer are shown of an emergency access; nobody else is, nor who opened it. */
@SandboxTest
class StaffEmergenciesTest {

    private static final String PATH = "/staff/emergency-accesses";

    /** The sample professional whom {@code medecin-controleur} is. */
    private static final String OWN = "10100100022";

    @Autowired
    private ApplicationContext program;

    @Autowired
    private EmergencyAccesses emergencies;

    @Autowired
    private EmergencyReviews reviews;

    @Autowired
    private OwnEmergencies own;

    @Autowired
    private AuditTrail trail;

    @Autowired
    private StaffPort staffPort;

    @Autowired
    private RecordKeys keys;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private TaskService tasks;

    @Autowired
    private Clock clock;

    private Asking asking;
    private String doctor;
    private UUID access;

    @BeforeEach
    void anAccess() {
        asking = Asking.of(program);
        transactions.executeWithoutResult(transaction -> keys.create(asking.record()));
        doctor = asking.professional("10");
        access = open(doctor);
    }

    private UUID open(String rpps) {
        return emergencies
                .open(
                        asking.session(rpps),
                        asking.record(),
                        new EmergencyWish(
                                AccessMode.BRIS_DE_GLACE,
                                EmergencyReason.UNCONSCIOUS,
                                "Trouvé inconscient dans la rue.",
                                null),
                        Supplier::get)
                .id();
    }

    @Test
    void whatWasDoneIsCountedAndNothingOfItIsShown() throws IOException {
        UUID document = document("11502-2", "Glycémie à jeun, diabète", "10199999999");
        act("READ_DOCUMENT", document.toString(), AccessMode.BRIS_DE_GLACE);
        act("READ_DOCUMENT", document.toString(), AccessMode.BRIS_DE_GLACE);
        act("READ_CARE_HISTORY", null, AccessMode.BRIS_DE_GLACE);
        act("READ_ENTRIES", null, AccessMode.NORMAL);
        document("60593-1", "Insuline", doctor);

        String answer = json("controleur", PATH + "/" + access);

        JsonNode shown = new ObjectMapper().readTree(answer);
        assertThat(shown.at("/file/evidence").toString())
                .isEqualTo(
                        "{\"documents\":{\"10\":1},\"lists\":0,\"careHistory\":1,\"entries\":0,\"opened\":1,\"unjustified\":0,"
                                + "\"deposits\":1,\"careLines\":0}");
        assertThat(shown.at("/file/name").asText()).isEqualTo("Ærika NÓVÁK");
        assertThat(shown.get("profession").asText()).isEqualTo("médecin");
        assertThat(shown.at("/file/place").asText()).isEqualTo("Évry");
        assertThat(shown.get("reason").asText()).isEqualTo("Patient hors d’état d’exprimer sa volonté");
        assertThat(answer)
                .doesNotContain("ESSAI", "Camille", "Glycémie", "diab", "Insuline", "11502-2")
                .doesNotContain(
                        asking.record().toString(),
                        document.toString(),
                        asking.person().toString());
        assertThat(asking.acts()).contains("STAFF READ_EMERGENCY_CASE EMERGENCY_REVIEW");
    }

    @Test
    void answersAreNotKept() throws IOException {
        for (String path : List.of(PATH, PATH + "/" + access, PATH + ".csv")) {
            assertThat(browser("controleur").with("Accept", "*/*").get(path)).contains("Cache-Control: no-store");
        }
    }

    @Test
    void whoFollowsUpReadsTheHolderAndBothOpinions() throws IOException {
        emergencies.end(asking.session(doctor), asking.record(), access);
        own.contest(asking.holderSession(), access, "Je n’y étais pas.");
        transactions.executeWithoutResult(
                first -> reviews.find(access, Review.UNJUSTIFIED, "Aucun passage ce jour.", "controleur"));
        JsonNode second = new ObjectMapper().readTree(json("controleuse", PATH + "/" + access));
        assertThat(second.at("/file/first/words").asText()).isEqualTo("Aucun passage ce jour.");
        assertThat(second.at("/file/outcome").isNull()
                        || second.at("/file/outcome").isMissingNode())
                .isTrue();
        transactions.executeWithoutResult(
                confirmed -> reviews.confirm(access, Review.UNJUSTIFIED, "Confirmé par le service.", "controleuse"));

        String page = page("conformite", PATH + "/" + access);

        assertThat(Jsoup.parse(page).text())
                .contains("Injustifié – Aucun passage ce jour.", "Injustifié – Confirmé par le service.")
                .contains("Je n’y étais pas.", "Ærika NÓVÁK, médecin");
        assertThat(page).doesNotContain("ESSAI", "style=", "<script");
        assertThat(new ObjectMapper()
                        .readTree(json("conformite", PATH + "/" + access))
                        .at("/file/evidence/unjustified")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void nobodyIsShownNorJudgesTheirOwn() throws IOException {
        UUID mine = open(OWN);
        assertThat(status("medecin-controleur", PATH + "/" + access)).isEqualTo(200);

        String refused =
                browser("medecin-controleur").with("Accept", "application/json").get(PATH + "/" + mine);

        assertThat(Raw.status(refused)).isEqualTo(403);
        assertThat(refused).contains("own-emergency").doesNotContain("inconscient", "evidence");
        assertThat(status("controleur", PATH + "/" + mine)).isEqualTo(200);
        for (Runnable said : List.<Runnable>of(
                () -> reviews.find(mine, Review.JUSTIFIED, "C’était moi.", "medecin-controleur"),
                () -> reviews.confirm(mine, Review.JUSTIFIED, "C’était moi.", "medecin-controleur"))) {
            Assertions.assertThatThrownBy(() -> transactions.executeWithoutResult(transaction -> said.run()))
                    .isInstanceOfSatisfying(
                            Refusal.class, why -> assertThat(why.slug()).isEqualTo("own-emergency"));
        }
        assertThat(own.list(asking.holderSession()).stream()
                        .filter(one -> one.id().equals(mine))
                        .map(OwnEmergencies.View::review))
                .containsExactly(Review.PENDING);
    }

    @Test
    void theirOwnIsRefusedInTasklist() throws IOException {
        UUID mine = open(OWN);
        emergencies.end(asking.session(OWN), asking.record(), mine);
        String task = tasks.createTaskQuery()
                .processInstanceBusinessKey(mine.toString())
                .singleResult()
                .getId();
        StaffBrowser doctors = browser("medecin-controleur");
        String address = "/camunda/api/engine/engine/default/task/" + task;
        assertThat(Raw.status(doctors.send("POST", address + "/claim", "{\"userId\":\"medecin-controleur\"}")))
                .isEqualTo(204);

        String answer = doctors.send(
                "POST",
                address + "/submit-form",
                "{\"variables\":{\"choice\":{\"type\":\"String\",\"value\":\"JUSTIFIED\"},"
                        + "\"words\":{\"type\":\"String\",\"value\":\"C'était moi.\"}}}");

        assertThat(Raw.status(answer)).as(answer).isBetween(400, 403);
        assertThat(answer).contains("est le vôtre");
    }

    @Test
    void theMonthsAreNumbersAlone() throws IOException {
        JsonNode before = months().get(12);
        open(asking.professional("10"));

        assertThat(months()).hasSize(13);
        JsonNode now = months().get(12);
        assertThat(now.get("opened").asLong()).isEqualTo(before.get("opened").asLong() + 1);
        assertThat(now.get("pending").asLong()).isEqualTo(before.get("pending").asLong() + 1);
        transactions.executeWithoutResult(
                settled -> reviews.find(access, Review.JUSTIFIED, "Confirmé par le service.", "controleur"));
        assertThat(months().get(12).get("inTime").asLong())
                .isEqualTo(now.get("inTime").asLong() + 1);
        String table = browser("conformite").with("Accept", "*/*").get(PATH + ".csv");
        assertThat(table)
                .contains("text/csv")
                .contains("month;opened;in_time;late;pending;unjustified;contested\n")
                .contains(now.get("month").asText() + ";" + now.get("opened").asLong() + ";");
        String page = page("conformite", PATH);
        assertThat(page).contains("role=\"img\"", "<rect class=\"bar\"").doesNotContain("style=", "<script", "NÓVÁK");
        assertThat(Jsoup.parse(page).select("tbody tr")).hasSize(13);
    }

    private JsonNode months() throws IOException {
        return new ObjectMapper().readTree(json("conformite", PATH)).get("items");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gestionnaire", "agent3646", "responsable3646", "donnees", "demo"})
    void otherGroupsAreRefused(String login) throws IOException {
        StaffBrowser other = browser(login);
        for (String accept : List.of("text/html", "application/json", "text/csv", "*/*")) {
            for (String path : List.of(PATH, PATH + "/" + access, PATH + ".csv")) {
                String answer = other.with("Accept", accept).get(path);
                assertThat(Raw.status(answer)).as(accept + path).isIn(403, 406);
                assertThat(answer).doesNotContain("NÓVÁK", "inconscient", "opened");
            }
        }
    }

    @Test
    void whoIsNotSignedInGetsNothing() throws IOException {
        for (String path : List.of(PATH, PATH + "/" + access, PATH + ".csv")) {
            assertThat(Raw.status(StaffBrowser.anonymous(staffPort.number()).get(path)))
                    .isEqualTo(401);
        }
    }

    @Test
    void whatIsAbsentIsNotFound() throws IOException {
        for (String id : List.of(UUID.randomUUID().toString(), "none")) {
            assertThat(status("controleur", PATH + "/" + id)).isEqualTo(404);
        }
    }

    private UUID document(String type, String title, String author) {
        UUID id = UUID.randomUUID();
        asking.superuser()
                .sql(
                        """
                        insert into dmp.document (record, id, series, version, type, title, searched, act_date, author_kind,
                            author, author_name, deposited_at, media_type, bytes)
                        values (?, ?, ?, 1, ?, ?, '', current_date, 'PROFESSIONAL', ?, 'X', ?, 'text/plain', 1)
                        """)
                .params(
                        asking.record(),
                        id,
                        id,
                        type,
                        title,
                        author,
                        OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
        return id;
    }

    private void act(String act, String subject, AccessMode mode) {
        ProfessionalSession session = asking.session(doctor);
        transactions.executeWithoutResult(transaction ->
                trail.write(new Act(asking.record(), session.actor(), null, act, subject, mode, "EMERGENCY/1")));
    }

    private StaffBrowser browser(String login) throws IOException {
        return StaffBrowser.signedIn(staffPort.number(), login);
    }

    private int status(String login, String path) throws IOException {
        return Raw.status(browser(login).with("Accept", "application/json").get(path));
    }

    private String json(String login, String path) throws IOException {
        String answer = browser(login).with("Accept", "application/json").get(path);
        assertThat(Raw.status(answer)).as(answer).isEqualTo(200);
        return whole(answer.substring(answer.indexOf("\r\n\r\n") + 2));
    }

    private String page(String login, String path) throws IOException {
        String answer = browser(login).with("Accept", "text/html").get(path);
        assertThat(Raw.status(answer)).as(answer).isEqualTo(200);
        return whole(answer);
    }

    /** An answer comes in parts, each after its length. */
    private static String whole(String answer) {
        return answer.replaceAll("\r\n[0-9a-f]+\r\n", "");
    }
}
