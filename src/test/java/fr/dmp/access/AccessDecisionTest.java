package fr.dmp.access;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.SandboxTest;
import fr.dmp.Superuser;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The decision against an independent model: the rules of the DMP in a few plain lines over lists of facts, sharing nothing
 * with the statement. Random worlds of people, professionals and facts with their dates, each asked about at many moments.
 */
@SandboxTest
class AccessDecisionTest {

    private static final int RECORDS = 60;
    private static final int QUESTIONS = 100_000;
    /** No statement takes longer than the database lets one. */
    private static final int AT_ONCE = 10_000;

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int DAYS = 300;

    /** Refused by profession, as the order says; whoever isn't named reads neither the history nor entries. */
    private static final Map<String, Set<String>> READ = Map.of(
            "10", Set.of("REMB", "DOCPAT08", "11488-4", "11502-2", "18748-4", "89601-9", "DOCPAT03"),
            "21", Set.of("REMB", "DOCPAT08"),
            "40", Set.of("REMB", "DOCPAT08", "11488-4", "11502-2", "18748-4", "89601-9", "DOCPAT03"),
            "50", Set.of("REMB", "DOCPAT08", "11488-4", "11502-2", "18748-4", "89601-9", "DOCPAT03"),
            "60", Set.of("REMB", "DOCPAT08", "11488-4", "11502-2", "18748-4", "DOCPAT03"),
            "70", Set.of("DOCPAT08"),
            "99", Set.of());

    /** Of documents, as the order has them; the rest is refused to a nurse. */
    private static final List<String> PAPER_TYPES = List.of("11488-4", "11502-2", "18748-4", "89601-9", "DOCPAT03");

    private static final Set<Thing> BUSINESS = Set.of(Thing.RECORD, Thing.NOTICES, Thing.AUTHORIZATIONS);

    private static final Map<Thing, String> TYPES = Map.of(Thing.CARE_HISTORY, "REMB", Thing.ENTRIES, "DOCPAT08");

    @Autowired
    private Environment environment;

    /** The superuser's: worlds are made without entering them, and all is rolled back. */
    private JdbcClient jdbc;

    private TransactionTemplate transactions;

    @BeforeEach
    void asSuperuser() {
        DataSource all = Superuser.account(Path.of(environment.getRequiredProperty("dmp.data")), "postgres");
        jdbc = JdbcClient.create(all);
        transactions = new TransactionTemplate(new DataSourceTransactionManager(all));
    }

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    /** Something that holds from one moment to another. */
    private record Span(String professional, Instant from, Instant to) {
        boolean holds(String who, Instant at) {
            return professional.equals(who) && !from.isAfter(at) && (to == null || to.isAfter(at));
        }
    }

    /** What a professional did, or was refused. */
    private record Done(String professional, Instant at, boolean refused) {}

    private record World(
            UUID record,
            UUID person,
            Instant opened,
            Instant closed,
            List<Span> authorizations,
            List<Span> blocks,
            List<Span> rights,
            List<Span> hidings,
            List<Span> physicians,
            List<Paper> papers,
            List<Done> done,
            List<Span> representatives,
            List<Span> emergencies,
            List<Span> objections) {}

    /** A document; spans bear the name of what held. */
    private record Paper(UUID id, String type, String authorKind, String author, Instant deposited, List<Span> marks) {
        boolean there(Instant at) {
            return !deposited.isAfter(at) && !holds(marks, "DELETED", at);
        }
    }

    /** About a thing, or about a document, one that may be another record's; in a mode, or whichever is open. */
    private record Question(
            World world, String kind, String actor, Thing thing, Paper paper, Instant at, String mode) {}

    private static final List<String> EMERGENCIES = List.of("BRIS_DE_GLACE", "CENTRE_15");

    private final Map<String, String> professions = new HashMap<>();
    private final List<World> worlds = new ArrayList<>();

