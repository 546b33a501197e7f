package fr.dmp.document.content;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** ClamAV itself, where it is installed (Debian's {@code clamav-daemon}), with one signature: nothing is fetched. */
final class RealClamd implements AutoCloseable {

    static final byte[] EICAR =
            ("X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*").getBytes(US_ASCII);

    private final Path socket;
    private final Process daemon;

    private RealClamd(Path socket, Process daemon) {
        this.socket = socket;
        this.daemon = daemon;
    }

    /** Skips the test where it isn't installed. */
    static RealClamd start(Path folder) throws Exception {
        Path program = Stream.of("/usr/sbin/clamd", "/usr/local/sbin/clamd", "/usr/bin/clamd")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        Assumptions.assumeTrue(program != null, "skipped: clamd isn't installed (apt-get install clamav-daemon)");
        Path signatures = Files.createDirectory(folder.resolve("signatures"));
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(EICAR));
        Files.writeString(signatures.resolve("test.hdb"), digest + ":" + EICAR.length + ":Test.Eicar\n");
        Path socket = folder.resolve("clamd.sock");
        Path settings = Files.writeString(
                folder.resolve("clamd.conf"),
                """
                Foreground yes
                LocalSocket %s
                DatabaseDirectory %s
                StreamMaxLength 11M
                """
                        .formatted(socket, signatures));
        Process daemon = new ProcessBuilder(program.toString(), "--config-file=" + settings)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("clamd.log").toFile())
                .start();
        await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(socket) || !daemon.isAlive());
        assertThat(daemon.isAlive())
                .as(Files.readString(folder.resolve("clamd.log")))
                .isTrue();
        return new RealClamd(socket, daemon);
    }

    Clamd scanner() {
        return new Clamd(Clamd.address(socket.toString()));
    }

    @Override
    public void close() throws InterruptedException {
        daemon.destroyForcibly().waitFor();
    }
}
