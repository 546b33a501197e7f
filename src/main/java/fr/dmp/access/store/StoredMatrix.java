package fr.dmp.access.store;

import fr.dmp.access.HabilitationMatrix.Cell;
import fr.dmp.access.HabilitationMatrix.Change;
import fr.dmp.access.HabilitationMatrix.Impact;
import fr.dmp.access.HabilitationMatrix.Sample;
import fr.dmp.access.HabilitationMatrix.Status;
import fr.dmp.access.HabilitationMatrix.Toll;
import fr.dmp.access.HabilitationMatrix.Type;
import fr.dmp.access.HabilitationMatrix.Version;
import fr.dmp.access.HabilitationMatrix.Wish;
import fr.dmp.access.MatrixBook;
import fr.dmp.reference.Labels;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Versions are written by the owner's functions alone ({@code V114__matrix_days.sql}). */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
class StoredMatrix implements MatrixBook {

    private static final int SAMPLES = 10;

    /** Rounded up, it is the number that may stand for a single one. */
    private static final int FEW = 5;

    private static final String VERSIONS =
            """
            select v.*, case
                when v.in_force_from is null then 'DRAFT'
                when v.version = present.version then 'IN_FORCE'
                when v.in_force_from <= :today then 'PAST'
                else 'PLANNED' end as status
            from dmp.matrix_version v cross join (select dmp.matrix_in_force(:at) as version) as present
            """;

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private final JdbcClient jdbc;

    StoredMatrix(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private JdbcClient.StatementSpec versions(String condition, Instant at) {
        return jdbc.sql(VERSIONS + condition).param("at", utc(at)).param("today", LocalDate.ofInstant(at, PARIS));
    }

    @Override
    public List<Version> before(int version, int most, Instant at) {
        return versions("where v.version < :before order by v.version desc limit :most", at)
                .param("before", version)
                .param("most", most)
                .query((row, n) -> version(row))
                .list();
    }

    @Override
    public Optional<Version> find(int version, Instant at) {
        return versions("where v.version = :version", at)
                .param("version", version)
                .query((row, n) -> version(row))
                .optional();
    }

    @Override
    public Optional<Version> inForce(Instant at) {
        return versions("where v.version = present.version", at)
                .query((row, n) -> version(row))
                .optional();
    }

    private static Version version(ResultSet row) throws SQLException {
        OffsetDateTime drafted = row.getObject("drafted_at", OffsetDateTime.class);
        return new Version(
                row.getInt("version"),
                row.getObject("in_force_from", LocalDate.class),
                Status.valueOf(row.getString("status")),
                row.getObject("based_on", Integer.class),
                row.getString("told"),
                row.getString("drafted_by"),
                drafted == null ? null : drafted.toInstant());
    }

    @Override
    public List<Cell> cells(int version) {
        return jdbc.sql(
                        """
                        select profession, type, allowed, source from dmp.matrix_cell
                        where version = ? order by profession, type
                        """)
                .param(version)
                .query(Cell.class)
                .list();
    }

    @Override
    public List<String> professions() {
        return jdbc.sql("select distinct profession from dmp.matrix_cell order by profession")
                .query(String.class)
                .list();
    }

    @Override
    public List<Type> types(LocalDate day) {
        return jdbc.sql("select t.code, t.class as \"group\", label.official as label from dmp.matrix_type t "
                        + Labels.join("'DOCUMENT_TYPE'", "t.code", ":day")
                        + " order by t.class nulls last, t.code")
                .param("day", day)
                .query(Type.class)
                .list();
    }

    @Override
    public Optional<Version> last(int besides, Instant at) {
        return versions("where v.version <> :besides order by v.in_force_from desc nulls last limit 1", at)
                .param("besides", besides)
                .query((row, n) -> version(row))
                .optional()
                .filter(version -> version.inForceFrom() != null);
    }

    @Override
    public Optional<Integer> draft(
            @Nullable Integer basedOn,
            List<Wish> cells,
            @Nullable LocalDate inForceFrom,
            String reason,
            String login,
            Instant at) {
        return jdbc.sql("select dmp.draft_matrix(?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        basedOn,
                        column(cells, Wish::profession).toArray(String[]::new),
                        column(cells, Wish::type).toArray(String[]::new),
                        column(cells, Wish::allowed).toArray(Boolean[]::new),
                        inForceFrom,
                        reason,
                        login,
                        utc(at))
                .query(Integer.class)
                .optional();
    }

    private static <T> List<@Nullable T> column(List<Wish> cells, Function<Wish, @Nullable T> field) {
        return cells.stream().<@Nullable T>map(field).toList();
    }

    @Override
    public boolean plan(Version seen, @Nullable LocalDate from, LocalDate today) {
        return jdbc.sql("select dmp.plan_matrix(?, ?::date, ?::date, ?)")
                .params(seen.version(), seen.inForceFrom(), from, today)
                .query(Boolean.class)
                .single();
    }

    /** A cell that differs, or where it has no profession a sum: of those that become allowed, or refused, or of all. */
    private record Counted(
            @Nullable String profession,
            @Nullable String type,
            @Nullable Boolean allowed,
            long readings,
            long professionals,
            long records,
            @Nullable String groundNow,
            @Nullable String groundThen) {

        private Toll toll() {
            return new Toll(readings, professionals, records);
        }

        private Change change() {
            return new Change(String.valueOf(profession), String.valueOf(type), Boolean.TRUE.equals(allowed), toll());
        }
    }

    @Override
    public Impact impact(int version, Instant at) {
        // Over millions of documents it takes longer than a request usually may.
        jdbc.sql("set local statement_timeout = '2min'").update();
        List<Counted> counted = jdbc.sql("select * from dmp.matrix_impact(?, ?)")
                .params(version, utc(at))
                .query(Counted.class)
                .list();
        List<Counted> cells = counted.stream()
                .filter(row -> row.profession() != null)
                .sorted(Comparator.comparingLong(Counted::readings)
                        .reversed()
                        .thenComparing(row -> String.valueOf(row.profession()))
                        .thenComparing(row -> String.valueOf(row.type())))
                .toList();
        return new Impact(
                version,
                inForce(at).map(Version::version).orElse(null),
                at,
                cells.size(),
                sum(counted, null),
                sum(counted, false),
                sum(counted, true),
                cells.stream().map(Counted::change).toList(),
                samples(cells));
    }

    private static Toll sum(List<Counted> counted, @Nullable Boolean allowed) {
        return counted.stream()
                .filter(row -> row.profession() == null && Objects.equals(row.allowed(), allowed))
                .findFirst()
                .map(Counted::toll)
                .orElse(new Toll(0, 0, 0));
    }

    private static List<Sample> samples(List<Counted> cells) {
        return cells.stream()
                .filter(row -> row.readings() > FEW)
                .limit(SAMPLES)
                .map(row -> new Sample(
                        String.valueOf(row.profession()),
                        String.valueOf(row.type()),
                        String.valueOf(row.groundNow()),
                        String.valueOf(row.groundThen())))
                .toList();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