    /** First match decides. */
    private String expected(Question asked) {
        World world = asked.world();
        Instant at = asked.at();
        Paper paper = asked.paper();
        boolean read = paper != null && world.papers().contains(paper) && paper.there(at);
        boolean there = !world.opened().isAfter(at);
        boolean closed = world.closed() != null && !world.closed().isAfter(at);
        if (asked.kind().equals("HOLDER") && asked.actor().equals(world.record().toString())) {
            if (there && !closed && paper != null && (!read || holds(paper.marks(), "INVISIBLE_PATIENT", at))) {
                return "ABSENT";
            }
            return there && (!closed || asked.thing() == Thing.RECORD) ? "HOLDER" : "RECORD_NOT_ACTIVE";
        }
        if (asked.kind().equals("REPRESENTATIVE") && holds(world.representatives(), asked.actor(), dayOf(at))) {
            if (!there || closed) {
                return "RECORD_NOT_ACTIVE";
            }
            boolean hidden = paper != null
                    && (!read
                            || holds(paper.marks(), "INVISIBLE_PATIENT", at)
                            || holds(paper.marks(), "INVISIBLE_REPRESENTANTS_LEGAUX", at));
            return hidden ? "ABSENT" : "REPRESENTATIVE";
        }
        if (paper == null && asked.thing() == Thing.ACCESS_LOG) {
            return ofTrace(asked, there && !closed);
        }
        if (!there || closed) {
            return "RECORD_NOT_ACTIVE";
        }
        if (paper == null && BUSINESS.contains(asked.thing())) {
            return "NO_AUTHORIZATION";
        }
        String who = asked.kind().equals("PROFESSIONAL") ? asked.actor() : "nobody";
        boolean declared = holds(world.physicians(), who, dayOf(at));
        if (holds(world.blocks(), who, at) && !declared) {
            return "BLOCKED";
        }
        boolean wrote = paper == null
                ? asked.thing() == Thing.DOCUMENTS
                        && world.papers().stream().anyMatch(one -> isOf(asked, one) && one.there(at))
                : read && isOf(asked, paper);
        if (wrote) {
            return "AUTHOR";
        }
        boolean authorized = holds(world.authorizations(), who, at);
        if (declared || authorized && holds(world.rights(), who, at)) {
            return paper == null || read ? "TREATING_PHYSICIAN" : "ABSENT";
        }
        boolean emergency = EMERGENCIES.stream()
                .filter(mode -> Set.of(mode, "ANY").contains(asked.mode()))
                .anyMatch(mode -> holds(world.emergencies(), mode + who, at) && !holds(world.objections(), mode, at));
        if (!emergency && !authorized) {
            return "NO_AUTHORIZATION";
        }
        String through = emergency ? "EMERGENCY" : "AUTHORIZATION";
        if (paper == null && Set.of(Thing.DOCUMENTS, Thing.DEPOSIT).contains(asked.thing())) {
            return through;
        }
        if (holds(world.hidings(), "", at) || paper != null && (!read || holds(paper.marks(), "MASQUE_PS", at))) {
            return "ABSENT";
        }
        String type = paper == null ? TYPES.get(asked.thing()) : paper.type();
        return READ.get(professions.get(who)).contains(type) ? through : "HABILITATION";
    }

    private static boolean isOf(Question asked, Paper paper) {
        return paper.authorKind().equals(asked.kind()) && paper.author().equals(asked.actor());
    }

    /** The trace is open to the treating physician and their like, and to whoever acted, as far as they did. */
    private static String ofTrace(Question asked, boolean active) {
        World world = asked.world();
        Instant at = asked.at();
        String who = asked.kind().equals("PROFESSIONAL") ? asked.actor() : "nobody";
        boolean declared = holds(world.physicians(), who, dayOf(at));
        boolean authorized = holds(world.authorizations(), who, at);
        boolean blocked = holds(world.blocks(), who, at);
        boolean acted = world.done().stream()
                .anyMatch(done -> done.professional().equals(who)
                        && !done.refused()
                        && !done.at().isAfter(at));
        if (!declared && !authorized && !blocked && !acted) {
            return "ABSENT";
        }
        if (!active) {
            return "RECORD_NOT_ACTIVE";
        }
        if (declared || authorized && !blocked && holds(world.rights(), who, at)) {
            return "TREATING_PHYSICIAN";
        }
        return blocked ? "BLOCKED" : holds(world.hidings(), "", at) ? "ABSENT" : "OWN_ACTS";
    }

