package fr.dmp.claims.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.dmp.SandboxTest;
import fr.dmp.Superuser;
import fr.dmp.claims.Holders;
import fr.dmp.claims.Inbox;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.sandbox.SampleHistory;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What the database itself refuses: the feeding reads nothing, the program writes no line and reads one record. */
@SandboxTest
class FeedingRoleTest {

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Environment environment;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private Clock clock;

    private UUID record;

    @BeforeEach
    void aFedRecord() {
        InsuredPerson person = Holders.insured(directory, Holders.nir());
        record = Holders.open(jdbc, person);
        LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1);
        new Inbox(environment, jdbc).drop("claims", "a.xml", SampleHistory.of(person, day, 1));
    }

    private void as(String role, String sql) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("set local role " + role).update();
            jdbc.sql(sql).query((row, n) -> true).list();
        });
    }

    @Test
    void theFeedingReadsNoTableAtAll() {
        List<String> tables = Superuser.of(environment)
                .sql(
                        "select format('%I.%I', schemaname, tablename) from pg_tables where schemaname in ('dmp', 'engine')")
                .query(String.class)
                .list();

        assertThat(tables).contains("dmp.care_line", "dmp.care_document", "dmp.record", "dmp.insured_person");
        assertThat(tables).anyMatch(table -> table.startsWith("dmp.care_line_2"));
        assertThat(tables).allSatisfy(table -> assertThatThrownBy(() -> as("dmp_intake", "select 1 from " + table))
                .as(table)
                .hasStackTraceContaining("permission denied"));
    }

    @Test
    void theFeedingNeitherChangesNorDeletesNorLearnsFromAnInsert() {
        for (String sql : List.of(
                "update dmp.care_line set label = 'x' returning 1",
                "delete from dmp.care_line returning 1",
                "insert into dmp.care_line select * from dmp.care_line returning 1",
                "insert into dmp.care_document default values returning 1")) {
            assertThatThrownBy(() -> as("dmp_intake", sql)).as(sql).hasStackTraceContaining("permission denied");
        }
    }

    /** What the feeding asks with is a table of the owner's making. */
    @Test
    void nobodyPutsATableOfTheirOwnInTheAskedOnesPlace() {
        for (String role : List.of("dmp_intake", "dmp_app")) {
            assertThatThrownBy(() -> as(role, "create temporary table asked_care_line (place int)"))
                    .as(role)
                    .hasStackTraceContaining("permission denied");
        }
    }

    @Test
    void theProgramWritesNoLineAndReadsNoPartition() {
        String partition = Superuser.of(environment)
                .sql("select 'dmp.' || tablename from pg_tables where tablename like 'care_line_2%' limit 1")
                .query(String.class)
                .single();
        for (String sql : List.of(
                "update dmp.care_line set label = 'x' returning 1",
                "delete from dmp.care_line returning 1",
                "insert into dmp.care_line select * from dmp.care_line returning 1",
                "update dmp.care_document set version = 9 returning 1",
                "select 1 from " + partition)) {
            assertThatThrownBy(() -> as("dmp_app", sql)).as(sql).hasStackTraceContaining("permission denied");
        }
    }

    /** With the program's own checks out of the way: the database lets its holder see a record, and nobody else. */
    @Test
    void theProgramSeesTheRecordThatItsTransactionHasEnteredAsWhoeverMay() {
        UUID other = UUID.randomUUID();
        assertThat(seen(null, null, null)).isZero();
        assertThat(seen(record, "HOLDER", record.toString())).isPositive();
        assertThat(seen(other, "HOLDER", other.toString())).isZero();
        assertThat(seen(record, "HOLDER", other.toString())).isZero();
        assertThat(seen(record, "STAFF", record.toString())).isZero();
        assertThat(seen(record, "ASSURANCE_MALADIE", "assurance-maladie")).isZero();
        assertThat(seen(record, "SYSTEM", "dmp")).isZero();
        assertThat(seen(record, "PROFESSIONAL", "19999999999")).isZero();
    }

    private long seen(@Nullable UUID entered, @Nullable String kind, @Nullable String actor) {
        return Objects.requireNonNull(transaction.execute(status -> {
            if (entered != null) {
                jdbc.sql("select dmp.enter_record(?, ?, ?, now())")
                        .params(entered, kind, actor)
                        .query((row, n) -> 0)
                        .single();
            }
            return jdbc.sql("select count(*) from dmp.care_line")
                            .query(Long.class)
                            .single()
                    + jdbc.sql("select count(*) from dmp.care_document")
                            .query(Long.class)
                            .single();
        }));
    }

    @Test
    void monthsThatAreStillShownStay() {
        String opens = LocalDate.now(ZoneId.of("Europe/Paris")).minusMonths(12).toString();
        made(opens);
        dropped("2100-01-01");
        assertThat(made(opens)).as("had to be made anew").isFalse();
    }

    @Test
    void monthsLeaveWholeWithTheirPartition() {
        transaction.executeWithoutResult(status -> {
            // The sweep would drop it as well.
            jdbc.sql("select pg_advisory_xact_lock(hashtext('claims-sweep'))")
                    .query((row, n) -> true)
                    .single();
            assertThat(made("2001-05-17")).isTrue();
            assertThat(made("2001-05-31")).isFalse();
            assertThat(dropped("2001-05-31")).isZero();
            assertThat(dropped("2001-06-01")).isOne();
            assertThat(made("2001-05-31")).isTrue();
            status.setRollbackOnly();
        });
    }

    private boolean made(String day) {
        return jdbc.sql("select dmp.ensure_care_month(?::date)")
                .param(day)
                .query(Boolean.class)
                .single();
    }

    private int dropped(String shownFrom) {
        return jdbc.sql("select dmp.drop_care_months(?::date)")
                .param(shownFrom)
                .query(Integer.class)
                .single();
    }
}
