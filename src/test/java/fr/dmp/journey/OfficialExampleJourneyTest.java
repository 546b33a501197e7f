package fr.dmp.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import fr.dmp.SandboxTest;
import fr.dmp.TestClock;
import fr.dmp.TestData;
import fr.dmp.claims.Inbox;
import fr.dmp.claims.cda.NarrativeOracle;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.Nir;
import fr.dmp.journey.Browser.Device;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The person of the official example reads it on their pages, in July 2019: first its twin, which has nothing to report,
 * then every row of its tables, as an independent reading of the document has them.
 */
@SandboxTest
class OfficialExampleJourneyTest {

    private static final Nir NIR = Nir.of("279035121518989").orElseThrow();
    private static final Pattern CODE = Pattern.compile("DMP : (\\d{6}) est");
    private static final Pattern PASSWORD = Pattern.compile("mot de passe initial (\\S+)");
    private static final String OWN_PASSWORD = "cheval agrafe correcte batterie";
    private static final Pattern DAY = Pattern.compile("\\d{2}/\\d{2}/\\d{4}");

    @LocalServerPort
    private int port;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Environment environment;

    @Autowired
    private Clock clock;

    /** Another one each time: on a database that is kept, the one before still has its messages. */
    private final String mobile =
            "+336%08d".formatted(ThreadLocalRandom.current().nextInt(100_000_000));

    private Inbox inbox;
    private Browser.Visit visit;

    @Test
    void everyRowOfTheDocumentIsOnThePage() throws Exception {
        Path example = TestData.file("cda/examples/CNAM-HR_2021.01.xml");
        Path twin = TestData.file("cda/examples/CNAM-HR_2021.01_sans-info.xml");
        inbox = new Inbox(environment, jdbc);
        try (TestClock time = TestClock.of(clock).set("2019-07-15T10:00:00Z");
                Browser.Visit opened = Browser.get().visit(Device.PHONE)) {
            visit = opened;
            isOnFileWithoutARecord();
            opensARecordAndSignsIn();

            drop(twin);
            page().navigate(address("/historique"));
            assertThat(text(page().locator("#empty"))).isEqualTo("Rien à signaler");
            assertThat(texts(page().locator("section[aria-labelledby=statements] li")))
                    .containsExactlyElementsOf(NarrativeOracle.read(example).keySet());
            look("vide");

            drop(example);
            page().navigate(address("/historique"));
            assertThat(page().locator("#statements").count()).isZero();
            assertThat(text(page().locator("main"))).contains("Vos données arrivent jusqu’au 11 juillet 2019");
            isAllThere(NarrativeOracle.read(example));
            look("historique");
            page().evaluate("document.querySelectorAll('details').forEach(line => line.open = true)");
            look("historique-ouvert");
        }
    }

    private void isOnFileWithoutARecord() {
        inbox.drop(
                "insured",
                UUID.randomUUID() + ".csv",
                """
                nir;family_name;given_names;birth_date;sex;regime;fund;mobile;email;address1;address2;postcode;city;vitale_serial
                %s;PAT-TROIS;DOMINIQUE MARIE-LOUISE;1979-03-28;F;1;01C751;%s;;28 avenue de Breteuil;;75007;PARIS;2790351515
                """
                        .formatted(NIR.value(), mobile));
        jdbc.sql("update dmp.record set status = 'DELETED' where person = ?")
                .param(directory.find(NIR).orElseThrow().id())
                .update();
    }

    private void opensARecordAndSignsIn() {
        Messages messages = new Messages(port, mobile);
        page().navigate(address("/creation"));
        page().fill("#nir", NIR.value());
        page().fill("#serie", directory.find(NIR).orElseThrow().vitaleSerial());
        page().fill("#nom", "Pat-Trois");
        page().fill("#prenoms", "Dominique Marie-Louise");
        page().fill("#naissance", "28031979");
        page().click("button[value=suite]");
        page().fill("#mobile", mobile.replace("+33", "0"));
        page().click("button[value=suite]");
        page().check("#accord");
        page().click("button[value=suite]");
        page().fill("#code", messages.next(CODE));
        page().click("main .form button");
        String identifier = page().textContent(".secret");
        String initial = messages.next(PASSWORD);
        page().navigate(address("/connexion"));
        page().fill("#identifiant", identifier);
        page().fill("#mot-de-passe", initial);
        page().click("main form button");
        page().fill("#code", messages.next(CODE));
        page().click("main .form button");
        page().fill("#initial", initial);
        page().fill("#nouveau", OWN_PASSWORD);
        page().fill("#encore", OWN_PASSWORD);
        page().click("main .form button");
        assertThat(page().textContent("h1")).isEqualTo("Mon dossier");
    }

