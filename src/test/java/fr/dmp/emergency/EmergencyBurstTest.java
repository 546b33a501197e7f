package fr.dmp.emergency;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.SandboxTest;
import fr.dmp.Superuser;
import fr.dmp.audit.AccessMode;
import fr.dmp.claims.Holders;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.Professional;
import fr.dmp.identity.Professionals;
import fr.dmp.identity.Professionals.Registration;
import fr.dmp.signin.ProfessionalSession;
import fr.dmp.vault.RecordKeys;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Many emergencies at once, as after an accident: each holder is told, none twice. Sixty of them here; {@code
 * -Ddmp.emergency-burst=1000} runs the whole campaign.
 */
@SandboxTest
class EmergencyBurstTest {

    private static final int EACH = 5;

    @Autowired
    private EmergencyAccesses emergencies;

    @Autowired
    private Professionals professionals;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private RecordKeys keys;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Environment environment;

    @Test
    void eachHolderIsToldAndNoneTwice() throws Exception {
        int burst = Integer.getInteger("dmp.emergency-burst", 60);
        List<UUID> records = IntStream.range(0, burst).mapToObj(n -> record()).toList();
        List<ProfessionalSession> doctors = IntStream.range(0, (burst + EACH - 1) / EACH)
                .mapToObj(n -> doctor())
                .toList();
        long begun = System.nanoTime();
        ExecutorService at = Executors.newFixedThreadPool(8);
        try {
            List<Callable<UUID>> openings = IntStream.range(0, burst)
                    .mapToObj(n -> (Callable<UUID>) () -> open(doctors.get(n / EACH), records.get(n)))
                    .toList();
            for (Future<UUID> opened : at.invokeAll(openings)) {
                assertThat(opened.get()).isNotNull();
            }
        } finally {
            at.shutdown();
        }
        Duration opened = Duration.ofNanos(System.nanoTime() - begun);
        JdbcClient all = Superuser.of(environment);
        UUID[] ids = records.toArray(UUID[]::new);
        Awaitility.await("all told")
                .atMost(Duration.ofMinutes(5))
                .until(() -> all.sql(
                                        """
                                select count(*) from dmp.notice
                                where record = any (?) and state in ('NEW', 'CLAIMED', 'UNKNOWN')
                                """)
                                .param(ids)
                                .query(Long.class)
                                .single()
                        == 0);
        LoggerFactory.getLogger(EmergencyBurstTest.class)
                .info(
                        "{} emergency accesses opened in {} ms, all told after {} ms",
                        burst,
                        opened.toMillis(),
                        Duration.ofNanos(System.nanoTime() - begun).toMillis());
        assertThat(all.sql(
                                """
                                select n.state || ' ' || count(m.id) as told from dmp.notice n
                                left join dmp.sandbox_message m on m.channel = n.channel
                                    and position(n.reference in concat(m.subject, m.text)) > 0
                                where n.record = any (?) and n.kind = 'EMERGENCY_ACCESS' group by n.id
                                """)
                        .param(ids)
                        .query(String.class)
                        .list())
                .hasSize(burst)
                .allMatch(told -> told.equals("SENT 1") || told.equals("DELIVERED 1"));
        assertThat(all.sql(
                                """
                                select count(*) from dmp.emergency_access e where e.record = any (?)
                                    and (select count(*) from engine.act_ru_execution p
                                        where p.business_key_ = e.id::text) = 1
                                    and (select count(*) from dmp.audit_entry a where a.record = e.record
                                        and a.act = 'OPEN_EMERGENCY_ACCESS') = 1
                                """)
                        .param(ids)
                        .query(Long.class)
                        .single())
                .isEqualTo(burst);
    }

    private UUID open(ProfessionalSession doctor, UUID record) {
        return emergencies
                .open(
                        doctor,
                        record,
                        new EmergencyWish(
                                AccessMode.BRIS_DE_GLACE,
                                EmergencyReason.LIFE_THREAT,
                                "Accident de car sur l’autoroute.",
                                null),
                        Supplier::get)
                .id();
    }

    private UUID record() {
        UUID record = Holders.open(jdbc, Holders.insured(directory, Holders.nir()));
        transactions.executeWithoutResult(transaction -> keys.create(record));
        return record;
    }

    private ProfessionalSession doctor() {
        String rpps = "26" + String.format("%09d", ThreadLocalRandom.current().nextInt(1_000_000_000));
        Professional doctor = new Professional(rpps, "URGENCE", "Ana", "10", "SM26", "Hôpital", "Évry", false, false);
        professionals.register(List.of(new Registration(doctor, Optional.empty())));
        return new ProfessionalSession(doctor, false);
    }
}
