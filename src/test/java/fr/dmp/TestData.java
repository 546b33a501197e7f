package fr.dmp;

import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The official example data of others, which isn't kept here: {@code DMP_TEST_DATA} names its folder. */
public final class TestData {

    private TestData() {}

    /** A file of it; the test is skipped where the variable isn't set. */
    public static Path file(String path) {
        String folder = System.getenv("DMP_TEST_DATA");
        Assumptions.assumeTrue(folder != null, "skipped: DMP_TEST_DATA names no folder of example data");
        return Path.of(folder).resolve(path);
    }
}
