package fr.dmp.claims;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.SandboxTest;
import fr.dmp.Superuser;
import fr.dmp.claims.delivery.Content;
import fr.dmp.claims.delivery.DeliveryKind;
import fr.dmp.claims.store.Deliveries;
import fr.dmp.claims.store.DeliveryLocks;
import fr.dmp.claims.store.DroppedFiles;
import fr.dmp.claims.store.SetAsideFiles;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.Nir;
import fr.dmp.sandbox.SampleClaims;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How fast claims come in, against a binary COPY of the same kept rows into the same partitions, in turn on the same
 * PostgreSQL: {@code mvn test -Dtest=ClaimsBench}, {@code -Ddmp.bench.claims=} for the size, {@code -Ddmp.bench.pairs=}
 * for how often. Its name keeps it out of the tests.
 */
@SandboxTest
@TestPropertySource(properties = {"dmp.notice.poll=1d", "dmp.data=target/bench-data"})
class ClaimsBench {

    private static final long CLAIMS = Long.getLong("dmp.bench.claims", 1_000_000);
    private static final int PAIRS = Integer.getInteger("dmp.bench.pairs", 10);
    private static final int HOLDERS = Integer.getInteger("dmp.bench.holders", 50_000);
    private static final double STRANGERS = 0.05;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private List<Content> contents;

    @Autowired
    private Deliveries deliveries;

    @Autowired
    private DeliveryLocks locks;

    @Autowired
    private SetAsideFiles setAside;

    @Autowired
    private DeliveryReviews reviews;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private Environment environment;

    @Autowired
    private Clock clock;

    @TempDir
    private Path folder;

    private JdbcClient superuser;
    private DeliveryIntake intake;

    @Test
    void againstABinaryCopyOfTheSameRows() throws Exception {
        superuser = Superuser.of(environment);
        intake = new DeliveryIntake(
                contents,
                deliveries,
                locks,
                new DroppedFiles(folder),
                setAside,
                reviews,
                new TransactionTemplate(transactions));
        Path zip = delivery();
        clear();
        take(zip);
        tellSlowest();
        long received = received();
        long kept = kept();
        List<String> months = export();
        List<Double> ratios = new ArrayList<>();
        double taken = 0;
        for (int pair = 0; pair < PAIRS; pair++) {
            double ours = 0;
            double floor = 0;
            for (boolean first : pair % 2 == 0 ? new boolean[] {true, false} : new boolean[] {false, true}) {
                clear();
                if (first) {
                    ours = take(zip);
                } else {
                    floor = copy(months);
                }
            }
            ratios.add(floor / ours);
            taken += ours / PAIRS;
            say("pair %d: ours %.2f s, floor %.2f s, ratio %.2f", pair + 1, ours, floor, floor / ours);
        }
        Collections.sort(ratios);
        say(
                "%d claims, %d lines of all tables, %d kept: median ratio %.2f (%.2f to %.2f), %.0f claims/s, %.0f lines/s",
                CLAIMS,
                received,
                kept,
                ratios.get(ratios.size() / 2),
                ratios.get(0),
                ratios.get(ratios.size() - 1),
                CLAIMS / taken,
                received / taken);
        again(zip);
        assertThat(ratios).isNotEmpty();
    }

    /** The same file again, packed anew and with its fluxes known: nothing changes each time. */
    private void again(Path zip) throws Exception {
        clear();
        long wal = wal();
        double first = take(zip);
        say("WAL %.2f GB, statements a 1000 claims %.1f", (wal() - wal) / 1e9, statements() * 1000.0 / CLAIMS);
        long rows = rows();
        double same = take(zip);
        double packed = take(repacked(zip));
        superuser.sql("delete from dmp.delivery_table").update();
        double known = take(repacked(zip));
        say(
                "again: same bytes %.3f, packed anew %.2f, line by line %.2f of the first time; rows changed %d",
                same / first, packed / first, known / first, rows() - rows);
        assertThat(rows()).isEqualTo(rows);
    }

