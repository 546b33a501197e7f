package fr.dmp.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import fr.dmp.SandboxTest;
import fr.dmp.claims.Inbox;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.journey.Browser.Device;
import fr.dmp.record.SomePeople;
import fr.dmp.record.SomePeople.Someone;
import fr.dmp.sandbox.SampleHistory;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Someone opens their record, signs in, chooses a password and reads their care: on a phone and at a desk, with scripts
 * and without. Each page is shot under {@code target/screenshots} and, where scripts run, looked at by axe.
 */
@SandboxTest
class HolderJourneyTest {

    private static final Pattern CODE = Pattern.compile("DMP : (\\d{6}) est");
    private static final Pattern PASSWORD = Pattern.compile("mot de passe initial (\\S+)");
    private static final String OWN_PASSWORD = "cheval agrafe correcte batterie";

    @LocalServerPort
    private int port;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Environment environment;

    @Autowired
    private Clock clock;

    private Browser.Visit visit;
    private boolean scripts;
    private String device;

    @Test
    void onAPhoneWithoutScripts() {
        go(Device.PHONE, false);
    }

    @Test
    void onAPhoneWithScripts() {
        go(Device.PHONE, true);
    }

    @Test
    void atADeskWithoutScripts() {
        go(Device.DESKTOP, false);
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
        Someone someone = SomePeople.anyone().delivered(directory);
        Messages messages = new Messages(port, someone.mobile());
        device = on.name().toLowerCase() + (withScripts ? "" : "-no-scripts");
        scripts = withScripts;
        try (Browser.Visit opened =
                withScripts ? Browser.get().visit(on) : Browser.get().visitWithoutScript(on)) {
            visit = opened;
            String identifier = opensTheirRecord(someone, messages);
            String initial = messages.next(PASSWORD);
            signsIn(identifier, initial, messages);
            choosesAPassword(initial);
            readsTheirCare(someone);
            leaves();
            staysAtHome();
        }
    }

    private String opensTheirRecord(Someone someone, Messages messages) {
        page().navigate(address("/"));
        look("01-accueil");
        page().click("a[href='/creation']");
        next();
        look("02-creation-a-corriger");
        page().fill("#nir", someone.nir().value());
        page().fill("#serie", someone.serial());
        page().fill("#nom", "N'Guyen Dupont");
        page().fill("#prenoms", "Marie Elie");
        page().fill("#naissance", "17/01/1960");
        look("03-creation-carte");
        next();
        page().fill("#mobile", "0" + someone.mobile().substring(3));
        look("04-creation-contact");
        next();
        page().check("#accord");
        look("05-creation-accord");
        next();
        look("06-creation-code");
        page().fill("#code", messages.next(CODE));
        page().click("main .form button");
        assertThat(page().textContent("h1")).isEqualTo("Votre dossier est ouvert");
        look("07-creation-ouvert");
        return page().textContent(".secret");
    }

    private void signsIn(String identifier, String password, Messages messages) {
        page().click("main a[href='/connexion']");
        look("08-connexion");
        page().fill("#identifiant", identifier);
        page().fill("#mot-de-passe", password);
        page().click("main form button");
        assertThat(page().textContent("main")).contains("Si l’identifiant et le mot de passe sont exacts");
        look("09-code");
        page().fill("#code", messages.next(CODE));
        page().click("main .form button");
        assertThat(page().textContent("h1")).isEqualTo("Choisir votre mot de passe");
    }

    private void choosesAPassword(String initial) {
        page().navigate(address("/historique"));
        assertThat(page().url()).endsWith("/mot-de-passe");
        page().fill("#initial", initial);
        page().fill("#nouveau", "motdepasse123");
        page().click("main .form button");
        assertThat(page().isVisible("#faults")).isTrue();
        look("10-mot-de-passe-a-corriger");
        page().fill("#initial", initial);
        page().fill("#nouveau", OWN_PASSWORD);
        page().fill("#encore", OWN_PASSWORD);
        page().click("main .form button");
        assertThat(page().textContent("h1")).isEqualTo("Mon dossier");
        assertThat(visit.page().context().cookies())
                .filteredOn(cookie -> cookie.name.equals("__Host-holder"))
                .singleElement()
                .satisfies(HolderJourneyTest::isWellKept);
    }

    private static void isWellKept(Cookie cookie) {
        assertThat(cookie.httpOnly).isTrue();
        assertThat(cookie.secure).isTrue();
        assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.STRICT);
        assertThat(cookie.path).isEqualTo("/");
    }

    private void readsTheirCare(Someone someone) {
        look("11-dossier");
        page().click("main a[href='/historique']");
        assertThat(page().textContent("main")).contains("Rien n’est arrivé pour l’instant");
        look("12-historique-vide");
        new Inbox(environment, jdbc)
                .drop(
                        "claims",
                        UUID.randomUUID() + ".xml",
                        SampleHistory.of(directory.find(someone.nir()).orElseThrow(), LocalDate.now(clock), 1));
        page().navigate(address("/historique"));
        assertThat(page().locator(".month").count()).isPositive();
        assertThat(page().textContent("main")).contains("Vos données arrivent jusqu’au");
        look("13-historique");
        page().locator("summary").first().click();
        assertThat(page().locator("details[open] dl").first().textContent()).contains("Source");
        look("14-historique-detail");
        page().selectOption("#section", "BIOLOGY");
        page().click("main form button");
        assertThat(page().locator(".kind:not(.kind-BIOLOGY)").count()).isZero();
        look("15-historique-filtre");
        page().click("nav a[href='/avis']");
        assertThat(page().locator(".entries li").count()).isPositive();
        look("16-avis");
        page().click("nav a[href='/aide']");
        look("17-aide");
    }

    private void leaves() {
        page().click("header form[action='/deconnexion'] button");
        assertThat(page().textContent("main")).contains("Vous êtes déconnecté");
        page().navigate(address("/dossier"));
        assertThat(page().url()).contains("/connexion");
    }

    /** Nothing came from elsewhere, nothing was refused by the policy, and no address tells who it was. */
    private void staysAtHome() {
        assertThat(visit.requests()).allSatisfy(url -> assertThat(url).startsWith(address("/")));
        assertThat(visit.complaints()).noneMatch(text -> text.contains("Content Security Policy"));
    }

    private void next() {
        page().click("button[value=suite]");
    }

    private void look(String name) {
        visit.shoot(device + "-" + name);
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
