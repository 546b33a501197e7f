package fr.dmp.access;

import static fr.dmp.PageBench.say;
import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.SandboxTest;
import fr.dmp.Superuser;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How long it takes to tell what a version of the matrix would change, among {@code -Ddmp.bench.documents=} documents, ten
 * to a record, each record with three authorizations; for one cell, and where every profession would read everything.
 * Nothing of it stays: {@code mvn test -Dtest=MatrixImpactBench}.
 */
@SandboxTest
@TestPropertySource(properties = {"dmp.notice.poll=1d", "dmp.data=target/bench-data"})
class MatrixImpactBench {

    private static final int DOCUMENTS = Integer.getInteger("dmp.bench.documents", 1_000_000);
    private static final Duration BEARABLE = Duration.ofMinutes(1);

    @Autowired
    private Environment environment;

    private JdbcClient jdbc;

    @Test
    void amongManyDocuments() {
        DataSource all = Superuser.account(Path.of(environment.getRequiredProperty("dmp.data")), "postgres");
        jdbc = JdbcClient.create(all);
        new TransactionTemplate(new DataSourceTransactionManager(all)).executeWithoutResult(transaction -> {
            transaction.setRollbackOnly();
            fill();
            version(900_001, "select '60', '11488-4', false");
            say("one cell of %,d documents: %d ms", DOCUMENTS, told(900_001).toMillis());
            version(900_002, "select distinct profession, '*', true from dmp.matrix_cell where version = 1");
            say("all cells of %,d documents: %d ms", DOCUMENTS, told(900_002).toMillis());
        });
    }

    private Duration told(int version) {
        long from = System.nanoTime();
        long readings = jdbc.sql("select max(readings) from dmp.matrix_impact(?, now())")
                .param(version)
                .query(Long.class)
                .single();
        Duration took = Duration.ofNanos(System.nanoTime() - from);
        say("%,d readings", readings);
        assertThat(readings).isPositive();
        assertThat(took).isLessThan(BEARABLE);
        return took;
    }

    private void version(int version, String cells) {
        jdbc.sql("insert into dmp.matrix_version (version, told) values (?, 'x')")
                .param(version)
                .update();
        jdbc.sql("insert into dmp.matrix_cell (version, profession, type, allowed, source) select " + version
                        + ", cell.*, 'PROJECT' from (" + cells + ") as cell")
                .update();
        jdbc.sql(
                        "insert into dmp.matrix_cell select " + version
                                + """
                        , profession, type, allowed, source from dmp.matrix_cell
                        where version = 1 and type <> '*' and (profession, type) <> ('60', '11488-4')
                        on conflict do nothing
                        """)
                .update();
        if (version == 900_001) {
            jdbc.sql(
                            "insert into dmp.matrix_cell select " + version
                                    + ", profession, type, allowed, source from dmp.matrix_cell where version = 1 and type = '*'")
                    .update();
        } else {
            jdbc.sql("delete from dmp.matrix_cell where version = " + version + " and type <> '*'")
                    .update();
        }
    }

    /** Keys that point elsewhere aren't checked one by one: there are too many. */
    private void fill() {
        for (String statement : FILL.formatted(DOCUMENTS / 10, DOCUMENTS).split(";")) {
            jdbc.sql(statement).update();
        }
    }

    private static final String FILL =
            """
            set local session_replication_role = replica;
            insert into dmp.professional (rpps, family_name, given_name, profession)
            select 'bench-' || n, 'X', 'Y', (array['10','21','40','50','60','60','70','91'])[1 + n %% 8]
            from generate_series(1, 20000) n;
            create temporary table bench on commit drop as
            select n, gen_random_uuid() as record, gen_random_uuid() as person from generate_series(1, %1$d) n;
            insert into dmp.record (id, person, status, opened_at, opened_by, opener_kind, opener, consent_at)
            select record, person, 'ACTIVE', '2020-01-01', 'COUNTER', 'STAFF', 'x', '2020-01-01' from bench;
            insert into dmp.access_authorization (record, id, professional, since, ground)
            select distinct on (record, professional) record, gen_random_uuid(),
                'bench-' || 1 + (n * 7919 + k * 104729) %% 20000 as professional, '2024-01-01'::timestamptz, 'HOLDER'
            from bench cross join generate_series(1, 3) k;
            insert into dmp.document (record, id, series, version, type, title, searched, act_date, author_kind, author,
                author_name, deposited_at, media_type, bytes)
            select record, id, id, 1, (array['11488-4','11490-0','11502-2','60591-5','18748-4','57833-6','60593-1',
                '89601-9','DOCPAT03','EXPPAT_1'])[1 + k], 'x', 'x', '2024-01-01', 'PROFESSIONAL', 'bench-0', '',
                '2024-01-01', 'application/pdf', 1
            from (select record, k, gen_random_uuid() as id from bench cross join generate_series(0, %2$d / %1$d - 1) k) d;
            insert into dmp.document_mark (record, series, mark, since)
            select record, series, 'MASQUE_PS', '2024-02-01' from dmp.document where author = 'bench-0' and random() < 0.03;
            analyze dmp.professional;
            analyze dmp.record;
            analyze dmp.access_authorization;
            analyze dmp.document;
            analyze dmp.document_mark
            """;
}
