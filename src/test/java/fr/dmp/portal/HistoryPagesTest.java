package fr.dmp.portal;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.SandboxTest;
import fr.dmp.claims.CareHistory.Detail;
import fr.dmp.claims.CareHistory.Statement;
import fr.dmp.claims.Section;
import fr.dmp.claims.delivery.CareDocument;
import fr.dmp.claims.delivery.CareLine;
import fr.dmp.claims.store.CareFeed;
import fr.dmp.identity.InsuredDirectory;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The pages of the history: many lines, none, and what was said instead of lines. */
@SandboxTest
class HistoryPagesTest {

    private static final int LINES = 137;
    private static final int A_PAGE = 50;

    @LocalServerPort
    private int port;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private CareFeed feed;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Clock clock;

    private Newcomer newcomer;
    private Visitor visitor;
    private LocalDate today;

    @BeforeEach
    void aHolderIsSignedIn() {
        newcomer = Newcomer.onFile(port, directory);
        visitor = newcomer.visitor();
        newcomer.settleIn();
        today = LocalDate.ofInstant(clock.instant(), ZoneId.of("Europe/Paris"));
    }

    @Test
    void aLongHistoryIsTurnedPageByPage() {
        // Up to eleven months back, three lines a day.
        delivered(IntStream.range(0, LINES).mapToObj(this::line).toList(), List.of());
        List<String> read = new ArrayList<>();
        Document page = visitor.get("/historique").page();
        assertThat(labels(page)).hasSize(A_PAGE);
        assertThat(page.select(".month")).hasSizeGreaterThan(2);
        assertThat(links(page)).containsExactly("Soins plus anciens");
        read.addAll(labels(page));
        page = follow(page, "Soins plus anciens");
        assertThat(labels(page)).hasSize(A_PAGE);
        assertThat(links(page)).containsExactly("Revenir au début", "Soins plus anciens");
        read.addAll(labels(page));
        page = follow(page, "Soins plus anciens");
        read.addAll(labels(page));
        assertThat(links(page)).containsExactly("Revenir au début");
        assertThat(read)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, LINES).mapToObj(i -> "soin " + i).toList());
        assertThat(labels(follow(page, "Revenir au début"))).isEqualTo(read.subList(0, A_PAGE));
    }

    @Test
    void aFilterGoesAlongFromPageToPage() {
        delivered(IntStream.range(0, LINES).mapToObj(this::line).toList(), List.of());
        String from = "%1$td/%1$tm/%1$tY".formatted(today.minusMonths(10));
        Document page = visitor.get("/historique?section=CARE&du=" + from).page();
        assertThat(page.select("#du").val()).isEqualTo(from);
        assertThat(page.select("#du").attr("type")).isEqualTo("text");
        assertThat(page.select("#du-hint").text()).isEqualTo("JJ/MM/AAAA");
        page = follow(page, "Soins plus anciens");
        assertThat(page.select("#du").val()).isEqualTo(from);
        assertThat(page.select("#section option[selected]").val()).isEqualTo("CARE");
        assertThat(page.select(".kind")).isNotEmpty().allMatch(kind -> kind.hasClass("kind-CARE"));
    }

    @Test
    void theFilterOutlastsAChangeOfLanguage() {
        delivered(IntStream.range(0, LINES).mapToObj(this::line).toList(), List.of());
        String from = "%1$td/%1$tm/%1$tY".formatted(today.minusMonths(10));
        String next = visitor.get("/historique?section=CARE&autre=1&du=" + from)
                .page()
                .select("main nav a")
                .attr("href");
        for (String shown : List.of("/historique?section=CARE&autre=1&du=" + from, next)) {
            List<String> labels = labels(visitor.get(shown).page());
            Document page =
                    visitor.submit("/langue", Map.of("langue", "en")).follow().page();
            assertThat(visitor.status()).isEqualTo(200);
            assertThat(page.select("html").attr("lang")).isEqualTo("en");
            assertThat(page.select("#du").val()).isEqualTo(from);
            assertThat(page.select("#section option[selected]").val()).isEqualTo("CARE");
            assertThat(labels(page)).isEqualTo(labels);
            assertThat(page.select("[name=retour]").val()).doesNotContain("autre");
            visitor.submit("/langue", Map.of("langue", "fr"));
        }
    }

    /** What the source says is French, on a page of any language. */
    @Test
    void theSourcesWordsAreReadOutInFrench() {
        delivered(List.of(line(0)), List.of());
        visitor.header("Accept-Language", "en");
        Document page = visitor.get("/historique").page();
        assertThat(page.select("html").attr("lang")).isEqualTo("en");
        assertThat(page.select(".what[lang=fr]").text()).isEqualTo("soin 0");
        assertThat(page.select(".facts [lang=fr]").eachText())
                .containsExactly("Dr Camille LENOIR", "Taux de remboursement", "70 pour cent");
        assertThat(page.select(".facts dt:not([lang])").eachText()).contains("Date", "Arrived on");
    }

    @Test
    void nothingIsSaidWhereEverySectionSaysSo() {
        delivered(
                List.of(),
                Arrays.stream(Section.values())
                        .filter(section -> section != Section.OTHER)
                        .map(section -> new Statement(section, "Aucune donnée"))
                        .toList());
        assertThat(visitor.get("/historique").page().select("#empty").text()).isEqualTo("Rien à signaler");
        assertThat(visitor.page().select("section[aria-labelledby=statements] li"))
                .hasSize(7);
    }

    @Test
    void noLineIsNotNothing() {
        delivered(List.of(), List.of(new Statement(Section.BIOLOGY, "Aucune donnée")));
        assertThat(visitor.get("/historique").page().select("#empty").text()).isEqualTo("Aucun soin à afficher");
        assertThat(visitor.page()
                        .select("section[aria-labelledby=statements] li")
                        .eachText())
                .containsExactly("Biologie");
        assertThat(visitor.text())
                .contains("Vos données arrivent jusqu’au", "Cela ne veut pas dire que rien n’a été remboursé");
        assertThat(visitor.get("/historique?section=BIOLOGY")
                        .page()
                        .select("#empty")
                        .text())
                .isEqualTo("Aucun soin ne correspond");
    }

    @Test
    void sectionsWithNothingToReportAreNamed() {
        delivered(
                List.of(line(0)),
                Arrays.stream(Section.values())
                        .filter(section -> section == Section.BIOLOGY || section == Section.VACCINATIONS)
                        .map(section -> new Statement(section, "Aucune donnée"))
                        .toList());
        Document page = visitor.get("/historique").page();
        assertThat(page.select("#statements").text()).isEqualTo("Rien à signaler dans ces rubriques");
        assertThat(page.select("section[aria-labelledby=statements] li").eachText())
                .containsExactlyInAnyOrder("Biologie", "Vaccinations");
        assertThat(labels(page)).containsExactly("soin 0");
    }

    private CareLine line(int i) {
        LocalDate day = today.minusDays(1 + i / 3 * 7L);
        return new CareLine(
                i,
                new UUID(7, i),
                "T#" + i,
                Section.CARE,
                day,
                day,
                null,
                null,
                "soin " + i,
                BigDecimal.ONE,
                2599L,
                1819L,
                "Dr Camille LENOIR",
                null,
                List.of(new Detail("Taux de remboursement", "70 pour cent")));
    }

    private void delivered(List<CareLine> lines, List<Statement> statements) {
        UUID record = jdbc.sql(
                        """
                        select r.id from dmp.record r join dmp.insured_person p on p.id = r.person
                        where p.nir_digest = ?
                        """)
                .param(directory.digest(newcomer.someone().nir()))
                .query(UUID.class)
                .single();
        CareDocument document = new CareDocument(
                newcomer.someone().nir(),
                UUID.randomUUID(),
                1,
                new byte[32],
                null,
                clock.instant(),
                lines,
                statements,
                List.of());
        UUID delivery = UUID.randomUUID();
        transaction.executeWithoutResult(status -> {
            feed.ensureMonths(lines.stream().map(CareLine::from).toList());
            feed.take(record, document, "CNAM-HR", delivery);
            feed.add(record, document.set(), lines, "CNAM-HR", delivery);
        });
    }

    private Document follow(Document page, String link) {
        String address = page.select("main nav a").stream()
                .filter(a -> a.text().equals(link))
                .findFirst()
                .orElseThrow()
                .attr("href");
        return visitor.get(address).page();
    }

    private static List<String> labels(Document page) {
        return page.select(".line .what").eachText();
    }

    private static List<String> links(Document page) {
        return page.select("main nav a").eachText();
    }
}
