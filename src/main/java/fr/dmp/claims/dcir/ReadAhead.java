package fr.dmp.claims.dcir;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/** Reads a stream on a thread of its own, some blocks ahead of whoever uses them. */
final class ReadAhead extends InputStream {

    private static final int BLOCK = 128 * 1024;
    private static final int BLOCKS = 8;
    private static final byte[] NOTHING = {};

    /** A part of the stream; its end where there is nothing in it. */
    private record Block(byte[] bytes, int length, @Nullable Throwable failure) {}

    private final InputStream from;
    private final BlockingQueue<Block> blocks = new ArrayBlockingQueue<>(BLOCKS);
    private final Thread reader;
    private Block block = new Block(NOTHING, 0, null);
    private int at;
    private boolean ended;

    ReadAhead(InputStream from) {
        this.from = from;
        this.reader = new Thread(this::fill, "unpack-delivery");
        reader.setDaemon(true);
        reader.start();
    }

    private void fill() {
        try {
            Block next = next();
            while (next.length > 0) {
                blocks.put(next);
                next = next();
            }
            blocks.put(next);
        } catch (InterruptedException e) {
            // Nobody uses them any more.
            Thread.currentThread().interrupt();
        }
    }

    private Block next() {
        try {
            byte[] bytes = new byte[BLOCK];
            return new Block(bytes, from.readNBytes(bytes, 0, BLOCK), null);
        } catch (Throwable e) {
            // Whatever it is, an error of the machine included: whoever reads must not wait for ever.
            return new Block(NOTHING, 0, e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, to.length);
        if (ended || !ready()) {
            return -1;
        }
        int read = Math.min(length, block.length - at);
        System.arraycopy(block.bytes, at, to, offset, read);
        at += read;
        return read;
    }

    private boolean ready() throws IOException {
        if (at < block.length) {
            return true;
        }
        block = take();
        at = 0;
        ended = block.length == 0;
        if (block.failure instanceof IOException failure) {
            throw failure;
        }
        if (block.failure instanceof RuntimeException failure) {
            throw failure;
        }
        if (block.failure instanceof Error failure) {
            throw failure;
        }
        return !ended;
    }

    private Block take() throws IOException {
        try {
            return blocks.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    @Override
    public void close() throws IOException {
        ended = true;
        reader.interrupt();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        from.close();
    }
}
