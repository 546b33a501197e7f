package fr.dmp.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import fr.dmp.SandboxTest;
import fr.dmp.audit.Checkpoints;
import fr.dmp.claims.Holders;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.identity.Professionals;
import fr.dmp.identity.Representatives;
import fr.dmp.journey.Browser.Device;
import fr.dmp.signin.HolderSession.Scope;
import fr.dmp.signin.HolderTokens;
import fr.dmp.vault.RecordKeys;
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

/**
 * A holder writes down what matters, a doctor reads it and adds to it; the holder sees who looked, and the proof; then they
 * act for their child, and come back.
 */
@SandboxTest
class InformationJourneyTest {

    /** Of the sandbox. */
    private static final String DOCTOR = "10100100022";

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext program;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private Professionals professionals;

    @Autowired
    private Representatives representatives;

    @Autowired
    private RecordKeys keys;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    private UUID record;
    private Browser.Visit doctor;
    private Browser.Visit holder;
    private String device;
    private boolean scripts;

    @Test
    void onAPhone() {
        go(Device.PHONE, true);
    }

    @Test
    void onAPhoneWithoutScripts() {
        go(Device.PHONE, false);
    }

    @Test
    void atADesk() {
        go(Device.DESKTOP, true);
    }

    private void go(Device on, boolean withScripts) {
        InsuredPerson person = opened();
        InsuredPerson child = Holders.insured(directory, Holders.nir());
        UUID childs = Holders.open(jdbc, child);
        HolderTokens.of(program, childs, child.id(), Scope.FULL);
        representatives.declare(child.id(), person.id(), Representatives.Kind.PARENT, LocalDate.of(2020, 1, 1));
        professionals.declareTreating(person.id(), DOCTOR, LocalDate.now(clock).minusDays(3));
        device = "informations-" + on.name().toLowerCase() + (withScripts ? "" : "-sans-script");
        scripts = withScripts;
        try (Browser.Visit one = visit(on);
                Browser.Visit other = visit(on)) {
            holder = one;
            doctor = other;
            holder.page().context().addCookies(List.of(session(person)));
            theHolderWritesDown();
            theDoctorReadsAndAdds();
            theHolderSeesWhoLooked();
            theHolderActsForTheirChild();
            for (Browser.Visit visit : List.of(doctor, holder)) {
                assertThat(visit.requests()).allSatisfy(url -> assertThat(url)
                        .startsWith(address("/"))
                        .doesNotContain(childs.toString(), "rachide", "Jeanne"));
                assertThat(visit.complaints()).noneMatch(text -> text.contains("Content Security Policy"));
            }
        }
    }

