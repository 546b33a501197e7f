package fr.dmp.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import fr.dmp.SandboxTest;
import fr.dmp.access.Asking;
import fr.dmp.audit.AccessMode;
import fr.dmp.emergency.EmergencyAccesses;
import fr.dmp.emergency.EmergencyReason;
import fr.dmp.emergency.EmergencyWish;
import fr.dmp.emergency.OwnEmergencies;
import fr.dmp.gate.StaffPort;
import fr.dmp.journey.Browser.Device;
import fr.dmp.record.EmergencyChoices;
import fr.dmp.record.OwnEmergencySettings;
import fr.dmp.vault.RecordKeys;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Supplier;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Two reviewers and the compliance officer in Tasklist: the first holds a contested access for unjustified, the second reads
 * that opinion and agrees, the officer follows up with the printable case. Each step is shot under {@code
 * target/screenshots}.
 */
@SandboxTest
class EmergencyReviewJourneyTest {

    private static final Path SHOTS = Path.of("target", "screenshots");

    @Autowired
    private ApplicationContext program;

    @Autowired
    private EmergencyAccesses emergencies;

    @Autowired
    private OwnEmergencies own;

    @Autowired
    private OwnEmergencySettings settings;

    @Autowired
    private StaffPort staffPort;

    @Autowired
    private TaskService tasks;

    @Autowired
    private RecordKeys keys;

    @Autowired
    private TransactionTemplate transactions;

    private UUID access;
    private Browser.Visit visit;

    @BeforeEach
    void aContestedAccess() {
        Asking asking = Asking.of(program);
        transactions.executeWithoutResult(transaction -> keys.create(asking.record()));
        settings.change(
                asking.holderSession(), present -> new EmergencyChoices(true, true, false, true), version -> true);
        String doctor = asking.professional("10");
        access = emergencies
                .open(
                        asking.session(doctor),
                        asking.record(),
                        new EmergencyWish(
                                AccessMode.BRIS_DE_GLACE,
                                EmergencyReason.COVERING,
                                "Le médecin habituel est absent aujourd’hui.",
                                null),
                        Supplier::get)
                .id();
        emergencies.end(asking.session(doctor), asking.record(), access);
        own.contest(asking.holderSession(), access, "Je n’ai vu personne ce jour-là.");
    }

    @AfterEach
    void leaves() {
        visit.close();
    }

    @Test
    void twoHoldItForUnjustifiedAndTheOfficerFollowsUp() {
        signsIn("controleur");
        takes("Contrôler l’accès d’urgence");
        assertThat(form()).contains("Ærika NÓVÁK", "médecin", "Bris de glace", "Le médecin habituel est absent");
        assertThat(form())
                .contains("Je n’ai vu personne ce jour-là.", "Accès d’urgence de ce professionnel en 90 jours")
                .contains("Le titulaire a demandé que chaque accès d’urgence à son dossier soit regardé en premier");
        look("00-a-regarder");
        assertThat(form()).doesNotContain("ESSAI", "Camille");
        page().getByLabel("Accès injustifié").check();
        page().getByLabel("Pourquoi").fill("Aucun passage au cabinet ce jour.");
        look("01-premier-avis");
        sends();
        visit.close();

        signsIn("controleuse");
        takes("Confirmer par un deuxième avis");
        assertThat(form()).contains("Premier avis", "injustifié", "Aucun passage au cabinet ce jour.");
        page().getByLabel("Accès injustifié").check();
        page().getByLabel("Pourquoi").fill("Confirmé auprès du cabinet.");
        look("02-deuxieme-avis");
        sends();
        visit.close();

        signsIn("conformite");
        takes("Donner suite à l’accès injustifié");
        assertThat(form()).contains("Aucun passage au cabinet ce jour.", "Confirmé auprès du cabinet.");
        look("03-suite");
        page().getByLabel("Ce qui a été fait").selectOption("REMINDED");
        sends();
        seesTheCaseAndTheMonths();
    }

    private void seesTheCaseAndTheMonths() {
        page().navigate(staff("/staff/emergency-accesses/" + access));
        assertThat(page().textContent("main")).contains("Confirmé auprès du cabinet.", "Aucun passage au cabinet");
        look("04-dossier");
        page().navigate(staff("/camunda/app/welcome/"));
        page().getByText("Accès d’urgence", new Page.GetByTextOptions().setExact(true))
                .waitFor();
        look("06-accueil");
        page().getByText("Accès d’urgence", new Page.GetByTextOptions().setExact(true))
                .click();
        page().waitForURL(staff("/staff/emergency-accesses"));
        assertThat(page().locator("svg.chart").count()).isEqualTo(1);
        look("05-mois");
        page().setViewportSize(360, 740);
        assertThat((Boolean) page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isTrue();
        assertThat(visit.complaints()).noneMatch(text -> text.contains("Content Security Policy"));
    }

    private void signsIn(String login) {
        visit = Browser.get().visit(Device.DESKTOP);
        page().navigate(staff("/camunda/app/tasklist/"));
        visit.signsInToTasklist(login, "bac-a-sable");
    }

    /** By its address: other tests' tasks may fill the list. */
    private void takes(String name) {
        Task task = tasks.createTaskQuery()
                .processInstanceBusinessKey(access.toString())
                .singleResult();
        assertThat(task.getName()).isEqualTo(name);
        page().navigate(staff("/camunda/app/tasklist/default/#/?task=" + task.getId()));
        page().waitForSelector(".dmp-form .form-group");
        page().locator(".task-card .meta")
                .getByText("Prendre", new Locator.GetByTextOptions().setExact(true))
                .click();
        page().waitForSelector(".task-card .unclaim");
        page().mouse().move(0, 0);
    }

    private String form() {
        return page().locator(".dmp-form").textContent();
    }

    private void sends() {
        Response answer =
                page().waitForResponse(url -> url.url().endsWith("/submit-form"), () -> page().click("text=Terminer"));
        assertThat(answer.status()).isEqualTo(204);
    }

    private void look(String name) {
        page().screenshot(new Page.ScreenshotOptions().setPath(SHOTS.resolve("urgence-" + name + ".png")));
    }

    private Page page() {
        return visit.page();
    }

    private String staff(String path) {
        return "http://localhost:" + staffPort.number() + path;
    }
}
