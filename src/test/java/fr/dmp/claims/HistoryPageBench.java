package fr.dmp.claims;

import static fr.dmp.claims.ClaimsGround.say;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import fr.dmp.Calls;
import fr.dmp.SandboxTest;
import fr.dmp.Superuser;
import fr.dmp.claims.store.CareFeed;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.signin.HolderSession.Scope;
import fr.dmp.signin.HolderTokens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
 * database logged for it: {@code mvn test -Dtest=HistoryPageBench}. One caller each, in turn; needs {@code pgbench}.
 */
@SandboxTest
@TestPropertySource(properties = {"dmp.notice.poll=1d", "dmp.data=target/bench-data"})
class HistoryPageBench {

    private static final int LINES = 20_000;
    private static final int PAGES = Integer.getInteger("dmp.bench.pages", 2_000);
    private static final int PAIRS = Integer.getInteger("dmp.bench.pairs", 10);
    private static final String ADDRESS = "/api/record/care-history?limit=50";
    private static final Pattern LOGGED = Pattern.compile(
            "\\[(\\d+)] (?:\\S+ )?LOG: {2}(?:execute \\S+|statement): (.*?)(?=\\n\\d{4}-\\d\\d-\\d\\d )(?:\\n\\S+ \\S+ \\S+ \\[\\d+] (?:\\S+ )?DETAIL: {2}[Pp]arameters: (.*?)(?=\\n\\d{4}-\\d\\d-\\d\\d ))?",
            Pattern.DOTALL);
    private static final Pattern VALUE = Pattern.compile("\\$(\\d+) = (NULL|'(?:[^']|'')*')");

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
        for (int i = 0; i < PAGES; i++) {
            page();
        }
        Path script = logged();
        List<Double> ratios = new ArrayList<>();
        for (int pair = 0; pair < PAIRS; pair++) {
            double floor = pair % 2 == 0 ? 0 : pgbench(script);
            long start = System.nanoTime();
            for (int i = 0; i < PAGES; i++) {
                page();
            }
            double ours = (System.nanoTime() - start) / 1e6 / PAGES;
            floor = pair % 2 == 0 ? pgbench(script) : floor;
            say("a page by HTTP %.2f ms, its statements by pgbench %.2f ms, ratio %.2f", ours, floor, floor / ours);
            ratios.add(floor / ours);
        }
        List<Double> sorted = ratios.stream().sorted().toList();
        say(
                "median ratio %.2f (%.2f to %.2f)",
                sorted.get(sorted.size() / 2), sorted.get(0), sorted.get(sorted.size() - 1));
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

    private void page() {
        assertThat(holder.get(ADDRESS).status()).isEqualTo(200);
    }

    /** The statements of one page, each with its values, as a script; what is traced gets an id of its own each time. */
    private Path logged() throws Exception {
        superuser.sql("alter role dmp_app set log_statement = 'all'").update();
        superuser.sql("alter role dmp_app set log_error_verbosity = 'default'").update();
        pool.unwrap(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
        Path log = Path.of(environment.getRequiredProperty("dmp.data"), "postgres", "server.log");
        page();
        long from = Files.size(log);
        page();
        superuser.sql("alter role dmp_app reset all").update();
        String text = new String(Files.readAllBytes(log)).substring((int) from) + "\n2000-01-01 ";
        pool.unwrap(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
        StringBuilder script = new StringBuilder();
        Matcher statement = LOGGED.matcher(text);
        String session = session(text);
        while (statement.find()) {
            if (statement.group(1).equals(session)) {
                script.append(withValues(statement.group(2).replaceAll("\\s+", " "), statement.group(3)))
                        .append(";\n");
            }
        }
        say("the statements of a page:%n%s", script);
        assertThat(script.toString()).contains("care_line", "audit_append", "COMMIT");
        return Files.writeString(Path.of("target", "history-page.sql").toAbsolutePath(), script);
    }

    /** The process that answered the page; what routes ask meanwhile is none of it. */
    private static String session(String text) {
        return LOGGED.matcher(text)
                .results()
                .filter(statement -> statement.group(2).contains("audit_append("))
                .map(statement -> statement.group(1))
                .findFirst()
                .orElseThrow();
    }

    private static String withValues(String sql, String values) {
        String filled = sql.contains("audit_append(") ? sql.replace("$2", "gen_random_uuid()") : sql;
        if (values == null) {
            return filled;
        }
        List<String> all = new ArrayList<>();
        Matcher value = VALUE.matcher(values);
        while (value.find()) {
            all.add(value.group(2));
        }
        for (int i = all.size(); i > 0; i--) {
            filled = filled.replace("$" + i, all.get(i - 1));
        }
        return filled;
    }

    /** Milliseconds a run. */
    private double pgbench(Path script) throws Exception {
        Path data = Path.of(environment.getRequiredProperty("dmp.data"));
        ProcessBuilder command = new ProcessBuilder(
                "pgbench",
                "-n",
                "-M",
                "prepared",
                "-f",
                script.toString(),
                "-t",
                String.valueOf(PAGES),
                "-h",
                "127.0.0.1",
                "-p",
                String.valueOf(Superuser.port(data)),
                "-U",
                "dmp_app",
                "dmp");
        command.environment().put("PGPASSWORD", Superuser.password(data, "dmp_app"));
        command.environment().put("PGOPTIONS", "-c search_path=engine,dmp");
        Process run = command.redirectErrorStream(true).start();
        String told = new String(run.getInputStream().readAllBytes());
        assertThat(run.waitFor()).as(told).isZero();
        Matcher latency = Pattern.compile("latency average = ([\\d.]+) ms").matcher(told);
        assertThat(latency.find()).as(told).isTrue();
        return Double.parseDouble(latency.group(1));
    }
}
