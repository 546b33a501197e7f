package fr.dmp.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import fr.dmp.SandboxTest;
import fr.dmp.claims.Holders;
import fr.dmp.claims.Inbox;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.Professionals;
import fr.dmp.journey.Browser.Device;
import fr.dmp.record.SomePeople;
import fr.dmp.record.SomePeople.Someone;
import fr.dmp.sandbox.SampleHistory;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The treating physician signs in, finds a patient's record, reads the care and leaves; a nurse who isn't authorized is told
 * why. On a phone and at a desk, with scripts and without; each page is shot and, where scripts run, looked at by axe.
 */
@SandboxTest
class ProfessionalJourneyTest {

    private static final String DOCTOR = "10100100014";
    private static final String NURSE = "10100600013";

    @LocalServerPort
    private int port;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private Professionals professionals;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Environment environment;

    @Autowired
    private Clock clock;

    private Someone patient;
    private UUID record;
    private Browser.Visit visit;
    private boolean scripts;
    private String device;

    @BeforeEach
    void aPatientHasARecord() {
        patient = SomePeople.anyone().delivered(directory);
        var person = directory.find(patient.nir()).orElseThrow();
        record = Holders.open(jdbc, person);
        professionals.declareTreating(person.id(), DOCTOR, LocalDate.now(clock).minusYears(1));
        new Inbox(environment, jdbc)
                .drop("claims", UUID.randomUUID() + ".xml", SampleHistory.of(person, LocalDate.now(clock), 1));
    }

    @Test
    void onAPhoneWithoutScripts() {
        go(Device.PHONE, false);
    }

    @Test
    void onAPhoneWithScripts() {
        go(Device.PHONE, true);
    }

    @Test
    void atADeskWithScripts() {
        go(Device.DESKTOP, true);
    }

    @Test
    void inANarrowWindowAtFourTimesTheSize() {
        go(Device.NARROW, true);
    }

    private void go(Device on, boolean withScripts) {
        device = on.name().toLowerCase() + (withScripts ? "" : "-no-scripts");
        scripts = withScripts;
        try (Browser.Visit opened =
                withScripts ? Browser.get().visit(on) : Browser.get().visitWithoutScript(on)) {
            visit = opened;
            changesTheirMind();
            signsIn(DOCTOR);
            findsThePatient();
            readsTheCare();
            leaves();
            signsIn(NURSE);
            isRefused();
            assertThat(visit.requests()).allSatisfy(url -> assertThat(url).startsWith(address("/")));
            assertThat(visit.requests())
                    .noneMatch(url -> url.contains(patient.nir().value()));
            assertThat(visit.complaints()).noneMatch(text -> text.contains("Content Security Policy"));
        }
    }

    private void changesTheirMind() {
        page().navigate(address("/"));
        page().click("footer a[href='/pro']");
        look("01-connexion");
        page().click("main form button");
        assertThat(page().textContent("h1")).contains("Pro Santé Connect");
        page().click("#non");
        assertThat(page().textContent("h1")).isEqualTo("Connexion annulée");
        look("02-annulee");
        page().navigate(address("/pro"));
    }

    private void signsIn(String rpps) {
        page().click("main form button");
        page().selectOption("#rpps", rpps);
        page().click("#oui");
        assertThat(page().url()).isEqualTo(address("/pro"));
        assertThat(page().textContent("h1")).isEqualTo("Chercher un dossier");
        assertThat(visit.page().context().cookies())
                .filteredOn(cookie -> cookie.name.equals("__Host-pro"))
                .singleElement()
                .satisfies(ProfessionalJourneyTest::isWellKept);
    }

    private static void isWellKept(Cookie cookie) {
        assertThat(cookie.httpOnly).isTrue();
        assertThat(cookie.secure).isTrue();
        assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.LAX);
        assertThat(cookie.path).isEqualTo("/");
    }

    private void findsThePatient() {
        look("03-chercher");
        page().fill("#nir", "1 23");
        page().locator("main form button").first().click();
        assertThat(page().isVisible("#faults")).isTrue();
        look("04-chercher-a-corriger");
        page().fill("#nir", patient.nir().value());
        page().locator("main form button").first().click();
        assertThat(page().textContent("h1")).isEqualTo("Dossiers trouvés");
        look("05-trouves");
        page().click(".entries a");
    }

    private void readsTheCare() {
        assertThat(page().textContent("h1")).isEqualTo("N'GUYEN-DUPONT Élie Marie");
        assertThat(page().textContent(".banner-good")).contains("médecin traitant");
        assertThat(page().locator(".month").count()).isPositive();
        look("06-dossier");
        page().locator("summary").first().click();
        assertThat(page().locator("details[open] dl").first().textContent()).contains("Source");
        page().selectOption("#section", "BIOLOGY");
        page().click("main form[method=get] button");
        assertThat(page().url()).contains("/pro/dossiers/" + record).contains("section=BIOLOGY");
        assertThat(page().locator(".kind:not(.kind-BIOLOGY)").count()).isZero();
        look("07-dossier-filtre");
    }

    private void leaves() {
        page().click("header form[action='/pro/deconnexion'] button");
        assertThat(page().url()).endsWith("/pro?au-revoir");
        look("08-au-revoir");
        page().navigate(address("/pro/dossiers/" + record));
        assertThat(page().textContent("h1")).isEqualTo("Espace des professionnels de santé");
    }

    private void isRefused() {
        page().fill("#nir", patient.nir().value());
        page().locator("main form button").first().click();
        assertThat(page().textContent(".entries .tag")).isEqualTo("Sans autorisation");
        page().click(".entries a");
        assertThat(page().textContent("h1")).isEqualTo("Ce dossier ne vous est pas lisible");
        assertThat(page().textContent(".banner-bad")).contains("le titulaire ne vous a pas autorisé");
        assertThat(page().textContent("main")).doesNotContain("GUYEN");
        look("09-refuse");
    }

    private void look(String name) {
        visit.shoot("pro-" + device + "-" + name);
        if (scripts) {
            assertThat(visit.violations()).as(name).isEmpty();
            assertThat(visit.overflow()).as(name).isZero();
        }
    }

    private Page page() {
        return visit.page();
    }

    private String address(String path) {
        return "http://localhost:" + port + path;
    }
}
