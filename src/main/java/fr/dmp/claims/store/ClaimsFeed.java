package fr.dmp.claims.store;

import fr.dmp.claims.dcir.Flux;
import fr.dmp.claims.delivery.ClaimLine;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The feeding of claims by the million: binary COPY straight into the months' partitions, under the role that adds and
 * never reads. A COPY into the parent would be refused by its row-level security.
 */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
public class ClaimsFeed {

    private static final String SOURCE = "DCIR";
    private static final int COLUMNS = 17;
    private static final String COPY =
            """
            copy dmp.care_line_%04d_%02d (record, care_from, line_key, detail, care_to, section, system, code, quantity,
                paid_cents, reimbursed_cents, performer, prescriber, source, delivery, received_at, told)
            from stdin (format binary)
            """;
    private static final String ASK =
            """
            copy pg_temp.asked_care_line (place, record, day, key, detail, told, code, quantity) from stdin (format binary)
            """;

    private final JdbcTemplate jdbc;
    private final Clock clock;

    ClaimsFeed(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What stands of a claim's line.
     *
     * @param claimSame whether the claim's lines that stand say what it says
     * @param lineKnown whether this very line is one of them
     * @param lineSame and is the same
     */
    public record Known(boolean claimSame, boolean lineKnown, boolean lineSame) {}

    /** A delivery takes its time: this transaction is held to other limits than a request is. */
    public void begin() {
        jdbc.execute("set local statement_timeout = '10min'");
        jdbc.execute("set local lock_timeout = '1min'");
        jdbc.execute("set local idle_in_transaction_session_timeout = '30min'");
    }

    /** Notes fluxes as this delivery's; answers those that another one held before. */
    public Set<Flux> takeFluxes(List<Flux> asked, UUID delivery) {
        BitSet fresh = feeding(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("select * from dmp.take_care_fluxes(?, ?, ?, ?, ?)")) {
                statement.setArray(1, array(connection, "date", asked, flux -> LocalDate.ofEpochDay(flux.day())));
                statement.setArray(2, array(connection, "int4", asked, Flux::type));
                statement.setArray(3, array(connection, "int4", asked, Flux::emitter));
                statement.setArray(4, array(connection, "int4", asked, Flux::sequence));
                statement.setObject(5, delivery);
                return places(statement);
            }
        });
        Set<Flux> held = new HashSet<>();
        for (int i = fresh.nextClearBit(0); i < asked.size(); i = fresh.nextClearBit(i + 1)) {
            held.add(asked.get(i));
        }
        return held;
    }

    private static BitSet places(PreparedStatement statement) throws SQLException {
        BitSet places = new BitSet();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                places.set(rows.getInt(1) - 1);
            }
        }
        return places;
    }

    /** Which of these lines' claims stand already, by the line's place in the list. */
    public Map<Integer, Known> known(List<ClaimLine> lines) {
        BinaryRows asked = new BinaryRows(lines.size() * 128);
        for (int place = 0; place < lines.size(); place++) {
            write(asked, lines.get(place), place);
        }
        asked.end();
        return feeding(connection -> {
            try (PreparedStatement made = connection.prepareStatement(
                            "select dmp.ask_for_care_lines() where to_regclass('pg_temp.asked_care_line') is null");
                    PreparedStatement statement = connection.prepareStatement("select * from dmp.known_care_lines()")) {
                made.execute();
                copy(connection, ASK, asked);
                Map<Integer, Known> known = new HashMap<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        known.put(
                                rows.getInt(1), new Known(rows.getBoolean(2), rows.getBoolean(3), rows.getBoolean(4)));
                    }
                }
                return known;
            }
        });
    }

    private static void write(BinaryRows rows, ClaimLine line, int place) {
        rows.row(8);
        rows.integer(place);
        rows.uuid(line.record());
        rows.date(line.from());
        rows.uuid(line.key());
        rows.text(line.nth());
        rows.bigint(line.told());
        rows.text(line.code());
        rows.numeric(line.quantity());
    }

    private static void copy(Connection connection, String into, BinaryRows rows) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(into);
        copy.writeToCopy(rows.bytes(), 0, rows.length());
        copy.endCopy();
    }

    private static <T> Array array(
            Connection connection, String type, List<T> from, Function<T, ? extends Object> value) throws SQLException {
        Object[] values = new Object[from.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(from.get(i));
        }
        return connection.createArrayOf(type, values);
    }

    /** Lines made ready to be added, by month: it takes about as long as adding them, and no database. */
    public static final class Load {

        private final SortedMap<Integer, BinaryRows> months = new TreeMap<>();

        private Load() {}
    }

    /** Makes lines ready; on any thread. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Load load(List<ClaimLine> lines, UUID delivery) {
        Load load = new Load();
        Instant now = clock.instant();
        for (int place : inOrder(lines)) {
            ClaimLine line = lines.get(place);
            BinaryRows rows = load.months.computeIfAbsent(month(line), month -> new BinaryRows(lines.size() * 32));
            write(rows, line, delivery, now);
        }
        load.months.values().forEach(BinaryRows::end);
        return load;
    }

    /**
     * The lines' places, as the partitions' keys order them, nearly: neighbours in an index come one after the other. The
     * first bits of a record's id, some forty of them, tell it from nearly all others.
     */
    private static int[] inOrder(List<ClaimLine> lines) {
        long place = Long.highestOneBit(lines.size()) * 2 - 1;
        long[] sorted = new long[lines.size()];
        for (int i = 0; i < sorted.length; i++) {
            // PostgreSQL compares ids byte by byte, without signs.
            sorted[i] = (lines.get(i).record().getMostSignificantBits() ^ Long.MIN_VALUE) & ~place | i;
        }
        Arrays.sort(sorted);
        return Arrays.stream(sorted).mapToInt(one -> (int) (one & place)).toArray();
    }

    /** Adds lines of which none can be there, each to its month; the months' partitions must be. */
    public void add(Load load) {
        feeding(connection -> {
            for (Map.Entry<Integer, BinaryRows> month : load.months.entrySet()) {
                copy(connection, COPY.formatted(month.getKey() / 12, month.getKey() % 12 + 1), month.getValue());
            }
            return load.months.size();
        });
    }

    private static void write(BinaryRows rows, ClaimLine line, UUID delivery, Instant now) {
        rows.row(COLUMNS);
        rows.uuid(line.record());
        rows.date(line.from());
        rows.uuid(line.key());
        rows.text(line.nth());
        rows.date(line.to());
        rows.text(line.section().name());
        rows.text(line.system());
        rows.text(line.code());
        rows.numeric(line.quantity());
        rows.bigint(line.paidCents());
        rows.bigint(line.reimbursedCents());
        rows.text(line.performer());
        rows.text(line.prescriber());
        rows.text(SOURCE);
        rows.uuid(delivery);
        rows.timestamp(now);
        rows.bigint(line.told());
    }

    private static int month(ClaimLine line) {
        LocalDate day = LocalDate.ofEpochDay(line.from());
        return day.getYear() * 12 + day.getMonthValue() - 1;
    }

    /** Works under the write-only role; a failure leaves the transaction, and the role with it, to be rolled back. */
    private <T> T feeding(ConnectionCallback<T> work) {
        jdbc.execute("set local role dmp_intake");
        T result = jdbc.execute(work);
        jdbc.execute("reset role");
        return Objects.requireNonNull(result);
    }
}
