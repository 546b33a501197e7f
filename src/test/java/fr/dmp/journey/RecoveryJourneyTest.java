package fr.dmp.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import fr.dmp.SandboxTest;
import fr.dmp.gate.StaffPort;
import fr.dmp.journey.Browser.Device;
import fr.dmp.recovery.Answers;
import fr.dmp.recovery.LostHolder;
import fr.dmp.recovery.Recoveries;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/**
 * The 3646 at work in Tasklist, the caller at their telephone and on the pages. Each step is shot under {@code
 * target/screenshots}.
 */
@SandboxTest
class RecoveryJourneyTest {

    private static final Path SHOTS = Path.of("target", "screenshots");
    private static final String FRESH = "vélo bleu sous la pluie";

    @Autowired
    private ApplicationContext program;

    @Autowired
    private Recoveries recoveries;

    @Autowired
    private StaffPort staffPort;

    @Autowired
    private TaskService tasks;

    @LocalServerPort
    private int port;

    private LostHolder holder;
    private Browser.Visit visit;

    @BeforeEach
    void someone() {
        holder = LostHolder.of(program);
        holder.startAfresh();
    }

    @AfterEach
    void leaves() {
        visit.close();
    }

    @Test
    void aCallerChoosesAPasswordWithinTheCall() {
        signsIn("agent3646");
        page().click("text=Nouvelle demande");
        page().click("text=Rendre ses identifiants perdus");
        page().waitForSelector(".dmp-form");
        answers(holder.right());
        page().getByLabel("Numéro qui appelle").fill("03 88 00 00 00");
        look("01-appel");
        page().click("text=Envoyer la demande");
        page().waitForSelector("text=La demande est enregistrée.");
        Task call = waits("tellCaller");
        shows(call);
        assertThat(form()).contains("Réponses suffisantes.", "par SMS", "Ne me dites pas le code.");
        assertThat(form()).doesNotContain(holder.mobileNumber().substring(3), "Maïté", holder.identifier());
        look("02-a-dire");
        sends();
        visit.close();

        String code = holder.codeBySms(port);
        visit = Browser.get().visit(Device.PHONE);
        page().navigate("http://localhost:" + port + "/connexion");
        page().click("main >> text=Identifiant ou mot de passe perdu");
        page().click("main >> text=J’ai déjà un code");
        page().getByLabel("Référence").fill(reference().toLowerCase());
        page().getByLabel("Code à 8 chiffres").fill(code.substring(0, 4) + " " + code.substring(4));
        page().getByLabel("Nouveau mot de passe", new Page.GetByLabelOptions().setExact(true))
                .fill(FRESH);
        page().locator("#encore").fill(FRESH);
        look("03-mot-de-passe");
        page().click("main .form button");
        page().waitForSelector("text=Votre nouveau mot de passe est enregistré.");
        look("04-fait");
        assertThat(holder.identifierByMail(port)).isEqualTo(holder.identifier());
        assertThat(visit.complaints()).noneMatch(text -> text.contains("Content Security Policy"));
    }