    private Path delivery() throws IOException {
        List<String> nirs = people();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneId.of("Europe/Paris"));
        Path zip = folder.resolve("claims.zip");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(zip))) {
            new SampleClaims(SampleClaims.Order.of(42, nirs, today.minusMonths(12), today, CLAIMS)).write(out);
        }
        say("a ZIP of %d MB", Files.size(zip) >> 20);
        return zip;
    }

    private List<String> people() {
        List<String> nirs = new ArrayList<>();
        for (int i = 0; i < HOLDERS; i++) {
            long body = 1_60_01_75_000_000L + i;
            nirs.add(body + String.format(Locale.ROOT, "%02d", 97 - body % 97));
        }
        superuser
                .sql(
                        """
                        with person as (
                            insert into dmp.insured_person (id, nir_digest, nir_sealed, family_name, given_names,
                                birth_date, sex, regime, fund, told_at)
                            select gen_random_uuid(), digest, '\\x00', 'MESURE', 'CAMILLE', '1960-01-01', 'M', '1', '011',
                                now()
                            from unnest(?) with ordinality as given (digest, i) on conflict do nothing returning id)
                        insert into dmp.record (id, person, status, opened_at, opened_by, opener_kind, opener, consent_at,
                            break_glass, regulation)
                        select gen_random_uuid(), id, 'ACTIVE', now(), 'COUNTER', 'STAFF', 'caseworker', now(), true, true
                        from person
                        """)
                .param(nirs.subList((int) (HOLDERS * STRANGERS), HOLDERS).stream()
                        .map(nir -> directory.digest(Nir.of(nir).orElseThrow()))
                        .toArray(byte[][]::new))
                .update();
        superuser.sql("analyze dmp.insured_person, dmp.record").update();
        return nirs;
    }

    private double take(Path zip) throws IOException {
        Path dropped = Files.copy(zip, folder.resolve("dropped.zip"), StandardCopyOption.REPLACE_EXISTING);
        long start = System.nanoTime();
        intake.receive(DeliveryKind.CLAIMS, dropped);
        try (var files = Files.walk(folder.resolve("taking"))) {
            intake.take(
                    DeliveryKind.CLAIMS,
                    files.filter(Files::isRegularFile).findFirst().orElseThrow());
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** Each run begins on the same ground; the people stay, and the heads of their chains, which their opening began. */
    private void clear() {
        for (String month : months()) {
            superuser.sql("truncate dmp." + month).update();
        }
        superuser
                .sql(
                        "truncate dmp.care_flux, dmp.delivery_table, dmp.delivery_refusal, dmp.delivery_review, dmp.redelivery_request, dmp.delivery, dmp.notice")
                .update();
        superuser.sql("alter table dmp.audit_entry disable trigger user").update();
        superuser.sql("truncate dmp.audit_entry").update();
        superuser.sql("alter table dmp.audit_entry enable trigger user").update();
        superuser.sql("vacuum dmp.audit_head").update();
        superuser.sql("checkpoint").update();
        superuser.sql("select pg_stat_statements_reset()").query((row, n) -> 0).list();
    }

    private List<String> months() {
        return superuser
                .sql(
                        "select inhrelid::regclass::text from pg_inherits where inhparent = 'dmp.care_line'::regclass order by 1")
                .query(String.class)
                .list()
                .stream()
                .map(name -> name.replace("dmp.", ""))
                .toList();
    }

    /** The kept rows as they lie, a file a month. */
    private List<String> export() throws Exception {
        List<String> months = months();
        for (String month : months) {
            try (Connection connection = connection();
                    OutputStream out = new BufferedOutputStream(Files.newOutputStream(folder.resolve(month)))) {
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut("copy dmp." + month + " to stdout (format binary)", out);
            }
        }
        return months;
    }

    private double copy(List<String> months) throws IOException, SQLException {
        try (Connection connection = connection()) {
            connection.setAutoCommit(false);
            long start = System.nanoTime();
            for (String month : months) {
                try (InputStream in = Files.newInputStream(folder.resolve(month))) {
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn("copy dmp." + month + " from stdin (format binary)", in, 1 << 16);
                }
            }
            connection.commit();
            return (System.nanoTime() - start) / 1e9;
        }
    }

    private Connection connection() throws SQLException {
        return Superuser.account(Path.of(environment.getRequiredProperty("dmp.data")), "postgres")
                .getConnection();
    }

    private Path repacked(Path zip) throws IOException {
        Path packed = folder.resolve("packed.zip");
        try (ZipFile from = new ZipFile(zip.toFile());
                ZipOutputStream to = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(packed)))) {
            to.setLevel(3);
            to.setComment(String.valueOf(System.nanoTime()));
            for (var entry : Collections.list(from.entries())) {
                to.putNextEntry(new ZipEntry(entry.getName()));
                from.getInputStream(entry).transferTo(to);
            }
        }
        return packed;
    }

    private long received() {
        return number("select sum(received) from dmp.delivery_table");
    }

    private long kept() {
        return number("select sum(kept) from dmp.delivery_table");
    }

    private long rows() {
        return number("select count(*) from dmp.care_line");
    }

    private long wal() {
        return number("select pg_current_wal_lsn() - '0/0'::pg_lsn");
    }

    private long statements() {
        return number(
                "select sum(calls) from pg_stat_statements s join pg_roles r on r.oid = s.userid where r.rolname in ('dmp_app', 'dmp_intake')");
    }

    /** The statements that took longest, so that whoever is disappointed sees where to look. */
    private void tellSlowest() {
        superuser
                .sql(
                        """
                        select round(total_exec_time)::text || ' ms in ' || calls || ' calls: '
                            || left(regexp_replace(query, '\\s+', ' ', 'g'), 90)
                        from pg_stat_statements order by total_exec_time desc limit 8
                        """)
                .query(String.class)
                .list()
                .forEach(statement -> say("%s", statement));
    }

    private long number(String sql) {
        return superuser.sql(sql).query(Long.class).single();
    }

    private static void say(String text, Object... values) {
        System.out.println("BENCH " + String.format(Locale.ROOT, text, values));
    }
}
