package fr.dmp.access;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.SandboxTest;
import fr.dmp.Superuser;
import fr.dmp.refusal.Refusal.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Which version of the matrix decides when: the one with the latest day that has come, in Paris, whatever the numbers. Each
 * version that is made here lets one profession of the test's own read, or not; all is rolled back.
 */
@SandboxTest
class MatrixDaysTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final int FIRST = 900_001;

    @Autowired
    private Environment environment;

    private JdbcClient jdbc;
    private TransactionTemplate transactions;

    @BeforeEach
    void asSuperuser() {
        DataSource all = Superuser.account(Path.of(environment.getRequiredProperty("dmp.data")), "postgres");
        jdbc = JdbcClient.create(all);
        transactions = new TransactionTemplate(new DataSourceTransactionManager(all));
    }

    private void inOneThatIsRolledBack(Runnable test) {
        transactions.executeWithoutResult(transaction -> {
            transaction.setRollbackOnly();
            test.run();
        });
    }

    /** Without any that came with the program. */
    private void versions(List<LocalDate> days) {
        jdbc.sql("delete from dmp.matrix_cell").update();
        jdbc.sql("delete from dmp.matrix_version").update();
        for (int n = 0; n < days.size(); n++) {
            jdbc.sql("insert into dmp.matrix_version (version, in_force_from, told) values (?, ?::date, 'x')")
                    .params(FIRST + n, days.get(n))
                    .update();
        }
    }

    private Integer decides(Instant at) {
        return jdbc.sql("select dmp.matrix_in_force(?)")
                .param(at.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .optional()
                .orElse(null);
    }

    /** Days of versions 1, 2 and 3; a moment; who decides. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    2026-01-01 | 2026-02-01 | 2026-03-01 | 2026-01-31T22:59:59.999999Z | 1
                    2026-01-01 | 2026-02-01 | 2026-03-01 | 2026-01-31T23:00:00Z        | 2
                    2026-01-01 | 2026-02-01 | 2026-03-01 | 2026-02-28T22:59:59Z        | 2
                    2026-01-01 | 2026-02-01 | 2026-03-01 | 2026-02-28T23:00:00Z        | 3
                    2026-01-01 | 2026-02-01 | 2026-03-01 | 2099-01-01T00:00:00Z        | 3
                    2026-01-01 | 2026-02-01 | 2026-03-01 | 2025-12-31T22:59:59Z        |
                    2026-01-01 | 2026-03-01 | 2026-02-01 | 2026-01-31T12:00:00Z        | 1
                    2026-01-01 | 2026-03-01 | 2026-02-01 | 2026-02-15T12:00:00Z        | 3
                    2026-01-01 | 2026-03-01 | 2026-02-01 | 2026-03-01T12:00:00Z        | 2
                    2026-03-01 | 2026-02-01 | 2026-01-01 | 2026-01-15T12:00:00Z        | 3
                    2026-03-01 | 2026-02-01 | 2026-01-01 | 2026-02-15T12:00:00Z        | 2
                    2026-03-01 | 2026-02-01 | 2026-01-01 | 2026-03-15T12:00:00Z        | 1
                    2026-01-01 |            | 2026-02-01 | 2026-01-15T12:00:00Z        | 1
                    2026-01-01 | 2026-02-01 |            | 2026-06-15T12:00:00Z        | 2
                               |            |            | 2026-06-15T12:00:00Z        |
                    2026-07-01 |            |            | 2026-06-30T21:59:59Z        |
                    2026-07-01 |            |            | 2026-06-30T22:00:00Z        | 1
                    """)
    void theLatestDayThatHasComeDecides(
            LocalDate first, LocalDate second, LocalDate third, Instant at, Integer expected) {
        List<LocalDate> days = new ArrayList<>();
        Collections.addAll(days, first, second, third);
        inOneThatIsRolledBack(() -> {
            versions(days);
            assertThat(decides(at)).isEqualTo(expected == null ? null : FIRST + expected - 1);
        });
    }

    /** Any number of versions on any days, asked on each of their days and the second before. */
    @Test
    void agreesWithTheModelOnAnyDays() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        inOneThatIsRolledBack(() -> {
            for (int world = 0; world < 40; world++) {
                List<LocalDate> days = IntStream.range(0, 200)
                        .mapToObj(n -> LocalDate.of(2026, 1, 1).plusDays(n))
                        .collect(Collectors.toCollection(ArrayList::new));
                Collections.shuffle(days, random);
                List<LocalDate> some = new ArrayList<>(days.subList(0, 1 + random.nextInt(12)));
                versions(some);
                for (LocalDate day : some) {
                    for (Instant at : List.of(midnight(day), midnight(day).minusSeconds(1))) {
                        assertThat(decides(at))
                                .as("%s at %s, seed %d", some, at, seed)
                                .isEqualTo(model(some, at));
                    }
                }
            }
        });
    }

    private static Instant midnight(LocalDate day) {
        return day.atTime(LocalTime.MIDNIGHT).atZone(PARIS).toInstant();
    }

    /** Goes on from day to day, and looks whether one begins. */
    private static Integer model(List<LocalDate> days, Instant at) {
        Map<LocalDate, Integer> beginning = new HashMap<>();
        days.forEach(day -> beginning.put(day, FIRST + days.indexOf(day)));
        Integer deciding = null;
        for (LocalDate day = LocalDate.of(2025, 1, 1); !midnight(day).isAfter(at); day = day.plusDays(1)) {
            deciding = beginning.getOrDefault(day, deciding);
        }
        return deciding;
    }

    /** The decision, its replay at a moment past, and what a version would change go by the same one. */
    @Test
    void theDecisionItsReplayAndTheImpactGoByTheSameVersion() {
        inOneThatIsRolledBack(() -> {
            versions(List.of(
                    LocalDate.parse("2026-01-01"), LocalDate.parse("2026-03-01"), LocalDate.parse("2026-02-01")));
            jdbc.sql("insert into dmp.matrix_version (version, told) values (900009, 'x')")
                    .update();
            jdbc.sql(
                            """
                            insert into dmp.matrix_cell (version, profession, type, allowed, source)
                            select version, 'T1', 'REMB', version = 900003, 'PROJECT' from dmp.matrix_version
                            """)
                    .update();
            String record = "00000000-0000-4000-8000-000000000114";
            jdbc.sql("set local session_replication_role = replica").update();
            jdbc.sql(
                            "insert into dmp.professional (rpps, family_name, given_name, profession) values ('x114', '', '', 'T1')")
                    .update();
            jdbc.sql(
                            """
                            insert into dmp.record (id, person, status, opened_at, opened_by, opener_kind, opener, consent_at)
                            values (?::uuid, gen_random_uuid(), 'ACTIVE', '2025-01-01', 'COUNTER', 'STAFF', 'x', '2025-01-01')
                            """)
                    .param(record)
                    .update();
            jdbc.sql(
                            """
                            insert into dmp.access_authorization (record, id, professional, since, ground)
                            values (?::uuid, gen_random_uuid(), 'x114', '2025-01-01', 'HOLDER')
                            """)
                    .param(record)
                    .update();
            assertThat(ruleOf(record, "2026-01-31T12:00:00Z")).isEqualTo("HABILITATION 900001");
            assertThat(ruleOf(record, "2026-02-01T12:00:00Z")).isEqualTo("AUTHORIZATION 900003");
            assertThat(ruleOf(record, "2026-02-28T12:00:00Z")).isEqualTo("AUTHORIZATION 900003");
            assertThat(ruleOf(record, "2026-03-01T12:00:00Z")).isEqualTo("HABILITATION 900002");
            assertThat(cellsThatDiffer("2026-01-31T12:00:00Z")).isZero();
            assertThat(cellsThatDiffer("2026-02-28T12:00:00Z")).isEqualTo(1);
            assertThat(cellsThatDiffer("2026-03-01T12:00:00Z")).isZero();
        });
    }

    private String ruleOf(String record, String at) {
        return jdbc.sql(
                        """
                        select rule || ' ' || matrix from dmp.decide_thing(?::uuid, 'PROFESSIONAL', 'x114', ?::timestamptz,
                            'NORMAL', 'REMB', false, false, false, false, false)
                        """)
                .params(record, at)
                .query(String.class)
                .single();
    }

    /** Of version 9, which is a draft and lets nobody read. */
    private int cellsThatDiffer(String at) {
        return jdbc.sql("select count(profession) from dmp.matrix_impact(900009, ?::timestamptz)")
                .param(at)
                .query(Integer.class)
                .single();
    }

    /** Today, the last day that another version has, the day that is asked for; what is wrong with it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    2026-11-28 | 2023-10-26 | 2026-11-27 | fault.day-in-force
                    2026-11-28 | 2023-10-26 | 2026-11-28 | fault.day-in-force
                    2026-11-28 | 2023-10-26 | 2026-11-29 |
                    2026-11-28 | 2026-12-10 | 2026-12-09 | fault.day-taken
                    2026-11-28 | 2026-12-10 | 2026-12-10 | fault.day-taken
                    2026-11-28 | 2026-12-10 | 2026-12-11 |
                    2026-11-28 | 2023-10-26 | 2036-11-28 |
                    2026-11-28 | 2023-10-26 | 2036-11-29 | fault.day-far
                    2026-11-28 | 2026-12-10 | 2023-01-01 | fault.day-in-force
                    """)
    void aDayIsToComeAndAfterThoseOfOthers(LocalDate today, LocalDate last, LocalDate asked, String expected) {
        assertThat(new MatrixDays(today, last).fault(asked).map(Fault::message).orElse(null))
                .isEqualTo(expected);
        if (!"fault.day-far".equals(expected)) {
            inOneThatIsRolledBack(() -> {
                versions(List.of(last));
                assertThat(publishes(asked, today)).isEqualTo(expected == null);
                assertThat(drafts(asked, today)).isEqualTo(expected == null);
            });
        }
    }

    /** The database says so too, as two may ask at once. */
    private boolean publishes(LocalDate day, LocalDate today) {
        jdbc.sql("insert into dmp.matrix_version (version, told) values (1, 'x')")
                .update();
        boolean done = jdbc.sql("select dmp.plan_matrix(1, null, ?, ?)")
                .params(day, today)
                .query(Boolean.class)
                .single();
        jdbc.sql("delete from dmp.matrix_version where version = 1").update();
        return done;
    }

    private boolean drafts(LocalDate day, LocalDate today) {
        return jdbc.sql("select dmp.draft_matrix(null, '{T1}', '{REMB}', '{true}', ?, 'x', 'demo', ?)")
                .params(day, midnight(today).plusSeconds(1).atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** What never had a say while the highest number decided doesn't come into force by the new rule. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    2026-01-01 2026-02-01 2026-03-01            | 2026-01-01 2026-02-01 2026-03-01
                    2026-01-01 2026-03-01 2026-02-01            | 2026-01-01 -          2026-02-01
                    2026-01-01 2026-03-01 2026-03-01            | 2026-01-01 -          2026-03-01
                    2026-03-01 2026-02-01 2026-01-01            | -          -          2026-01-01
                    2026-01-01 -          2026-02-01            | 2026-01-01 -          2026-02-01
                    2026-01-01 2026-05-01 2026-02-01 2026-04-01 | 2026-01-01 -          2026-02-01 2026-04-01
                    """)
    void versionsThatNeverHadASayAreDraftsAgain(String before, String after) throws IOException {
        String update = migration().replaceAll("(?s)create unique index.*", "");
        inOneThatIsRolledBack(() -> {
            jdbc.sql("drop index dmp.matrix_version_day").update();
            versions(days(before));
            Map<Instant, Integer> decided = new HashMap<>();
            for (LocalDate day = LocalDate.of(2025, 12, 30); day.getYear() < 2027; day = day.plusDays(1)) {
                decided.put(midnight(day), byNumber(day));
            }
            jdbc.sql(update).update();
            assertThat(jdbc.sql("select in_force_from from dmp.matrix_version order by version")
                            .query((row, n) -> String.valueOf(row.getObject(1, LocalDate.class)))
                            .list())
                    .isEqualTo(days(after).stream().map(String::valueOf).toList());
            decided.forEach(
                    (at, version) -> assertThat(decides(at)).as("%s", at).isEqualTo(version));
        });
    }

    /** As it was decided before. */
    private Integer byNumber(LocalDate day) {
        return jdbc.sql("select max(version) from dmp.matrix_version where in_force_from <= ?")
                .param(day)
                .query(Integer.class)
                .optional()
                .orElse(null);
    }

    private static List<LocalDate> days(String told) {
        List<LocalDate> days = new ArrayList<>();
        for (String day : told.split(" +")) {
            days.add(day.equals("-") ? null : LocalDate.parse(day));
        }
        return days;
    }

    private static String migration() throws IOException {
        try (InputStream file = MatrixDaysTest.class.getResourceAsStream("/db/migration/V114__matrix_days.sql")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