    /** What is declared is so by days. */
    private static Instant dayOf(Instant at) {
        return LocalDate.ofInstant(at, PARIS).atStartOfDay(PARIS).toInstant();
    }

    private static boolean holds(List<Span> spans, String who, Instant at) {
        return spans.stream().anyMatch(span -> span.holds(who, at));
    }

    @Test
    void agreesWithTheModelInEveryWorld() {
        transactions.executeWithoutResult(transaction -> {
            transaction.setRollbackOnly();
            makeProfessionals();
            for (int i = 0; i < RECORDS; i++) {
                worlds.add(world());
            }
            worlds.forEach(this::represent);
            List<Question> questions =
                    IntStream.range(0, QUESTIONS).mapToObj(i -> question()).toList();
            List<String> answers = IntStream.range(0, QUESTIONS / AT_ONCE)
                    .mapToObj(n -> answers(questions.subList(n * AT_ONCE, (n + 1) * AT_ONCE)))
                    .flatMap(List::stream)
                    .toList();
            Map<String, Integer> seen = new HashMap<>();
            for (int i = 0; i < QUESTIONS; i++) {
                assertThat(answers.get(i))
                        .as("%s, seed %d", questions.get(i), seed)
                        .isEqualTo(expected(questions.get(i)));
                seen.merge(answers.get(i), 1, Integer::sum);
            }
            assertThat(seen.keySet())
                    .as("every rule had its say")
                    .containsExactlyInAnyOrder(
                            "HOLDER",
                            "RECORD_NOT_ACTIVE",
                            "NO_AUTHORIZATION",
                            "BLOCKED",
                            "AUTHOR",
                            "TREATING_PHYSICIAN",
                            "ABSENT",
                            "HABILITATION",
                            "AUTHORIZATION",
                            "EMERGENCY",
                            "OWN_ACTS",
                            "REPRESENTATIVE");
            rowLevelSecurityAloneShowsNoMore();
        });
    }

    /** With the program's checks switched off: the habilitation matrix apart, what it would refuse isn't even there. */
    private void rowLevelSecurityAloneShowsNoMore() {
        Instant now = START.plus(DAYS, ChronoUnit.DAYS);
        jdbc.sql("set local role dmp_app").update();
        int seen = 0;
        for (World world : worlds) {
            for (Question asked : everyone(world, now)) {
                jdbc.sql("select dmp.enter_record(?, ?, ?, ?, ?)")
                        .params(world.record(), asked.kind(), asked.actor(), utc(now), asked.mode())
                        .query((row, n) -> 0)
                        .single();
                List<UUID> shown = jdbc.sql("select id from dmp.document")
                        .query(UUID.class)
                        .list();
                List<UUID> may = world.papers().stream()
                        .filter(paper -> List.of(
                                        "HOLDER",
                                        "REPRESENTATIVE",
                                        "AUTHOR",
                                        "TREATING_PHYSICIAN",
                                        "AUTHORIZATION",
                                        "EMERGENCY",
                                        "HABILITATION")
                                .contains(expected(new Question(
                                        world,
                                        asked.kind(),
                                        asked.actor(),
                                        Thing.DOCUMENTS,
                                        paper,
                                        now,
                                        asked.mode()))))
                        .map(Paper::id)
                        .toList();
                assertThat(shown).as("%s, seed %d", asked, seed).containsAll(may);
                // What was deleted the statements leave out: its author, and who sees all, could still find the row.
                assertThat(shown)
                        .as("%s, seed %d", asked, seed)
                        .allMatch(id -> may.contains(id) || deleted(world, id, now));
                assertThat(jdbc.sql("select series from dmp.document_mark")
                                .query(UUID.class)
                                .list())
                        .isSubsetOf(shown);
                seen += shown.size();
            }
        }
        jdbc.sql("reset role").update();
        assertThat(seen).isPositive();
    }

    private static boolean deleted(World world, UUID id, Instant at) {
        return world.papers().stream().anyMatch(paper -> paper.id().equals(id) && !paper.there(at));
    }