    @Test
    void aFormThatIsNotEnoughIsCalledBackAndLookedAt() {
        visit = Browser.get().visit(Device.PHONE);
        page().navigate("http://localhost:" + port + "/recuperation");
        page().click("main .form button");
        page().waitForSelector("#faults");
        look("05-questions-vides");
        Answers few = holder.few();
        page().locator("#nir").fill(few.nir());
        page().locator("#nom").fill(few.birthName());
        page().locator("#naissance").fill("01/01/1985");
        page().locator("#adresse").fill(few.address());
        page().locator("#serie").fill(few.serial());
        page().locator("#rappel").fill("03 88 00 00 00");
        look("06-questions");
        page().click("main .form button");
        page().waitForSelector("text=Demande enregistrée, référence");
        assertThat(page().textContent("main")).contains("Sinon, le 3646 vous appelle au plus tard le");
        look("07-enregistree");
        visit.close();

        signsIn("agent3646");
        Task call = waits("callBack");
        shows(call);
        takes();
        assertThat(form()).contains("0388000000", "N’importe qui a pu le donner");
        page().getByLabel("La personne répond").check();
        answers(holder.few());
        look("08-rappel");
        sends();
        shows(waits("tellCaller"));
        assertThat(form()).contains("Réponses insuffisantes.", "un responsable");
        look("09-insuffisant");
        sends();
        visit.close();

        signsIn("responsable3646");
        shows(waits("lookAgain"));
        takes();
        assertThat(form()).contains("agent3646", "seuls le nom et la date de naissance sont justes");
        page().getByLabel("Refuser").check();
        look("10-responsable");
        sends();
        page().navigate(staff("/staff/recoveries"));
        assertThat(page().locator("svg.chart").count()).isEqualTo(1);
        look("11-tableau");
        page().setViewportSize(360, 740);
        assertThat((Boolean) page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isTrue();
    }

    @Test
    void somebodyElsesRequestIsStopped() {
        recoveries.begin(holder.right(), "10.9.8.7", Supplier::get);
        String code = holder.cancellationBySms(port);
        visit = Browser.get().visit(Device.PHONE);
        page().navigate("http://localhost:" + port + "/annulation");
        page().getByLabel("Référence").fill(reference());
        page().getByLabel("Code à 8 chiffres").fill("00000000");
        page().click("main .form button");
        page().waitForSelector("text=Rien à arrêter");
        look("12-annulation-inexacte");
        page().getByLabel("Code à 8 chiffres").fill(code);
        page().click("main .form button");
        page().waitForSelector("text=La demande est arrêtée.");
        look("13-annulation");
    }

    private void answers(Answers answers) {
        page().locator("#dmp-nir").fill(answers.nir());
        page().locator("#dmp-birthName").fill(answers.birthName());
        page().locator("#dmp-birthDate").fill("01/01/1985");
        page().locator("#dmp-serial").fill(answers.serial());
        page().locator("#dmp-address").fill(answers.address());
        page().getByLabel("Les deux, ou la personne ne sait pas").check();
    }

    private void signsIn(String login) {
        visit = Browser.get().visit(Device.DESKTOP);
        page().navigate(staff("/camunda/app/tasklist/"));
        visit.signsInToTasklist(login, "bac-a-sable");
    }

    private UUID recovery() {
        return holder.superuser()
                .sql("select id from dmp.recovery where record = ? order by requested_at desc limit 1")
                .param(holder.record())
                .query(UUID.class)
                .single();
    }

    private String reference() {
        return Awaitility.await()
                .until(
                        () -> holder.superuser()
                                .sql("select reference from dmp.recovery where record = ?")
                                .param(holder.record())
                                .query(String.class)
                                .optional()
                                .orElse(""),
                        found -> !found.isEmpty());
    }

    private Task waits(String element) {
        reference();
        return Awaitility.await()
                .until(
                        () -> tasks.createTaskQuery()
                                .processInstanceBusinessKey(recovery().toString())
                                .taskDefinitionKey(element)
                                .singleResult(),
                        task -> task != null);
    }

    /** By its address: other tests' tasks may fill the list. */
    private void shows(Task task) {
        page().navigate(staff("/camunda/app/tasklist/default/#/?task=" + task.getId()));
        page().waitForSelector(".dmp-form fieldset");
        page().mouse().move(0, 0);
    }

    private void takes() {
        page().locator(".task-card .meta")
                .getByText("Prendre", new Locator.GetByTextOptions().setExact(true))
                .click();
        page().waitForSelector(".task-card .unclaim");
    }

    private String form() {
        return page().locator(".dmp-form").textContent();
    }

    private void sends() {
        Response answer =
                page().waitForResponse(url -> url.url().endsWith("/submit-form"), () -> page().click("text=Terminer"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
    }

    private void look(String name) {
        page().screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(SHOTS.resolve("identifiants-" + name + ".png")));
    }

    private Page page() {
        return visit.page();
    }

    private String staff(String path) {
        return "http://localhost:" + staffPort.number() + path;
    }
}
