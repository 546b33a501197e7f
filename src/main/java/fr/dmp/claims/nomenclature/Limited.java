package fr.dmp.claims.nomenclature;

import fr.dmp.claims.delivery.Unusable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Gives so many bytes, and finds the file unusable that has more. */
final class Limited extends FilterInputStream {

    private long left;

    Limited(InputStream content, long most) {
        super(content);
        this.left = most;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        return next == -1 ? -1 : (int) counted(1, next);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        return (int) counted(Math.max(read, 0), read);
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = super.skip(bytes);
        return counted(skipped, skipped);
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private long counted(long bytes, long result) {
        left -= bytes;
        if (left < 0) {
            throw new Unusable("too-large");
        }
        return result;
    }
}
