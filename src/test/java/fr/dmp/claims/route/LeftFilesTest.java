package fr.dmp.claims.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import fr.dmp.claims.DeliveryIntake;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What the log tells of a file that can't be read, at whichever step: its kind and the failure's, once. */
@ExtendWith(OutputCaptureExtension.class)
class LeftFilesTest {

    private final DeliveryIntake intake = mock(DeliveryIntake.class);
    private final Inbox inbox = new Inbox(intake);

    @TempDir
    private Path folder;

    @Test
    void theFailureIsToldByItsClassAlone(CapturedOutput log) throws Exception {
        File file = dropped();
        doThrow(new FileSystemException("/data/KANARI.csv")).when(intake).receive(any(), any());
        doThrow(new UncheckedIOException(new AccessDeniedException("/data/KANARI.csv")))
                .when(intake)
                .take(any(), any());
        doThrow(new IllegalStateException("/data/KANARI.csv")).when(intake).setAside(any(), any(), any());

        inbox.receive(dropped(), "insured");
        inbox.take(file, "claims");
        inbox.take(file, "claims");
        inbox.setAside(dropped(), "insured", new IllegalStateException("/data/KANARI.csv"));

        assertThat(log.getOut()
                        .lines()
                        .map(line -> line.replaceFirst(".* (:|--) ", ""))
                        .filter(line -> line.startsWith("a delivery")))
                .containsExactly(
                        "a delivery in insured is left where it is: FileSystemException",
                        "a delivery in claims is left where it is: AccessDeniedException",
                        "a delivery in insured fails for a reason that nobody foresaw: java.lang.IllegalStateException",
                        "a delivery in insured is left where it is: IllegalStateException");
        assertThat(log).doesNotContain("KANARI");
    }

    @Test
    void aFileBesideTheFoldersIsToldOnce(CapturedOutput log) throws Exception {
        File file = dropped();
        inbox.stray(file);
        inbox.stray(file);
        inbox.stray(dropped());
        assertThat(log.getOut().lines()).hasSize(2).allSatisfy(line -> assertThat(line)
                .contains("WARN")
                .endsWith("insured or professionals or treating-physicians or nomenclatures or claims"));
        assertThat(log).doesNotContain("KANARI");
    }

    /** A good file isn't set aside because the program is stopped while it is at it, or the database away. */
    @Test
    void whatPassesIsWaitedFor() throws Exception {
        for (Throwable passing : List.of(
                new CancellationException(),
                new SQLException("a limit of time", "57014"),
                new IllegalStateException(new SQLException("no connection", "08006")))) {
            inbox.setAside(dropped(), "claims", passing);
        }
        verify(intake, never()).setAside(any(), any(), any());
    }

    @Test
    void anyOtherFailureIsTriedAgain() throws Exception {
        doThrow(new IllegalStateException()).when(intake).take(any(), any());
        assertThatThrownBy(() -> inbox.take(dropped(), "claims")).isInstanceOf(IllegalStateException.class);
    }

    private File dropped() throws IOException {
        return Files.createTempFile(folder, "KANARI", ".csv").toFile();
    }
}
