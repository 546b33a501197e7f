package fr.dmp.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.dmp.SandboxTest;
import fr.dmp.Superuser;
import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Actor;
import fr.dmp.claims.CareHistory.Filter;
import fr.dmp.claims.CareHistory.Line;
import fr.dmp.claims.CareHistory.Page;
import fr.dmp.claims.delivery.CareDocument;
import fr.dmp.claims.delivery.CareLine;
import fr.dmp.claims.store.CareFeed;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.refusal.Refusal;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Reading the care history: pages, filters, cursors, and what a page costs. */
@SandboxTest
class CareHistoryPagesTest {

    private static final int LINES = 137;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private CareHistory history;

    @Autowired
    private CareFeed feed;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Environment environment;

    @Autowired
    private Clock clock;

    private UUID record;
    private LocalDate today;

    @BeforeEach
    void aRecordWithLines() {
        record = Holders.open(jdbc, Holders.insured(directory, Holders.nir()));
        today = LocalDate.ofInstant(clock.instant(), ZoneId.of("Europe/Paris"));
        Random random = new Random(7);
        // Many on the same day, some under the same key, up to the edges of the window and a day beyond.
        List<CareLine> lines = new ArrayList<>();
        for (int i = 0; i < LINES; i++) {
            LocalDate day =
                    switch (i) {
                        case 0 -> today;
                        case 1 -> today.minusMonths(12);
                        default -> today.minusDays(random.nextInt(20) * 17L);
                    };
            lines.add(line(i, new UUID(7, i / 3), "T#" + i, day, Section.values()[random.nextInt(8)]));
        }
        lines.add(line(LINES, new UUID(8, 8), "T#x", today.minusMonths(12).minusDays(1), Section.CARE));
        CareDocument document = new CareDocument(
                Holders.nir(), UUID.randomUUID(), 1, new byte[32], null, clock.instant(), lines, List.of(), List.of());
        UUID delivery = UUID.randomUUID();
        transaction.executeWithoutResult(status -> {
            feed.ensureMonths(lines.stream().map(CareLine::from).toList());
            feed.take(record, document, "TEST", delivery);
            feed.add(record, document.set(), lines, "TEST", delivery);
        });
    }

    private static CareLine line(int i, UUID key, String nth, LocalDate day, Section section) {
        return new CareLine(
                i,
                key,
                nth,
                section,
                day,
                day,
                null,
                null,
                "soin " + i,
                new BigDecimal("1.50"),
                2599L,
                1819L,
                null,
                null,
                List.of());
    }

    private Page read(Filter filter) {
        return history.read(new Actor(Actor.Kind.HOLDER, record.toString(), null), AccessMode.NORMAL, record, filter);
    }

