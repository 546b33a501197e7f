package fr.dmp.portal;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.SandboxTest;
import fr.dmp.TestClock;
import fr.dmp.identity.Professional;
import fr.dmp.identity.Professionals;
import fr.dmp.identity.Professionals.Registration;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A professional's browser goes to the provider and comes back, rightly and in every other way. */
@SandboxTest
class ProSignInPagesTest {

    private static final String STRUCK_OFF = "10100100063";

    @LocalServerPort
    private int port;

    @Autowired
    private Professionals directory;

    @Autowired
    private Clock clock;

    private Practitioner doctor;
    private Visitor visitor;

    @BeforeEach
    void aDoctorComes() {
        doctor = Practitioner.of(port, directory, "10");
        visitor = doctor.visitor();
    }

    @Test
    void signsInAndOut() {
        Document page = visitor.get("/pro").page();
        assertThat(page.select("h1").text()).isEqualTo("Espace des professionnels de santé");
        assertThat(visitor.header("Content-Security-Policy"))
                .contains("default-src 'none'", "form-action 'self' http://localhost:" + port + ";")
                .doesNotContain("unsafe", "*");
        visitor.submit("/pro/connexion", Map.of());
        assertThat(visitor.location())
                .startsWith("/sandbox/issuer/authorize?response_type=code&")
                .contains("&code_challenge_method=S256", "&scope=openid%20scope_all", "&state=", "&nonce=");
        assertThat(visitor.setCookies()).anySatisfy(cookie -> assertThat(cookie)
                .startsWith("__Host-pro-sign-in=")
                .contains("Path=/", "Secure", "HttpOnly", "SameSite=Lax", "Max-Age=600"));
        visitor.follow().submit("/sandbox/issuer/authorize", Map.of("rpps", doctor.rpps()));
        visitor.follow();
        assertThat(visitor.setCookies()).anySatisfy(cookie -> assertThat(cookie)
                .startsWith("__Host-pro=")
                .contains("Path=/", "Secure", "HttpOnly", "SameSite=Lax")
                .doesNotContain("Max-Age", "Expires"));
        assertThat(visitor.cookie("__Host-pro-sign-in")).isEmpty();
        assertThat(visitor.location()).isEqualTo("/pro");
        assertThat(visitor.follow().page().select("h1").text()).isEqualTo("Chercher un dossier");
        assertThat(visitor.page().select(".who").text()).isEqualTo("Dominique SOIGNANT, médecin");

        String session = visitor.cookie("__Host-pro");
        visitor.submit("/pro/deconnexion", Map.of());
        assertThat(visitor.location()).startsWith("/sandbox/issuer/logout?client_id=dmp&post_logout_redirect_uri=");
        assertThat(visitor.cookie("__Host-pro")).isEmpty();
        visitor.follow();
        assertThat(visitor.location()).isEqualTo("/pro?au-revoir");
        assertThat(visitor.follow().text()).contains("Vous êtes déconnecté");
        visitor.keep("__Host-pro", session);
        assertThat(visitor.get("/pro/dossiers/x").location()).isEqualTo("/pro?fin");
        assertThat(visitor.follow().text()).contains("Votre session a pris fin");
    }

    @Test
    void comesBackOnceWithItsOwnStateAndCode() {
        doctor.chooseThemself();
        String back = visitor.location();
        String state = back.replaceAll(".*state=([^&]+).*", "$1");
        refused(back.replace(state, "A".repeat(43)), 410, "Connexion à recommencer");
        refused(back.replaceAll("state=[^&]+&?", ""), 410, "Connexion à recommencer");
        refused("/pro/connexion/retour", 410, "Connexion à recommencer");
        assertThat(visitor.get(back).location()).isEqualTo("/pro");
        refused(back, 410, "Connexion à recommencer");

        // A code that has served already, under a fresh state.
        String code = back.replaceAll(".*code=([^&]+).*", "$1");
        Practitioner again = new Practitioner(new Visitor(port), doctor.rpps());
        again.chooseThemself();
        visitor = again.visitor();
        refused(visitor.location().replaceAll("code=[^&]+", "code=" + code), 410, "Connexion à recommencer");
    }

    /** Whoever is sent a link that ends somebody else's sign-in isn't signed in as them. */
    @Test
    void whatBeganInAnotherBrowserDoesNotEndHere() {
        doctor.chooseThemself();
        String back = visitor.location();
        visitor = new Visitor(port);
        refused(back, 410, "Connexion à recommencer");
        new Practitioner(visitor, doctor.rpps()).goToTheProvider();
        refused(back, 410, "Connexion à recommencer");
    }

    @Test
    void aCodeAndAStateAreGoodForMinutes() {
        doctor.chooseThemself();
        try (TestClock time = TestClock.of(clock)) {
            time.advance(Duration.ofMinutes(2));
            refused(visitor.location(), 410, "Connexion à recommencer");
        }
        doctor.goToTheProvider();
        try (TestClock time = TestClock.of(clock)) {
            time.advance(Duration.ofMinutes(11));
            visitor.submit("/sandbox/issuer/authorize", Map.of("rpps", doctor.rpps()));
            refused(visitor.location(), 410, "Connexion à recommencer");
        }
    }

