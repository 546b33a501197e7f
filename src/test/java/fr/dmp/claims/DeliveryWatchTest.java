package fr.dmp.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.dmp.SandboxTest;
import fr.dmp.Superuser;
import fr.dmp.claims.dcir.Tables;
import fr.dmp.claims.delivery.Progress;
import fr.dmp.claims.store.DeliveryProgress;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whoever looks on sees how far a delivery has come before anything of it is committed, and nothing of it afterwards. */
@SandboxTest
class DeliveryWatchTest {

    @Autowired
    private DeliveryProgress progress;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private Environment environment;

    @Autowired
    private Clock clock;

    @Test
    void aDeliveryIsSeenWhileItIsTaken() throws Exception {
        Inbox inbox = new Inbox(environment, jdbc);
        InsuredPerson person = Holders.insured(directory, Holders.nir());
        Holders.open(jdbc, person);
        String day = LocalDate.ofInstant(clock.instant(), ZoneId.of("Europe/Paris"))
                .minusDays(20)
                .toString();
        Tables tables = new Tables();
        int first = ThreadLocalRandom.current().nextInt(1_000_000_000);
        for (int i = 0; i < 500; i++) {
            tables.add("ER_PRS_F", Tables.claim(person.nir().value(), day, first + i));
        }
        Path data = Path.of(environment.getRequiredProperty("dmp.data"));

        Path dropped;
        try (Connection elsewhere = Superuser.account(data, "postgres").getConnection();
                Statement statement = elsewhere.createStatement()) {
            elsewhere.setAutoCommit(false);
            // No delivery can note its fluxes meanwhile: this one stands still in the middle.
            statement.execute("lock table dmp.care_flux in share row exclusive mode");
            dropped = inbox.write("claims", "long.zip", tables.zip());
            await().atMost(Duration.ofSeconds(30)).until(() -> running().isPresent());

            assertThat(running()).hasValueSatisfying(seen -> {
                assertThat(seen.share()).isEqualTo(1);
                assertThat(seen.elapsed()).isPositive();
                assertThat(inDelivery(seen)).isZero();
            });
            assertThat(gauge("dmp.deliveries.running")).isEqualTo(1);
            assertThat(gauge("dmp.deliveries.lines")).isEqualTo(500);
            assertThat(gauge("dmp.deliveries.rate")).isPositive();
            assertThat(gauge("dmp.deliveries.remaining")).isZero();
            elsewhere.rollback();
        }

        await().atMost(Duration.ofSeconds(30)).until(() -> inbox.isSettled(dropped));
        await().atMost(Duration.ofSeconds(30)).until(() -> running().isEmpty());
        assertThat(gauge("dmp.deliveries.running")).isZero();
    }

    /** Others may just have come to their end. */
    private Optional<Progress> running() {
        return progress.running().stream().filter(seen -> seen.lines() == 500).findFirst();
    }

    private int inDelivery(Progress seen) {
        return jdbc.sql("select count(*) from dmp.delivery where id = ?")
                .param(seen.delivery())
                .query(Integer.class)
                .single();
    }

    private double gauge(String name) {
        return meters.get(name).gauge().value();
    }
}
