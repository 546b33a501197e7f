package fr.dmp.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysFolderTest {

    @TempDir
    private Path place;

    @Test
    void keysAreMadeForTheirOwnerAlone() throws Exception {
        Path folder = place.resolve("keys");
        KeysFolder.create(folder);
        List<Path> made = files(folder);
        assertThat(made).isNotEmpty().allSatisfy(file -> assertThat(Files.getPosixFilePermissions(file))
                .isSubsetOf(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
    }

    /** Keys that were there are never replaced: nothing could be read again. */
    @Test
    void nothingIsMadeWhereSomethingIs() throws Exception {
        Path folder = place.resolve("keys");
        KeysFolder.create(folder);
        byte[] before = Files.readAllBytes(files(folder).get(0));
        assertThatIllegalStateException().isThrownBy(() -> KeysFolder.create(folder));
        assertThat(files(folder).get(0)).hasBinaryContent(before);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
