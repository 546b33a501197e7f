package fr.dmp.claims.dcir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class ReadAheadTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 128 * 1024, 128 * 1024 + 1, 3_000_000})
    void givesWhatThereIs(int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(7).nextBytes(bytes);
        try (InputStream ahead = new ReadAhead(new ByteArrayInputStream(bytes))) {
            assertThat(ahead.readAllBytes()).isEqualTo(bytes);
            assertThat(ahead.read()).isEqualTo(-1);
        }
    }

    @Test
    void whateverFailsIsThrownToWhoeverReads() throws IOException {
        for (Throwable failure :
                new Throwable[] {new IOException(), new IllegalStateException(), new OutOfMemoryError()}) {
            try (InputStream ahead = new ReadAhead(failing(failure))) {
                assertThatThrownBy(ahead::readAllBytes).isSameAs(failure);
            }
        }
    }

    @Test
    void isClosedWhileItReads() throws IOException {
        InputStream ahead = new ReadAhead(new ByteArrayInputStream(new byte[50_000_000]));
        assertThat(ahead.read()).isZero();
        ahead.close();
    }

    private static InputStream failing(Throwable failure) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                if (failure instanceof IOException io) {
                    throw io;
                }
                if (failure instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) failure;
            }
        };
    }
}
