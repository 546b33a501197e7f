package fr.dmp.claims.dcir;

import fr.dmp.claims.delivery.Unusable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;

/** What comes out of a ZIP's entry, held to what the ZIP says of it, and to what a table can be. */
final class Unpacked extends FilterInputStream {

    /** Tables are packed six to one, repetitive ones fifty to one; a bomb's zeros a thousand to one (P). */
    private static final long MOST_RATIO = 200;

    private static final long ALWAYS_FINE = 16L << 20;

    private final ZipEntry entry;
    private final AtomicLong unpacked;
    private final CRC32 crc = new CRC32();
    private long size;

    /** @param unpacked counts what comes out, with that of other entries */
    Unpacked(InputStream in, ZipEntry entry, AtomicLong unpacked) {
        super(in);
        this.entry = entry;
        this.unpacked = unpacked;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /** @throws Unusable {@code zip}, {@code zip-bomb} */
    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        int read = unpack(to, offset, length);
        if (read < 0) {
            requireWhole();
            return read;
        }
        crc.update(to, offset, read);
        size += read;
        unpacked.addAndGet(read);
        if (size > ALWAYS_FINE && size / MOST_RATIO > entry.getCompressedSize()) {
            throw new Unusable("zip-bomb");
        }
        return read;
    }

    private void requireWhole() {
        if (size != entry.getSize() || crc.getValue() != entry.getCrc()) {
            throw new Unusable("zip");
        }
    }

    private int unpack(byte[] to, int offset, int length) throws IOException {
        try {
            return super.read(to, offset, length);
        } catch (ZipException | EOFException e) {
            throw new Unusable("zip");
        }
    }
}
