package fr.dmp;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A page over HTTP against {@code pgbench} on the very statements that the database logged for it, in turn, one caller each.
 * Needs {@code pgbench}.
 */
public final class PageBench {

    private static final Logger LOG = LoggerFactory.getLogger(PageBench.class);
    private static final int PAGES = Integer.getInteger("dmp.bench.pages", 2_000);
    private static final int PAIRS = Integer.getInteger("dmp.bench.pairs", 10);
    private static final Pattern LOGGED = Pattern.compile(
            "\\[(\\d+)] (?:\\S+ )?LOG: {2}(?:execute \\S+|statement): (.*?)(?=\\n\\d{4}-\\d\\d-\\d\\d )(?:\\n\\S+ \\S+ \\S+ \\[\\d+] (?:\\S+ )?DETAIL: {2}[Pp]arameters: (.*?)(?=\\n\\d{4}-\\d\\d-\\d\\d ))?",
            Pattern.DOTALL);
    private static final Pattern VALUE = Pattern.compile("\\$(\\d+) = (NULL|'(?:[^']|'')*')");

    private final Environment environment;
    private final HikariDataSource pool;
    private final JdbcClient superuser;
    private final Runnable page;

    /** @param pool the program's */
    public PageBench(Environment environment, DataSource pool, Runnable page) {
        try {
            this.pool = pool.unwrap(HikariDataSource.class);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        this.environment = environment;
        this.superuser = Superuser.of(environment);
        this.page = page;
    }

    /** @param read what its statements name for sure */
    public void run(String read) throws IOException, InterruptedException {
        pages();
        Path script = logged(read);
        List<Double> ratios = new ArrayList<>();
        for (int pair = 0; pair < PAIRS; pair++) {
            double floor = pair % 2 == 0 ? 0 : pgbench(script);
            double ours = pages();
            floor = pair % 2 == 0 ? pgbench(script) : floor;
            say("a page by HTTP %.2f ms, its statements by pgbench %.2f ms, ratio %.2f", ours, floor, floor / ours);
            ratios.add(floor / ours);
        }
        say("median ratio %s", spread(ratios));
    }

    /** Milliseconds a page. */
    public double pages() {
        long start = System.nanoTime();
        for (int i = 0; i < PAGES; i++) {
            page.run();
        }
        return (System.nanoTime() - start) / 1e6 / PAGES;
    }

    /** {@code median (least to most)}. */
    public static String spread(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return String.format(
                Locale.ROOT,
                "%.2f (%.2f to %.2f)",
                sorted.get(sorted.size() / 2),
                sorted.get(0),
                sorted.get(sorted.size() - 1));
    }

    public static void say(String what, Object... values) {
        LOG.info("{}", String.format(Locale.ROOT, what, values));
    }

    /** The statements of one page, each with its values, as a script; what is traced gets an id of its own each time. */
    private Path logged(String read) throws IOException {
        superuser.sql("alter role dmp_app set log_statement = 'all'").update();
        superuser.sql("alter role dmp_app set log_error_verbosity = 'default'").update();
        pool.getHikariPoolMXBean().softEvictConnections();
        Path log = Path.of(environment.getRequiredProperty("dmp.data"), "postgres", "server.log");
        page.run();
        long from = Files.size(log);
        page.run();
        superuser.sql("alter role dmp_app reset all").update();
        String text =
                new String(Files.readAllBytes(log), StandardCharsets.UTF_8).substring((int) from) + "\n2000-01-01 ";
        pool.getHikariPoolMXBean().softEvictConnections();
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
        assertThat(script.toString()).contains(read, "audit_append", "COMMIT");
        return Files.writeString(Path.of("target", read + "-page.sql").toAbsolutePath(), script);
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
    private double pgbench(Path script) throws IOException, InterruptedException {
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
        String told = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(run.waitFor()).as(told).isZero();
        Matcher latency = Pattern.compile("latency average = ([\\d.]+) ms").matcher(told);
        assertThat(latency.find()).as(told).isTrue();
        return Double.parseDouble(latency.group(1));
    }
}
