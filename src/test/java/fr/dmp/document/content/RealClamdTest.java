package fr.dmp.document.content;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.dmp.refusal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ClamAV itself, where it is installed (Debian's {@code clamav-daemon}), with one signature: nothing is fetched. */
class RealClamdTest {

    private static final byte[] EICAR =
            ("X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*").getBytes(US_ASCII);

    @TempDir
    private static Path folder;

    private static Path socket;
    private static Process daemon;

    @BeforeAll
    static void start() throws Exception {
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
        socket = folder.resolve("clamd.sock");
        Path settings = Files.writeString(
                folder.resolve("clamd.conf"),
                """
                Foreground yes
                LocalSocket %s
                DatabaseDirectory %s
                StreamMaxLength 11M
                """
                        .formatted(socket, signatures));
        daemon = new ProcessBuilder(program.toString(), "--config-file=" + settings)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("clamd.log").toFile())
                .start();
        await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(socket) || !daemon.isAlive());
        assertThat(daemon.isAlive())
                .as(Files.readString(folder.resolve("clamd.log")))
                .isTrue();
    }

    @AfterAll
    static void stop() throws Exception {
        if (daemon != null) {
            daemon.destroyForcibly().waitFor();
        }
    }

    @Test
    void whatIsCleanPassesAndWhatIsntDoesnt() throws IOException {
        ContentJudge judge = new ContentJudge(new Clamd(Clamd.address(socket.toString())), new Inspector());
        assertThat(judge.judge(Pdfs.good())).isInstanceOf(Judged.Accepted.class);
        assertThat(judge.judge(EICAR)).isEqualTo(new Judged.Refused(Reason.INFECTED));
        assertThat(judge.judge(Pdfs.joined(new byte[ContentJudge.MOST_BYTES])))
                .isEqualTo(new Judged.Refused(Reason.TYPE));
    }

    @Test
    void onceItIsGoneNothingPasses() throws Exception {
        Path away = folder.resolve("away.sock");
        ContentJudge judge = new ContentJudge(new Clamd(Clamd.address(away.toString())), new Inspector());
        assertThatThrownBy(() -> judge.judge(Pdfs.good())).isInstanceOf(Refusal.class);
    }
}
