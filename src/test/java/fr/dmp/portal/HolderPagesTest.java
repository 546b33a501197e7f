package fr.dmp.portal;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.SandboxTest;
import fr.dmp.TestClock;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.journey.Messages;
import fr.dmp.record.SomePeople.Someone;
import fr.dmp.signin.Credentials;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What a holder meets from the first code to signing out, over HTTP as a browser without scripts does it. */
@SandboxTest
class HolderPagesTest {

    private static final List<String> PAGES = List.of("/dossier", "/historique", "/avis", "/mot-de-passe");

    @LocalServerPort
    private int port;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Credentials credentials;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Clock clock;

    private Newcomer newcomer;
    private Someone someone;
    private Messages messages;
    private Visitor visitor;
    private String identifier;
    private String initial;

    @BeforeEach
    void someoneOpensTheirRecord() {
        newcomer = Newcomer.onFile(port, directory);
        someone = newcomer.someone();
        messages = newcomer.messages();
        visitor = newcomer.visitor();
        identifier = newcomer.open();
        initial = messages.next(Newcomer.PASSWORD);
    }

    @Test
    void untilThePasswordIsOnesOwnThereIsNoOtherPage() {
        signIn(initial);
        assertThat(visitor.location()).isEqualTo("/mot-de-passe");
        for (String page : List.of("/dossier", "/historique", "/avis")) {
            assertThat(visitor.get(page).location()).as(page).isEqualTo("/mot-de-passe");
        }
        assertThat(visitor.get("/mot-de-passe").page().select("nav.nav")).isEmpty();
    }

    @Test
    void thePasswordToReplaceBearsTheNameByWhichItIsKnown() {
        signIn(initial);
        assertThat(visitor.follow().page().select("label[for=initial]").text()).isEqualTo("Mot de passe initial");
        choose(initial, Newcomer.OWN_PASSWORD);
        assertThat(visitor.get("/mot-de-passe")
                        .page()
                        .select("label[for=actuel]")
                        .text())
                .isEqualTo("Mot de passe actuel");
    }