    private List<Question> everyone(World world, Instant at) {
        List<Question> all = new ArrayList<>();
        professions
                .keySet()
                .forEach(rpps -> all.add(new Question(world, "PROFESSIONAL", rpps, null, null, at, mode())));
        worlds.forEach(
                other -> all.add(new Question(world, "HOLDER", other.record().toString(), null, null, at, mode())));
        worlds.forEach(other ->
                all.add(new Question(world, "REPRESENTATIVE", other.record().toString(), null, null, at, mode())));
        all.add(new Question(world, "STAFF", world.record().toString(), null, null, at, mode()));
        all.add(new Question(world, "SYSTEM", "dmp", null, null, at, mode()));
        return all;
    }

    /** Which rules let through is a table of its own. */
    @Test
    void onlySevenRulesLetThrough() {
        assertThat(jdbc.sql(
                                """
                                select rule from unnest(array['HOLDER', 'RECORD_NOT_ACTIVE', 'BLOCKED', 'AUTHOR',
                                    'TREATING_PHYSICIAN', 'NO_AUTHORIZATION', 'ABSENT', 'HABILITATION', 'EMERGENCY',
                                    'AUTHORIZATION', 'OWN_ACTS', 'REPRESENTATIVE', 'SOMETHING_ELSE']) as rule where dmp.access_allowed(rule)
                                """)
                        .query(String.class)
                        .list())
                .containsExactly(
                        "HOLDER",
                        "AUTHOR",
                        "TREATING_PHYSICIAN",
                        "EMERGENCY",
                        "AUTHORIZATION",
                        "OWN_ACTS",
                        "REPRESENTATIVE");
    }

    /** The cells of the order that are known (domain.md), one by one. */
    @Test
    void theMatrixHasTheCellsThatAreKnown() {
        for (String refused : List.of(
                "10 ATTEST-RESID",
                "40 80788-3",
                "40 75496-0",
                "40 83981-1",
                "40 83901-9",
                "40 68599-0",
                "60 75496-0",
                "60 68599-0",
                "60 83901-9",
                "60 68817-6",
                "60 89601-9",
                "99 REMB",
                "28 REMB")) {
            assertThat(reads(refused)).as(refused).isFalse();
        }
        for (String allowed : List.of(
                "10 REMB", "10 11488-4", "60 83981-1", "60 47420-5", "60 15507-7", "60 56445-0", "60 PROT_ALD")) {
            assertThat(reads(allowed)).as(allowed).isTrue();
        }
    }

    private boolean reads(String cell) {
        return jdbc.sql("select dmp.habilitated(1, ?, ?)")
                .params((Object[]) cell.split(" "))
                .query(Boolean.class)
                .single();
    }

    /** A fact is ended, never changed nor taken back, whatever the program tries. */
    @Test
    void factsOnlyEnd() {
        for (String table : List.of("access_authorization", "access_block", "treating_right", "record_hiding")) {
            for (String privilege : List.of("DELETE", "TRUNCATE")) {
                assertThat(jdbc.sql("select has_table_privilege('dmp_app', 'dmp." + table + "', ?)")
                                .param(privilege)
                                .query(Boolean.class)
                                .single())
                        .as(table + " " + privilege)
                        .isFalse();
            }
            assertThat(Superuser.of(environment)
                            .sql(
                                    """
                                    select column_name from information_schema.column_privileges
                                    where grantee = 'dmp_app' and privilege_type = 'UPDATE' and table_name = ?
                                    """)
                            .param(table)
                            .query(String.class)
                            .list())
                    .containsExactly("ended_at");
        }
    }

    private void makeProfessionals() {
        List<String> codes = List.copyOf(READ.keySet());
        for (int i = 0; i < 8; i++) {
            String rpps = UUID.randomUUID().toString();
            professions.put(rpps, codes.get(i % codes.size()));
            jdbc.sql("insert into dmp.professional (rpps, family_name, given_name, profession) values (?, 'X', 'Y', ?)")
                    .params(rpps, codes.get(i % codes.size()))
                    .update();
        }
    }

