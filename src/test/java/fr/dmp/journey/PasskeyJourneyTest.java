package fr.dmp.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import fr.dmp.SandboxTest;
import fr.dmp.claims.Holders;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredDirectory.Delivered;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.journey.Browser.Device;
import fr.dmp.signin.Credentials;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A holder looks after their account in a real browser: a passkey, which a virtual device of the browser's makes and signs
 * with, and a new mobile.
 */
@SandboxTest
class PasskeyJourneyTest {

    private static final Pattern CODE = Pattern.compile("DMP : (\\d{6}) est");
    private static final String PASSWORD = "cheval agrafe correcte batterie";

    @LocalServerPort
    private int port;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private Credentials credentials;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    private Browser.Visit visit;
    private String identifier;
    private Messages phone;
    private String authenticator;

    @Test
    void aPasskeyIsMadeAndSignsIn() {
        String initial = aHolderWithASlip();
        try (Browser.Visit opened = Browser.get().visit(Device.PHONE)) {
            visit = opened;
            page().navigate(address("/"));
            CDPSession device = aDevice();
            signIn(initial);
            page().fill("#initial", initial);
            page().fill("#nouveau", PASSWORD);
            page().fill("#encore", PASSWORD);
            page().click("main .form button");

            page().click("nav a[href='/compte']");
            look("compte-01");
            page().click("main a[href='/compte/cles']");
            look("compte-02-cles");
            page().fill("#nom-cle", "Mon téléphone");
            page().click("form[data-passkey] button");
            page().waitForURL("**/compte/cles?ajoutee");
            assertThat(page().textContent("main li")).contains("Mon téléphone", "Jamais utilisée");
            look("compte-03-cle-ajoutee");

            leave();
            begin(PASSWORD);
            look("compte-04-connexion");
            page().click("form[data-passkey] button");
            page().waitForURL("**/dossier");
            assertThat(page().textContent("h1")).isEqualTo("Mon dossier");

            page().navigate(address("/compte/cles"));
            assertThat(page().textContent("main li")).contains("Utilisée pour la dernière fois");
            assertThat(visit.requests()).allMatch(asked -> asked.startsWith(address("/")));

            notVerified(device);
            leave();
            begin(PASSWORD);
            page().click("form[data-passkey] button");
            page().waitForSelector("form[data-passkey] [data-failed]");
            assertThat(page().isVisible("form[data-passkey] [data-failed]")).isTrue();
            page().fill("#code", phone.next(CODE));
            page().click("main .form button");
            assertThat(page().textContent("h1")).isEqualTo("Mon dossier");
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void aMobileIsChangedAndTheChangeStopped() {
        String initial = aHolderWithASlip();
        String mobile = mobile();
        Messages other = new Messages(port, mobile);
        try (Browser.Visit opened = Browser.get().visit(Device.DESKTOP)) {
            visit = opened;
            signIn(initial);
            page().fill("#initial", initial);
            page().fill("#nouveau", PASSWORD);
            page().fill("#encore", PASSWORD);
            page().click("main .form button");
            page().navigate(address("/compte/coordonnees"));
            look("compte-05-coordonnees");
            page().fill("#nouveau-mobile", "0" + mobile.substring(3));
            page().click("section[aria-labelledby=SMS] .form button");
            look("compte-06-code");
            page().fill("#code", other.next(CODE));
            page().click("main .form button");
            assertThat(page().textContent("section[aria-labelledby=SMS] .banner"))
                    .contains("Sera", "Jusque-là, rien ne change");
            look("compte-07-attente");
            assertThat(phone.next(Pattern.compile("(nouveau numéro de mobile), à partir du")))
                    .isNotEmpty();
            page().click("section[aria-labelledby=SMS] .banner button");
            assertThat(page().textContent(".banner-good")).contains("annulé");
            page().navigate(address("/compte/connexions"));
            assertThat(page().locator("main li").count()).isEqualTo(1);
            look("compte-08-connexions");
        }
    }

    private String aHolderWithASlip() {
        InsuredPerson person = Holders.insured(directory, Holders.nir());
        String mobile = mobile();
        directory.takeIn(
                List.of(new Delivered(person, Optional.of(mobile), Optional.of("camille@exemple.fr"))),
                clock.instant());
        UUID record = Holders.open(jdbc, person);
        phone = new Messages(port, mobile);
        Credentials.Issued slip = transaction.execute(status -> credentials.issue(record, person.id()));
        identifier = slip.identifier();
        return slip.initialPassword();
    }

    private static String mobile() {
        return "+336" + ThreadLocalRandom.current().nextInt(10_000_000, 100_000_000);
    }

    /** One that keeps keys of its own and recognises its owner by itself. */
    private CDPSession aDevice() {
        CDPSession session = page().context().newCDPSession(page());
        session.send("WebAuthn.enable", new JsonObject());
        JsonObject kind = new JsonObject();
        kind.addProperty("protocol", "ctap2");
        kind.addProperty("transport", "internal");
        kind.addProperty("hasResidentKey", true);
        kind.addProperty("hasUserVerification", true);
        kind.addProperty("isUserVerified", true);
        kind.addProperty("automaticPresenceSimulation", true);
        JsonObject options = new JsonObject();
        options.add("options", kind);
        authenticator = session.send("WebAuthn.addVirtualAuthenticator", options)
                .get("authenticatorId")
                .getAsString();
        return session;
    }

    /** Somebody else's finger. */
    private void notVerified(CDPSession device) {
        JsonObject whose = new JsonObject();
        whose.addProperty("authenticatorId", authenticator);
        whose.addProperty("isUserVerified", false);
        device.send("WebAuthn.setUserVerified", whose);
    }

    private void begin(String password) {
        page().navigate(address("/connexion"));
        page().fill("#identifiant", identifier);
        page().fill("#mot-de-passe", password);
        phone.readAll();
        page().click("main form button");
        page().waitForURL("**/connexion/code");
    }

    private void signIn(String password) {
        begin(password);
        page().fill("#code", phone.next(CODE));
        page().click("main .form button");
    }

    private void leave() {
        page().click("header form[action='/deconnexion'] button");
        page().waitForURL("**/connexion?au-revoir");
    }

    private void look(String name) {
        visit.shoot(name);
        assertThat(visit.violations()).as(name).isEmpty();
        assertThat(visit.overflow()).as(name).isZero();
    }

    private Page page() {
        return visit.page();
    }

    private String address(String path) {
        return "http://localhost:" + port + path;
    }
}
