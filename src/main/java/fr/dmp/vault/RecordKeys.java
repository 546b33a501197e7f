package fr.dmp.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import fr.dmp.vault.MasterKey.Wrapped;
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
        Wrapped wrapped = master.wrap(record, fresh());
        jdbc.sql("insert into dmp.record_key (record, wrapped, master, created_at) values (?, ?, ?, ?)")
                .params(record, wrapped.key(), wrapped.master(), Timestamp.from(clock.instant()))
                .update();
    }

    /** The key of a record, or {@link Unreadable} where there is none any more, or none that unwraps. */
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public Aead of(UUID record) {
        Wrapped wrapped = jdbc.sql("select wrapped, master from dmp.record_key where record = ?")
                .param(record)
                .query((row, number) -> new Wrapped(row.getBytes("wrapped"), row.getString("master")))
                .optional()
                .orElseThrow(() -> new Unreadable(Unreadable.Why.KEY_GONE));
        try {
            return TinkProtoKeysetFormat.parseKeyset(master.unwrap(record, wrapped), InsecureSecretKeyAccess.get())
                    .getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new Unreadable(Unreadable.Why.KEY_ALTERED);
        }
    }

    /** Destroys the key of a record, for good: whatever it sealed is lost. A record without one stays so. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void destroy(UUID record) {
        jdbc.sql("delete from dmp.record_key where record = ?").param(record).update();
    }

    private static byte[] fresh() {
        try {
            return TinkProtoKeysetFormat.serializeKeyset(
                    KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM), InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no key could be made", e);
        }
    }
}
