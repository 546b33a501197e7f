package fr.dmp.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.dmp.SandboxTest;
import fr.dmp.reference.Nomenclatures.Told;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What codes are called, by date, after whatever nomenclatures told of them in whatever order. */
@SandboxTest
class NomenclaturesTest {

    @Autowired
    private Nomenclatures nomenclatures;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private final String code =
            UUID.randomUUID().toString().toUpperCase(Locale.ROOT).substring(0, 18);

    private int tell(Nomenclature nomenclature, String day, Told... lines) {
        return nomenclatures.tell(nomenclature, List.of(lines), Instant.parse(day + "T12:00:00Z"));
    }

    private int tell(String day, String label) {
        return tell(Nomenclature.CCAM, day, new Told(code, label, null));
    }

    private List<String> versions(String system, String of) {
        return jdbc.sql(
                        """
                        select concat_ws(' ', since, until, official, '(' || plain || ')')
                        from dmp.label where system = ? and code = ? order by since
                        """)
                .params(system, of)
                .query(String.class)
                .list();
    }

    private String label(String system, String of, String day) {
        return jdbc.sql("select official from (select 1) line "
                        + Labels.join("'" + system + "'", "'" + of + "'", "'" + LocalDate.parse(day) + "'::date"))
                .query(String.class)
                .optional()
                .orElse(null);
    }

