package fr.dmp.vault;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.SandboxTest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 5 MB sealed by the vault, its record's key read from the database, and written to disk, against the same bytes by bare
 * AES-256-GCM in parts of 1 MiB: {@code mvn test -Dtest=ContentVaultBench}. Both force what they wrote.
 */
@SandboxTest
@TestPropertySource(properties = {"dmp.notice.poll=1d", "dmp.data=target/bench-data"})
class ContentVaultBench {

    private static final Logger LOG = LoggerFactory.getLogger(ContentVaultBench.class);
    private static final int SIZE = 5_000_000;
    private static final int PART = 1 << 20;
    private static final int PAIRS = Integer.getInteger("dmp.bench.pairs", 20);
    private static final int CONTENTS = Integer.getInteger("dmp.bench.contents", 20);

    @TempDir
    private Path folder;

    @Autowired
    private RecordKeys keys;

    @Autowired
    private ContentVault vault;

    @Autowired
    private TransactionTemplate transaction;

    private final byte[] plain = new byte[SIZE];
    private final SecretKey bareKey = new SecretKeySpec(new byte[32], "AES");
    private final SecureRandom random = new SecureRandom();
    private UUID record;

    private interface Side {
        byte[] sealed() throws GeneralSecurityException;
    }

    @Test
    void againstBareEncryption() throws Exception {
        new Random(1).nextBytes(plain);
        record = UUID.randomUUID();
        transaction.executeWithoutResult(status -> keys.create(record));
        for (int i = 0; i < 3; i++) {
            milliseconds(this::vault);
            milliseconds(this::bare);
        }
        List<Double> ratios = new ArrayList<>();
        for (int pair = 0; pair < PAIRS; pair++) {
            double floor = pair % 2 == 0 ? 0 : milliseconds(this::bare);
            double ours = milliseconds(this::vault);
            floor = pair % 2 == 0 ? milliseconds(this::bare) : floor;
            say("5 MB by the vault %.1f ms, by bare AES-GCM %.1f ms, ratio %.2f", ours, floor, floor / ours);
            ratios.add(floor / ours);
        }
        List<Double> sorted = ratios.stream().sorted().toList();
        say(
                "median ratio %.2f (%.2f to %.2f)",
                sorted.get(sorted.size() / 2), sorted.get(0), sorted.get(sorted.size() - 1));
    }

    private double milliseconds(Side side) throws Exception {
        long start = System.nanoTime();
        for (int i = 0; i < CONTENTS; i++) {
            write(side.sealed());
        }
        return (System.nanoTime() - start) / 1e6 / CONTENTS;
    }

    private byte[] vault() {
        Content content = new Content(record, UUID.randomUUID(), 1, "application/pdf");
        return transaction.execute(status -> vault.seal(content, plain));
    }

    private byte[] bare() throws GeneralSecurityException {
        ByteArrayOutputStream sealed = new ByteArrayOutputStream(SIZE + 1_000);
        for (int from = 0; from < SIZE; from += PART) {
            byte[] nonce = new byte[12];
            random.nextBytes(nonce);
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, bareKey, new GCMParameterSpec(128, nonce));
            sealed.writeBytes(nonce);
            sealed.writeBytes(cipher.doFinal(plain, from, Math.min(PART, SIZE - from)));
        }
        return sealed.toByteArray();
    }

    private void write(byte[] sealed) throws Exception {
        assertThat(sealed.length).isGreaterThan(SIZE);
        try (FileChannel file = FileChannel.open(
                folder.resolve("content"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            file.write(ByteBuffer.wrap(sealed));
            file.force(true);
        }
    }

    private static void say(String what, Object... values) {
        LOG.info("{}", String.format(Locale.ROOT, what, values));
    }
}
