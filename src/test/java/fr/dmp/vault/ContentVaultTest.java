package fr.dmp.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.dmp.SandboxTest;
import fr.dmp.vault.Unreadable.Why;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

@SandboxTest
class ContentVaultTest {

    private static final int MEBIBYTE = 1 << 20;
    private static final byte[] SHORT = "Compte rendu".getBytes(StandardCharsets.UTF_8);

    @Autowired
    private ContentVault vault;

    @Autowired
    private RecordKeys keys;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, MEBIBYTE - 300, MEBIBYTE, MEBIBYTE + 1, 10 * MEBIBYTE})
    void whatIsSealedOpensAgain(int size) {
        Content content = content(record());
        byte[] plain = bytes(size);
        byte[] sealed = seal(content, plain);
        assertThat(open(content, sealed)).isEqualTo(plain);
        assertThat(sealed.length - size).isBetween(50, SealedStream.OVERHEAD + 16 * (size / MEBIBYTE + 1));
    }

    @Test
    void aStreamIsTheSame() {
        Content content = content(record());
        byte[] plain = bytes(3 * MEBIBYTE + 7);
        byte[] opened = transaction.execute(status -> {
            ByteArrayOutputStream sealed = new ByteArrayOutputStream();
            try (OutputStream sealing = vault.sealing(content, sealed)) {
                new ByteArrayInputStream(plain).transferTo(sealing);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            try (InputStream opening = vault.opening(content, new ByteArrayInputStream(sealed.toByteArray()))) {
                return opening.readAllBytes();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(opened).isEqualTo(plain);
    }

    /** Twice the same content is never twice the same bytes, nor are any of its words in them. */
    @Test
    void nothingOfItShows() {
        Content content = content(record());
        byte[] one = seal(content, SHORT);
        assertThat(one).isNotEqualTo(seal(content, SHORT));
        assertThat(new String(one, StandardCharsets.ISO_8859_1)).doesNotContain("Compte");
    }

    @Test
    void noByteCanBeChanged() {
        Content content = content(record());
        byte[] sealed = seal(content, SHORT);
        assertThat(IntStream.range(0, sealed.length)).allSatisfy(at -> {
            for (int mask : new int[] {1, 0x80, 0xff}) {
                byte[] changed = sealed.clone();
                changed[at] ^= (byte) mask;
                refused(content, changed, Why.CONTENT_ALTERED);
            }
        });
    }

    @Test
    void nothingCanBeCutAddedOrMoved() {
        Content content = content(record());
        byte[] sealed = seal(content, bytes(3 * MEBIBYTE));
        int head = sealed.length - 3 * MEBIBYTE;
        IntStream.concat(
                        IntStream.of(0, 1, 2, 50, head, sealed.length - 1),
                        IntStream.range(1, 4).map(segment -> segment * MEBIBYTE))
                .forEach(length -> refused(content, Arrays.copyOf(sealed, length), Why.CONTENT_ALTERED));
        refused(content, Arrays.copyOf(sealed, sealed.length + 1), Why.CONTENT_ALTERED);
        byte[] moved = sealed.clone();
        int second = sealed.length - 2 * MEBIBYTE - 100_000;
        System.arraycopy(sealed, second, moved, second + 1000, 1000);
        refused(content, moved, Why.CONTENT_ALTERED);
    }

    /** Whoever may write to the database can't make one thing look like another. */
    @Test
    void nothingOpensAsAnything() {
        UUID record = record();
        Content content = new Content(record, UUID.randomUUID(), 2, "image/png");
        byte[] sealed = seal(content, SHORT);
        Stream.of(
                        new Content(record(), content.document(), 2, "image/png"),
                        new Content(record, UUID.randomUUID(), 2, "image/png"),
                        new Content(record, content.document(), 1, "image/png"),
                        new Content(record, content.document(), 3, "image/png"),
                        new Content(record, content.document(), 2, "image/jpeg"),
                        new Content(record, content.document(), 2, "text/html"),
                        new Content(record, content.document(), 2, ""))
                .forEach(other -> refused(other, sealed, Why.CONTENT_ALTERED));
        assertThat(open(content, sealed)).isEqualTo(SHORT);
    }

    @Test
    void noFieldOfTheKeyCanBeChanged() {
        Content content = content(record());
        byte[] sealed = seal(content, SHORT);
        byte[] wrapped = wrapped(content.record());
        assertThat(IntStream.range(0, wrapped.length)).allSatisfy(at -> {
            byte[] changed = wrapped.clone();
            changed[at] ^= 1;
            wrapped(content.record(), changed);
            refused(content, sealed, Why.KEY_ALTERED);
        });
        wrapped(content.record(), wrapped);
        assertThat(open(content, sealed)).isEqualTo(SHORT);
        wrapped(content.record(), wrapped(record()));
        refused(content, sealed, Why.KEY_ALTERED);
        wrapped(content.record(), wrapped);
        jdbc.sql("update dmp.record_key set master = 'other' where record = ?")
                .param(content.record())
                .update();
        refused(content, sealed, Why.KEY_ALTERED);
    }

    @Test
    void aDestroyedKeyTakesAllContentsWithItAndSaysNoMore() {
        UUID record = record();
        Content one = content(record);
        Content other = content(record);
        Content kept = content(record());
        byte[] first = seal(one, SHORT);
        byte[] second = seal(other, SHORT);
        byte[] third = seal(kept, SHORT);
        transaction.executeWithoutResult(status -> vault.destroy(record));
        refused(one, first, Why.KEY_GONE);
        refused(other, second, Why.KEY_GONE);
        assertThat(open(kept, third)).isEqualTo(SHORT);
        assertThatThrownBy(() -> open(one, first))
                .hasMessage("KEY_GONE")
                .hasMessageNotContaining(record.toString())
                .hasNoCause();
        assertThatThrownBy(() -> seal(one, SHORT)).isInstanceOf(Unreadable.class);
    }

    @Test
    void aKeyIsReadInTheTransactionOfWhatItIsFor() {
        Content content = content(record());
        assertThatThrownBy(() -> vault.seal(content, SHORT)).isInstanceOf(IllegalTransactionStateException.class);
    }

    private void refused(Content content, byte[] sealed, Why why) {
        assertThatThrownBy(() -> open(content, sealed))
                .isInstanceOfSatisfying(
                        Unreadable.class, thrown -> assertThat(thrown.why()).isEqualTo(why));
    }

    private byte[] wrapped(UUID record) {
        return jdbc.sql("select wrapped from dmp.record_key where record = ?")
                .param(record)
                .query(byte[].class)
                .single();
    }

    private void wrapped(UUID record, byte[] key) {
        jdbc.sql("update dmp.record_key set wrapped = ? where record = ?")
                .params(key, record)
                .update();
    }

    private byte[] seal(Content content, byte[] plain) {
        return transaction.execute(status -> vault.seal(content, plain));
    }

    private byte[] open(Content content, byte[] sealed) {
        return transaction.execute(status -> vault.open(content, sealed));
    }

    private static Content content(UUID record) {
        return new Content(record, UUID.randomUUID(), 1, "application/pdf");
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private UUID record() {
        UUID record = UUID.randomUUID();
        transaction.executeWithoutResult(status -> keys.create(record));
        return record;
    }
}
