package fr.dmp.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.FilePayload;
import fr.dmp.SandboxTest;
import fr.dmp.claims.Holders;
import fr.dmp.document.content.Pdfs;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.journey.Browser.Device;
import fr.dmp.signin.HolderSession.Scope;
import fr.dmp.signin.HolderTokens;
import fr.dmp.vault.RecordKeys;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A doctor asks to read, the holder accepts; the doctor deposits a hidden result and announces it; the holder reads it, and
 * ends the access: two people, each with a browser of their own, with scripts and without.
 */
@SandboxTest
class AccessJourneyTest {

    /** Of the sandbox. */
    private static final String DOCTOR = "10100100022";

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext program;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private RecordKeys keys;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private JdbcClient jdbc;

    private UUID record;
    private Browser.Visit doctor;
    private Browser.Visit holder;
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

    private void go(Device on, boolean withScripts) {
        InsuredPerson person = Holders.insured(directory, Holders.nir());
        record = Holders.open(jdbc, person);
        transactions.executeWithoutResult(transaction -> keys.create(record));
        device = "access-" + on.name().toLowerCase();
        scripts = withScripts;
        try (Browser.Visit one = visit(on);
                Browser.Visit other = visit(on)) {
            doctor = one;
            holder = other;
            holder.page().context().addCookies(List.of(session(person)));
            theDoctorAsks();
            theHolderAccepts();
            theDoctorDepositsAndAnnounces();
            theHolderReadsAndEndsTheAccess();
            theHolderAuthorizesUntilADay();
            theHolderHidesTheRecord();
            for (Browser.Visit visit : List.of(doctor, holder)) {
                assertThat(visit.requests()).allSatisfy(url -> assertThat(url).startsWith(address("/")));
                assertThat(visit.complaints()).noneMatch(text -> text.contains("Content Security Policy"));
            }
        }
    }

    private Browser.Visit visit(Device on) {
        return scripts ? Browser.get().visit(on) : Browser.get().visitWithoutScript(on);
    }

    private Cookie session(InsuredPerson person) {
        return new Cookie("__Host-holder", HolderTokens.of(program, record, person.id(), Scope.FULL))
                .setDomain("localhost")
                .setPath("/")
                .setSecure(true)
                .setHttpOnly(true);
    }

    private void theDoctorAsks() {
        Page page = to(doctor, "/pro");
        page.click("main form button");
        page.selectOption("#rpps", DOCTOR);
        page.click("#oui");
        page = to(doctor, "/pro/dossiers/" + record);
        assertThat(page.textContent("h1")).isEqualTo("Ce dossier ne vous est pas lisible");
        look(doctor, "1-refuse");
        page.click("button[value=present]");
        assertThat(doctor.page().textContent("#faults")).contains("consentement");
        look(doctor, "2-sans-accord");
        doctor.page().click("button[value=demande]");
        assertThat(doctor.page().textContent("main")).contains("Votre demande est transmise au patient");
        look(doctor, "3-demande");
    }

    private void theHolderAccepts() {
        Page page = to(holder, "/acces");
        assertThat(page.textContent("main")).contains("Ils demandent à lire votre dossier", "LEFEBVRE");
        look(holder, "4-demandes");
        page.click("main form[action$='/accepter'] button");
        assertThat(holder.page().textContent("main")).contains("Autorisé").doesNotContain("Ils demandent");
        look(holder, "5-autorise");
    }

    private void theDoctorDepositsAndAnnounces() {
        Page page = to(doctor, "/pro/dossiers/" + record);
        assertThat(page.textContent("main")).contains("Aucun document que vous puissiez lire");
        page.click("text=Déposer un document");
        page = doctor.page();
        page.setInputFiles("#fichier", new FilePayload("x.pdf", "application/pdf", Pdfs.good()));
        page.fill("#titre", "Résultat");
        page.selectOption("#genre", "11502-2");
        page.fill("#date-acte", "28/03/2026");
        page.check("#invisible");
        look(doctor, "6-deposer");
        page.click("main form button");
        assertThat(doctor.page().textContent("main")).contains("Le patient ne voit pas encore ce résultat");
        look(doctor, "7-cache");
        assertThat(to(holder, "/documents").textContent("main")).doesNotContain("Résultat");
        doctor.page().click("main form[action$='/annoncer'] button");
        assertThat(doctor.page().textContent("main")).doesNotContain("ne voit pas encore");
        assertThat(to(doctor, "/pro/annonces").textContent("main")).contains("Aucun résultat n’attend");
        to(doctor, "/pro/dossiers/" + record);
        look(doctor, "8-dossier");
    }

    private void theHolderReadsAndEndsTheAccess() {
        assertThat(to(holder, "/documents").textContent("main")).contains("Résultat");
        to(holder, "/acces").click("main form[action$='/retirer'] button");
        assertThat(holder.page().textContent("main")).contains("Terminé");
        assertThat(to(doctor, "/pro/dossiers/" + record).textContent("h1"))
                .isEqualTo("Ce dossier ne vous est pas lisible");
    }

    private void theHolderAuthorizesUntilADay() {
        Page page = to(holder, "/acces/ajouter");
        page.click("main form button");
        assertThat(holder.page().isVisible("#faults")).isTrue();
        holder.page().fill("#nom-professionnel", "lefebv");
        holder.page().click("main form button");
        assertThat(holder.page().textContent("main")).contains("LEFEBVRE");
        look(holder, "9-trouves");
        holder.page().fill("#fin-0", "28/03/2127");
        holder.page().click("main form[action$='/autoriser'] button");
        assertThat(holder.page().textContent("main")).contains("2127");
        holder.page().click("main form[action$='/bloquer'] button");
        assertThat(holder.page().textContent("main")).contains("Bloqué");
        holder.page().click("main form[action$='/debloquer'] button");
        assertThat(holder.page().textContent("main")).doesNotContain("Bloqué");
    }

    private void theHolderHidesTheRecord() {
        holder.page().click("main form[action$='/cacher'] button");
        assertThat(holder.page().textContent("main")).contains("Votre dossier est caché");
        look(holder, "10-cache");
        holder.page().click("main form[action$='/montrer'] button");
        assertThat(holder.page().textContent("main")).doesNotContain("Votre dossier est caché");
    }

    private Page to(Browser.Visit visit, String path) {
        visit.page().navigate(address(path));
        return visit.page();
    }

    private void look(Browser.Visit visit, String name) {
        visit.shoot(device + "-" + name);
        if (scripts) {
            assertThat(visit.violations()).as(name).isEmpty();
            assertThat(visit.overflow()).as(name).isZero();
        }
    }

    private String address(String path) {
        return "http://localhost:" + port + path;
    }
}