    private List<Line> all(@Nullable Section section, @Nullable LocalDate from, @Nullable LocalDate to, int limit) {
        List<Line> all = new ArrayList<>();
        String cursor = null;
        do {
            Page page = read(new Filter(section, from, to, cursor, limit));
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            assertThat(page.next() == null || page.items().size() == limit).isTrue();
            all.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        return all;
    }

    @Test
    void allPagesTogetherAreAllLinesOnceTheNewestFirst() {
        List<Line> whole = all(null, null, null, 200);

        assertThat(whole).hasSize(LINES);
        assertThat(new HashSet<>(whole)).hasSize(LINES);
        assertThat(whole).extracting(Line::from).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(whole).extracting(Line::label).doesNotContain("soin " + LINES);
        for (int limit : IntStream.of(1, 2, 7, 50, LINES - 1, LINES).toArray()) {
            assertThat(all(null, null, null, limit)).as("pages of " + limit).isEqualTo(whole);
        }
    }

    @Test
    void filtersChooseAmongThem() {
        List<Line> whole = all(null, null, null, 200);
        LocalDate from = today.minusDays(200);
        LocalDate to = today.minusDays(17);

        for (Section section : Section.values()) {
            assertThat(all(section, null, null, 5))
                    .isEqualTo(
                            whole.stream().filter(l -> l.section() == section).toList());
        }
        assertThat(all(null, from, to, 9))
                .isNotEmpty()
                .isEqualTo(whole.stream()
                        .filter(l -> !l.from().isBefore(from) && !l.from().isAfter(to))
                        .toList());
        assertThat(all(null, today.minusYears(5), today.plusYears(5), 200)).isEqualTo(whole);
    }

    @Test
    void amountsAreInEuros() {
        Line line = read(Filter.ALL).items().get(0);

        assertThat(line.paid()).isEqualTo("25.99");
        assertThat(line.reimbursed()).isEqualTo("18.19");
        assertThat(line.quantity()).isEqualTo("1.5");
    }

    @Test
    void aCursorIsGoodForItsRecordAndFilterAlone() {
        String cursor = read(new Filter(null, null, null, null, 10)).next();
        assertThat(cursor).isNotNull();
        char last = cursor.charAt(cursor.length() - 3);

        assertNotOurs(new Filter(Section.CARE, null, null, cursor, 10));
        assertNotOurs(new Filter(null, today.minusDays(9), null, cursor, 10));
        assertNotOurs(new Filter(null, null, null, "", 10));
        assertNotOurs(new Filter(null, null, null, "%%%", 10));
        assertNotOurs(new Filter(null, null, null, "A".repeat(70), 10));
        assertNotOurs(new Filter(
                null,
                null,
                null,
                cursor.substring(0, cursor.length() - 3)
                        + (last == 'A' ? 'B' : 'A')
                        + cursor.substring(cursor.length() - 2),
                10));
        UUID mine = record;
        aRecordWithLines();
        assertThat(record).isNotEqualTo(mine);
        assertNotOurs(new Filter(null, null, null, cursor, 10));
    }

    private void assertNotOurs(Filter filter) {
        assertThatThrownBy(() -> read(filter))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.faults())
                        .containsExactly(new Refusal.Fault("/cursor", "fault.cursor")));
    }

    @Test
    void limitsAndPeriodsAreChecked() {
        for (int limit : new int[] {-1, 0, 201}) {
            assertThatThrownBy(() -> read(new Filter(null, null, null, null, limit)))
                    .isInstanceOf(Refusal.class);
        }
        assertThatThrownBy(() -> read(new Filter(null, today, today.minusDays(1), null, 10)))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void nobodyElseReadsThem() {
        Actor other = new Actor(Actor.Kind.HOLDER, UUID.randomUUID().toString(), null);

        assertThatThrownBy(() -> history.read(other, AccessMode.NORMAL, record, Filter.ALL))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.slug()).isEqualTo("access-denied"));
        assertThatThrownBy(() -> history.read(Actor.ASSURANCE_MALADIE, AccessMode.NORMAL, record, Filter.ALL))
                .isInstanceOf(Refusal.class);
    }

    /**
     * The program's other work goes on meanwhile, a few statements a second; what was sent at least once a read is the
     * reading's, unless it is the sandbox's phone that tells how its messages fared.
     */
    @Test
    void aPageCostsOneCommitTheDecisionItsTraceAndOneReading() {
        int reads = 300;
        read(Filter.ALL);
        JdbcClient superuser = Superuser.of(environment);
        superuser
                .sql("select pg_stat_statements_reset()")
                .query((row, n) -> true)
                .single();
        for (int i = 0; i < reads; i++) {
            read(Filter.ALL);
        }
        Map<String, Long> sent = new TreeMap<>();
        superuser
                .sql(
                        """
                        select left(regexp_replace(query, '\\s+', ' ', 'g'), 60) as query, sum(calls) as calls
                        from pg_stat_statements where toplevel and query not like '%dmp.sandbox_%' group by 1 having sum(calls) >= ?
                        """)
                .param(reads)
                .query((row, n) -> sent.put(row.getString("query"), row.getLong("calls")))
                .list();

        LoggerFactory.getLogger(getClass()).info("a history page sends {}", sent.keySet());
        assertThat(sent.keySet())
                .satisfiesExactlyInAnyOrder(
                        query -> assertThat(query).startsWith("BEGIN"),
                        query -> assertThat(query).startsWith("select dmp.enter_record"),
                        query -> assertThat(query).startsWith("select dmp.audit_append"),
                        query -> assertThat(query).startsWith("select decided.*, dmp.access_allowed"),
                        query -> assertThat(query).startsWith("with reversal as"));
        assertThat(sent.get("BEGIN")).as("transactions").isLessThan(2L * reads);
    }
}
