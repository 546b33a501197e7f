package fr.dmp.identity;

import fr.dmp.identity.TreatingIntervals.Interval;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
class StoredProfessionals implements Professionals {

    private static final String IN_ORDER =
            """
             order by dmp.folded(family_name) collate "C", dmp.folded(given_name) collate "C", rpps limit :limit
            """;

    private static final String BY_NAME =
            """
            (select * from dmp.professional
            where dmp.folded(family_name) collate "C" >= :family%d and dmp.folded(family_name) collate "C" < :family_end%d
                and dmp.folded(given_name) collate "C" >= :given%d and dmp.folded(given_name) collate "C" < :given_end%d
                and (struck_off is null or struck_off > :today)%s
            """
                    + IN_ORDER + ")";

    private static final String IN_CITY =
            """
             and dmp.folded(city) collate "C" >= :city and dmp.folded(city) collate "C" < :city_end
            """;

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Clock clock;

    StoredProfessionals(JdbcClient jdbc, JdbcTemplate batches, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
    }

    @Override
    public Optional<Professional> find(String rpps) {
        return jdbc.sql("select * from dmp.professional where rpps = ?")
                .param(rpps)
                .query((row, n) -> professional(row))
                .optional();
    }

    @Override
    public Optional<String> mail(String rpps) {
        return jdbc.sql("select mail from dmp.professional where rpps = ? and mail is not null")
                .param(rpps)
                .query(String.class)
                .optional();
    }

    @Override
    public Map<String, Professional> findAll(Collection<String> rpps) {
        return jdbc
                .sql("select * from dmp.professional where rpps = any (?)")
                .param(rpps.toArray(String[]::new))
                .query((row, n) -> professional(row))
                .stream()
                .collect(Collectors.toMap(Professional::rpps, Function.identity()));
    }

    /**
     * Each way to read the name is a range of the index, in its order: however many there are, twenty are looked at. Who
     * is struck off is left out as they come.
     */
    @Override
    public List<Professional> search(String name, String city, int limit) {
        List<FoldedName> readings = FoldedName.readings(name);
        if (readings.isEmpty()) {
            return List.of();
        }
        String town = FoldedName.fold(city);
        String all = IntStream.range(0, readings.size())
                .mapToObj(n -> BY_NAME.formatted(n, n, n, n, town.isEmpty() ? "" : IN_CITY))
                .collect(Collectors.joining(" union "));
        StatementSpec statement = jdbc.sql("select * from (" + all + ") as found" + IN_ORDER)
                .param("today", LocalDate.ofInstant(clock.instant(), PARIS))
                .param("city", town)
                .param("city_end", FoldedName.end(town))
                .param("limit", limit);
        for (int n = 0; n < readings.size(); n++) {
            statement = statement
                    .param("family" + n, readings.get(n).family())
                    .param("family_end" + n, FoldedName.end(readings.get(n).family()))
                    .param("given" + n, readings.get(n).given())
                    .param("given_end" + n, FoldedName.end(readings.get(n).given()));
        }
        return statement.query((row, n) -> professional(row)).list();
    }

    @Override
    public Optional<Professional> treating(UUID person) {
        return jdbc.sql(
                        """
                        select p.* from dmp.treating_physician t join dmp.professional p using (rpps)
                        where t.person = ? and t.until is null
                        """)
                .param(person)
                .query((row, n) -> professional(row))
                .optional();
    }

    @Override
    @Transactional
    public void register(List<Registration> registrations) {
        batches.batchUpdate(
                """
                insert into dmp.professional (rpps, family_name, given_name, profession, specialty, organization, city,
                    regulation, struck_off, mail)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (rpps) do update set family_name = excluded.family_name, given_name = excluded.given_name,
                    profession = excluded.profession, specialty = excluded.specialty,
                    organization = excluded.organization, city = excluded.city, regulation = excluded.regulation,
                    struck_off = excluded.struck_off, mail = excluded.mail
                """,
                registrations,
                500,
                (statement, registration) -> {
                    Professional professional = registration.professional();
                    statement.setString(1, professional.rpps());
                    statement.setString(2, professional.familyName());
                    statement.setString(3, professional.givenName());
                    statement.setString(4, professional.profession());
                    statement.setObject(5, professional.specialty(), Types.VARCHAR);
                    statement.setObject(6, professional.organization(), Types.VARCHAR);
                    statement.setObject(7, professional.city(), Types.VARCHAR);
                    statement.setBoolean(8, professional.regulation());
                    statement.setObject(9, registration.struckOff().orElse(null), Types.DATE);
                    statement.setObject(10, registration.mail(), Types.VARCHAR);
                });
    }

