package fr.dmp.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Each record has a key of its own, kept wrapped by the master key; destroying it makes the record's content unreadable. */
@Component
public class RecordKeys {

    private final JdbcClient jdbc;
    private final MasterKey master;
    private final Clock clock;

    RecordKeys(JdbcClient jdbc, MasterKey master, Clock clock) {
        this.jdbc = jdbc;
        this.master = master;
        this.clock = clock;
    }

    /** Makes the key of a new record. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void create(UUID record) {
        jdbc.sql("insert into dmp.record_key (record, wrapped, master, created_at) values (?, ?, ?, ?)")
                .params(record, wrap(record), master.name(), Timestamp.from(clock.instant()))
                .update();
    }

    /** The key of a record, or an {@link IllegalStateException} where there is none any more. */
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public Aead of(UUID record) {
        byte[] wrapped = jdbc.sql("select wrapped from dmp.record_key where record = ?")
                .param(record)
                .query(byte[].class)
                .optional()
                .orElseThrow(() -> new IllegalStateException("the record's key is gone"));
        try {
            byte[] keyset = master.aead().decrypt(wrapped, bytes(record));
            return TinkProtoKeysetFormat.parseKeyset(keyset, InsecureSecretKeyAccess.get())
                    .getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the record's key doesn't unwrap", e);
        }
    }

    private byte[] wrap(UUID record) {
        try {
            KeysetHandle key = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
            byte[] keyset = TinkProtoKeysetFormat.serializeKeyset(key, InsecureSecretKeyAccess.get());
            return master.aead().encrypt(keyset, bytes(record));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no key could be made", e);
        }
    }

    private static byte[] bytes(UUID record) {
        return ByteBuffer.allocate(16)
                .putLong(record.getMostSignificantBits())
                .putLong(record.getLeastSignificantBits())
                .array();
    }
}