    @Test
    void whoCancelsAtTheProviderIsToldSo() {
        doctor.goToTheProvider().submit("/sandbox/issuer/authorize", Map.of("cancel", "1"));
        assertThat(visitor.location()).contains("error=access_denied");
        refused(visitor.location(), 403, "Connexion annulée");
        assertThat(visitor.page().select("form[action=/pro/connexion] button").text())
                .isEqualTo("Recommencer la connexion");
    }

    @Test
    void whoWasStruckOffIsToldSo() {
        new Practitioner(visitor, STRUCK_OFF).chooseThemself();
        refused(visitor.location(), 403, "Exercice terminé");
        assertThat(visitor.text()).contains("Selon l’annuaire des professionnels, vous n’exercez plus");
        assertThat(visitor.cookie("__Host-pro")).isEmpty();
    }

    /** The directory is asked at every page. */
    @Test
    void whoIsStruckOffMeanwhileIsOut() {
        doctor.signIn();
        directory.register(List.of(new Registration(
                new Professional(doctor.rpps(), "SOIGNANT", "Dominique", "10", null, null, "PARIS", false, true),
                Optional.of(LocalDate.now(clock).minusDays(1)))));
        String session = visitor.cookie("__Host-pro");
        refused("/pro", 403, "Exercice terminé");
        assertThat(visitor.cookie("__Host-pro")).isEmpty();
        visitor.keep("__Host-pro", session);
        assertThat(visitor.get("/pro").page().select("h1").text()).isEqualTo("Espace des professionnels de santé");
    }

    @Test
    void aSessionThatWasPlantedIsNotTheOneThatBegins() {
        String planted = "A".repeat(43);
        visitor.keep("__Host-pro", planted);
        doctor.signIn();
        String first = visitor.cookie("__Host-pro");
        assertThat(first).isNotEqualTo(planted);
        visitor.forget("__Host-pro");
        visitor.get("/pro");
        visitor.keep("__Host-pro", first);
        // Signing in again ends the former one.
        String begun = visitor.post("/pro/connexion", visitor.filled("/pro/connexion", Map.of()))
                .location();
        visitor.get(begun).submit("/sandbox/issuer/authorize", Map.of("rpps", doctor.rpps()));
        visitor.follow();
        assertThat(visitor.cookie("__Host-pro")).isNotEqualTo(first);
        Visitor other = new Visitor(port);
        other.keep("__Host-pro", first);
        assertThat(other.get("/pro/dossiers/x").location()).isEqualTo("/pro?fin");
    }

    @Test
    void anIdleSessionEnds() {
        doctor.signIn();
        try (TestClock time = TestClock.of(clock)) {
            time.advance(Duration.ofMinutes(10).plusSeconds(1));
            assertThat(visitor.get("/pro/dossiers/x").location()).isEqualTo("/pro?fin");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/pro/connexion", "/pro/recherche", "/pro/deconnexion", "/pro/langue"})
    void aFormThatIsNotOursIsRefused(String path) {
        doctor.signIn();
        assertThat(visitor.post(path, Map.of("nir", "1")).status()).isEqualTo(403);
        assertThat(visitor.post(path, Map.of("_csrf", "made-up")).status()).isEqualTo(403);
        assertThat(visitor.page().select("main a").attr("href")).isEqualTo("/pro");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/pro/dossiers/0197b2c0-0000-7000-8000-000000000000", "/pro/recherche", "/pro/nulle-part"})
    void pagesWantASession(String path) {
        assertThat(visitor.get(path).status()).isEqualTo(303);
        assertThat(visitor.location()).isEqualTo("/pro");
    }

    @Test
    void eachSideKeepsToItsOwn() {
        doctor.signIn();
        assertThat(visitor.get("/dossier").location()).isEqualTo("/connexion");
        Visitor other = new Visitor(port);
        other.keep("__Host-holder", visitor.cookie("__Host-pro"));
        assertThat(other.get("/dossier").location()).isEqualTo("/connexion?fin");
    }

    @Test
    void theLanguageIsChangedOnThesePagesToo() {
        doctor.signIn();
        assertThat(visitor.submit("/pro/langue", Map.of("langue", "en")).location())
                .isEqualTo("/pro");
        assertThat(visitor.follow().page().select("h1").text()).isEqualTo("Find a record");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redirect_uri=https://evil.example/pro/connexion/retour",
                "redirect_uri=http://localhost:1/evil",
                "client_id=another",
                "response_type=token",
                "code_challenge_method=plain",
                "code_challenge=short",
                "scope=openid"
            })
    void theSandboxesProviderTakesNothingElse(String change) {
        doctor.goToTheProvider();
        visitor.get("/pro").submit("/pro/connexion", Map.of());
        String name = change.split("=")[0];
        assertThat(visitor.get(visitor.location().replaceAll("\\b" + name + "=[^&]*", change))
                        .status())
                .isEqualTo(400);
    }

    private void refused(String path, int status, String title) {
        assertThat(visitor.get(path).status()).as(path).isEqualTo(status);
        assertThat(visitor.page().select("h1").text()).isEqualTo(title);
    }
}
