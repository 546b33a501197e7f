package fr.dmp.claims.dcir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The samples from which {@link DeliveryFuzz} sets out, and anything it ever found. */
class DeliverySamplesTest {

    static List<Path> tables() {
        return samples("tables");
    }

    static List<Path> zips() {
        return samples("zip");
    }

    private static List<Path> samples(String kind) {
        try (Stream<Path> files = Files.list(
                Path.of(Objects.requireNonNull(DeliverySamplesTest.class.getResource("DeliveryFuzzInputs/" + kind))
                        .toURI()))) {
            List<Path> found = files.sorted().toList();
            assertThat(found).isNotEmpty();
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void tablesAreReadToTheirEnd(Path sample) throws IOException {
        new DeliveryFuzz().tables(Files.readAllBytes(sample));
    }

    @ParameterizedTest
    @MethodSource("zips")
    void zipsAreReadToTheirEnd(Path sample) throws IOException {
        new DeliveryFuzz().zip(Files.readAllBytes(sample));
    }
}
