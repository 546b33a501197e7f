package fr.dmp.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import fr.dmp.SandboxTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Nodes with a folder of keys of their own, on the shared database: the other tests' keys stay what they are. */
@SandboxTest
class RewrappingTest {

    private static final byte[] PLAIN = "Compte rendu".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path place;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Clock clock;

    private Path folder;
    private String first;

    @BeforeEach
    void folder() throws Exception {
        folder = place.resolve("keys");
        KeysFolder.create(folder);
        first = new Node().master.newest();
    }

    @AfterEach
    void nothingIsLeft() {
        jdbc.sql("delete from dmp.record_key where master = any (?)")
                .param(masters().toArray(String[]::new))
                .update();
    }

    /** One program: what it keeps in memory is its own. */
    private final class Node {

        private final MasterKey master;
        private final RecordKeys keys;
        private final ContentVault vault;
        private final Rewrapping rewrapping;

        Node() {
            master = new MasterKey(RewrappingTest.this::keyset);
            keys = new RecordKeys(jdbc, master, clock);
            vault = new ContentVault(keys);
            rewrapping = new Rewrapping(jdbc, master, transaction);
        }

        Content kept() {
            UUID record = UUID.randomUUID();
            transaction.executeWithoutResult(status -> keys.create(record));
            return new Content(record, UUID.randomUUID(), 1, "image/png");
        }

        byte[] seal(Content content) {
            return transaction.execute(status -> vault.seal(content, PLAIN));
        }

        byte[] open(Content content, byte[] sealed) {
            return transaction.execute(status -> vault.open(content, sealed));
        }
    }

    @Test
    void contentsFromBeforeAndAfterOpen() throws Exception {
        Node node = new Node();
        Content before = node.kept();
        byte[] old = node.seal(before);
        String second = KeysFolder.rotate(folder);
        assertThat(node.rewrapping.rewrap()).isOne();
        assertThat(master(before)).isEqualTo(second).isNotEqualTo(first);
        Content after = node.kept();
        assertThat(master(after)).isEqualTo(second);
        assertThat(node.open(before, old)).isEqualTo(PLAIN);
        assertThat(node.open(before, node.seal(before))).isEqualTo(PLAIN);
        assertThat(node.open(after, node.seal(after))).isEqualTo(PLAIN);
        assertThat(node.rewrapping.rewrap()).isZero();
    }

    /** What a backup from before the rotation brings back. */
    @Test
    void theOlderMasterKeyGoesOnUnwrapping() throws Exception {
        Node node = new Node();
        Content content = node.kept();
        byte[] sealed = node.seal(content);
        KeysFolder.rotate(folder);
        KeysFolder.rotate(folder);
        assertThat(new Node().open(content, sealed)).isEqualTo(PLAIN);
    }

    /** A node that started before the rotation meets keys that another has wrapped anew. */
    @Test
    void nodesNeedNotBeRestarted() throws Exception {
        Node early = new Node();
        Content content = early.kept();
        byte[] sealed = early.seal(content);
        KeysFolder.rotate(folder);
        new Node().rewrapping.rewrap();
        assertThat(early.open(content, sealed)).isEqualTo(PLAIN);
        assertThat(early.master.older()).containsExactly(first);
    }

    @Test
    void manyAreWrappedWithWhatCantBeBeside() throws Exception {
        Node node = new Node();
        List<Content> many =
                IntStream.range(0, 1_203).mapToObj(i -> node.kept()).toList();
        jdbc.sql("update dmp.record_key set wrapped = '\\x00' where record = ?")
                .param(many.get(7).record())
                .update();
        String second = KeysFolder.rotate(folder);
        assertThat(node.rewrapping.rewrap()).isEqualTo(1_202);
        assertThat(wrappedBy(second)).isEqualTo(1_202);
        assertThat(wrappedBy(first)).isOne();
    }

    /** What someone else is changing is left to the next run, and waited for by nobody; begun again, it goes on. */
    @Test
    void aHeldKeyIsLeftToTheNextRun() throws Exception {
        Node node = new Node();
        Content held = node.kept();
        Content free = node.kept();
        String second = KeysFolder.rotate(folder);
        transaction.executeWithoutResult(status -> {
            jdbc.sql("select 1 from dmp.record_key where record = ? for update")
                    .param(held.record())
                    .query(Integer.class)
                    .single();
            Thread other = new Thread(node.rewrapping::rewrap);
            other.start();
            try {
                other.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(master(free)).isEqualTo(second);
        assertThat(master(held)).isEqualTo(first);
        assertThat(node.rewrapping.rewrap()).isOne();
        assertThat(master(held)).isEqualTo(second);
    }

    @Test
    void withoutItsMasterKeyNothingOpens() throws Exception {
        Node node = new Node();
        Content content = node.kept();
        byte[] sealed = node.seal(content);
        Path other = place.resolve("other");
        KeysFolder.create(other);
        Files.copy(
                other.resolve("master.json"),
                folder.resolve("master.json"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> new Node().open(content, sealed)).hasMessage("KEY_ALTERED");
        jdbc.sql("delete from dmp.record_key where record = ?")
                .param(content.record())
                .update();
    }

    @Test
    void theFolderKeepsToItsOwner() throws Exception {
        KeysFolder.rotate(folder);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(5).allSatisfy(file -> assertThat(Files.getPosixFilePermissions(file))
                    .hasSize(2));
        }
        assertThatThrownBy(() -> KeysFolder.rotate(place.resolve("nowhere"))).isInstanceOf(NoSuchFileException.class);
    }

    private KeysetHandle keyset() {
        try {
            return TinkJsonProtoKeysetFormat.parseKeyset(
                    Files.readString(folder.resolve("master.json")), InsecureSecretKeyAccess.get());
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> masters() {
        KeysetHandle keys = keyset();
        return IntStream.range(0, keys.size())
                .mapToObj(at -> Integer.toHexString(keys.getAt(at).getId()))
                .toList();
    }

    private String master(Content content) {
        return jdbc.sql("select master from dmp.record_key where record = ?")
                .param(content.record())
                .query(String.class)
                .single();
    }

    private long wrappedBy(String name) {
        return jdbc.sql("select count(*) from dmp.record_key where master = ?")
                .param(name)
                .query(Long.class)
                .single();
    }
}