    private World world() {
        World world = new World(
                UUID.randomUUID(),
                UUID.randomUUID(),
                START.plus(random.nextInt(30), ChronoUnit.DAYS),
                random.nextInt(4) == 0 ? START.plus(100 + random.nextInt(150), ChronoUnit.DAYS) : null,
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>());
        jdbc.sql(
                        """
                        insert into dmp.insured_person (id, nir_digest, nir_sealed, family_name, given_names, birth_date,
                            sex, regime, fund, told_at)
                        values (?, ?, '', 'X', 'Y', '1980-01-01', 'F', '1', '011', now())
                        """)
                .params(world.person(), world.person().toString().getBytes())
                .update();
        jdbc.sql(
                        """
                        insert into dmp.record (id, person, status, opened_at, opened_by, opener_kind, opener, consent_at,
                            closed_at)
                        values (?, ?, ?, ?, 'COUNTER', 'STAFF', 'x', now(), ?)
                        """)
                .params(
                        world.record(),
                        world.person(),
                        world.closed() == null ? "ACTIVE" : "CLOSED",
                        utc(world.opened()),
                        world.closed() == null ? null : utc(world.closed()))
                .update();
        for (String rpps : professions.keySet()) {
            spans(world.authorizations(), rpps).forEach(span -> authorize(world, span));
            spans(world.blocks(), rpps).forEach(span -> add("access_block", world, span));
            spans(world.rights(), rpps).forEach(span -> add("treating_right", world, span));
            if (random.nextInt(3) == 0) {
                act(world, rpps);
            }
            EMERGENCIES.forEach(mode -> emergencies(world, mode, rpps));
        }
        for (String mode : EMERGENCIES) {
            spans(world.objections(), mode).forEach(span -> jdbc.sql(
                            "insert into dmp.emergency_objection (record, mode, since, ended_at) values (?, ?, ?, ?)")
                    .params(world.record(), mode, utc(span.from()), utc(span.to()))
                    .update());
        }
        spans(world.hidings(), "")
                .forEach(span -> jdbc.sql("insert into dmp.record_hiding (record, since, ended_at) values (?, ?, ?)")
                        .params(world.record(), utc(span.from()), utc(span.to()))
                        .update());
        String[] all = professions.keySet().toArray(String[]::new);
        for (Span span : spans(new ArrayList<>(), "")) {
            physician(world, all[random.nextInt(all.length)], span);
        }
        for (int i = random.nextInt(6); i > 0; i--) {
            world.papers().add(paper(world, all));
        }
        return world;
    }

    private Paper paper(World world, String[] professionals) {
        boolean holders = random.nextInt(4) == 0;
        Paper paper = new Paper(
                UUID.randomUUID(),
                PAPER_TYPES.get(random.nextInt(PAPER_TYPES.size())),
                holders ? "HOLDER" : "PROFESSIONAL",
                holders ? world.record().toString() : professionals[random.nextInt(professionals.length)],
                world.opened().plus(random.nextInt(200), ChronoUnit.DAYS),
                new ArrayList<>());
        jdbc.sql(
                        """
                        insert into dmp.document (record, id, series, version, type, title, searched, act_date, author_kind,
                            author, author_name, deposited_at, media_type, bytes)
                        values (?, ?, ?, 1, ?, 'x', 'x', '2026-01-01', ?, ?, '', ?, 'application/pdf', 1)
                        """)
                .params(
                        world.record(),
                        paper.id(),
                        paper.id(),
                        paper.type(),
                        paper.authorKind(),
                        paper.author(),
                        utc(paper.deposited()))
                .update();
        for (String mark :
                List.of("MASQUE_PS", "INVISIBLE_PATIENT", "INVISIBLE_REPRESENTANTS_LEGAUX", "ARCHIVED", "DELETED")) {
            if (!mark.equals("DELETED") || random.nextInt(3) == 0) {
                spans(paper.marks(), mark).forEach(span -> mark(world, paper, span));
            }
        }
        return paper;
    }

    private void mark(World world, Paper paper, Span span) {
        jdbc.sql("insert into dmp.document_mark (record, series, mark, since, ended_at) values (?, ?, ?, ?, ?)")
                .params(world.record(), paper.id(), span.professional(), utc(span.from()), utc(span.to()))
                .update();
    }