    @Override
    @Transactional
    public int takeIn(List<Listed> lines, UUID delivery, Instant told) {
        if (lines.isEmpty()) {
            return 0;
        }
        Map<String, Listed> once = new TreeMap<>();
        lines.forEach(line -> once.merge(line.rpps(), line, (kept, next) -> kept.placed() ? kept : next));
        OffsetDateTime toldAt = told.atOffset(ZoneOffset.UTC);
        List<Listed> kept = List.copyOf(once.values());
        jdbc.sql(
                        """
                        insert into dmp.professional as p (rpps, family_name, given_name, profession, specialty,
                            organization, postcode, commune, city, mail, told_at, told_by)
                        select line.*, ?, ? from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as line
                        on conflict (rpps) do update set family_name = excluded.family_name,
                            given_name = excluded.given_name, profession = excluded.profession,
                            specialty = excluded.specialty, organization = excluded.organization,
                            postcode = excluded.postcode, commune = excluded.commune, city = excluded.city,
                            mail = excluded.mail, told_at = excluded.told_at, told_by = excluded.told_by
                        where p.told_at <= excluded.told_at
                            and (p.told_by is distinct from excluded.told_by or p.organization is null and p.city is null)
                        """)
                .params(toldAt, delivery)
                .param(texts(kept, Listed::rpps))
                .param(texts(kept, Listed::familyName))
                .param(texts(kept, Listed::givenName))
                .param(texts(kept, Listed::profession))
                .param(texts(kept, Listed::specialty))
                .param(texts(kept, Listed::organization))
                .param(texts(kept, Listed::postcode))
                .param(texts(kept, Listed::commune))
                .param(texts(kept, Listed::city))
                .param(texts(kept, Listed::mail))
                .update();
        return jdbc.sql(
                        """
                        select count(*) from unnest(?) as line (rpps)
                        join dmp.professional p on p.rpps = line.rpps and p.told_at > ?
                        """)
                .param(texts(lines, Listed::rpps))
                .param(toldAt)
                .query(Integer.class)
                .single();
    }

    private static String[] texts(List<Listed> lines, Function<Listed, @Nullable String> field) {
        return lines.stream().map(field).toArray(String[]::new);
    }

    @Override
    @Transactional
    public void declareTreating(UUID person, String rpps, LocalDate since) {
        declareTreating(List.of(new Declaration(person, rpps, since)), Instant.EPOCH);
    }

    @Override
    @Transactional
    public Declared declareTreating(List<Declaration> declarations, Instant told) {
        TreatingIntervals intervals = new TreatingIntervals(
                lastOf(declarations.stream().map(Declaration::person).distinct().toList()));
        int effective = 0;
        for (Declaration declaration : declarations) {
            effective += intervals.declare(declaration, told) ? 1 : 0;
        }
        write(intervals.written());
        return new Declared(effective, intervals.changes());
    }

    /** The last interval of each; whoever else declares for one of them waits. */
    private List<Interval> lastOf(List<UUID> people) {
        UUID[] ids = people.toArray(UUID[]::new);
        jdbc.sql("select id from dmp.insured_person where id = any (?) order by id for no key update")
                .param(ids)
                .query(UUID.class)
                .list();
        return jdbc.sql(
                        """
                        select distinct on (person) person, rpps, since, until, told_at from dmp.treating_physician
                        where person = any (?) order by person, since desc
                        """)
                .param(ids)
                .query((row, n) -> new Interval(
                        row.getObject("person", UUID.class),
                        row.getString("rpps"),
                        row.getObject("since", LocalDate.class),
                        row.getObject("until", LocalDate.class),
                        row.getObject("told_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private void write(List<Interval> intervals) {
        if (intervals.isEmpty()) {
            return;
        }
        jdbc.sql(
                        """
                        insert into dmp.treating_physician (person, rpps, since, until, told_at)
                        select person, rpps, since::date, until::date, told_at::timestamptz
                        from unnest(?, ?, ?, ?, ?) with ordinality as line (person, rpps, since, until, told_at, nth)
                        order by nth
                        on conflict (person, since) do update set rpps = excluded.rpps, until = excluded.until,
                            told_at = excluded.told_at
                        """)
                .param(intervals.stream().map(Interval::person).toArray(UUID[]::new))
                .param(column(intervals, Interval::rpps))
                .param(column(intervals, Interval::since))
                .param(column(intervals, Interval::until))
                .param(column(intervals, Interval::told))
                .update();
    }

    private static String[] column(List<Interval> intervals, Function<Interval, @Nullable Object> field) {
        return intervals.stream()
                .map(field)
                .map(value -> value == null ? null : value.toString())
                .toArray(String[]::new);
    }

    private Professional professional(ResultSet row) throws SQLException {
        LocalDate struckOff = row.getObject("struck_off", LocalDate.class);
        return new Professional(
                row.getString("rpps"),
                row.getString("family_name"),
                row.getString("given_name"),
                row.getString("profession"),
                row.getString("specialty"),
                row.getString("organization"),
                row.getString("city"),
                row.getBoolean("regulation"),
                struckOff != null && !struckOff.isAfter(LocalDate.ofInstant(clock.instant(), PARIS)));
    }
}
