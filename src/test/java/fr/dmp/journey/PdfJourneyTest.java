package fr.dmp.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import fr.dmp.Calls;
import fr.dmp.SandboxTest;
import fr.dmp.claims.Holders;
import fr.dmp.document.content.Pdfs;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.identity.Professionals;
import fr.dmp.journey.Browser.Device;
import fr.dmp.signin.HolderSession.Scope;
import fr.dmp.signin.HolderTokens;
import fr.dmp.vault.RecordKeys;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A PDF that was deposited is opened from its page, by its holder and by the treating physician, and the browser shows it: the
 * page that it was made with is red all over, and so is what is seen. A browser without a viewer keeps it, whole.
 */
@SandboxTest
class PdfJourneyTest {

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

    private final byte[] pdf = Pdfs.red();
    private InsuredPerson person;
    private UUID record;
    private String document;

    @BeforeEach
    void aPdfIsDeposited() {
        person = Holders.insured(directory, Holders.nir());
        record = Holders.open(jdbc, person);
        transactions.executeWithoutResult(transaction -> keys.create(record));
        professionals.declareTreating(person.id(), DOCTOR, LocalDate.now(clock).minusDays(3));
        document = deposited();
    }

    private String deposited() {
        Calls answer = new Calls(port)
                .bearer(new Calls(port)
                        .post("/sandbox/professional-tokens", "{\"rpps\": \"%s\"}".formatted(DOCTOR))
                        .json()
                        .get("accessToken")
                        .asText())
                .with("Idempotency-Key", UUID.randomUUID().toString())
                .upload(
                        "/api/professional/records/" + record + "/documents",
                        "{\"title\": \"Consultation du 3 mars\", \"type\": \"11488-4\", \"actDate\": \"2026-03-03\"}",
                        pdf);
        assertThat(answer.outcome()).isEqualTo("201");
        return answer.json().get("id").asText();
    }

    @Test
    void itsHolderReadsIt() throws IOException {
        try (Browser.Visit visit = Browser.get().visit(Device.DESKTOP)) {
            visit.page()
                    .context()
                    .addCookies(List.of(
                            new Cookie("__Host-holder", HolderTokens.of(program, record, person.id(), Scope.FULL))
                                    .setDomain("localhost")
                                    .setPath("/")
                                    .setSecure(true)
                                    .setHttpOnly(true)));
            opens(visit, "/documents/" + document, "titulaire");
        }
    }

    @Test
    void theTreatingPhysicianReadsIt() throws IOException {
        try (Browser.Visit visit = Browser.get().visit(Device.DESKTOP)) {
            visit.page().navigate(address("/pro"));
            visit.page().click("main form button");
            visit.page().selectOption("#rpps", DOCTOR);
            visit.page().click("#oui");
            opens(visit, "/pro/dossiers/" + record + "/documents/" + document, "medecin");
        }
    }

    private void opens(Browser.Visit visit, String page, String who) throws IOException {
        List<Download> kept = new ArrayList<>();
        visit.page().onDownload(kept::add);
        visit.page().navigate(address(page));
        visit.page().click("text=Ouvrir le document (PDF");
        visit.page().waitForCondition(() -> !kept.isEmpty() || isRed(visit.page()));
        if (kept.isEmpty()) {
            assertThat(visit.page().url()).isEqualTo(address(page + "/contenu"));
            visit.page()
                    .screenshot(new Page.ScreenshotOptions()
                            .setPath(Path.of("target", "screenshots", "pdf-" + who + ".png")));
            visit.page().goBack();
        } else {
            assertThat(Files.readAllBytes(kept.get(0).path())).isEqualTo(pdf);
        }
        assertThat(visit.page().textContent("h1")).isEqualTo("Consultation du 3 mars");
        assertThat(visit.complaints()).noneMatch(text -> text.contains("Content Security Policy"));
        letsItBeShown(visit.page().context().request().get(address(page + "/contenu")));
    }

    /** The viewer draws it when it likes to. */
    private static boolean isRed(Page page) {
        try {
            BufferedImage seen = ImageIO.read(new ByteArrayInputStream(page.screenshot()));
            int red = 0;
            for (int y = 0; y < seen.getHeight(); y += 10) {
                for (int x = 0; x < seen.getWidth(); x += 10) {
                    red += (seen.getRGB(x, y) & 0xFFFFFF) == 0xFF0000 ? 1 : 0;
                }
            }
            return red > seen.getHeight() * seen.getWidth() / 100 / 5;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void letsItBeShown(APIResponse content) {
        assertThat(content.status()).isEqualTo(200);
        assertThat(content.body()).isEqualTo(pdf);
        assertThat(content.headers())
                .containsEntry("content-type", "application/pdf")
                .containsEntry("content-disposition", "inline; filename=\"document.pdf\"")
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("content-length", String.valueOf(pdf.length));
        assertThat(content.headers().get("cache-control")).contains("no-store");
        // Other browsers' viewers, and earlier ones of this one, show nothing in a sandbox.
        assertThat(content.headers().get("content-security-policy"))
                .contains("default-src 'none'")
                .doesNotContain("sandbox");
    }

    private String address(String path) {
        return "http://localhost:" + port + path;
    }
}