    @Test
    void theSessionsCookieIsNewAndWellKept() {
        visitor.keep("__Host-holder", "A".repeat(43));
        signIn(initial);
        assertThat(visitor.setCookies())
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("__Host-holder=")
                        .contains("Path=/", "Secure", "HttpOnly", "SameSite=Strict")
                        .doesNotContain("Max-Age", "Domain", "A".repeat(43)))
                .anySatisfy(cookie ->
                        assertThat(cookie).startsWith("__Host-challenge=;").contains("Max-Age=0"));
    }

    @Test
    void thePagesShowTheRecordAndAreKeptNowhere() {
        signIn(initial);
        choose(initial, Newcomer.OWN_PASSWORD);
        assertThat(visitor.follow().text()).contains("Mon dossier", "Par vous, en ligne", "Autorisé", "Derniers avis");
        for (String page : PAGES) {
            assertThat(visitor.get(page).status()).as(page).isEqualTo(200);
            assertThat(visitor.header("Cache-Control")).as(page).contains("no-store");
            assertThat(visitor.page().select("script, style, [style]")).as(page).isEmpty();
            assertThat(visitor.text()).as(page).doesNotContain(someone.nir().value(), "N'GUYEN", someone.mobile());
        }
        assertThat(visitor.get("/avis").text()).contains("Mot de passe changé", "Code de connexion");
    }

    /** Where a record is opened isn't the place of someone who has one, whatever they may do there just now. */
    @Test
    void whoHasARecordIsNotOfferedAnother() {
        assertThat(visitor.get("/creation").status()).isEqualTo(200);
        signIn(initial);
        assertThat(visitor.get("/creation").location()).isEqualTo("/mot-de-passe");
        choose(initial, Newcomer.OWN_PASSWORD);
        assertThat(visitor.get("/creation").location()).isEqualTo("/dossier");
        assertThat(visitor.get("/creation/suivi").page().select(".secret").text())
                .as("the identifier, for an hour")
                .isEqualTo(identifier);
        transaction.executeWithoutResult(status -> credentials.close(record()));
        signIn(Newcomer.OWN_PASSWORD);
        assertThat(visitor.get("/creation").location()).isEqualTo("/connexion/dossier-ferme");
    }

    @Test
    void everyReadingIsTraced() {
        signIn(initial);
        choose(initial, Newcomer.OWN_PASSWORD);
        PAGES.forEach(visitor::get);
        assertThat(acts()).contains("READ_RECORD", "READ_NOTICES", "READ_CARE_HISTORY");
    }

    @Test
    void theHistoryExplainsWhatItCannotShow() {
        signIn(initial);
        choose(initial, Newcomer.OWN_PASSWORD);
        assertThat(visitor.get("/historique").text())
                .contains("Rien n’est arrivé pour l’instant", "n’a encore transmis aucun soin")
                .as("what isn't asked for yet")
                .doesNotContain("demandés à votre caisse");
        OpenPagesTest.faultsLeadTo(visitor.get("/historique?du=demain").page(), "du");
        assertThat(visitor.status()).isEqualTo(422);
        assertThat(visitor.get("/historique?du=31/02/2026")
                        .page()
                        .select("#du-fault")
                        .text())
                .isEqualTo("Ce jour n’existe pas. Vérifiez la date.");
        OpenPagesTest.faultsLeadTo(
                visitor.get("/historique?du=2026-05-02&au=2026-05-01").page(), "au");
        assertThat(visitor.get("/historique?suite=made-up").status()).isBetween(400, 499);
        assertThat(visitor.page().select("#faults")).isNotEmpty();
        assertThat(visitor.get("/historique?section=nothing").status()).isEqualTo(200);
    }

    @Test
    void aPasswordThatWontDoIsSentBackToItsField() {
        signIn(initial);
        visitor.follow();
        OpenPagesTest.faultsLeadTo(
                visitor.submit("/mot-de-passe", Map.of("initial", initial, "nouveau", "court", "encore", "court"))
                        .page(),
                "nouveau");
        assertThat(visitor.page().select("input[type=password]")).hasSize(3).allSatisfy(field -> assertThat(field.val())
                .isEmpty());
        OpenPagesTest.faultsLeadTo(
                visitor.submit(
                                "/mot-de-passe",
                                Map.of("initial", initial, "nouveau", Newcomer.OWN_PASSWORD, "encore", "x"))
                        .page(),
                "encore");
    }

    @ParameterizedTest
    @CsvSource({
        "court, trop court",
        "motdepasse123, trop courant",
        "un mot {identifier} long, contenir votre identifiant"
    })
    void eachPasswordThatWontDoSaysWhy(String typed, String why) {
        signIn(initial);
        visitor.follow();
        String fresh = typed.replace("{identifier}", identifier);
        visitor.submit("/mot-de-passe", Map.of("initial", initial, "nouveau", fresh, "encore", fresh));
        assertThat(visitor.status()).isEqualTo(422);
        OpenPagesTest.faultsLeadTo(visitor.page(), "nouveau");
        assertThat(visitor.page().select("#nouveau-fault").text()).contains(why);
    }

    @Test
    void theCurrentPasswordMustBeRight() {
        signIn(initial);
        visitor.follow();
        String fresh = Newcomer.OWN_PASSWORD;
        visitor.submit("/mot-de-passe", Map.of("initial", "not the one", "nouveau", fresh, "encore", fresh));
        assertThat(visitor.status()).isEqualTo(422);
        OpenPagesTest.faultsLeadTo(visitor.page(), "initial");
        assertThat(visitor.page().select("#initial-fault").text()).contains("pas le mot de passe de votre connexion");
    }

    @Test
    void aClosedRecordHasAPageOfItsOwn() {
        signIn(initial);
        choose(initial, Newcomer.OWN_PASSWORD);
        transaction.executeWithoutResult(status -> credentials.close(record()));
        for (String page : PAGES) {
            assertThat(visitor.get(page).location()).as(page).isEqualTo("/connexion/dossier-ferme");
        }
        assertThat(visitor.follow().text()).contains("Votre dossier est fermé", "réactivé pendant dix ans", "3646");
        signIn(Newcomer.OWN_PASSWORD);
        assertThat(visitor.follow().location()).isEqualTo("/connexion/dossier-ferme");
        assertThat(visitor.follow().page().select("form[action=/deconnexion]")).hasSize(1);
    }

    @Test
    void aSecondWrongCodeWaits() {
        codePage(identifier, initial);
        String wrong = other(messages.next(Newcomer.CODE));
        visitor.submit("/connexion/code", Map.of("code", wrong)).submit("/connexion/code", Map.of("code", wrong));
        assertThat(visitor.submit("/connexion/code", Map.of("code", wrong)).status())
                .isEqualTo(429);
        assertThat(visitor.header("Retry-After")).isNotBlank();
        assertThat(visitor.page().select("#faults").text()).contains("Vous pourrez réessayer dans");
    }

    @Test
    void anExpiredCodeBeginsTheSignInAnew() {
        codePage(identifier, initial);
        String code = messages.next(Newcomer.CODE);
        try (TestClock time = TestClock.of(clock).advance(Duration.ofMinutes(6))) {
            visitor.submit("/connexion/code", Map.of("code", code));
            assertThat(visitor.status()).isEqualTo(410);
            assertThat(visitor.page().select("#faults").text()).contains("Code périmé");
            assertThat(visitor.page().select("#mot-de-passe")).hasSize(1);
            assertThat(visitor.get("/connexion/code").location()).isEqualTo("/connexion?perdue");
        }
    }

    /** A sign-in that is over, one that never was, and none at all look the same. */
    @Test
    void aSignInThatIsNoMoreBeginsAnew() {
        codePage(identifier, initial);
        String kept = visitor.cookie("__Host-challenge");
        visitor.submit("/connexion/code", Map.of("code", messages.next(Newcomer.CODE)));
        visitor.forget("__Host-holder");
        for (String stale : List.of(kept, unknownChallenge(), "made-up", "")) {
            visitor.keep("__Host-challenge", stale);
            assertThat(visitor.get("/connexion/code").location()).isEqualTo("/connexion?perdue");
            assertThat(visitor.cookie("__Host-challenge")).isEmpty();
            assertThat(visitor.follow().text()).contains("Aucune connexion n’attend de code");
        }
        String proof = visitor.page().select("[name=_csrf]").attr("value");
        for (String path : List.of("/connexion/code", "/connexion/renvoi")) {
            visitor.keep("__Host-challenge", unknownChallenge());
            visitor.post(path, Map.of("_csrf", proof, "code", "123456"));
            assertThat(visitor.location()).as(path).isEqualTo("/connexion?perdue");
        }
    }

    private static String unknownChallenge() {
        byte[] content = (UUID.randomUUID() + "|SMS|06").getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(content);
    }

    /** Whoever types an identifier is offered both ways, and learns of none; asking too soon is told. */
    @Test
    void bothWaysAreOfferedToEveryone() {
        for (String as : List.of(identifier, "0000000000")) {
            codePage(as, "not the password");
            assertThat(visitor.page()
                            .select("form[action=/connexion/renvoi] button")
                            .eachAttr("value"))
                    .containsExactlyInAnyOrder("SMS", "MAIL");
            assertThat(visitor.text()).contains("proposées à tout le monde");
            visitor.submit("/connexion/renvoi", Map.of("canal", "MAIL"));
            assertThat(visitor.status()).isEqualTo(429);
            assertThat(visitor.page().select("#faults").text()).contains("Vous pourrez réessayer dans");
        }
        codePage(identifier, initial);
        messages.next(Newcomer.CODE);
        try (TestClock time = TestClock.of(clock).advance(Duration.ofSeconds(31))) {
            visitor.submit("/connexion/renvoi", Map.of("canal", "SMS"));
            assertThat(visitor.location()).isEqualTo("/connexion/code?renvoi");
            assertThat(visitor.follow().page().select(".banner-good").text())
                    .contains("un nouveau code vient de partir");
            visitor.submit("/connexion/code", Map.of("code", messages.next(Newcomer.CODE)));
            assertThat(visitor.location()).isEqualTo("/mot-de-passe");
        }
    }

    /** A refused resend is shown at an address that nothing can be got from. */
    @Test
    void theLanguageCanBeChangedAfterARefusedResend() {
        codePage(identifier, initial);
        visitor.submit("/connexion/renvoi", Map.of("canal", "SMS"));
        assertThat(visitor.status()).isEqualTo(429);
        visitor.submit("/langue", Map.of("langue", "en"));
        assertThat(visitor.location()).isEqualTo("/connexion/code");
        assertThat(visitor.follow().status()).isEqualTo(200);
        assertThat(visitor.page().select("html").attr("lang")).isEqualTo("en");
    }

    @Test
    void aMaskedNumberStaysOnOneLine() {
        codePage(identifier, initial);
        assertThat(visitor.page().select("main").first().wholeText())
                .containsPattern("0[67]\u00a0••\u00a0••\u00a0••\u00a0\\d\\d");
    }

    private static String other(String code) {
        return code.equals("000000") ? "000001" : "000000";
    }

    private UUID record() {
        return jdbc.sql(
                        """
                        select r.id from dmp.record r join dmp.insured_person p on p.id = r.person
                        where p.nir_digest = ?
                        """)
                .param(directory.digest(someone.nir()))
                .query(UUID.class)
                .single();
    }

    /** The page says the same, whether or not there is anyone behind the identifier. */
    @Test
    void theFirstStepTellsNothing() {
        String right = codePage(identifier, initial);
        String wrong = codePage(identifier, "not the password");
        String nobody = codePage("0000000000", "not the password");
        assertThat(wrong).isEqualTo(right);
        assertThat(nobody).isEqualTo(right);
    }

    @Test
    void aWrongCodeKeepsThePage() {
        codePage(identifier, "not the password");
        visitor.submit("/connexion/code", Map.of("code", "000000"));
        assertThat(visitor.status()).isEqualTo(401);
        assertThat(visitor.page().select("#faults")).isNotEmpty();
        assertThat(visitor.page().select("#code").attr("value")).isEmpty();
        assertThat(visitor.cookie("__Host-holder")).isEmpty();
    }

    @Test
    void signingOutEndsTheSessionItself() {
        signIn(initial);
        choose(initial, Newcomer.OWN_PASSWORD);
        String token = visitor.cookie("__Host-holder");
        visitor.get("/dossier").submit("/deconnexion", Map.of());
        assertThat(visitor.location()).isEqualTo("/connexion?au-revoir");
        visitor.keep("__Host-holder", token);
        assertThat(visitor.get("/dossier").location()).isEqualTo("/connexion?fin");
    }

    private void signIn(String password) {
        newcomer.signIn(identifier, password);
    }

    private void choose(String current, String fresh) {
        newcomer.choose(current, fresh);
    }

    /** What the page of the code says, the destination's digits left out. */
    private String codePage(String as, String password) {
        newcomer.enter(as, password);
        return visitor.page()
                .select("main")
                .text()
                .replaceAll("\\d", "0")
                // Some of those who aren't there have no mobile, as some of those who are.
                .replaceAll("\\S•••@[a-z0-9-]+(\\.[a-z]+)+", "00 •• •• •• 00")
                .replace("à 00 ••", "au 00 ••")
                .replace("L’envoyer par SMS", "L’envoyer par courriel");
    }

    private List<String> acts() {
        return jdbc.sql(
                        """
                        select e.act from dmp.audit_entry e
                        join dmp.record r on r.id = e.record
                        join dmp.insured_person p on p.id = r.person
                        where p.nir_digest = ?
                        """)
                .param(directory.digest(someone.nir()))
                .query(String.class)
                .list();
    }
}
