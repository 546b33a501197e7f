package fr.dmp.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import fr.dmp.SandboxTest;
import fr.dmp.Superuser;
import fr.dmp.access.Asking;
import fr.dmp.engine.StaffBrowser;
import fr.dmp.gate.StaffPort;
import fr.dmp.journey.Browser.Device;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An administrator changes the matrix in a browser: drafts, looks at what would change, chooses the day. */
@SandboxTest
class MatrixJourneyTest {

    @Autowired
    private StaffPort staffPort;

    @Autowired
    private ApplicationContext program;

    @Autowired
    private Environment environment;

    @Autowired
    private Clock clock;

    private Browser.Visit visit;

    @BeforeEach
    void nursesRead() {
        forgetVersions();
        Asking asking = Asking.of(program);
        for (int n = 0; n < 7; n++) {
            assertThat(asking.grant(asking.professional("60")).status()).isEqualTo(201);
        }
        visit = Browser.get().visit(Device.DESKTOP);
    }

    @AfterEach
    void leaves() {
        visit.close();
        forgetVersions();
    }

    private void forgetVersions() {
        JdbcClient superuser = Superuser.of(environment);
        superuser.sql("delete from dmp.matrix_cell where version > 1").update();
        superuser.sql("delete from dmp.matrix_version where version > 1").update();
    }

    @Test
    void changesWhatNursesRead() throws IOException {
        signsIn();
        page().navigate(staff("/staff/matrix-versions"));
        look("01-versions");
        page().getByText("Version 1", new Page.GetByTextOptions().setExact(true))
                .click();
        look("02-version");
        page().fill("#motif", "Arrêté d’essai du 1er décembre 2026");
        choose(0, "60", "REMB", "false");
        choose(1, "60", "89601-9", "true");
        choose(2, "70", "", "");
        page().getByText("Faire cette version").click();
        assertThat(page().textContent("[role=alert]")).contains("Informations à corriger");
        look("03-faute");
        choose(2, "", "", "");
        page().fill("#collees", "pas une matrice\n70;11488-4;lit");
        page().getByText("Faire cette version").click();
        assertThat(page().textContent("[role=alert]")).contains("Ligne 1");
        look("03-lignes");
        page().fill("#collees", "70;11488-4;lit");
        page().getByText("Faire cette version").click();
        assertThat(page().textContent("h1")).isEqualTo("Matrice d’habilitation, version 2");
        assertThat(page().locator("td.changed").count()).isEqualTo(3);
        assertThat(page().textContent(".changes")).contains("Kinésithérapeute", "ne lirait plus");
        look("04-brouillon");
        page().getByText("Voir ce qui changerait").click();
        assertThat(page().textContent("main"))
                .contains("Lues aujourd’hui, refusées alors", "Historique des remboursements", "Exemples de lectures");
        look("05-effet");
        page().getByText("Retour à la version 2").click();
        page().fill("#jour", "2023-10-26");
        page().getByText("Appliquer à partir de ce jour").click();
        assertThat(page().textContent("[role=alert]")).contains("Indiquez un jour à venir");
        look("05-jour-refuse");
        page().fill(
                        "#jour",
                        LocalDate.ofInstant(clock.instant(), ZoneId.of("Europe/Paris"))
                                .plusDays(4)
                                .toString());
        page().getByText("Appliquer à partir de ce jour").click();
        assertThat(page().textContent("dl")).contains("Prévue");
        look("06-prevue");
        page().navigate(staff("/staff/matrix-versions"));
        look("07-versions");
        assertThat(visit.complaints()).noneMatch(text -> text.contains("Content Security Policy"));
        narrow("/staff/matrix-versions");
        narrow("/staff/matrix-versions/2");
    }

    private void narrow(String path) {
        page().setViewportSize(320, 640);
        page().navigate(staff(path));
        look("08-etroit" + path.replaceAll("\\D", ""));
        assertThat((Boolean) page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as(path)
                .isTrue();
    }

    private void choose(int line, String profession, String type, String allowed) {
        page().selectOption("#profession-" + line, profession);
        page().selectOption("#type-" + line, type);
        page().selectOption("#allowed-" + line, allowed);
    }

    /** Tasklist's own page, which is another journey's, isn't waited for. */
    private void signsIn() throws IOException {
        String[] cookie =
                StaffBrowser.signedIn(staffPort.number(), "demo").cookie().split("=", 2);
        page().context()
                .addCookies(List.of(new Cookie(cookie[0], cookie[1])
                        .setUrl("https://localhost:" + staffPort.number())
                        .setSecure(true)
                        .setHttpOnly(true)));
    }

    /** Shot as it is, and held against the rules of accessibility. */
    private void look(String name) {
        visit.shoot("matrice-" + name);
        assertThat(visit.violations()).as(name).isEmpty();
    }

    private Page page() {
        return visit.page();
    }

    private String staff(String path) {
        return "http://localhost:" + staffPort.number() + path;
    }
}
