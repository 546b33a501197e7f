package fr.dmp.document.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.dmp.refusal.Refusal;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the real ClamAV says to contents. */
class RealClamdTest {

    @TempDir
    private static Path folder;

    private static RealClamd clamd;

    @BeforeAll
    static void start() throws Exception {
        clamd = RealClamd.start(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        if (clamd != null) {
            clamd.close();
        }
    }

    @Test
    void whatIsCleanPassesAndWhatIsntDoesnt() {
        ContentJudge judge = new ContentJudge(clamd.scanner(), new Inspector());
        assertThat(judge.judge(Pdfs.good())).isInstanceOf(Judged.Accepted.class);
        assertThat(judge.judge(RealClamd.EICAR)).isEqualTo(new Judged.Refused(Reason.INFECTED));
        assertThat(judge.judge(Pdfs.joined(new byte[ContentJudge.MOST_BYTES])))
                .isEqualTo(new Judged.Refused(Reason.TYPE));
    }

    @Test
    void onceItIsGoneNothingPasses() {
        Path away = folder.resolve("away.sock");
        ContentJudge judge = new ContentJudge(new Clamd(Clamd.address(away.toString())), new Inspector());
        assertThatThrownBy(() -> judge.judge(Pdfs.good())).isInstanceOf(Refusal.class);
    }
}
