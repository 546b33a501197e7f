package fr.dmp.access;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.SandboxTest;
import fr.dmp.Superuser;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a version would change, against an independent model: everyone asked about everything under both versions, one by
 * one, in plain lines that share nothing with the statement. Random worlds with two random versions, on professions of their
 * own, so that whatever else the database holds isn't counted; all is rolled back.
 */
@SandboxTest
class MatrixImpactTest {

    private static final int WORLDS = 8;
    private static final int RECORDS = 40;
    private static final int PROFESSIONALS = 12;
    private static final int PRESENT = 900_001;
    private static final int ASKED = 900_002;

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final List<String> PROFESSIONS = List.of("T1", "T2", "T3");
    private static final List<String> TYPES = List.of("11488-4", "11502-2", "18748-4", "89601-9", "REMB", "DOCPAT08");

    @Autowired
    private Environment environment;

    /** The superuser's: worlds are made without entering them. */
    private JdbcClient jdbc;

    private TransactionTemplate transactions;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @BeforeEach
    void asSuperuser() {
        DataSource all = Superuser.account(Path.of(environment.getRequiredProperty("dmp.data")), "postgres");
        jdbc = JdbcClient.create(all);
        transactions = new TransactionTemplate(new DataSourceTransactionManager(all));
    }

    private record Paper(String type, String author, boolean masked, boolean gone) {}

    /** @param standing by professional: the words that hold of them */
    private record World(boolean active, boolean hidden, Map<String, Set<String>> standing, List<Paper> papers) {}

    private final Map<String, String> professions = new HashMap<>();
    private final List<World> worlds = new ArrayList<>();
    private final Map<Integer, Map<String, Boolean>> matrices = new HashMap<>();

    /** A reading that changes; a record is known by its place. */
    private record Reading(String profession, String type, boolean allowed, String professional, int record) {}

    private List<Reading> expected() {
        List<Reading> changed = new ArrayList<>();
        for (int n = 0; n < worlds.size(); n++) {
            World world = worlds.get(n);
            for (String who : professions.keySet()) {
                for (Paper paper : things(world)) {
                    boolean now = reads(world, who, paper, PRESENT);
                    boolean then = reads(world, who, paper, ASKED);
                    if (now != then) {
                        changed.add(new Reading(professions.get(who), paper.type(), then, who, n));
                    }
                }
            }
        }
        return changed;
    }

    private static List<Paper> things(World world) {
        List<Paper> all = new ArrayList<>(world.papers());
        all.add(new Paper("REMB", "nobody", false, false));
        all.add(new Paper("DOCPAT08", "nobody", false, false));
        return all;
    }

    /** The rules of the DMP, in their order. */
    private boolean reads(World world, String who, Paper paper, int version) {
        Set<String> standing = world.standing().get(who);
        if (!world.active() || paper.gone()) {
            return false;
        }
        if (standing.contains("blocked") && !standing.contains("declared")) {
            return false;
        }
        if (paper.author().equals(who) || standing.contains("declared")) {
            return true;
        }
        if (!standing.contains("authorized")) {
            return false;
        }
        if (standing.contains("rights")) {
            return true;
        }
        return !world.hidden() && !paper.masked() && allows(version, professions.get(who), paper.type());
    }

    private boolean allows(int version, String profession, String type) {
        Map<String, Boolean> cells = matrices.get(version);
        Boolean own = cells.get(profession + " " + type);
        return own != null ? own : cells.getOrDefault(profession + " *", false);
    }

    @Test
    void countsWhatTheModelCounts() {
        int changed = 0;
        for (int world = 0; world < WORLDS; world++) {
            changed += transactions.execute(transaction -> {
                transaction.setRollbackOnly();
                make();
                return compare();
            });
        }
        assertThat(changed).as("seed %d", seed).isPositive();
    }

