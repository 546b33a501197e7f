package fr.dmp.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.WaitForSelectorState;
import fr.dmp.SandboxTest;
import fr.dmp.claims.Inbox;
import fr.dmp.gate.StaffPort;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.journey.Browser.Device;
import fr.dmp.record.CaseFile;
import fr.dmp.record.SomePeople;
import fr.dmp.record.SomePeople.Someone;
import fr.dmp.sandbox.SampleHistory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A caseworker at the counter, in Tasklist: opens a record, checks a mismatch, hands over the slip; then the person of
 * the slip signs in with what it says. Each step is shot under {@code target/screenshots}. Run with
 * {@code -Ddmp.pictures=draw}, it also draws anew the pictures of the tour in {@code src/docs/pictures}.
 */
@SandboxTest
class TasklistJourneyTest {

    private static final Path SHOTS = Path.of("target", "screenshots");
    private static final String NAME = "N'Guyen Dupont";
    private static final String OWN_PASSWORD = "cheval agrafe correcte batterie";
    private static final Pattern CODE = Pattern.compile("DMP : (\\d{6}) est");
    private static final Pattern ON_THE_SLIP =
            Pattern.compile("Votre identifiant\\s+(\\d[\\d ]+\\d)\\s+Votre mot de passe\\s+initial\\s+(\\S+)");

    @LocalServerPort
    private int port;

    @Autowired
    private StaffPort staffPort;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private TaskService tasks;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Environment environment;

    @Autowired
    private Clock clock;

    private Someone someone;
    private Browser.Visit visit;
    private UUID creation;

    @BeforeEach
    void sitsDown() {
        someone = SomePeople.anyone().delivered(directory);
        visit = Browser.get().visit(Device.DESKTOP);
        page().navigate(staff("/camunda/app/tasklist/"));
        page().waitForSelector("input[type=password]");
    }

    @AfterEach
    void leaves() {
        visit.close();
    }

    @Test
    void opensARecordAndHandsOverTheSlip() throws Exception {
        look("01-connexion");
        signsIn();
        look("02-listes");
        long before = creations();
        fillsIn(NAME);
        page().getByLabel("Numéro de sécurité sociale")
                .fill(someone.nir().value().substring(0, 13) + "00");
        page().getByLabel("La personne consent").check();
        TourPictures.draw("tasklist-ouvrir", look("03-ouvrir"));
        isRefused("Ce numéro de sécurité sociale ou sa clé est faux.");
        look("04-cle-fausse");
        page().getByLabel("Numéro de sécurité sociale").fill(someone.nir().value());
        page().getByLabel("La personne consent").uncheck();
        isRefused("Un dossier n’est ouvert qu’avec le consentement de la personne.");
        look("05-sans-consentement");
        assertThat(page().getByLabel("Nom de famille").inputValue()).isEqualTo(NAME);
        assertThat(creations()).isEqualTo(before);
        page().getByLabel("La personne consent").check();
        sends();
        opensTask("Remettre le bordereau");
        look("06-remettre");
        page().click("text=Schéma");
        page().waitForSelector(".djs-container .highlight, .djs-container [data-element-id=handOverSlip]");
        look("07-schema");
        page().click("text=Formulaire");
        byte[] first = printsTheSlip();
        look("09-bordereau-affiche");
        chooses("est illisible ou perdu");
        opensTask("Remettre le bordereau");
        look("10-refait");
        byte[] second = printsTheSlip();
        TourPictures.drawPaper("bordereau", second);
        assertThat(textOf(second)).isNotEqualTo(textOf(first));
        chooses("a été remis à la personne");
        look("11-remis");
        theirPersonSignsIn(textOf(second));
        staysAtHome();
    }

    @Test
    void confirmsAnIdentityThatDiffers() throws Exception {
        signsIn();
        fillsIn("Martin");
        page().getByLabel("La personne consent").check();
        sends();
        page().click(".task-filters >> text=Tâches à prendre");
        opensTask("Vérifier l’identité");
        look("20-verifier");
        takes();
        Locator differing = page().locator(".dmp-form tr.differs");
        assertThat(differing.count()).isOne();
        assertThat(differing.textContent()).contains("Nom de famille", "Martin", "N'GUYEN-DUPONT", "diffère");
        assertThat(page().locator(".dmp-form tbody tr").count()).isEqualTo(5);
        TourPictures.draw("tasklist-verifier", look("21-verifier-prise"));
        chooses("C’est bien la même personne");
        page().click(".task-filters >> text=À traiter");
        opensTask("Remettre le bordereau");
        look("22-confirmee");
        assertThat(textOf(printsTheSlip())).contains("Votre identifiant");
        chooses("a été remis à la personne");
    }

    @Test
    void refusesAnIdentityThatDiffers() {
        signsIn();
        fillsIn("Martin");
        page().getByLabel("La personne consent").check();
        sends();
        opensTask("Vérifier l’identité");
        takes();
        chooses("L’identité n’est pas établie");
        look("30-refusee");
        assertThat(jdbc.sql("select status from dmp.record_creation where id = ?")
                        .param(creation)
                        .query(String.class)
                        .single())
                .isEqualTo("REFUSED");
    }

    private void signsIn() {
        visit.signsInToTasklist("gestionnaire", "bac-a-sable");
    }

    private void fillsIn(String familyName) {
        page().click("text=Nouvelle demande");
        page().click("text=Ouvrir un dossier médical partagé");
        page().waitForSelector(".dmp-form");
        page().getByLabel("Numéro de sécurité sociale").fill(someone.nir().value());
        page().getByLabel("Numéro de série de la carte").fill(someone.serial());
        page().getByLabel("Nom de famille").fill(familyName);
        page().getByLabel("Prénoms").fill("Marie Elie");
        page().getByLabel("Date de naissance").fill("17/01/1960");
    }

