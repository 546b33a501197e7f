package fr.dmp.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.stream.Stream;

/** The folder with the house's keys, made once before the first start in production and then kept safe; the master key can be replaced. */
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

    /**
     * Adds a master key to those in the folder; the program wraps each record's key by it while it runs. The older ones
     * stay, for what isn't wrapped anew yet and for backups.
     *
     * @return its name
     * @throws java.nio.file.NoSuchFileException there are no keys in the folder
     */
    public static String rotate(Path folder) throws IOException, GeneralSecurityException {
        return new VaultKeys(folder, false).rotate();
    }

    private static boolean empty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }
}