    /** The bytes differ from those of any delivery before, which would be a replay. */
    private void drop(Path document) throws IOException {
        String content = Files.readString(document, StandardCharsets.UTF_8) + "<!-- " + UUID.randomUUID() + " -->";
        assertThat(inbox.drop("claims", UUID.randomUUID() + ".xml", content).state())
                .isEqualTo("TAKEN");
    }

    /** Each row has a line of its own in its section, on which each of its cells can be read; and no line is left over. */
    private void isAllThere(Map<String, List<Map<String, String>>> tables) {
        List<String> headings =
                texts(page().locator(".kind h3")).stream().distinct().toList();
        assertThat(headings).containsExactlyInAnyOrderElementsOf(tables.keySet());
        tables.forEach((title, rows) -> {
            List<List<String>> lines = lines(title);
            assertThat(lines).as(title).hasSameSizeAs(rows);
            for (Map<String, String> row : rows) {
                List<String> told = told(row);
                Optional<List<String>> found =
                        lines.stream().filter(line -> line.containsAll(told)).findFirst();
                assertThat(found).as("%s: %s among %s", title, told, lines).isPresent();
                lines.remove(found.get());
            }
            assertThat(lines).as(title).isEmpty();
        });
    }

    /** All that is written on each line of a section, month after month. */
    private List<List<String>> lines(String title) {
        List<List<String>> lines = new ArrayList<>();
        for (Locator kind : page().locator(".kind").all()) {
            if (text(kind.locator("h3")).equals(title)) {
                kind.locator("details").all().forEach(line -> lines.add(written(line)));
            }
        }
        return lines;
    }

    private static List<String> written(Locator line) {
        List<String> written = new ArrayList<>(texts(line.locator(".what")));
        for (String value : texts(line.locator("dd"))) {
            written.add(value);
            // A code stands with its nomenclature: "G (NGAP)".
            written.add(value.replaceFirst(" \\([A-Z0-9]+\\)$", ""));
        }
        return written;
    }

    /** Each cell that isn't blank, days as a person writes them out. */
    private static List<String> told(Map<String, String> row) {
        List<String> told = new ArrayList<>();
        for (String cell : row.values()) {
            List<String> days = DAY.matcher(cell)
                    .results()
                    .map(found -> written(found.group()))
                    .toList();
            told.addAll(days);
            if (days.isEmpty() && !cell.isBlank()) {
                told.add(cell);
            }
        }
        return told;
    }

    private static String written(String day) {
        LocalDate date = LocalDate.parse(day, DateTimeFormatter.ofPattern("dd/MM/yyyy"));
        return date.format(DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.FRENCH))
                .replaceFirst("^1 ", "1er ");
    }

    private void look(String name) {
        for (int width : new int[] {390, 1280}) {
            page().setViewportSize(width, 900);
            visit.shoot("example-" + name + "-" + width);
            assertThat(visit.violations()).as(name).isEmpty();
            assertThat(visit.overflow()).as(name).isZero();
        }
    }

    private static List<String> texts(Locator found) {
        return found.allTextContents().stream()
                .map(OfficialExampleJourneyTest::plain)
                .toList();
    }

    private static String text(Locator found) {
        return plain(found.textContent());
    }

    private static String plain(String text) {
        return text.replace('\u00a0', ' ').strip().replaceAll("\\s+", " ");
    }

    private Page page() {
        return visit.page();
    }

    private String address(String path) {
        return "http://localhost:" + port + path;
    }
}
