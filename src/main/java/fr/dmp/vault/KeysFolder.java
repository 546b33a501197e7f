package fr.dmp.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.stream.Stream;

/** The folder with the house's keys, made once before the first start in production and then kept safe. */
public final class KeysFolder {

    private KeysFolder() {}

    /**
     * Makes all keys in a folder that is absent or empty.
     *
     * @throws IllegalStateException there is something in it: existing keys are never replaced
     */
    public static void create(Path folder) throws IOException, GeneralSecurityException {
        if (Files.exists(folder) && !empty(folder)) {
            throw new IllegalStateException("the folder isn't empty: " + folder);
        }
        VaultKeys keys = new VaultKeys(folder, true);
        keys.masterKey();
        keys.houseKeys();
        keys.signingKey();
    }

    private static boolean empty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }
}