    private void isRefused(String sentence) {
        page().click("text=Envoyer la demande");
        page().waitForSelector(".modal-body .notifications .alert:visible >> text=" + sentence);
    }

    private void sends() {
        page().click("text=Envoyer la demande");
        page().waitForSelector("text=La demande est enregistrée.");
        page().waitForSelector(
                        ".modal-dialog", new Page.WaitForSelectorOptions().setState(WaitForSelectorState.DETACHED));
        creation = jdbc.sql("select id from dmp.record_creation order by id desc limit 1")
                .query(UUID.class)
                .single();
    }

    private long creations() {
        return jdbc.sql("select count(*) from dmp.record_creation")
                .query(Long.class)
                .single();
    }

    /** This person's present one: for a moment the list still has the one before. */
    private void opensTask(String name) {
        Task task = tasks.createTaskQuery()
                .processInstanceBusinessKey(creation.toString())
                .taskName(name)
                .singleResult();
        Locator entry = page().locator(".tasks-list li.task:has(a[href*='" + task.getId() + "'])");
        assertThat(entry.textContent()).contains(name, CaseFile.reference(creation));
        entry.click();
        page().waitForSelector(".dmp-form fieldset");
    }

    private void takes() {
        page().locator(".task-card .meta")
                .getByText("Prendre", new Locator.GetByTextOptions().setExact(true))
                .click();
        page().waitForSelector(".task-card .unclaim");
        page().mouse().move(0, 0);
    }

    /** The link opens it in another tab; it is gone for whoever asks again. */
    private byte[] printsTheSlip() {
        Locator link = page().getByText("Afficher le bordereau pour l’imprimer");
        String address = staff(link.getAttribute("href"));
        AtomicReference<APIResponse> slip = new AtomicReference<>();
        page().context().route("**/staff/slips/*", route -> {
            slip.set(route.fetch());
            route.fulfill(new Route.FulfillOptions().setResponse(slip.get()));
        });
        Page tab = page().context().waitForPage(link::click);
        page().waitForCondition(() -> slip.get() != null);
        page().context().unroute("**/staff/slips/*");
        assertThat(slip.get().status()).isEqualTo(200);
        assertThat(slip.get().headers())
                .containsEntry("content-type", "application/pdf")
                .as("a session renewed here is lost to Tasklist, which polls")
                .doesNotContainKey("set-cookie");
        APIResponse again = page().context().request().get(address);
        assertThat(again.status()).as(again.text()).isEqualTo(410);
        if (!tab.isClosed()) {
            tab.close();
        }
        page().waitForSelector("text=Le bordereau s’est ouvert dans un autre onglet");
        return slip.get().body();
    }

    private void chooses(String outcome) {
        page().getByLabel(outcome).check();
        Response answer =
                page().waitForResponse(url -> url.url().endsWith("/submit-form"), () -> page().click("text=Terminer"));
        assertThat(answer.status()).isEqualTo(204);
    }

    private void theirPersonSignsIn(String slip) {
        Matcher secrets = ON_THE_SLIP.matcher(slip);
        assertThat(secrets.find()).as(slip).isTrue();
        Messages messages = new Messages(port, someone.mobile());
        try (Browser.Visit holder = Browser.get().visit(Device.DESKTOP)) {
            Page pages = holder.page();
            pages.navigate(holders("/connexion"));
            pages.fill("#identifiant", secrets.group(1));
            pages.fill("#mot-de-passe", secrets.group(2));
            pages.click("main form button");
            pages.fill("#code", messages.next(CODE));
            pages.click("main .form button");
            assertThat(pages.textContent("h1")).isEqualTo("Choisir votre mot de passe");
            pages.fill("#initial", secrets.group(2));
            pages.fill("#nouveau", OWN_PASSWORD);
            pages.fill("#encore", OWN_PASSWORD);
            pages.click("main .form button");
            pages.navigate(holders("/historique"));
            assertThat(pages.textContent("main")).contains("Rien n’est arrivé pour l’instant");
            new Inbox(environment, jdbc)
                    .drop(
                            "claims",
                            UUID.randomUUID() + ".xml",
                            SampleHistory.of(directory.find(someone.nir()).orElseThrow(), LocalDate.now(clock), 1));
            pages.navigate(holders("/historique"));
            assertThat(pages.locator(".month").count()).isPositive();
            Path history = SHOTS.resolve("tasklist-12-historique.png");
            pages.screenshot(new Page.ScreenshotOptions().setPath(history));
            TourPictures.draw("historique", history);
            pages.selectOption("#section", "MEDICINES");
            pages.click("main form button");
            assertThat(pages.locator(".kind:not(.kind-MEDICINES)").count()).isZero();
            pages.navigate(holders("/avis"));
            assertThat(pages.locator(".entries li").count()).isPositive();
        }
    }

    /** Nothing comes from elsewhere, and nothing is refused by the policy of the staff's pages. */
    private void staysAtHome() {
        assertThat(visit.requests()).allSatisfy(url -> assertThat(url).startsWith(staff("/")));
        assertThat(visit.complaints()).noneMatch(text -> text.contains("Content Security Policy"));
    }

    private static String textOf(byte[] pdf) throws IOException {
        try (PDDocument paper = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(paper);
        }
    }

    private Path look(String name) {
        Path shot = SHOTS.resolve("tasklist-" + name + ".png");
        page().screenshot(new Page.ScreenshotOptions().setPath(shot));
        return shot;
    }

    private Page page() {
        return visit.page();
    }

    private String staff(String path) {
        return "http://localhost:" + staffPort.number() + path;
    }

    private String holders(String path) {
        return "http://localhost:" + port + path;
    }
}