    /** Up to two spans that follow each other; the last may still go on. */
    private List<Span> spans(List<Span> into, String professional) {
        List<Span> spans = new ArrayList<>();
        int day = random.nextInt(40);
        for (int i = random.nextInt(3); i > 0; i--) {
            int end = day + 1 + random.nextInt(80);
            boolean open = i == 1 && random.nextBoolean();
            Instant from = START.plus(day, ChronoUnit.DAYS).plusSeconds(random.nextInt(3600));
            spans.add(new Span(professional, from, open ? null : START.plus(end, ChronoUnit.DAYS)));
            day = end + random.nextInt(20);
        }
        into.addAll(spans);
        return spans;
    }

    /** An end that was wished for, and one that was made, are the same to a reader. */
    private void authorize(World world, Span span) {
        boolean wished = random.nextBoolean();
        jdbc.sql(
                        """
                        insert into dmp.access_authorization (record, id, professional, since, until, ended_at, ground)
                        values (?, ?, ?, ?, ?, ?, 'HOLDER')
                        """)
                .params(
                        world.record(),
                        UUID.randomUUID(),
                        span.professional(),
                        utc(span.from()),
                        wished ? utc(span.to()) : null,
                        // Two that are in force at once can't be: the earlier one has ended, whatever it had wished
                        // for.
                        wished ? span.to() == null ? null : utc(span.to()) : utc(span.to()))
                .update();
    }

    private void add(String table, World world, Span span) {
        jdbc.sql("insert into dmp." + table + " (record, professional, since, ended_at) values (?, ?, ?, ?)")
                .params(world.record(), span.professional(), utc(span.from()), utc(span.to()))
                .update();
    }

    /** Ended by the professional, or by themselves; the last one may be open still. */
    private void emergencies(World world, String mode, String rpps) {
        for (Span span : spans(new ArrayList<>(), mode + rpps)) {
            Instant until = span.from().plus(1 + random.nextInt(60), ChronoUnit.DAYS);
            Instant ended = span.to() == null ? null : span.to();
            jdbc.sql(
                            """
                            insert into dmp.emergency_access (record, id, professional, mode, since, until, ended_at)
                            values (?, ?, ?, ?, ?, ?, ?)
                            """)
                    .params(world.record(), UUID.randomUUID(), rpps, mode, utc(span.from()), utc(until), utc(ended))
                    .update();
            world.emergencies()
                    .add(new Span(mode + rpps, span.from(), ended == null || until.isBefore(ended) ? until : ended));
        }
    }

    private void act(World world, String rpps) {
        Instant at = START.plus(random.nextInt(DAYS), ChronoUnit.DAYS).plusSeconds(random.nextInt(86_400));
        boolean refused = random.nextInt(3) == 0;
        jdbc.sql("select dmp.audit_append(?, ?, ?, 'PROFESSIONAL', ?, null, null, ?, null, 'normal', 'TEST', '')")
                .params(world.record(), UUID.randomUUID(), utc(at), rpps, refused ? "READ_REFUSED" : "READ")
                .query((row, n) -> true)
                .single();
        world.done().add(new Done(rpps, at, refused));
    }

    /** By up to two others, a child by its parents. */
    private void represent(World world) {
        for (int i = random.nextInt(3); i > 0; i--) {
            World other = worlds.get(random.nextInt(worlds.size()));
            String who = other.record().toString();
            if (other != world
                    && world.representatives().stream()
                            .noneMatch(span -> span.professional().equals(who))) {
                LocalDate from = LocalDate.ofInstant(START, PARIS).plusDays(random.nextInt(100));
                LocalDate to = random.nextBoolean() ? null : from.plusDays(1 + random.nextInt(150));
                jdbc.sql(
                                """
                                insert into dmp.representative (person, representative, kind, since, until)
                                values (?, ?, 'PARENT', ?, ?)
                                """)
                        .params(world.person(), other.person(), from, to)
                        .update();
                world.representatives()
                        .add(new Span(
                                who,
                                from.atStartOfDay(PARIS).toInstant(),
                                to == null ? null : to.atStartOfDay(PARIS).toInstant()));
            }
        }
    }

