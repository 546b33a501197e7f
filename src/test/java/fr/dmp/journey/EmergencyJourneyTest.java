package fr.dmp.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import fr.dmp.SandboxTest;
import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Actor;
import fr.dmp.claims.Holders;
import fr.dmp.claims.Section;
import fr.dmp.claims.delivery.CareDocument;
import fr.dmp.claims.delivery.CareLine;
import fr.dmp.claims.store.CareFeed;
import fr.dmp.document.Deposits;
import fr.dmp.document.Metadata;
import fr.dmp.document.content.Pdfs;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.identity.Professionals;
import fr.dmp.journey.Browser.Device;
import fr.dmp.portal.Practitioner;
import fr.dmp.signin.HolderSession.Scope;
import fr.dmp.signin.HolderTokens;
import fr.dmp.vault.RecordKeys;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A doctor whom nobody authorized opens a record in an emergency, reads what they need first, and ends it; the holder sees
 * who it was, contests it, and objects to the next one.
 */
@SandboxTest
class EmergencyJourneyTest {

    /** A SAMU's regulating doctor, of the sandbox. */
    private static final String REGULATING = "10100100055";

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext program;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private Professionals professionals;

    @Autowired
    private Deposits deposits;

    @Autowired
    private CareFeed feed;

    @Autowired
    private RecordKeys keys;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    private InsuredPerson person;
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
        person = Holders.insured(directory, Holders.nir());
        record = Holders.open(jdbc, person);
        transactions.executeWithoutResult(transaction -> keys.create(record));
        device = "urgence-" + on.name().toLowerCase() + (withScripts ? "" : "-sans-script");
        scripts = withScripts;
        try (Browser.Visit one = visit(on);
                Browser.Visit other = visit(on);
                Browser.Visit third = visit(on)) {
            holder = one;
            doctor = other;
            holder.page().context().addCookies(List.of(session()));
            theHolderWroteDown();
            theDoctorOpensInHaste();
            theDoctorReadsAndEnds();
            theHolderSeesAndContests();
            theHolderObjects();
            theRegulatingDoctorNamesTheirCall(third);
            for (Browser.Visit visit : List.of(doctor, holder, third)) {
                assertThat(visit.requests()).allSatisfy(url -> assertThat(url)
                        .startsWith(address("/"))
                        .doesNotContain(
                                "nconscient", "rachide", "75-2026", person.nir().value()));
                assertThat(visit.complaints()).noneMatch(text -> text.contains("Content Security Policy"));
            }
        }
    }

    private Browser.Visit visit(Device on) {
        return scripts ? Browser.get().visit(on) : Browser.get().visitWithoutScript(on);
    }

    private Cookie session() {
        return cookie("__Host-holder", HolderTokens.of(program, record, person.id(), Scope.FULL));
    }

    private static Cookie cookie(String name, String value) {
        return new Cookie(name, value)
                .setDomain("localhost")
                .setPath("/")
                .setSecure(true)
                .setHttpOnly(true);
    }

    private void theHolderWroteDown() {
        write("allergies", "allergie", "Arachide", "precisions", "Gonflement du visage, stylo d’adrénaline.");
        write("allergies", "allergie", "Pénicilline", "precisions", "");
        write("traitements", "traitement", "Apixaban 5 mg", "precisions", "matin et soir");
        write("personnes", "personne", "Jeanne, ma sœur", "joindre", "06 12 34 56 78, à toute heure");
        deposits.deposit(
                new Actor(Actor.Kind.HOLDER, record.toString(), null),
                AccessMode.NORMAL,
                record,
                new Metadata("Mes directives anticipées", "EXPPAT_3", LocalDate.of(2026, 3, 3), null, null),
                Pdfs.good());
        delivered(
                line(0, Section.MEDICINES, "APIXABAN 5 MG, comprimé pelliculé", 20),
                line(1, Section.MEDICINES, "APIXABAN 5 MG, comprimé pelliculé", 50),
                line(2, Section.MEDICINES, "RAMIPRIL 5 MG, comprimé sécable", 20),
                line(3, Section.MEDICINES, "PARACÉTAMOL 1 G, comprimé", 33),
                line(4, Section.HOSPITALISATIONS, "Appendicectomie, par cœlioscopie", 90));
    }

    private CareLine line(int number, Section section, String label, int daysAgo) {
        LocalDate day =
                LocalDate.ofInstant(clock.instant(), ZoneId.of("Europe/Paris")).minusDays(daysAgo);
        return new CareLine(
                number,
                new UUID(7, number),
                "T#" + number,
                section,
                day,
                day,
                null,
                null,
                label,
                null,
                null,
                null,
                null,
                null,
                List.of());
    }

    private void delivered(CareLine... lines) {
        List<CareLine> care = List.of(lines);
        CareDocument document = new CareDocument(
                person.nir(), UUID.randomUUID(), 1, new byte[32], null, clock.instant(), care, List.of(), List.of());
        UUID delivery = UUID.randomUUID();
        transactions.executeWithoutResult(status -> {
            feed.ensureMonths(care.stream().map(CareLine::from).toList());
            feed.take(record, document, "CNAM-HR", delivery);
            feed.add(record, document.set(), care, "CNAM-HR", delivery);
        });
    }

    private void write(String list, String label, String what, String note, String more) {
        to(holder, "/informations/" + list + "/ajouter");
        holder.page().fill("#" + label, what);
        holder.page().fill("#" + note, more);
        holder.page().click("main form .button");
        holder.page();
    }

    private void theDoctorOpensInHaste() {
        // One of this journey alone: nobody opens many records in emergencies within a day.
        Practitioner one = Practitioner.of(port, professionals, "10").signIn();
        doctor.page()
                .context()
                .addCookies(List.of(cookie("__Host-pro", one.visitor().cookie("__Host-pro"))));
        to(doctor, "/pro");
        doctor.page().fill("#nir", person.nir().value());
        doctor.page().click("main form .button >> nth=0");
        assertThat(doctor.page().textContent("main")).contains("Sans autorisation", "Ouvrir en urgence");
        look(doctor, "1-trouve");
        doctor.page().click(".entries .what");
        assertThat(doctor.page().textContent("h1")).isEqualTo("Ce dossier ne vous est pas lisible");
        look(doctor, "2-refuse");
        doctor.page().click("main a[href$='/urgence']");
        look(doctor, "3-urgence");
        doctor.page().click("main form .button");
        assertThat(doctor.page().locator("#faults li").count()).isEqualTo(2);
        look(doctor, "4-a-corriger");
        doctor.page().click("text=Patient hors d’état de s’exprimer");
        doctor.page().fill("#explication", "Trouvé inconscient dans la rue.");
        look(doctor, "5-rempli");
        doctor.page().click("main form .button");
        doctor.page();
    }

    private void theDoctorReadsAndEnds() {
        assertThat(doctor.page().textContent(".alarm")).contains("Bris de glace", "Le titulaire en est averti");
        assertThat(doctor.page().textContent(".first"))
                .contains(
                        "Arachide",
                        "Apixaban",
                        "RAMIPRIL",
                        "Appendicectomie",
                        "06 12 34 56 78",
                        "Mes directives anticipées");
        look(doctor, "6-dossier");
        doctor.page().click("text=Mes directives anticipées");
        assertThat(doctor.page().textContent(".alarm")).contains("Bris de glace");
        look(doctor, "7-directive");
        doctor.page().click(".alarm button");
        assertThat(doctor.page().textContent("[role=status]")).contains("L’accès d’urgence est terminé");
        look(doctor, "8-fini");
        assertThat(to(doctor, "/pro/dossiers/" + record).textContent("h1"))
                .isEqualTo("Ce dossier ne vous est pas lisible");
    }

    private void theHolderSeesAndContests() {
        to(holder, "/dossier").click("main a[href='/urgences']");
        assertThat(holder.page().textContent("main"))
                .contains("SOIGNANT", "PARIS", "Contrôle à venir")
                .contains("Trouvé inconscient dans la rue.");
        look(holder, "9-urgences");
        holder.page().click(".papers a");
        holder.page().click("main form .button");
        assertThat(holder.page().isVisible("#faults")).isTrue();
        look(holder, "10-contester-a-corriger");
        holder.page().fill("#contestation", "J’étais chez moi.\nJe ne connais pas ce médecin.");
        holder.page().click("main form .button");
        assertThat(holder.page().textContent("main")).contains("Contesté, contrôlé en premier");
        look(holder, "11-conteste");
    }

    private void theHolderObjects() {
        holder.page().uncheck("#bris-de-glace");
        holder.page().click("main form .button");
        assertThat(holder.page().textContent("[role=status]")).contains("Vos choix sont enregistrés.");
        assertThat(holder.page().isChecked("#bris-de-glace")).isFalse();
        look(holder, "12-opposition");
        to(doctor, "/pro/dossiers/" + record + "/urgence");
        doctor.page().check("input[value=LIFE_THREAT]");
        doctor.page().fill("#explication", "Trouvé inconscient dans la rue.");
        doctor.page().click("main form .button");
        assertThat(doctor.page().textContent("#obstacle")).contains("le titulaire s’est opposé");
        look(doctor, "13-oppose");
    }

    private void theRegulatingDoctorNamesTheirCall(Browser.Visit samu) {
        signsIn(samu, REGULATING);
        to(samu, "/pro/dossiers/" + record + "/urgence");
        look(samu, "14-regulation");
        samu.page().fill("#appel", "75-2026/0042");
        samu.page().check("input[value=LIFE_THREAT]");
        samu.page().fill("#explication", "Appel d’un voisin, patient inconscient.");
        samu.page().click("main form .button");
        assertThat(samu.page().textContent(".alarm")).contains("Régulation du SAMU");
        look(samu, "15-regulation-dossier");
        samu.page().click(".alarm button");
        samu.page();
    }

    private void signsIn(Browser.Visit visit, String rpps) {
        Page page = to(visit, "/pro");
        page.click("main form button");
        page.selectOption("#rpps", rpps);
        page.click("#oui");
        visit.page();
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
