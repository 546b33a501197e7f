package fr.dmp.document.content;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.dmp.refusal.Refusal;
import fr.dmp.refusal.Refusal.Kind;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The other side of the protocol is played here: what it gets, and what becomes of what it says. */
class ClamdTest {

    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 65_536, 65_537, 10 * 1024 * 1024})
    void itGetsTheContentWhole(int size) throws Exception {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        CompletableFuture<byte[]> got = answering("stream: OK\0");
        clamd().scan(content);
        assertThat(got.get(10, TimeUnit.SECONDS)).isEqualTo(content);
    }

    @Test
    void whatItFindsIsRefused() {
        answering("stream: Win.Test.EICAR_HDB-1 FOUND\0");
        assertThatThrownBy(() -> clamd().scan(new byte[9]))
                .isInstanceOfSatisfying(
                        NotAccepted.class, found -> assertThat(found.reason()).isEqualTo(Reason.INFECTED));
    }

    /** Whatever isn't a verdict lets nothing through. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSTREAM size limit exceeded. ERROR\0",
                "UNKNOWN COMMAND\0",
                "",
                "\0",
                "stream: OKAY\0",
                "stream: O",
                "x"
            })
    void withoutAVerdictNothingIsAccepted(String answer) {
        answering(answer);
        away(clamd());
    }

    @Test
    void endlessWordsAreNoVerdict() {
        answering("stream: OK".repeat(10_000));
        away(clamd());
    }

    @Test
    void whoeverIsAwayOrSilentLetsNothingThrough() throws IOException {
        away(new Clamd(new InetSocketAddress("127.0.0.1", server.getLocalPort()), Duration.ofMillis(300)));
        server.close();
        away(clamd());
        away(new Clamd(UnixDomainSocketAddress.of("/nowhere/clamd.sock")));
        away(new Clamd(Clamd.address("no-such-host.invalid:3310")));
    }

    @Test
    void theJudgeAsksItFirst() throws IOException {
        server.close();
        ContentJudge judge = new ContentJudge(clamd(), new Inspector());
        assertThatThrownBy(() -> judge.judge("Bonjour".getBytes(US_ASCII))).isInstanceOf(Refusal.class);
        assertThat(judge.judge(new byte[0])).isEqualTo(new Judged.Refused(Reason.EMPTY));
    }

    @Test
    void anAddressIsAHostOrASocket() {
        assertThat(Clamd.address("/run/clamav/clamd.ctl")).isInstanceOf(UnixDomainSocketAddress.class);
        SocketAddress host = Clamd.address("clamav:3310");
        assertThat(((InetSocketAddress) host).getPort()).isEqualTo(3310);
        assertThat(((InetSocketAddress) Clamd.address("::1:3310")).getHostString())
                .isEqualTo("::1");
        for (String wrong : new String[] {"clamav", ":3310", "clamav:x", "clamav:"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> Clamd.address(wrong));
        }
        assertThatCode(() -> Clamd.address("clamav:3310")).doesNotThrowAnyException();
    }

    private static void away(Clamd clamd) {
        assertThatThrownBy(() -> clamd.scan(new byte[9])).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(refusal.properties()).containsKey("retryAfter");
        });
    }

    private Clamd clamd() {
        return new Clamd(Clamd.address("127.0.0.1:" + server.getLocalPort()));
    }

    /** Reads one content as the daemon does, and answers. */
    private CompletableFuture<byte[]> answering(String answer) {
        return CompletableFuture.supplyAsync(() -> {
            try (Socket socket = server.accept()) {
                byte[] content = content(new DataInputStream(socket.getInputStream()));
                socket.getOutputStream().write(answer.getBytes(US_ASCII));
                return content;
            } catch (IOException e) {
                return new byte[0];
            }
        });
    }

    private static byte[] content(DataInputStream in) throws IOException {
        assertThat(new String(in.readNBytes(10), US_ASCII)).isEqualTo("zINSTREAM\0");
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (int length = in.readInt(); length > 0; length = in.readInt()) {
            content.writeBytes(in.readNBytes(length));
        }
        return content.toByteArray();
    }
}