    /** By days, as they are declared. */
    private void physician(World world, String rpps, Span span) {
        LocalDate from = LocalDate.ofInstant(span.from(), PARIS);
        LocalDate to = span.to() == null ? null : LocalDate.ofInstant(span.to(), PARIS);
        jdbc.sql("insert into dmp.treating_physician (person, rpps, since, until) values (?, ?, ?, ?)")
                .params(world.person(), rpps, from, to)
                .update();
        world.physicians()
                .add(new Span(
                        rpps,
                        from.atStartOfDay(PARIS).toInstant(),
                        to == null ? null : to.atStartOfDay(PARIS).toInstant()));
    }

    private static Object utc(Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private Question question() {
        World world = worlds.get(random.nextInt(worlds.size()));
        List<String> all = List.copyOf(professions.keySet());
        String kind = random.nextInt(8) == 0
                ? List.of("HOLDER", "STAFF", "REPRESENTATIVE").get(random.nextInt(3))
                : "PROFESSIONAL";
        String actor =
                switch (kind) {
                    case "HOLDER" ->
                        worlds.get(random.nextInt(2) == 0 ? worlds.indexOf(world) : random.nextInt(RECORDS))
                                .record()
                                .toString();
                    case "REPRESENTATIVE" -> representative(world);
                    // Whoever isn't a professional isn't one by bearing a professional's number.
                    case "STAFF" -> random.nextBoolean() ? world.record().toString() : all.get(random.nextInt(8));
                    default -> all.get(random.nextInt(8));
                };
        Thing thing = random.nextInt(3) == 0
                ? Thing.values()[random.nextInt(Thing.values().length)]
                : random.nextBoolean() ? Thing.CARE_HISTORY : Thing.ENTRIES;
        List<Paper> papers =
                random.nextInt(10) == 0 ? worlds.get(random.nextInt(RECORDS)).papers() : world.papers();
        Paper paper = papers.isEmpty() || random.nextInt(3) == 0 ? null : papers.get(random.nextInt(papers.size()));
        Instant at = START.plus(random.nextInt(DAYS), ChronoUnit.DAYS).plusSeconds(random.nextInt(86_400));
        return new Question(world, kind, actor, paper == null ? thing : Thing.DOCUMENTS, paper, at, mode());
    }

    private String mode() {
        return List.of("NORMAL", "NORMAL", "BRIS_DE_GLACE", "CENTRE_15", "ANY").get(random.nextInt(5));
    }

    /** One of theirs, mostly. */
    private String representative(World world) {
        int theirs = world.representatives().size();
        return theirs == 0 || random.nextInt(4) == 0
                ? worlds.get(random.nextInt(RECORDS)).record().toString()
                : world.representatives().get(random.nextInt(theirs)).professional();
    }

    /** All of them in two statements: the functions are the ones that every reading asks. */
    private List<String> answers(List<Question> questions) {
        return jdbc.sql(
                        """
                        select coalesce(thing.rule, paper.rule)
                        from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::uuid[])
                            with ordinality as asked (record, kind, actor, thing, type, at, mode, paper, place)
                        left join lateral dmp.decide_thing(record, kind, actor, at, mode, type,
                            thing in ('RECORD', 'NOTICES', 'AUTHORIZATIONS', 'ACCESS_LOG'),
                            thing in ('DOCUMENTS', 'DEPOSIT'), thing = 'DOCUMENTS', thing = 'RECORD',
                            thing = 'ACCESS_LOG') as thing
                            on asked.paper is null
                        left join lateral dmp.decide_document(record, kind, actor, at, mode, asked.paper) as paper
                            on asked.paper is not null
                        order by place
                        """)
                .params(
                        column(questions, question -> question.world().record().toString()),
                        column(questions, Question::kind),
                        column(questions, Question::actor),
                        column(questions, question -> question.thing().name()),
                        column(questions, question -> question.thing().type()),
                        column(questions, question -> question.at().toString()),
                        column(questions, Question::mode),
                        column(
                                questions,
                                question -> question.paper() == null
                                        ? null
                                        : question.paper().id().toString()))
                .query(String.class)
                .list();
    }

    private static String[] column(List<Question> questions, Function<Question, String> value) {
        return questions.stream().map(value).toArray(String[]::new);
    }
}
