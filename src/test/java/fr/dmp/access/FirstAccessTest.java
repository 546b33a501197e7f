package fr.dmp.access;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.SandboxTest;
import fr.dmp.Statements;
import fr.dmp.Statements.Count;
import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Actor;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The first time that a professional reads a record, its holder is told who it was; once, and nothing of what was read. */
@SandboxTest
class FirstAccessTest {

    @Autowired
    private ApplicationContext program;

    @Autowired
    private Access access;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private Clock clock;

    private Asking asking;
    private String doctor;

    @BeforeEach
    void people() {
        asking = Asking.of(program);
        doctor = asking.professional("10");
        asking.grant(doctor);
    }

    @Test
    void theHolderIsToldOnce() {
        assertThat(asking.reading(doctor)).isEqualTo("200");
        assertThat(asking.reading(doctor)).isEqualTo("200");
        assertThat(asking.told()).containsExactly("FIRST_ACCESS Ærika NÓVÁK, 10");
    }

    @Test
    void eachProfessionalIsToldOf() {
        String nurse = asking.professional("60");
        asking.grant(nurse);
        asking.reading(doctor);
        asking.reading(nurse);
        assertThat(asking.told()).containsExactly("FIRST_ACCESS Ærika NÓVÁK, 10", "FIRST_ACCESS Ærika NÓVÁK, 60");
    }

    @Test
    void theTreatingPhysiciansToo() {
        String physician = asking.professional("10");
        asking.declare(physician, LocalDate.now(clock).minusDays(3));
        assertThat(asking.reading(physician)).isEqualTo("200");
        assertThat(asking.told()).containsExactly("FIRST_ACCESS Ærika NÓVÁK, 10");
    }

    @Test
    void whatIsRefusedIsNoAccess() {
        assertThat(asking.reading(asking.professional("21"))).startsWith("403");
        asking.holder().get("/api/record");
        assertThat(asking.told()).isEmpty();
    }

    /** Not even those who come in the same moment are told of twice, without a chain whose head would put them in order. */
    @Test
    void readingsAtOnceTellOnce() {
        asking = Asking.of(program);
        String another = asking.professional("10");
        asking.superuser()
                .sql(
                        """
                        insert into dmp.access_authorization (record, id, professional, since, ground)
                        values (?, gen_random_uuid(), ?, now() - interval '1 day', 'HOLDER')
                        """)
                .params(asking.record(), another)
                .update();
        List<CompletableFuture<String>> readings = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> asking.reading(another)))
                .limit(8)
                .toList();
        assertThat(readings).extracting(CompletableFuture::join).containsOnly("200");
        assertThat(asking.told()).hasSize(1);
    }

    /** A reading that fails has not been one. */
    @Test
    void whatIsRolledBackTellsNobody() {
        transactions.executeWithoutResult(transaction -> {
            access.require(
                    new Actor(Actor.Kind.PROFESSIONAL, doctor, null),
                    AccessMode.NORMAL,
                    asking.record(),
                    Thing.CARE_HISTORY,
                    "READ_CARE_HISTORY");
            transaction.setRollbackOnly();
        });
        assertThat(asking.told()).isEmpty();
        asking.reading(doctor);
        assertThat(asking.told()).hasSize(1);
    }

    /** One statement more than a holder's page, every time; nothing more but the first time. */
    @Test
    void itCostsOneStatement() {
        asking.reading(doctor);
        Count count = Statements.ofRequest((header, mark) -> assertThat(asking.calls(doctor)
                        .with(header, mark)
                        .get("/api/professional/records/" + asking.record() + "/care-history")
                        .status())
                .isEqualTo(200));
        assertThat(count.repeated()).isEmpty();
        // A holder's page is five.
        assertThat(count.statements()).as("%s", count).isEqualTo(6);
        assertThat(count.commits()).isEqualTo(1);
    }

    /** Neither what was asked for nor who was here first is seen by a transaction that hasn't entered the record. */
    @Test
    void whatIsNotEnteredIsNotSeen() {
        asking.reading(doctor);
        asking.ask(asking.professional("60"));
        asking.holder().send("PUT", "/api/record/blocks/" + doctor, "");
        for (String table : List.of("access_request", "first_access", "access_revocation")) {
            assertThat(transactions.<Long>execute(transaction -> jdbc.sql("select count(*) from dmp." + table)
                            .query(Long.class)
                            .single()))
                    .as(table)
                    .isZero();
        }
    }
}
