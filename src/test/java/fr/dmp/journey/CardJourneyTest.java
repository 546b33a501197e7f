package fr.dmp.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import fr.dmp.SandboxTest;
import fr.dmp.claims.Holders;
import fr.dmp.emergency.QrReader;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.journey.Browser.Device;
import fr.dmp.signin.HolderSession.Scope;
import fr.dmp.signin.HolderTokens;
import fr.dmp.vault.RecordKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A holder makes an emergency card and shows it; a doctor who hasn't signed in scans it from their screen, signs in and finds
 * the record. What the card says is in no address that leaves a browser, and in no log.
 */
@SandboxTest
@ExtendWith(OutputCaptureExtension.class)
class CardJourneyTest {

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

    private Browser.Visit holder;
    private Browser.Visit doctor;
    private UUID record;
    private String device;
    private boolean scripts;

    @Test
    void onAPhone(CapturedOutput output) {
        go(Device.PHONE, true, output);
    }

    @Test
    void onAPhoneWithoutScripts(CapturedOutput output) {
        go(Device.PHONE, false, output);
    }

    @Test
    void atADesk(CapturedOutput output) {
        go(Device.DESKTOP, true, output);
    }

    @Test
    void inANarrowWindow(CapturedOutput output) {
        go(Device.NARROW, true, output);
    }

    private void go(Device on, boolean withScripts, CapturedOutput output) {
        InsuredPerson person = Holders.insured(directory, Holders.nir());
        record = Holders.open(jdbc, person);
        transactions.executeWithoutResult(transaction -> keys.create(record));
        device = "carte-" + on.name().toLowerCase() + (withScripts ? "" : "-sans-script");
        scripts = withScripts;
        try (Browser.Visit one = visit(on);
                Browser.Visit other = visit(on)) {
            holder = one;
            doctor = other;
            holder.page().context().addCookies(List.of(session(person)));
            String address = theHolderMakesTheCard();
            String code = address.substring(address.indexOf('#') + 1);
            theDoctorScansIt(address, code);
            theHolderSeesItAndRevokes();
            theCardLeadsNowhere(address, code);
            for (Browser.Visit visit : List.of(doctor, holder)) {
                assertThat(visit.requests()).allSatisfy(url -> assertThat(url).startsWith(address("/")));
                assertThat(visit.requests()).noneMatch(url -> url.contains(code));
                assertThat(visit.complaints()).noneMatch(text -> text.contains("Content Security Policy"));
            }
            assertThat(output.getAll()).doesNotContain(code);
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

    private String theHolderMakesTheCard() {
        to(holder, "/dossier").click("main a[href='/urgence/carte']");
        assertThat(holder.page().textContent("main")).contains("Vous n’avez pas de carte");
        look(holder, "1-aucune");
        holder.page().click("main form .button");
        assertThat(holder.page().textContent("main")).contains("fonctionne");
        look(holder, "2-faite");
        holder.page().click("a[href$='/ecran']");
        look(holder, "3-ecran");
        String address = scanned(holder.page());
        assertThat(address).matches("http://localhost:\\d+/pro/carte#[0-9A-Z]{28}");
        return address("/pro/carte") + address.substring(address.indexOf('#'));
    }

    /** As a camera sees the screen, from whatever device. */
    private static String scanned(Page page) {
        try {
            return QrReader.of(ImageIO.read(new ByteArrayInputStream(
                            page.locator(".emergency-card").screenshot())))
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void theDoctorScansIt(String address, String code) {
        doctor.page().navigate(address);
        look(doctor, "4-scannee");
        if (scripts) {
            assertThat(doctor.page().url()).as("nothing stays in the bar").isEqualTo(address("/pro/carte"));
            assertThat(doctor.page().isVisible("[data-card-kept]")).isTrue();
        } else {
            assertThat(doctor.page().isVisible("[data-card-kept]")).isFalse();
        }
        doctor.page().click("main form button");
        doctor.page().selectOption("#rpps", DOCTOR);
        doctor.page().click("#oui");
        if (scripts) {
            assertThat(doctor.page().inputValue("#carte")).isEqualTo(code);
            assertThat(doctor.page().evaluate("document.activeElement.closest('form').par.value"))
                    .isEqualTo("carte");
        } else {
            doctor.page().fill("#carte", code.toLowerCase().replaceAll("(.{4})", "$1 "));
        }
        look(doctor, "5-chercher");
        doctor.page().click("form:has(#carte) button");
        assertThat(doctor.page().locator("main li a.what").getAttribute("href")).isEqualTo("/pro/dossiers/" + record);
        look(doctor, "6-trouve");
    }

    private void theHolderSeesItAndRevokes() {
        assertThat(to(holder, "/journal").textContent("main")).contains("Recherche du dossier", "carte d’urgence");
        to(holder, "/urgence/carte").click("form[action$='/retirer'] button");
        assertThat(holder.page().textContent("main")).contains("Vous n’avez pas de carte");
    }

    private void theCardLeadsNowhere(String address, String code) {
        doctor.page().navigate(address);
        if (scripts) {
            assertThat(doctor.page().inputValue("#carte")).isEqualTo(code);
        } else {
            doctor.page().fill("#carte", code);
        }
        look(doctor, "7-connectee");
        doctor.page().click("form:has(#carte) button");
        assertThat(doctor.page().textContent("main")).contains("Aucun dossier trouvé");
        doctor.page().navigate(address("/pro/carte"));
        assertThat(doctor.page().inputValue("#carte")).isEmpty();
        doctor.page().fill("#carte", "7Q2M");
        doctor.page().click("form:has(#carte) button");
        assertThat(doctor.page().isVisible("#carte-fault")).isTrue();
        look(doctor, "8-a-corriger");
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
