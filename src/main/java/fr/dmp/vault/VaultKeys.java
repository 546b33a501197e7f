package fr.dmp.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.streamingaead.StreamingAeadConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Reads the keys from the folder {@code dmp.keys.folder}: {@code master.json} and {@code house.json} (Tink keysets),
 * {@code digest.hex} (32 bytes), {@code trace.key} (the pair that signs the trace; beside it {@code trace.pub}, for those
 * who check). Only where {@code dmp.keys.create} is set (the sandbox) are absent ones made.
 */
@Configuration
class VaultKeys {

    private static final String MASTER = "master.json";

    private final Path folder;
    private final boolean create;

    VaultKeys(@Value("${dmp.keys.folder}") Path folder, @Value("${dmp.keys.create:false}") boolean create)
            throws GeneralSecurityException {
        this.folder = folder;
        this.create = create;
        AeadConfig.register();
        StreamingAeadConfig.register();
    }

    @Bean
    MasterKey masterKey() {
        return new MasterKey(this::masterKeys);
    }

    private KeysetHandle masterKeys() {
        try {
            return keyset(MASTER);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the master key can't be read", e);
        }
    }

    /**
     * Adds a master key, which wraps from now on; those before it go on unwrapping.
     *
     * @return its name
     */
    String rotate() throws GeneralSecurityException, IOException {
        KeysetHandle rotated = KeysetHandle.newBuilder(keyset(MASTER))
                .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                        .withRandomId()
                        .makePrimary())
                .build();
        write(MASTER, TinkJsonProtoKeysetFormat.serializeKeyset(rotated, InsecureSecretKeyAccess.get()));
        return Integer.toHexString(rotated.getPrimary().getId());
    }

    @Bean
    HouseKeys houseKeys() throws GeneralSecurityException, IOException {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        String digest = content("digest.hex", HexFormat.of().formatHex(random));
        return new HouseKeys(
                keyset("house.json").getPrimitive(RegistryConfiguration.get(), Aead.class),
                HexFormat.of().parseHex(digest.strip()));
    }

    @Bean
    SigningKey signingKey() throws GeneralSecurityException, IOException {
        SigningKey key = SigningKey.read(content("trace.key", SigningKey.fresh()));
        if (create) {
            content("trace.pub", key.publicPem());
        }
        return key;
    }

    private KeysetHandle keyset(String file) throws GeneralSecurityException, IOException {
        KeysetHandle fresh = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
        String json = content(file, TinkJsonProtoKeysetFormat.serializeKeyset(fresh, InsecureSecretKeyAccess.get()));
        return TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get());
    }

    private String content(String name, String fresh) throws IOException {
        Path file = folder.resolve(name);
        if (Files.notExists(file) && create) {
            Files.createDirectories(folder);
            write(name, fresh);
        }
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    /** Whole or not at all: a node may be reading it. */
    private void write(String name, String content) throws IOException {
        Path whole = Files.createTempFile(
                folder,
                name,
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(whole, content);
        Files.move(whole, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }
}
