package fr.dmp.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyTest {

    private static final byte[] TEXT = "text".getBytes(StandardCharsets.UTF_8);

    @Test
    void whatItSignsIsCheckedByItsPublicKeyAlone() throws Exception {
        SigningKey key = SigningKey.read(SigningKey.fresh());
        SigningKey other = SigningKey.read(SigningKey.fresh());
        byte[] signature = key.sign(TEXT);
        PublicKeys both = PublicKeys.of(other.publicPem() + key.publicPem());
        assertThat(both.verify(key.id(), TEXT, signature)).isTrue();
        assertThat(both.verify(other.id(), TEXT, signature)).isFalse();
        assertThat(PublicKeys.of(other.publicPem()).verify(key.id(), TEXT, signature))
                .isFalse();
        for (int i = 0; i < signature.length * 8; i++) {
            byte[] flipped = signature.clone();
            flipped[i / 8] ^= (byte) (1 << i % 8);
            assertThat(both.verify(key.id(), TEXT, flipped)).as("bit %s", i).isFalse();
        }
        assertThat(both.verify(key.id(), TEXT, new byte[0])).isFalse();
    }

    /** The pair is made with the other keys; who checks gets the half that can't sign. */
    @Test
    void theFolderHasThePairAndItsPublicHalf(@TempDir Path place) throws Exception {
        KeysFolder.create(place.resolve("keys"));
        String published = Files.readString(place.resolve("keys/trace.pub"));
        SigningKey key = SigningKey.read(Files.readString(place.resolve("keys/trace.key")));
        assertThat(published).isEqualTo(key.publicPem()).doesNotContain("PRIVATE");
    }

    @Test
    void halvesOfTwoPairsAreNone() throws Exception {
        String one = SigningKey.fresh();
        String mixed = one.substring(0, one.indexOf("-----BEGIN PUBLIC"))
                + SigningKey.read(SigningKey.fresh()).publicPem();
        assertThatThrownBy(() -> SigningKey.read(mixed)).isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> SigningKey.read("")).isInstanceOf(GeneralSecurityException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no key",
                "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----",
                "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"
            })
    void whatIsNoKeyIsRefused(String pem) {
        assertThatIllegalArgumentException().isThrownBy(() -> PublicKeys.of(pem));
    }
}
