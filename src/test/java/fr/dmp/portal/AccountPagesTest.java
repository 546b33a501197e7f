package fr.dmp.portal;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.SandboxTest;
import fr.dmp.TestClock;
import fr.dmp.claims.Holders;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredDirectory.Delivered;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.journey.Messages;
import fr.dmp.signin.HolderSession.Scope;
import fr.dmp.signin.HolderTokens;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A holder looks after their account: contacts, the way of notices, open sessions. */
@SandboxTest
class AccountPagesTest {

    private static final String CONTACTS = "/compte/coordonnees";
    private static final String SESSIONS = "/compte/connexions";

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext program;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    private InsuredPerson person;
    private UUID record;
    private Visitor visitor;

    @BeforeEach
    void aHolderIsSignedIn() {
        person = Holders.insured(directory, Holders.nir());
        directory.takeIn(
                List.of(new Delivered(person, Optional.of("+33639980101"), Optional.of("camille@exemple.fr"))),
                clock.instant());
        record = Holders.open(jdbc, person);
        visitor = new Visitor(port);
        visitor.keep("__Host-holder", HolderTokens.of(program, record, person.id(), Scope.FULL));
    }

    @Test
    void theAccountLeadsToItsParts() {
        Document page = visitor.get("/compte").page();
        assertThat(page.select("main a").eachAttr("href")).contains(CONTACTS, "/mot-de-passe", SESSIONS);
        assertThat(page.select("nav a[aria-current=page]").attr("href")).isEqualTo("/compte");
        for (String part : List.of(CONTACTS, "/mot-de-passe", SESSIONS)) {
            assertThat(visitor.get(part).status()).as(part).isEqualTo(200);
            assertThat(visitor.page().select("main a[href=/compte]")).as(part).hasSize(1);
            assertThat(visitor.page().select("script, style, [style]")).as(part).isEmpty();
        }
    }

    @Test
    void aContactIsChangedByItsCodeAndTheChangeStopped() {
        Document page = visitor.get(CONTACTS).page();
        assertThat(page.text()).contains("06 •• •• •• 01", "c•••@exemple.fr").doesNotContain("camille", "39980101");

        String fresh = "neuve-" + record + "@exemple.fr";
        Messages mailbox = new Messages(port, fresh);
        visitor.post(CONTACTS, typed("MAIL", "nouveau-courriel", fresh));
        assertThat(visitor.location()).isEqualTo(CONTACTS + "/code");
        visitor.follow();
        visitor.submit(CONTACTS + "/code", Map.of("code", "12345"));
        assertThat(visitor.status()).isEqualTo(422);
        OpenPagesTest.faultsLeadTo(visitor.page(), "code");
        visitor.submit(CONTACTS + "/code", Map.of("code", mailbox.next(Pattern.compile("(\\d{6})"))));
        page = visitor.follow().page();
        assertThat(page.select(".banner-good").text()).contains("Votre demande est enregistrée");
        assertThat(page.select("section[aria-labelledby=MAIL] .banner").text())
                .contains("Sera n•••@exemple.fr à partir du", "Jusque-là, rien ne change");

        visitor.submit(CONTACTS + "/annuler", Map.of("canal", "MAIL"));
        assertThat(visitor.follow().page().select(".banner-good").text()).contains("Ce changement est annulé");
        assertThat(visitor.page().select(".banner-wait")).isEmpty();
        visitor.post(CONTACTS + "/annuler", typed("MAIL", "x", "x"));
        assertThat(visitor.location()).as("stopped in another window").isEqualTo(CONTACTS);
    }

    @Test
    void whatIsWrongLeadsToItsField() {
        visitor.get(CONTACTS);
        visitor.post(CONTACTS, typed("SMS", "nouveau-mobile", ""));
        OpenPagesTest.faultsLeadTo(visitor.page(), "nouveau-mobile");
        visitor.post(CONTACTS, typed("SMS", "nouveau-mobile", "01 45 67 89 01"));
        assertThat(visitor.status()).isEqualTo(422);
        OpenPagesTest.faultsLeadTo(visitor.page(), "nouveau-mobile");
        visitor.post(CONTACTS, typed("MAIL", "nouveau-courriel", "Camille@exemple.fr"));
        OpenPagesTest.faultsLeadTo(visitor.page(), "nouveau-courriel");
    }

    @Test
    void theLastContactIsNotOfferedToBeRemoved() {
        assertThat(visitor.get(CONTACTS).page().select("form[action$=/retirer]"))
                .hasSize(2);
        visitor.submit(CONTACTS + "/retirer", Map.of("canal", "SMS"));
        Document page = visitor.follow().page();
        assertThat(page.select("form[action$=/retirer]")).isEmpty();
        assertThat(page.select("section[aria-labelledby=SMS] .banner").text()).contains("Sera retiré le");
        visitor.post(CONTACTS + "/retirer", typed("MAIL", "x", "x"));
        assertThat(visitor.status()).isEqualTo(409);
        assertThat(visitor.text()).contains("Dernier contact");
    }

    @Test
    void whoSignedInTooLongAgoIsLedToSignInAgain() {
        try (TestClock time = TestClock.of(clock)) {
            Map<String, String> wish =
                    visitor.get(CONTACTS).filled(CONTACTS, Map.of("nouveau-mobile", "06 39 98 01 02"));
            time.advance(Duration.ofMinutes(9));
            visitor.get("/dossier");
            time.advance(Duration.ofMinutes(2));
            assertThat(visitor.post(CONTACTS, wish).status()).isEqualTo(403);
            assertThat(visitor.text()).contains("Reconnectez-vous");
            Document page = visitor.get(CONTACTS).page();
            assertThat(page.select("input[name^=nouveau]")).isEmpty();
            assertThat(page.select("form[action$=/retirer]")).isEmpty();
            visitor.post("/deconnexion", Map.of("_csrf", wish.get("_csrf"), "encore", "oui"));
            assertThat(visitor.location()).isEqualTo("/connexion?encore");
            assertThat(visitor.follow().page().select(".banner").text()).contains("Connectez-vous à nouveau");
        }
    }

    @Test
    void theWayOfNoticesIsChosen() {
        visitor.get(CONTACTS).submit(CONTACTS + "/avis", Map.of("avis", "MAIL"));
        Document page = visitor.follow().page();
        assertThat(page.select("input[name=avis][checked]").val()).isEqualTo("MAIL");
        assertThat(visitor.get("/avis").text()).contains("Voie des avis changée");
    }

    @Test
    void sessionsAreShownAndEnded() {
        Visitor other = new Visitor(port);
        other.keep("__Host-holder", HolderTokens.ofOpened(program, record, person.id()));
        Document page = visitor.get(SESSIONS).page();
        assertThat(page.select("main li")).hasSize(2);
        assertThat(page.select("main li:has(.tag)")).as("this one").hasSize(1);
        assertThat(page.select("main li form")).hasSize(1);
        visitor.submit(SESSIONS + "/fin", Map.of());
        assertThat(visitor.follow().page().select(".banner-good").text()).contains("terminée");
        assertThat(visitor.page().select("main li")).hasSize(1);
        assertThat(other.get("/dossier").location()).isEqualTo("/connexion?fin");
        visitor.submit(SESSIONS + "/toutes", Map.of());
        assertThat(visitor.location()).isEqualTo("/connexion?au-revoir");
        assertThat(visitor.cookie("__Host-holder")).isEmpty();
    }

    private Map<String, String> typed(String channel, String field, String value) {
        return Map.of("_csrf", visitor.page().select("[name=_csrf]").attr("value"), "canal", channel, field, value);
    }
}
