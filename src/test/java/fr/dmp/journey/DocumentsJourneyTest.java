package fr.dmp.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.FilePayload;
import fr.dmp.Calls;
import fr.dmp.SandboxTest;
import fr.dmp.claims.Holders;
import fr.dmp.document.content.Pdfs;
import fr.dmp.document.content.Pictures;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.identity.Professionals;
import fr.dmp.journey.Browser.Device;
import fr.dmp.signin.HolderSession.Scope;
import fr.dmp.signin.HolderTokens;
import fr.dmp.vault.RecordKeys;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A holder adds a picture, reads what a doctor deposited, and masks it: on a phone without scripts, and at a desk. */
@SandboxTest
class DocumentsJourneyTest {

    /** Of the sandbox. */
    private static final String DOCTOR = "10100100014";

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext program;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private Professionals professionals;

    @Autowired
    private RecordKeys keys;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    private Browser.Visit visit;
    private String device;
    private boolean scripts;

    @Test
    void onAPhoneWithoutScripts() {
        go(Device.PHONE, false);
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
        InsuredPerson person = Holders.insured(directory, Holders.nir());
        UUID record = Holders.open(jdbc, person);
        transactions.executeWithoutResult(transaction -> keys.create(record));
        professionals.declareTreating(person.id(), DOCTOR, LocalDate.now(clock).minusDays(3));
        deposited(record);
        device = "documents-" + on.name().toLowerCase();
        scripts = withScripts;
        try (Browser.Visit opened =
                withScripts ? Browser.get().visit(on) : Browser.get().visitWithoutScript(on)) {
            visit = opened;
            visit.page().context().addCookies(List.of(session(record, person)));
            readsWhatTheDoctorDeposited();
            addsAPicture();
            masksIt();
            putsItAsideAndTakesItAway();
            assertThat(visit.requests()).allSatisfy(url -> assertThat(url).startsWith(address("/")));
            // What was looked for may be medical.
            assertThat(visit.requests()).noneMatch(url -> url.contains("genou"));
            assertThat(visit.complaints()).noneMatch(text -> text.contains("Content Security Policy"));
        }
    }

    private Cookie session(UUID record, InsuredPerson person) {
        return new Cookie("__Host-holder", HolderTokens.of(program, record, person.id(), Scope.FULL))
                .setDomain("localhost")
                .setPath("/")
                .setSecure(true)
                .setHttpOnly(true);
    }

    private void deposited(UUID record) {
        String token = new Calls(port)
                .post("/sandbox/professional-tokens", "{\"rpps\": \"%s\"}".formatted(DOCTOR))
                .json()
                .get("accessToken")
                .asText();
        assertThat(new Calls(port)
                        .bearer(token)
                        .with("Idempotency-Key", UUID.randomUUID().toString())
                        .upload(
                                "/api/professional/records/" + record + "/documents",
                                "{\"title\": \"Consultation du 3 mars\", \"type\": \"11488-4\", \"actDate\": \"2026-03-03\"}",
                                Pdfs.good())
                        .outcome())
                .isEqualTo("201");
    }

    private void readsWhatTheDoctorDeposited() {
        page().navigate(address("/dossier"));
        page().click("nav a[href='/documents']");
        assertThat(page().textContent("main")).contains("Consultation du 3 mars", "Compte rendu de consultation");
        look("1-liste");
        page().click("text=Consultation du 3 mars");
        assertThat(page().textContent("main")).contains("Peut lire", "parce qu’il en est l’auteur");
        assertThat(page().textContent("main")).contains("Ouvrir le document (PDF");
        look("2-document");
    }

    private void addsAPicture() {
        page().navigate(address("/documents/ajouter"));
        look("3-ajouter");
        page().click("main form button");
        assertThat(page().locator("#faults li").count()).isEqualTo(4);
        look("4-ajouter-a-corriger");
        page().setInputFiles(
                        "#fichier",
                        new FilePayload("x.txt", "text/plain", "du texte".getBytes(StandardCharsets.UTF_8)));
        fill();
        page().click("main form button");
        assertThat(page().textContent("#faults")).contains("Ce format n’est pas accepté");
        page().setInputFiles("#fichier", new FilePayload("photo.png", "image/png", Pictures.png()));
        page().click("main form button");
        assertThat(page().textContent("h1")).isEqualTo("Radio du genou <b>");
        assertThat(page().locator("img.picture").count()).isEqualTo(1);
        look("5-photo");
    }

    private void fill() {
        page().fill("#titre", "Radio du genou <b>");
        page().selectOption("#genre", "DOCPAT04");
        page().fill("#date-acte", "28/03/2026");
    }

    private void masksIt() {
        page().click("text=Masquer aux professionnels");
        assertThat(page().textContent("h1")).startsWith("Masquer ce document");
        assertThat(page().textContent("main")).contains("Une fois masqué", "médecin traitant");
        look("6-masquer");
        page().click("main form button");
        assertThat(page().textContent("main")).contains("Vous avez masqué ce document");
        look("7-masque");
        page().click("text=Ne plus masquer");
        look("8-demasque");
        assertThat(page().textContent("main")).doesNotContain("Vous avez masqué ce document");
    }

    private void putsItAsideAndTakesItAway() {
        page().click("main form[action$='/archiver'] button");
        assertThat(page().textContent("main")).contains("Archivé");
        page().navigate(address("/documents"));
        assertThat(page().textContent("main")).doesNotContain("Radio du genou");
        page().selectOption("#etat", "ARCHIVED");
        page().fill("#mots", "genou");
        page().click("main form button");
        page().click("text=Radio du genou");
        page().click("main form[action$='/supprimer'] button");
        assertThat(page().url()).endsWith("/documents");
        page().navigate(address("/documents?etat=ARCHIVED"));
        assertThat(page().textContent("main")).contains("Aucun document à afficher");
        look("9-aucun");
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
