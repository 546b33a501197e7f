package fr.dmp.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The passwords of the embedded database's logins: made once, each in a file that its owner alone can read. */
final class PostgresAccounts {

    static final String SUPERUSER = "postgres";
    static final String MIGRATOR = "dmp_migrator";
    static final String PROGRAM = "dmp_app";

    private final Path folder;

    PostgresAccounts(Path folder) {
        this.folder = folder;
    }

    String password(String login) throws IOException {
        return Files.readString(file(login));
    }

    /** {@code <login>.password}; made where it is absent. */
    Path file(String login) throws IOException {
        Path file = folder.resolve(login + ".password");
        if (Files.notExists(file)) {
            Files.createDirectories(folder);
            Path whole = Files.createTempFile(
                    folder,
                    login,
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(whole, random());
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return file;
    }

    private static String random() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