    private InsuredPerson opened() {
        InsuredPerson person = Holders.insured(directory, Holders.nir());
        record = Holders.open(jdbc, person);
        transactions.executeWithoutResult(transaction -> keys.create(record));
        return person;
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

    private void theHolderWritesDown() {
        Page page = to(holder, "/dossier");
        look(holder, "1-accueil");
        page.click("main a[href='/informations']");
        assertThat(holder.page().textContent("main")).contains("Rien pour l’instant", "Personne pour l’instant");
        look(holder, "2-vide");
        holder.page().click("a[href='/informations/allergies/ajouter']");
        holder.page().fill("#depuis", "31/02/2019");
        holder.page().fill("#precisions", "x".repeat(2_001));
        holder.page().click("main form .button");
        assertThat(holder.page().locator("#faults li").count()).isEqualTo(2);
        look(holder, "3-a-corriger");
        holder.page().fill("#allergie", "Arachide");
        holder.page().fill("#depuis", "28/03/2009");
        holder.page().fill("#precisions", "Gonflement du visage.\nStylo d’adrénaline dans le sac.");
        holder.page().click("main form .button");
        to(holder, "/informations/personnes/ajouter");
        look(holder, "3-personne");
        write("personnes", "personne", "Jeanne, ma sœur", "joindre", "06 12 34 56 78, à toute heure");
        write("traitements", "traitement", "Paracétamol 500 mg", "precisions", "au besoin");
        assertThat(holder.page().textContent("main")).contains("Arachide", "Jeanne", "Écrit par vous le");
        look(holder, "4-ecrit");
    }

    private void write(String list, String label, String what, String note, String more) {
        to(holder, "/informations/" + list + "/ajouter");
        holder.page().fill("#" + label, what);
        holder.page().fill("#" + note, more);
        if (list.equals("personnes")) {
            holder.page().fill("#portable", "06 39 98 12 34");
        }
        holder.page().click("main form .button");
        holder.page();
    }

    private void theDoctorReadsAndAdds() {
        Page page = to(doctor, "/pro");
        page.click("main form button");
        page.selectOption("#rpps", DOCTOR);
        page.click("#oui");
        page = to(doctor, "/pro/dossiers/" + record);
        assertThat(page.textContent("main")).contains("Arachide", "Écrit par le titulaire", "06 12 34 56 78");
        look(doctor, "5-dossier");
        page.click("a[href$='/allergies/ajouter']");
        doctor.page().click("main form .button");
        assertThat(doctor.page().isVisible("#faults")).isTrue();
        look(doctor, "6-ajouter-a-corriger");
        doctor.page().fill("#allergie", "Pénicilline");
        doctor.page().fill("#code-medical", "J01C");
        doctor.page().click("main form .button");
        assertThat(doctor.page().textContent("main")).contains("Pénicilline", "LEFEBVRE");
        doctor.page().click("a[href$='/journal']");
        assertThat(doctor.page().textContent("main")).contains("Ajout d’une information", "Le titulaire");
        look(doctor, "7-trace");
    }

    private void theHolderSeesWhoLooked() {
        // The doctor added a line while the holder's form was open.
        to(holder, "/informations").click("a[aria-label^='Modifier ou retirer Arachide']");
        String version =
                holder.page().locator("main input[name=version]").first().inputValue();
        assertThat(version).isNotEmpty();
        look(holder, "8-modifier");
        addedMeanwhile();
        holder.page().fill("#allergie", "Arachide et noix");
        holder.page().click("main form .button >> nth=0");
        assertThat(holder.page().textContent("#faults")).contains("Version dépassée");
        assertThat(holder.page().inputValue("#allergie")).isEqualTo("Arachide et noix");
        look(holder, "9-version-depassee");
        holder.page().click("main form .button >> nth=0");
        assertThat(holder.page().textContent("#allergies")).contains("Arachide et noix", "Pénicilline", "Latex");

        to(holder, "/journal");
        assertThat(holder.page().textContent("main"))
                .contains("LEFEBVRE", "Ajout d’une information", "médecin traitant");
        look(holder, "10-qui-a-consulte");
        holder.page().selectOption("#acte", "ADD_ENTRY");
        holder.page().click("main form .button");
        assertThat(holder.page().locator(".log > li").count()).isEqualTo(1);
        assertThat(holder.page().textContent(".log > li")).contains("2 fois".replace(" ", "\u00a0"));
        holder.page().click(".log summary");
        assertThat(holder.page().locator(".log .each li").count()).isEqualTo(2);
        look(holder, "10-chacune");
        Checkpoints.coverAll(program);
        holder.page().click(".log .each li a >> nth=0");
        assertThat(holder.page().textContent("main")).contains("Vérifié : cette ligne".replace(" :", "\u00a0:"));
        look(holder, "11-preuve");
    }

    private void addedMeanwhile() {
        to(doctor, "/pro/dossiers/" + record + "/informations/allergies/ajouter");
        doctor.page().fill("#allergie", "Latex");
        doctor.page().click("main form .button");
        assertThat(doctor.page().textContent("main")).contains("Latex");
    }

    private void theHolderActsForTheirChild() {
        to(holder, "/dossier").click("main a[href='/representation']");
        assertThat(holder.page().textContent("main")).contains("Camille D'ESSAI & FILS");
        look(holder, "12-agir-pour");
        holder.page().click("main form .button");
        assertThat(holder.page().textContent(".acting")).contains("Vous agissez pour Camille D'ESSAI & FILS");
        look(holder, "13-dossier-de-l-enfant");
        to(holder, "/informations");
        assertThat(holder.page().textContent("main")).doesNotContain("Arachide");
        write("allergies", "allergie", "Œuf", "precisions", "");
        assertThat(holder.page().textContent("main")).contains("Œuf", "qui représente le titulaire");
        look(holder, "14-informations-de-l-enfant");
        holder.page().click(".acting button");
        assertThat(holder.page().locator(".acting").count()).isZero();
        assertThat(to(holder, "/informations").textContent("main"))
                .contains("Arachide et noix")
                .doesNotContain("Œuf");
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
