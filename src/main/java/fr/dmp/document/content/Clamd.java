package fr.dmp.document.content;

import fr.dmp.refusal.Refusal;
import fr.dmp.refusal.Refusal.Kind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** ClamAV's daemon, asked by its own protocol: {@code INSTREAM}, parts with their length before them, one line back. */
final class Clamd implements Scanner {

    private static final Logger LOG = LoggerFactory.getLogger(Clamd.class);
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final long COME_BACK_SECONDS = 30;
    private static final int PART = 64 * 1024;
    private static final int LONGEST_ANSWER = 512;
    private static final String CLEAN = "stream: OK";
    private static final String FOUND = " FOUND";

    private final SocketAddress address;
    private final Duration limit;

    Clamd(SocketAddress address) {
        this(address, LIMIT);
    }

    Clamd(SocketAddress address, Duration limit) {
        this.address = address;
        this.limit = limit;
    }

    /**
     * @param written {@code host:port}, or the path of a socket, which begins with {@code /}
     * @throws IllegalArgumentException it is neither
     */
    static SocketAddress address(String written) {
        if (written.startsWith("/")) {
            return UnixDomainSocketAddress.of(written);
        }
        int colon = written.lastIndexOf(':');
        if (colon < 1 || !written.substring(colon + 1).matches("\\d{1,5}")) {
            throw new IllegalArgumentException("dmp.document.clamd is neither host:port nor the path of a socket");
        }
        return InetSocketAddress.createUnresolved(
                written.substring(0, colon), Integer.parseInt(written.substring(colon + 1)));
    }

    @Override
    public void scan(byte[] content) {
        String answer = answer(content);
        if (answer.endsWith(FOUND)) {
            throw new NotAccepted(Reason.INFECTED);
        }
        if (!answer.equals(CLEAN)) {
            LOG.warn("the scanner for viruses has no verdict");
            throw away();
        }
    }

    private String answer(byte[] content) {
        try (SocketChannel channel = open();
                Selector selector = Selector.open()) {
            channel.configureBlocking(false);
            Talk talk = new Talk(channel, channel.register(selector, 0), System.nanoTime() + limit.toNanos());
            talk.connect(resolved());
            talk.send(request(content));
            return talk.answer();
        } catch (IOException | UnresolvedAddressException e) {
            LOG.warn("the scanner for viruses is away: {}", e.getClass().getName());
            throw away();
        }
    }

    private static Refusal away() {
        return Refusal.later(Kind.UNAVAILABLE, "unavailable", COME_BACK_SECONDS);
    }

    private SocketChannel open() throws IOException {
        return address instanceof UnixDomainSocketAddress
                ? SocketChannel.open(StandardProtocolFamily.UNIX)
                : SocketChannel.open();
    }

    /** Each time: a container that comes back may have another address. */
    private SocketAddress resolved() {
        return address instanceof InetSocketAddress named
                ? new InetSocketAddress(named.getHostString(), named.getPort())
                : address;
    }

    private static ByteBuffer request(byte[] content) {
        byte[] command = "zINSTREAM\0".getBytes(StandardCharsets.US_ASCII);
        int parts = (content.length + PART - 1) / PART;
        ByteBuffer request = ByteBuffer.allocate(command.length + content.length + 4 * parts + 4);
        request.put(command);
        for (int from = 0; from < content.length; from += PART) {
            int length = Math.min(PART, content.length - from);
            request.putInt(length).put(content, from, length);
        }
        return request.putInt(0).flip();
    }

    /** One connection, that waits for the other side no longer than until its deadline. */
    private record Talk(SocketChannel channel, SelectionKey key, long deadline) {

        void connect(SocketAddress to) throws IOException {
            if (!channel.connect(to)) {
                await(SelectionKey.OP_CONNECT);
                channel.finishConnect();
            }
        }

        void send(ByteBuffer request) throws IOException {
            while (request.hasRemaining()) {
                if (channel.write(request) == 0) {
                    await(SelectionKey.OP_WRITE);
                }
            }
        }

        String answer() throws IOException {
            ByteBuffer answer = ByteBuffer.allocate(LONGEST_ANSWER);
            for (int read = 0; read >= 0 && answer.hasRemaining(); read = channel.read(answer)) {
                if (read == 0) {
                    await(SelectionKey.OP_READ);
                }
            }
            return new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8)
                    .replace("\0", "")
                    .strip();
        }

        private void await(int what) throws IOException {
            key.interestOps(what);
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0 || key.selector().select(left) == 0) {
                throw new IOException("no answer in time");
            }
            key.selector().selectedKeys().clear();
        }
    }
}