    private int compare() {
        List<Reading> readings = expected();
        Map<String, String> counted = new TreeMap<>();
        Map<String, String> rounded = new TreeMap<>();
        for (String[] row : rows("matrix_readings")) {
            counted.put(row[0], row[1]);
        }
        for (String[] row : rows("matrix_impact")) {
            rounded.put(row[0], row[1]);
        }
        Map<String, String> exact = new TreeMap<>();
        Map<String, String> fives = new TreeMap<>();
        for (String profession : PROFESSIONS) {
            for (String type : types()) {
                boolean then = allows(ASKED, profession, type);
                if (then != allows(PRESENT, profession, type)) {
                    List<Reading> here = readings.stream()
                            .filter(one -> one.profession().equals(profession)
                                    && one.type().equals(type))
                            .toList();
                    exact.put(profession + " " + type + " " + then, told(here, 1));
                    fives.put(profession + " " + type + " " + then, told(here, 5));
                }
            }
        }
        for (boolean then : new boolean[] {true, false}) {
            List<Reading> here =
                    readings.stream().filter(one -> one.allowed() == then).toList();
            if (exact.keySet().stream().anyMatch(cell -> cell.endsWith(" " + then))) {
                exact.put("sum " + then, told(here, 1));
                fives.put("sum " + then, told(here, 5));
            }
        }
        exact.put("sum null", told(readings, 1));
        fives.put("sum null", told(readings, 5));
        assertThat(counted).as("seed %d", seed).isEqualTo(exact);
        assertThat(rounded).as("seed %d", seed).isEqualTo(fives);
        return readings.size();
    }

    private List<String> types() {
        return jdbc.sql("select code from dmp.matrix_type").query(String.class).list();
    }

    /** Readings, professionals and records, each rounded up. */
    private static String told(List<Reading> readings, int to) {
        return up(readings.size(), to)
                + " "
                + up(readings.stream().map(Reading::professional).distinct().count(), to)
                + " "
                + up(readings.stream().map(Reading::record).distinct().count(), to);
    }

    private static long up(long number, int to) {
        return (long) Math.ceil(number / (double) to) * to;
    }

    private List<String[]> rows(String function) {
        return jdbc.sql("select * from dmp." + function + "(?, ?)")
                .params(ASKED, utc(NOW))
                .query((row, n) -> new String[] {
                    row.getString("profession") == null
                            ? "sum " + row.getObject("allowed")
                            : row.getString("profession")
                                    + " "
                                    + row.getString("type")
                                    + " "
                                    + row.getBoolean("allowed"),
                    row.getLong("readings") + " " + row.getLong("professionals") + " " + row.getLong("records")
                })
                .list();
    }

    private void make() {
        professions.clear();
        worlds.clear();
        matrices.clear();
        makeVersion(PRESENT, LocalDate.of(2024, 1, 1));
        makeVersion(ASKED, null);
        for (int i = 0; i < PROFESSIONALS; i++) {
            String rpps = UUID.randomUUID().toString();
            professions.put(rpps, PROFESSIONS.get(i % PROFESSIONS.size()));
            jdbc.sql("insert into dmp.professional (rpps, family_name, given_name, profession) values (?, 'X', 'Y', ?)")
                    .params(rpps, professions.get(rpps))
                    .update();
        }
        for (int i = 0; i < RECORDS; i++) {
            worlds.add(world());
        }
    }

    private void makeVersion(int version, LocalDate from) {
        Map<String, Boolean> cells = new HashMap<>();
        for (String profession : PROFESSIONS) {
            for (String type : TYPES) {
                if (random.nextInt(3) > 0) {
                    cells.put(profession + " " + type, random.nextBoolean());
                }
            }
            if (random.nextInt(3) == 0) {
                cells.put(profession + " *", random.nextBoolean());
            }
        }
        matrices.put(version, cells);
        jdbc.sql("insert into dmp.matrix_version (version, in_force_from, told) values (?, ?, 'x')")
                .params(version, from)
                .update();
        cells.forEach((cell, allowed) -> jdbc.sql(
                        "insert into dmp.matrix_cell (version, profession, type, allowed, source) values (?, ?, ?, ?, 'PROJECT')")
                .params(version, cell.split(" ")[0], cell.split(" ")[1], allowed)
                .update());
    }

