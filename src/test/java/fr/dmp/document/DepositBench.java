package fr.dmp.document;

import static fr.dmp.PageBench.say;

import fr.dmp.PageBench;
import fr.dmp.SandboxTest;
import fr.dmp.Superuser;
import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Actor;
import fr.dmp.claims.Holders;
import fr.dmp.document.content.Form;
import fr.dmp.document.content.Judged.Accepted;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.vault.RecordKeys;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 5 MB deposited, once they were judged: decided, traced, sealed, stored and told in one transaction, against the same bytes
 * by bare AES-256-GCM and a bare insert into the same PostgreSQL, and into a file that is forced:
 * {@code mvn test -Dtest=DepositBench}.
 */
@SandboxTest
@TestPropertySource(properties = {"dmp.notice.poll=1d", "dmp.data=target/bench-data"})
class DepositBench {

    private static final int SIZE = 5_000_000;
    private static final int PART = 1 << 20;
    private static final int PAIRS = Integer.getInteger("dmp.bench.pairs", 20);
    private static final int DEPOSITS = Integer.getInteger("dmp.bench.deposits", 10);

    @TempDir
    private Path folder;

    @Autowired
    private KeptDeposits deposits;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private RecordKeys keys;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Environment environment;

    private final byte[] plain = new byte[SIZE];
    private final SecretKey bareKey = new SecretKeySpec(new byte[32], "AES");
    private final SecureRandom random = new SecureRandom();
    private UUID record;
    private Actor holder;

    private interface Side {
        void deposit() throws Exception;
    }

    @Test
    void againstBareEncryptionAndWrite() throws Exception {
        new Random(1).nextBytes(plain);
        record = Holders.open(jdbc, Holders.insured(directory, Holders.nir()));
        holder = new Actor(Actor.Kind.HOLDER, record.toString(), null);
        transaction.executeWithoutResult(status -> keys.create(record));
        JdbcClient superuser = Superuser.of(environment);
        superuser.sql("create schema if not exists bench").update();
        superuser.sql("drop table if exists bench.bare").update();
        superuser
                .sql("create table bench.bare (id uuid primary key, sealed bytea not null)")
                .update();
        superuser
                .sql("alter table bench.bare alter column sealed set storage external")
                .update();
        superuser.sql("grant usage on schema bench to dmp_app").update();
        superuser.sql("grant insert on bench.bare to dmp_app").update();
        List<Double> inserts = new ArrayList<>();
        List<Double> files = new ArrayList<>();
        for (int pair = -1; pair < PAIRS; pair++) {
            double ours = pair % 2 == 0 ? milliseconds(this::ours) : 0;
            double insert = milliseconds(this::insert);
            double file = milliseconds(this::file);
            ours = pair % 2 == 0 ? ours : milliseconds(this::ours);
            say("5 MB deposited %.1f ms; bare into the database %.1f ms, into a file %.1f ms", ours, insert, file);
            if (pair >= 0) {
                inserts.add(insert / ours);
                files.add(file / ours);
            }
        }
        say("against a bare insert: ratio %s; against a file: %s", PageBench.spread(inserts), PageBench.spread(files));
        superuser.sql("drop schema bench cascade").update();
    }

    private double milliseconds(Side side) throws Exception {
        long start = System.nanoTime();
        for (int i = 0; i < DEPOSITS; i++) {
            side.deposit();
        }
        return (System.nanoTime() - start) / 1e6 / DEPOSITS;
    }

    private void ours() {
        Metadata metadata = new Metadata("Radio", "DOCPAT04", LocalDate.of(2026, 3, 3), null, null);
        Accepted judged = new Accepted(Form.PDF, plain, Optional.empty(), Optional.empty());
        deposits.keep(holder, AccessMode.NORMAL, record, metadata, judged, Supplier::get);
    }

    private void insert() throws GeneralSecurityException {
        jdbc.sql("insert into bench.bare (id, sealed) values (?, ?)")
                .params(UUID.randomUUID(), bare())
                .update();
    }

    private void file() throws Exception {
        try (FileChannel file = FileChannel.open(
                folder.resolve("content"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            file.write(ByteBuffer.wrap(bare()));
            file.force(true);
        }
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
}
