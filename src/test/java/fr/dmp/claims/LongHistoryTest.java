package fr.dmp.claims;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.SandboxTest;
import fr.dmp.Superuser;
import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Actor;
import fr.dmp.claims.CareHistory.Filter;
import fr.dmp.claims.CareHistory.Page;
import fr.dmp.claims.store.CareFeed;
import fr.dmp.identity.InsuredDirectory;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A page of the history costs what it shows, not what the record holds. */
@SandboxTest
class LongHistoryTest {

    private static final int SHORT = 120;
    private static final int LONG = 20_000;

    @Autowired
    private CareHistory history;

    @Autowired
    private CareFeed feed;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Environment environment;

    @Autowired
    private Clock clock;

    private JdbcClient superuser;
    private LocalDate today;

    @BeforeEach
    void months() {
        superuser = Superuser.of(environment);
        today = LocalDate.ofInstant(clock.instant(), ZoneId.of("Europe/Paris"));
        feed.ensureMonths(today.minusMonths(12).datesUntil(today.plusDays(1)).toList());
    }

    private UUID recordOf(int lines) {
        UUID record = Holders.open(jdbc, Holders.insured(directory, Holders.nir()));
        fill(superuser, record, lines, today);
        return record;
    }

    /** Lines spread over twelve months, one in a hundred of them a reversal of another. */
    static void fill(JdbcClient superuser, UUID record, int lines, LocalDate today) {
        superuser
                .sql(
                        """
                        insert into dmp.care_line (record, care_from, line_key, detail, care_to, section, system, code,
                            quantity, paid_cents, performer, source, delivery, received_at)
                        select :record, day, gen_random_uuid(), 'PRS', day, 'CARE', 'PRS_NAT', '1111',
                            case when i % 100 = 1 then -2 - i / 100 when i % 100 = 0 then 2 + i / 100 else 1 end, 2650,
                            '991234567', 'DCIR', gen_random_uuid(), now()
                        from generate_series(0, :lines - 1) i,
                            lateral (select (:today::date - (i / 2 * 2) * 360 / :lines)::date as day) spread
                        """)
                .param("record", record)
                .param("lines", lines)
                .param("today", today.toString())
                .update();
    }

    private Page page(UUID record, String cursor) {
        return history.read(
                new Actor(Actor.Kind.HOLDER, record.toString(), null),
                AccessMode.NORMAL,
                record,
                new Filter(null, null, null, cursor, 50));
    }

    private record Cost(long statements, long blocks) {}

    private Cost costOfSecondPage(UUID record) {
        Page first = page(record, null);
        assertThat(first.items()).hasSize(50);
        superuser.sql("select pg_stat_statements_reset()").query((row, n) -> 0).list();
        assertThat(page(record, first.next()).items()).hasSize(50).doesNotContainAnyElementsOf(first.items());
        return superuser
                .sql(
                        """
                        select sum(calls) as statements, sum(shared_blks_hit + shared_blks_read) as blocks
                        from pg_stat_statements where query like '%with reversal as materialized%' and query not like '%pg_stat%'
                        """)
                .query(Cost.class)
                .single();
    }

    @Test
    void aPageOfALongHistoryIsOneStatementAndReadsNoMoreThanOneOfAShortOne() {
        UUID brief = recordOf(SHORT);
        UUID extended = recordOf(LONG);
        superuser.sql("analyze dmp.care_line").update();

        Cost few = costOfSecondPage(brief);
        Cost many = costOfSecondPage(extended);

        assertThat(few.statements()).isEqualTo(1);
        assertThat(many.statements()).isEqualTo(1);
        assertThat(many.blocks()).as("blocks read, %s against %s", many, few).isLessThan(4 * few.blocks());
    }
}