    private World world() {
        UUID person = UUID.randomUUID();
        UUID record = UUID.randomUUID();
        World world = new World(random.nextInt(6) > 0, random.nextInt(8) == 0, new HashMap<>(), new ArrayList<>());
        jdbc.sql(
                        """
                        insert into dmp.insured_person (id, nir_digest, nir_sealed, family_name, given_names, birth_date,
                            sex, regime, fund, told_at)
                        values (?, ?, '', 'X', 'Y', '1980-01-01', 'F', '1', '011', now())
                        """)
                .params(person, person.toString().getBytes())
                .update();
        jdbc.sql(
                        """
                        insert into dmp.record (id, person, status, opened_at, opened_by, opener_kind, opener, consent_at,
                            closed_at)
                        values (?, ?, ?, '2025-01-01', 'COUNTER', 'STAFF', 'x', now(), ?)
                        """)
                .params(
                        record,
                        person,
                        world.active() ? "ACTIVE" : "CLOSED",
                        world.active() ? null : utc(NOW.minus(9, ChronoUnit.DAYS)))
                .update();
        if (world.hidden()) {
            jdbc.sql("insert into dmp.record_hiding (record, since) values (?, ?)")
                    .params(record, utc(NOW.minusSeconds(5)))
                    .update();
        }
        List<String> all = List.copyOf(professions.keySet());
        for (String rpps : all) {
            world.standing().put(rpps, new HashSet<>());
            authorize(world, record, rpps);
            ended(world, record, rpps, "access_block", "blocked", 6);
            ended(world, record, rpps, "treating_right", "rights", 6);
        }
        if (random.nextBoolean()) {
            String rpps = all.get(random.nextInt(all.size()));
            boolean past = random.nextInt(3) == 0;
            LocalDate today = LocalDate.ofInstant(NOW, PARIS);
            jdbc.sql("insert into dmp.treating_physician (person, rpps, since, until) values (?, ?, ?, ?)")
                    .params(person, rpps, today.minusDays(50), past ? today : null)
                    .update();
            if (!past) {
                world.standing().get(rpps).add("declared");
            }
        }
        for (int i = random.nextInt(7); i > 0; i--) {
            world.papers().add(paper(record, all));
        }
        return world;
    }

    /** Open; until a day to come, or past; revoked; or to begin. */
    private void authorize(World world, UUID record, String rpps) {
        int kind = random.nextInt(8);
        if (kind > 5) {
            return;
        }
        Instant since = kind == 5 ? NOW.plusSeconds(60) : NOW.minus(30, ChronoUnit.DAYS);
        Instant until = kind == 1 ? NOW.plusSeconds(1) : kind == 2 ? NOW : null;
        Instant ended = kind == 3 ? NOW : null;
        jdbc.sql(
                        """
                        insert into dmp.access_authorization (record, id, professional, since, until, ended_at, ground)
                        values (?, ?, ?, ?, ?, ?, 'HOLDER')
                        """)
                .params(record, UUID.randomUUID(), rpps, utc(since), utc(until), utc(ended))
                .update();
        if (kind < 2 || kind == 4) {
            world.standing().get(rpps).add("authorized");
        }
    }

    private void ended(World world, UUID record, String rpps, String table, String word, int oneIn) {
        if (random.nextInt(oneIn) > 0) {
            return;
        }
        boolean over = random.nextInt(3) == 0;
        jdbc.sql("insert into dmp." + table + " (record, professional, since, ended_at) values (?, ?, ?, ?)")
                .params(record, rpps, utc(NOW.minusSeconds(9)), over ? utc(NOW.minusSeconds(1)) : null)
                .update();
        if (!over) {
            world.standing().get(rpps).add(word);
        }
    }

    private Paper paper(UUID record, List<String> all) {
        UUID id = UUID.randomUUID();
        String author = random.nextInt(3) == 0 ? record.toString() : all.get(random.nextInt(all.size()));
        String type = TYPES.get(random.nextInt(4));
        boolean replaced = random.nextInt(6) == 0;
        boolean later = random.nextInt(10) == 0;
        jdbc.sql(
                        """
                        insert into dmp.document (record, id, series, version, type, title, searched, act_date, author_kind,
                            author, author_name, deposited_at, media_type, bytes, replaced_at)
                        values (?, ?, ?, 1, ?, 'x', 'x', '2026-01-01', ?, ?, '', ?, 'application/pdf', 1, ?)
                        """)
                .params(
                        record,
                        id,
                        id,
                        type,
                        author.equals(record.toString()) ? "HOLDER" : "PROFESSIONAL",
                        author,
                        utc(later ? NOW.plus(Duration.ofHours(1)) : NOW),
                        replaced ? utc(NOW) : null)
                .update();
        boolean masked = marked(record, id, "MASQUE_PS", 4);
        boolean deleted = marked(record, id, "DELETED", 8);
        marked(record, id, "INVISIBLE_PATIENT", 4);
        marked(record, id, "ARCHIVED", 4);
        return new Paper(type, author, masked, deleted || replaced || later);
    }

    private boolean marked(UUID record, UUID series, String mark, int oneIn) {
        if (random.nextInt(oneIn) > 0) {
            return false;
        }
        boolean over = random.nextInt(3) == 0;
        jdbc.sql("insert into dmp.document_mark (record, series, mark, since, ended_at) values (?, ?, ?, ?, ?)")
                .params(record, series, mark, utc(NOW.minusSeconds(9)), over ? utc(NOW) : null)
                .update();
        return !over;
    }

    private static Object utc(Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
