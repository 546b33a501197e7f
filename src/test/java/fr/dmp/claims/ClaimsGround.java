package fr.dmp.claims;

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
import java.nio.charset.StandardCharsets;
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
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the benchmarks of claims stand on: many people with records, a fund's deliveries, and a database that begins each
 * run the same.
 */
@TestComponent
class ClaimsGround {

    static final int HOLDERS = Integer.getInteger("dmp.bench.holders", 50_000);
    private static final double STRANGERS = 0.05;

    private final InsuredDirectory directory;
    private final Environment environment;
    private final Clock clock;
    private final DeliveryIntake intake;
    private final Path folder;
    private final JdbcClient superuser;

    ClaimsGround(
            InsuredDirectory directory,
            List<Content> contents,
            Deliveries deliveries,
            DeliveryLocks locks,
            SetAsideFiles setAside,
            DeliveryReviews reviews,
            PlatformTransactionManager transactions,
            Environment environment,
            Clock clock)
            throws IOException {
        this.directory = directory;
        this.environment = environment;
        this.clock = clock;
        this.folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "claims-bench");
        this.superuser = Superuser.of(environment);
        this.intake = new DeliveryIntake(
                contents,
                deliveries,
                locks,
                new DroppedFiles(folder),
                setAside,
                reviews,
                new TransactionTemplate(transactions));
    }

    JdbcClient superuser() {
        return superuser;
    }

    /** A place for files of its own. */
    Path file(String name) {
        return folder.resolve(name);
    }

    /** @param emitter of two deliveries with the same one, all keys and fluxes are the same */
    Path delivery(long claims, int emitter) throws IOException {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneId.of("Europe/Paris"));
        Path zip = file("claims-" + claims + "-" + emitter + ".zip");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(zip))) {
            new SampleClaims(new SampleClaims.Order(
                            42, emitter, nirs(), today.minusMonths(12), today, claims, SampleClaims.Shares.USUAL))
                    .write(out);
        }
        say("%d claims in a ZIP of %d MB", claims, Files.size(zip) >> 20);
        return zip;
    }

    private static List<String> nirs() {
        List<String> nirs = new ArrayList<>();
        for (int i = 0; i < HOLDERS; i++) {
            long body = 1_60_01_75_000_000L + i;
            nirs.add(body + String.format(Locale.ROOT, "%02d", 97 - body % 97));
        }
        return nirs;
    }

    /** All but some of the beneficiaries get a record; those who have one keep it. */
    void openRecords() {
        superuser
                .sql(
                        """
                        with person as (
                            insert into dmp.insured_person (id, nir_digest, nir_sealed, family_name, given_names,
                                birth_date, sex, regime, fund, told_at)
                            select gen_random_uuid(), digest, '\\x00', 'MESURE', 'CAMILLE', '1960-01-01', 'M', '1', '011',
                                now()
                            from unnest(?) with ordinality as given (digest, i) on conflict do nothing returning id)
                        insert into dmp.record (id, person, status, opened_at, opened_by, opener_kind, opener, consent_at)
                        select gen_random_uuid(), id, 'ACTIVE', now(), 'COUNTER', 'STAFF', 'caseworker', now()
                        from person
                        """)
                .param(nirs().subList((int) (HOLDERS * STRANGERS), HOLDERS).stream()
                        .map(nir -> directory.digest(Nir.of(nir).orElseThrow()))
                        .toArray(byte[][]::new))
                .update();
        superuser.sql("analyze dmp.insured_person, dmp.record").update();
    }

    /** From the dropped ZIP to the commit, in seconds. */
    double take(Path zip) throws IOException {
        Path dropped = Files.copy(zip, file("dropped.zip"), StandardCopyOption.REPLACE_EXISTING);
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
    void clear() {
        for (String month : months()) {
            superuser.sql("truncate dmp." + month).update();
        }
        superuser.sql("truncate dmp.care_flux").update();
        forgetDeliveries();
    }

    /** What isn't care lines or fluxes. */
    void forgetDeliveries() {
        superuser
                .sql(
                        "truncate dmp.delivery_table, dmp.delivery_refusal, dmp.delivery_review, dmp.redelivery_request, dmp.delivery, dmp.notice")
                .update();
        superuser.sql("alter table dmp.audit_entry disable trigger user").update();
        superuser.sql("truncate dmp.audit_entry").update();
        superuser.sql("alter table dmp.audit_entry enable trigger user").update();
        superuser.sql("vacuum dmp.audit_head").update();
        superuser.sql("checkpoint").update();
        superuser.sql("select pg_stat_statements_reset()").query((row, n) -> 0).list();
    }

    List<String> months() {
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
    List<String> export() throws Exception {
        List<String> months = months();
        for (String month : months) {
            try (Connection connection = connection();
                    OutputStream out = new BufferedOutputStream(Files.newOutputStream(file(month)))) {
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut("copy dmp." + month + " to stdout (format binary)", out);
            }
        }
        return months;
    }

    /** The floor: these rows, ready-made, into the same partitions and keys; in seconds. */
    double copy(List<String> months) throws IOException, SQLException {
        try (Connection connection = connection()) {
            connection.setAutoCommit(false);
            long start = System.nanoTime();
            for (String month : months) {
                try (InputStream in = Files.newInputStream(file(month))) {
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

    /** The same tables in another ZIP. */
    Path repacked(Path zip) throws IOException {
        return packed(zip, (in, out) -> in.transferTo(out));
    }

    /** The same rows in another order. */
    Path reshuffled(Path zip) throws IOException {
        return packed(zip, (in, out) -> {
            List<String> lines = new ArrayList<>(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
            out.write((lines.remove(0) + "\n").getBytes(StandardCharsets.UTF_8));
            Collections.shuffle(lines, new Random(7));
            for (String line : lines) {
                out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    private interface Table {
        void write(InputStream from, OutputStream to) throws IOException;
    }

    private Path packed(Path zip, Table table) throws IOException {
        Path packed = file("packed.zip");
        try (ZipFile from = new ZipFile(zip.toFile());
                ZipOutputStream to = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(packed)))) {
            to.setLevel(3);
            to.setComment(String.valueOf(System.nanoTime()));
            for (var entry : Collections.list(from.entries())) {
                to.putNextEntry(new ZipEntry(entry.getName()));
                table.write(from.getInputStream(entry), to);
            }
        }
        return packed;
    }

    long received() {
        return number("select sum(received) from dmp.delivery_table");
    }

    long kept() {
        return number("select sum(kept + reversed) from dmp.delivery_table");
    }

    long rows() {
        return number("select count(*) from dmp.care_line");
    }

    /** Bytes written ahead so far. */
    long wal() {
        return number("select pg_current_wal_lsn() - '0/0'::pg_lsn");
    }

    long statements() {
        return number(
                "select sum(calls) from pg_stat_statements s join pg_roles r on r.oid = s.userid where r.rolname in ('dmp_app', 'dmp_intake')");
    }

    /** What the trace and the notices of the fed records took of the database, which the floor's rows go without. */
    record Telling(double seconds, long wal) {}

    Telling telling() {
        return superuser
                .sql(
                        """
                        select coalesce(sum(total_exec_time) / 1000, 0) as seconds, coalesce(sum(wal_bytes), 0) as wal
                        from pg_stat_statements
                        where query like '%audit_append_all(%' or query like '%insert into dmp.notice (%'
                            or query like '%select asked.record, asked.person, contact.channel%'
                        """)
                .query((row, n) -> new Telling(row.getDouble(1), row.getLong(2)))
                .single();
    }

    /** The statements that took longest, so that whoever is disappointed sees where to look. */
    void tellSlowest() {
        superuser
                .sql(
                        """
                        select round(total_exec_time)::text || ' ms, ' || wal_bytes / 1000000 || ' MB of WAL in ' || calls
                            || ' calls: '
                            || left(regexp_replace(query, '\\s+', ' ', 'g'), 90)
                        from pg_stat_statements order by total_exec_time desc limit 12
                        """)
                .query(String.class)
                .list()
                .forEach(statement -> say("%s", statement));
    }

    private long number(String sql) {
        return superuser.sql(sql).query(Long.class).single();
    }

    static void say(String text, Object... values) {
        System.out.println("BENCH " + String.format(Locale.ROOT, text, values));
    }
}
