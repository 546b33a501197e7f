package fr.dmp.claims.dcir;

import fr.dmp.claims.delivery.Unusable;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A ZIP of DCIR tables. Claims are read in parts, what tells more of them first; and in several rounds where what must be known
 * of them all doesn't fit, so that their number doesn't matter.
 */
public final class ClaimsFile implements Closeable {

    /**
     * Claims in a part, of which four are under way at once: as many as take a tenth of the memory together, but no more
     * than make a good load, and no fewer than are worth one.
     */
    private static final int PART =
            (int) Math.max(5_000, Math.min(50_000, Runtime.getRuntime().maxMemory() / 40_000));

    private final Archive archive;
    private final Map<DcirTable, Long> rows = new EnumMap<>(DcirTable.class);
    private long cents;

    /** Written by whoever reads, looked at by whoever watches. */
    private volatile long lines;

    /**
     * @param alone rows that belong to no claim, or stand already in this delivery
     * @param beneficiaries those of the claims who were in no part before
     * @param fluxes likewise those of claims without fault
     */
    public record Part(List<Claim> claims, List<Alone> alone, List<Beneficiary> beneficiaries, List<Flux> fluxes) {}

    /**
     * A row of its own.
     *
     * @param column name of it; empty for the whole row
     * @param reason a word of ours; empty where it repeats another
     */
    public record Alone(DcirTable table, long line, String column, String reason) {

        public boolean repeats() {
            return reason.equals(DetailRows.REPEATED);
        }
    }

    /** @throws Unusable {@code zip}, {@code zip-path}, {@code zip-duplicate}, {@code missing-table} */
    public ClaimsFile(Path zip) throws IOException {
        archive = new Archive(zip);
    }

    public Set<DcirTable> tables() {
        return archive.tables();
    }

    public long size(DcirTable table) {
        return archive.size(table);
    }

    public long crc(DcirTable table) {
        return archive.crc(table);
    }

    /** Reads a table through and digests it. */
    public byte[] digest(DcirTable table) throws IOException {
        try (InputStream content = archive.open(table)) {
            content.transferTo(OutputStream.nullOutputStream());
        }
        return archive.sha256(table);
    }

    /** Of a table that {@link #read} has read; once. */
    public byte[] sha256(DcirTable table) {
        return archive.sha256(table);
    }

    /** How many rows of a table were read. */
    public long rows(DcirTable table) {
        return rows.getOrDefault(table, 0L);
    }

    /** How many rows of all tables are read so far. */
    public long lines() {
        return lines;
    }

    /** How much of all tables is read so far, from 0 to 1. */
    public double share() {
        return archive.share();
    }

    /** What was paid for the claims that were read; the other tables name no amounts of their own. */
    public long cents() {
        return cents;
    }

    /**
     * Reads all tables.
     *
     * @param opens first day of care that is taken in
     * @param today the last one
     * @throws Unusable where the whole delivery is to be set aside
     */
    public void read(LocalDate opens, LocalDate today, Consumer<Part> taker) throws IOException {
        read(opens, today, taker, rounds());
    }

    void read(LocalDate opens, LocalDate today, Consumer<Part> taker, int rounds) throws IOException {
        Parts parts = new Parts(taker);
        Beneficiaries beneficiaries = new Beneficiaries();
        archive.readTimes(rounds);
        for (int number = 0; number < rounds; number++) {
            Round round = new Round(number, rounds);
            Room room = new Room();
            DetailRows details = new DetailRows(round, parts::add, room);
            for (DcirTable table : tables()) {
                if (table != DcirTable.ER_PRS_F) {
                    read(round, table, row -> details.read(table, row));
                }
            }
            ClaimRows claims = new ClaimRows(round, details, beneficiaries, opens, today, room);
            read(round, DcirTable.ER_PRS_F, row -> claims.read(row).ifPresent(claim -> {
                cents += claim.paid();
                parts.add(claim);
            }));
            details.tellUnclaimed();
        }
        parts.flush();
    }

    private int rounds() {
        long all = tables().stream().mapToLong(this::size).sum();
        long claims = size(DcirTable.ER_PRS_F);
        return Round.needed(claims, all - claims, Runtime.getRuntime().maxMemory());
    }

    private void read(Round round, DcirTable table, Consumer<Row> taker) throws IOException {
        long before = lines;
        try (InputStream content = archive.open(table)) {
            new TableFile(table).read(content, row -> {
                lines += round.first() ? 1 : 0;
                taker.accept(row);
            });
        }
        if (round.first()) {
            rows.put(table, lines - before);
        }
    }

    /** Gathers parts. */
    static final class Parts {

        private final Consumer<Part> taker;
        private List<Claim> claims = new ArrayList<>();
        private List<Alone> alone = new ArrayList<>();
        private List<Beneficiary> beneficiaries = new ArrayList<>();
        private List<Flux> fluxes = new ArrayList<>();
        private final Set<Flux> known = new HashSet<>();
        private @Nullable Flux last;

        Parts(Consumer<Part> taker) {
            this.taker = taker;
        }

        void add(Claim claim) {
            claims.add(claim);
            if (claim.beneficiary().list()) {
                beneficiaries.add(claim.beneficiary());
            }
            Flux flux = claim.flux();
            if (flux != null && flux != last && claim.fault() == null) {
                last = flux;
                if (known.add(flux)) {
                    fluxes.add(flux);
                }
            }
            flushIfFull();
        }

        void add(Alone row) {
            alone.add(row);
            flushIfFull();
        }

        private void flushIfFull() {
            if (claims.size() + alone.size() == PART) {
                flush();
            }
        }

        void flush() {
            taker.accept(new Part(claims, alone, beneficiaries, fluxes));
            claims = new ArrayList<>();
            alone = new ArrayList<>();
            beneficiaries = new ArrayList<>();
            fluxes = new ArrayList<>();
        }
    }

    @Override
    public void close() throws IOException {
        archive.close();
    }
}
