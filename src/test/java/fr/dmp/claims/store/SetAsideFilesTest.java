package fr.dmp.claims.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fr.dmp.SandboxTest;
import fr.dmp.vault.HouseKeys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

@SandboxTest
class SetAsideFilesTest {

    @Autowired
    private HouseKeys keys;

    /** What didn't fit leaves the room that it took: else each try would fill the disk a little more. */
    @Test
    void aFullDiskKeepsNothingByHalf(@TempDir Path folder) throws Exception {
        Path data = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", data.toString()),
                "a disk of one megabyte can't be mounted here: root may");
        try {
            SetAsideFiles files = new SetAsideFiles(data, keys);
            assertThatThrownBy(() -> files.keep(file(4 << 20), new byte[] {1}))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("No space left");
            assertThat(data.resolve("set-aside")).isEmptyDirectory();

            Path small = file(700 << 10);
            files.keep(small, new byte[] {2});
            try (InputStream kept = files.open(new byte[] {2})) {
                assertThat(kept).hasSameContentAs(Files.newInputStream(small));
            }
        } finally {
            run("umount", data.toString());
        }
    }

    private static Path file(int size) throws IOException {
        Path file = Files.createTempFile("delivery", ".zip");
        file.toFile().deleteOnExit();
        return Files.write(file, new byte[size]);
    }

    private static boolean run(String... command) throws Exception {
        try {
            return new ProcessBuilder(List.of(command)).inheritIO().start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
