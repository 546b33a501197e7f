package fr.dmp.gate;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.util.unit.DataSize;

/**
 * What answers at which door.
 *
 * @param publicPaths {@code dmp.gate.public}: paths of the public port, each with all that lies beneath it; {@code /}
 *     stands for itself alone
 * @param staffPaths {@code dmp.gate.staff}: the same for the staff port
 * @param closed paths that answer nowhere, though they lie beneath one of those
 * @param body how long the body of a request may be, uploads of files apart
 * @param upload how long an upload may be
 * @param uploads where files are uploaded to
 */
@ConfigurationProperties("dmp.gate")
record GateProperties(
        @Name("public") List<String> publicPaths,
        @Name("staff") List<String> staffPaths,
        List<String> closed,
        DataSize body,
        DataSize upload,
        List<String> uploads) {

    boolean opens(Surface surface, String path) {
        List<String> paths = surface == Surface.STAFF ? staffPaths : publicPaths;
        return paths.stream().anyMatch(open -> covers(open, path))
                && closed.stream().noneMatch(shut -> covers(shut, path));
    }

    private static boolean covers(String prefix, String path) {
        return path.equals(prefix) || prefix.length() > 1 && path.startsWith(prefix + "/");
    }
}