    private void undone(Runnable work) {
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            work.run();
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // what is told, when          | of how many it is news | versions
                "3-10 A                        | 1       | 2000-01-01 A",
                "3-10 A, 3-20 A                | 1 0     | 2000-01-01 A",
                "3-10 A, 3-20 B                | 1 1     | 2000-01-01 2026-03-19 A, 2026-03-20 B",
                "3-10 A, 3-20 B, 3-20 C        | 1 1 1   | 2000-01-01 2026-03-19 A, 2026-03-20 C",
                "3-10 A, 3-20 B, 3-30 A        | 1 1 1   | 2000-01-01 2026-03-19 A, 2026-03-20 2026-03-29 B, 2026-03-30 A",
                "3-20 B, 3-10 A                | 1 0     | 2000-01-01 B",
                "3-10 A, 3-30 A, 3-20 B        | 1 0 0   | 2000-01-01 A",
                "3-10 A, 3-30 B, 3-20 C        | 1 1 0   | 2000-01-01 2026-03-29 A, 2026-03-30 B",
                "3-10 A, 3-10 A                | 1 0     | 2000-01-01 A",
            })
    void labelsHaveVersionsByDate(String told, String news, String versions) {
        undone(() -> {
            List<String> counted = new ArrayList<>();
            for (String one : told.split(", ")) {
                counted.add(String.valueOf(tell("2026-0" + one.substring(0, 4), one.substring(5))));
            }
            assertThat(String.join(" ", counted)).isEqualTo(news);
            assertThat(String.join(", ", versions("CCAM", code))).isEqualTo(versions);
        });
    }

    @Test
    void careIsLabelledAsItsDayWasAndTheDayIsParis() {
        undone(() -> {
            tell("2026-03-10", "A");
            nomenclatures.tell(
                    Nomenclature.CCAM, List.of(new Told(code, "B", null)), Instant.parse("2026-03-19T23:30:00Z"));

            assertThat(label("CCAM", code, "2025-04-01")).isEqualTo("A");
            assertThat(label("CCAM", code, "2026-03-19")).isEqualTo("A");
            assertThat(label("CCAM", code, "2026-03-20")).isEqualTo("B");
            assertThat(label("NABM", code, "2026-03-20")).isNull();
        });
    }

    @Test
    void theLastOfSeveralCountsAndCodesThatAreNotMentionedStay() {
        undone(() -> {
            Told other = new Told(code + "X", "other", null);
            assertThat(tell(
                            Nomenclature.CCAM,
                            "2026-03-10",
                            new Told(code, "A", null),
                            other,
                            new Told(code, "B", null)))
                    .isEqualTo(2);
            assertThat(tell(Nomenclature.CCAM, "2026-03-20")).isZero();
            assertThat(versions("CCAM", code)).containsExactly("2000-01-01 B");
            tell("2026-03-20", "C");
            assertThat(versions("CCAM", code + "X")).containsExactly("2000-01-01 other");
        });
    }

    /** What only the project told is put right in place, without an end; what it says to laymen stays throughout. */
    @Test
    void oursKeepTheirPlainLabel() {
        undone(() -> {
            assertThat(versions("NABM", "1104")).hasSize(1);
            tell(Nomenclature.NABM, "2026-03-10", new Told("1104", "HEMOGRAMME", null));
            tell(Nomenclature.NABM, "2026-03-20", new Told("1104", "NFS", null));

            assertThat(versions("NABM", "1104"))
                    .containsExactly(
                            "2000-01-01 2026-03-19 HEMOGRAMME (Numération formule sanguine)",
                            "2026-03-20 NFS (Numération formule sanguine)");
        });
    }

    @ParameterizedTest
    @CsvSource({"NABM, 0552, 552", "NABM, 552, 0552", "UCD, 0000009231824, 9231824", "UCD, 9231824, 0000009231824"})
    void zerosBeforeACodeAreOneSpelling(Nomenclature nomenclature, String told, String asked) {
        undone(() -> {
            tell(nomenclature, "2026-03-10", new Told(told, "GLUCOSE " + code, null));

            assertThat(label(nomenclature.name(), asked, "2026-03-20")).isEqualTo("GLUCOSE " + code);
            assertThat(label(nomenclature.name(), told, "2026-03-20")).isEqualTo("GLUCOSE " + code);
        });
    }

    /** Names first or packagings first: a presentation is labelled, from the beginning on, once both are here. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPresentationIsCalledByItsDrugAndItsPackaging(boolean namesFirst) {
        Told medicine = new Told(code, "DOLIPRANE", null);
        Told presentation = new Told("P" + code, "boîte de 8", code);
        undone(() -> {
            assertThat(
                            namesFirst
                                    ? tell(Nomenclature.CIS, "2026-03-10", medicine)
                                    : tell(Nomenclature.CIP13, "2026-03-10", presentation))
                    .isOne();
            assertThat(versions("CIP13", "P" + code)).isEmpty();
            assertThat(
                            namesFirst
                                    ? tell(Nomenclature.CIP13, "2026-03-05", presentation)
                                    : tell(Nomenclature.CIS, "2026-03-05", medicine))
                    .isOne();
            assertThat(versions("CIP13", "P" + code)).containsExactly("2000-01-01 DOLIPRANE, boîte de 8");
        });
    }

    @Test
    void presentationsHaveVersionsByDateLikeAllOthers() {
        undone(() -> {
            Told presentation = new Told("P" + code, "boîte de 8", code);
            tell(Nomenclature.CIP13, "2026-03-20", presentation);
            tell(Nomenclature.CIS, "2026-03-10", new Told(code, "DOLIPRAN", null));
            assertThat(tell(Nomenclature.CIS, "2026-03-15", new Told(code, "DOLIPRANE", null)))
                    .isOne();
            assertThat(tell(Nomenclature.CIS, "2026-03-12", new Told(code, "DOLI", null)))
                    .isZero();
            assertThat(tell(Nomenclature.CIP13, "2026-03-25", presentation)).isZero();
            assertThat(tell(Nomenclature.CIP13, "2026-03-30", new Told("P" + code, "boîte de 16", code)))
                    .isOne();

            assertThat(versions("CIP13", "P" + code))
                    .containsExactly(
                            "2000-01-01 2026-03-14 DOLIPRAN, boîte de 8",
                            "2026-03-15 2026-03-29 DOLIPRANE, boîte de 8",
                            "2026-03-30 DOLIPRANE, boîte de 16");
        });
    }

    @Test
    void twoNodesTellTheSameOnceEach() throws Exception {
        List<Told> lines = IntStream.range(0, 500)
                .mapToObj(i -> new Told(code.substring(0, 14) + i, "A", null))
                .toList();
        Callable<Integer> node = () -> transaction.execute(
                status -> nomenclatures.tell(Nomenclature.CCAM, lines, Instant.parse("2026-03-10T12:00:00Z")));
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        int news = 0;
        try {
            for (Future<Integer> told : nodes.invokeAll(List.of(node, node, node, node))) {
                news += told.get();
            }
        } finally {
            nodes.shutdown();
        }
        assertThat(news).isEqualTo(500);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dmp_app    | update dmp.label set official = 'x' returning 1",
                "dmp_app    | delete from dmp.label returning 1",
                "dmp_app    | insert into dmp.label select * from dmp.label returning 1",
                "dmp_app    | select 1 from dmp.medicine",
                "dmp_app    | select 1 from dmp.presentation",
                "dmp_app    | select dmp.tell_nomenclature('CCAM', '{}', '{}', '{}', now())",
                "dmp_staff  | select dmp.tell_nomenclature('CCAM', '{}', '{}', '{}', now())",
                "dmp_intake | select 1 from dmp.label",
                "dmp_intake | insert into dmp.label select * from dmp.label returning 1",
                "dmp_intake | select dmp.version_labels('CCAM', '{}', '{}', '{}', now()::date)",
                "dmp_intake | select dmp.tell_medicines('{}', '{}', now())",
                "dmp_intake | select dmp.tell_presentations('{}', '{}', '{}', now())",
                "dmp_intake | select dmp.label_presentations('{}', now())",
            })
    void theFeedingTellsAndNobodyElse(String role, String sql) {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    jdbc.sql("set local role " + role).update();
                    jdbc.sql(sql).query((row, n) -> true).list();
                }))
                .hasStackTraceContaining("permission denied");
    }
}
