package fr.dmp.claims.dcir;

import fr.dmp.claims.delivery.Unusable;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The ZIP of a delivery: one file a table; files of other names are nobody's, and left alone. */
final class Archive implements Closeable {

    private final ZipFile zip;
    private final Map<DcirTable, ZipEntry> tables = new EnumMap<>(DcirTable.class);
    private final Map<DcirTable, MessageDigest> digests = new EnumMap<>(DcirTable.class);
    private final AtomicLong unpacked = new AtomicLong();

    /** Written by whoever reads, looked at by whoever watches. */
    private volatile int times = 1;

    /**
     * @throws Unusable {@code zip}, {@code zip-path}, {@code zip-duplicate}, {@code missing-table}
     */
    Archive(Path file) throws IOException {
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            throw new Unusable("zip");
        }
        try {
            zip.stream().forEach(this::add);
            if (!tables.containsKey(DcirTable.ER_PRS_F)) {
                throw new Unusable("missing-table");
            }
        } catch (IllegalArgumentException e) {
            zip.close();
            throw new Unusable("zip");
        } catch (Unusable e) {
            zip.close();
            throw e;
        }
    }

    private void add(ZipEntry entry) {
        String name = entry.getName();
        if (name.indexOf('/') >= 0 || name.indexOf('\\') >= 0) {
            throw new Unusable("zip-path");
        }
        DcirTable.ofFile(name).ifPresent(table -> {
            if (tables.put(table, entry) != null) {
                throw new Unusable("zip-duplicate");
            }
        });
    }

    Set<DcirTable> tables() {
        return Collections.unmodifiableSet(new TreeSet<>(tables.keySet()));
    }

    /** Bytes unpacked, as the directory of the ZIP has it; checked while reading. */
    long size(DcirTable table) {
        return tables.get(table).getSize();
    }

    long crc(DcirTable table) {
        return tables.get(table).getCrc();
    }

    /** Unpacked on a thread of its own. */
    InputStream open(DcirTable table) throws IOException {
        ZipEntry entry = tables.get(table);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digests.put(table, digest);
            return new ReadAhead(
                    new DigestInputStream(new Unpacked(zip.getInputStream(entry), entry, unpacked), digest));
        } catch (ZipException e) {
            throw new Unusable("zip");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }

    /** How often all tables are going to be read. */
    void readTimes(int rounds) {
        times = rounds;
    }

    /** How much of all that is to be read is unpacked so far, from 0 to 1. */
    double share() {
        long all = tables.values().stream().mapToLong(ZipEntry::getSize).sum();
        return all <= 0 ? 0 : Math.min(1, (double) unpacked.get() / all / times);
    }

    /** Of a table that was read to its end; once. */
    byte[] sha256(DcirTable table) {
        return digests.get(table).digest();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
