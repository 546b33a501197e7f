package fr.dmp.journey;

import static fr.dmp.claims.dcir.Tables.claim;
import static fr.dmp.claims.dcir.Tables.detail;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import fr.dmp.SandboxTest;
import fr.dmp.claims.Holders;
import fr.dmp.claims.Inbox;
import fr.dmp.claims.Inbox.Delivery;
import fr.dmp.claims.dcir.Tables;
import fr.dmp.gate.StaffPort;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.journey.Browser.Device;
import fr.dmp.reference.Nomenclature;
import fr.dmp.reference.Nomenclatures;
import fr.dmp.reference.Nomenclatures.Told;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A data steward in Tasklist and on the board: maps a code, then dismisses what is left. Each step is shot under
 * {@code target/screenshots}; with {@code -Ddmp.pictures=draw} the pictures of the tour are drawn anew.
 */
@SandboxTest
class DeliveryReviewJourneyTest {

    private static final Path SHOTS = Path.of("target", "screenshots");

    @Autowired
    private StaffPort staffPort;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private Nomenclatures nomenclatures;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private TaskService tasks;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Environment environment;

    @Autowired
    private Clock clock;

    private final String odd = "B" + ThreadLocalRandom.current().nextInt(1_000_000);
    private InsuredPerson person;
    private Delivery delivery;
    private Browser.Visit visit;

    @BeforeEach
    void aDeliveryWithRefusedLines() {
        transaction.executeWithoutResult(status -> nomenclatures.tell(
                Nomenclature.NABM, List.of(new Told("552", "GLYCEMIE", null)), Instant.parse("2026-01-01T12:00:00Z")));
        person = Holders.insured(directory, Holders.nir());
        Holders.open(jdbc, person);
        String day = LocalDate.ofInstant(clock.instant(), ZoneId.of("Europe/Paris"))
                .minusDays(20)
                .toString();
        long number = ThreadLocalRandom.current().nextInt(1_000_000_000);
        Tables tables = new Tables();
        for (int i = 0; i < 12; i++) {
            Map<String, String> claim = claim(person.nir().value(), day, number + i);
            claim.put("ORG_CLE_NUM", i % 3 == 0 ? "03C015000" : "01C751234");
            claim.put("PRS_PAI_MNT", i > 9 ? "DOUZE-EUROS" : "26.50");
            tables.add("ER_PRS_F", claim);
            tables.add(
                    "ER_BIO_F",
                    detail(claim, "BIO_ORD_NUM", "1", "BIO_PRS_IDE", i < 4 ? odd : "552", "BIO_ACT_QSN", "1"));
        }
        delivery = new Inbox(environment, jdbc).drop("claims", "dcir.zip", tables.zip());
        visit = Browser.get().visit(Device.DESKTOP);
        page().navigate(staff("/camunda/app/tasklist/"));
        visit.signsInToTasklist("donnees", "bac-a-sable");
    }

    @AfterEach
    void leaves() {
        visit.close();
    }

    @Test
    void mapsACodeAndDismissesTheRest() {
        assertThat(delivery.refused()).isEqualTo(8);
        opensTask();
        look("01-tache");
        page().locator(".task-card .meta")
                .getByText("Prendre", new Locator.GetByTextOptions().setExact(true))
                .click();
        page().waitForSelector(".task-card .unclaim");
        page().mouse().move(0, 0);
        page().getByLabel("Rattacher des codes").check();
        types("552");
        TourPictures.draw("tasklist-livraison", look("02-rattacher"));
        types("9999");
        sends(400);
        page().waitForSelector("text=n’existe pas aujourd’hui dans sa nomenclature");
        look("03-code-inconnu");
        page().locator("button:visible", new Page.LocatorOptions().setHasText("×"))
                .last()
                .click();
        types("552");
        assertThat(page().locator(".dmp-form").textContent())
                .doesNotContain(person.nir().value(), "DOUZE-EUROS", "991234567");
        sends(204);
        opensTask();
        page().getByLabel("Écarter des lignes").check();
        page().getByLabel("Quelles lignes").selectOption("ALL");
        page().getByLabel("Pourquoi").selectOption("CANNOT_BE_CORRECTED");
        look("04-ecarter");
        sends(204);
        assertThat(jdbc.sql("select state || ' ' || put_right from dmp.delivery_review where delivery = ?")
                        .param(delivery.id())
                        .query(String.class)
                        .single())
                .isEqualTo("SETTLED 4");
        seesTheBoard();
    }

    private void seesTheBoard() {
        page().navigate(staff("/staff/deliveries"));
        assertThat(page().locator("svg.chart").count()).isEqualTo(3);
        assertThat(page().locator("tbody tr:has(a[href$='" + delivery.id() + "'])")
                        .textContent())
                .contains("Réglée");
        Path shot = SHOTS.resolve("livraisons-05-tableau.png");
        page().screenshot(new Page.ScreenshotOptions().setPath(shot));
        TourPictures.draw("livraisons", shot);
        page().screenshot(new Page.ScreenshotOptions()
                .setPath(SHOTS.resolve("livraisons-06-tableau-entier.png"))
                .setFullPage(true));
        page().click("a[href$='" + delivery.id() + "']");
        look("07-livraison");
        assertThat(page().textContent("main")).contains("4 reprises après rattachement", "Montant illisible");
        page().setViewportSize(360, 740);
        page().navigate(staff("/staff/deliveries"));
        look("08-etroit");
        assertThat((Boolean) page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isTrue();
        assertThat(visit.complaints()).noneMatch(text -> text.contains("Content Security Policy"));
    }

    private void opensTask() {
        Task task = tasks.createTaskQuery()
                .processInstanceBusinessKey(delivery.id().toString())
                .singleResult();
        Locator entry = page().locator(".tasks-list li.task:has(a[href*='" + task.getId() + "'])");
        assertThat(entry.textContent()).contains("Traiter les lignes refusées", "Livraison");
        entry.click();
        page().waitForSelector(".dmp-form fieldset");
    }

    private void types(String code) {
        page().getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(odd))
                .fill(code);
    }

    private void sends(int status) {
        Response answer =
                page().waitForResponse(url -> url.url().endsWith("/submit-form"), () -> page().click("text=Terminer"));
        assertThat(answer.status()).isEqualTo(status);
    }

    private Path look(String name) {
        Path shot = SHOTS.resolve("livraisons-" + name + ".png");
        page().screenshot(new Page.ScreenshotOptions().setPath(shot));
        return shot;
    }

    private Page page() {
        return visit.page();
    }

    private String staff(String path) {
        return "http://localhost:" + staffPort.number() + path;
    }
}
