package fr.dmp.claims;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.Calls;
import fr.dmp.PageBench;
import fr.dmp.SandboxTest;
import fr.dmp.Superuser;
import fr.dmp.claims.store.CareFeed;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.signin.HolderSession.Scope;
import fr.dmp.signin.HolderTokens;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/**
 * A page of the history over HTTP, session and trace included, against {@code pgbench} on the very statements that the
 * database logged for it: {@code mvn test -Dtest=HistoryPageBench}; {@code -Ddmp.bench.pages=}, {@code -Ddmp.bench.pairs=}.
 */
@SandboxTest
@TestPropertySource(properties = {"dmp.notice.poll=1d", "dmp.data=target/bench-data"})
class HistoryPageBench {

    private static final int LINES = 20_000;
    private static final String ADDRESS = "/api/record/care-history?limit=50";

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext program;

    @Autowired
    private DataSource pool;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private CareFeed feed;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Environment environment;

    @Autowired
    private Clock clock;

    private JdbcClient superuser;
    private Calls holder;

    @Test
    void againstPgbench() throws Exception {
        superuser = Superuser.of(environment);
        signIn();
        new PageBench(environment, pool, () -> assertThat(holder.get(ADDRESS).status())
                        .isEqualTo(200))
                .run("care_line");
    }

    private void signIn() {
        InsuredPerson person = Holders.insured(directory, Holders.nir());
        UUID record = Holders.open(jdbc, person);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneId.of("Europe/Paris"));
        feed.ensureMonths(today.minusMonths(12).datesUntil(today.plusDays(1)).toList());
        LongHistoryTest.fill(superuser, record, LINES, today);
        superuser.sql("vacuum analyze dmp.care_line").update();
        holder = new Calls(port).bearer(HolderTokens.of(program, record, person.id(), Scope.FULL));
    }
}
