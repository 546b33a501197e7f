package fr.dmp.production;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The compose file, the production profile and the page that describes them name the same variables. */
class ComposeTest {

    private static final Pattern VARIABLE = Pattern.compile("\\b(DMP_[A-Z_]+|SPRING_PROFILES_ACTIVE)\\b");
    private static final Pattern IN_BRACES = Pattern.compile("\\$\\{([A-Z_]+)");

    /** What the compose file leaves as it is: its own network has no other ports and accounts. */
    private static final Set<String> LEFT =
            Set.of("DMP_DATABASE_USER", "DMP_MIGRATION_USER", "DMP_PORT", "DMP_STAFF_PORT", "DMP_MANAGEMENT_PORT");

    private static final Set<String> OF_THE_DATABASE = Set.of("DMP_SUPERUSER_PASSWORD", "POSTGRES_SHARED_BUFFERS");

    private final String text = read("docker-compose.yml");
    private final Map<String, Object> compose = new Yaml().load(text);

    @Test
    void theProgramIsGivenAllThatItKnowsAndNothingElse() {
        Set<String> passed = environment("program").keySet();
        assertThat(with(passed, LEFT))
                .containsExactlyInAnyOrderElementsOf(with(
                        found(IN_BRACES, read("src/main/resources/application-production.yml")),
                        Set.of("SPRING_PROFILES_ACTIVE")));
    }

    @Test
    void thePageDescribesEachVariable() {
        String table = read("src/docs/configuration.md")
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|")[1])
                .collect(Collectors.joining("\n"));
        assertThat(found(VARIABLE, table))
                .containsExactlyInAnyOrderElementsOf(with(environment("program").keySet(), LEFT));
    }

    @Test
    void theExampleNamesWhatTheFileAsksForAndMarksWhatIsNeeded() {
        String example = read("src/docs/compose.env.example");
        Set<String> asked = found(IN_BRACES, text);
        assertThat(found(Pattern.compile("(?m)^#?([A-Z_]+)="), example)).containsExactlyInAnyOrderElementsOf(asked);
        assertThat(with(found(Pattern.compile("(?m)^(DMP_[A-Z_]+)=$"), example), Set.of("DMP_MAIL_HOST")))
                .containsExactlyInAnyOrderElementsOf(found(Pattern.compile("\\$\\{([A-Z_]+):\\?"), text));
        assertThat(with(environment("program").keySet(), OF_THE_DATABASE)).containsAll(asked);
    }

    /** Secrets leave by mail: whoever names a server and nothing else gets TLS and an account asked for. */
    @Test
    void mailIsProtectedUnlessTheExampleSaysOtherwise() {
        assertThat(environment("program"))
                .containsEntry("DMP_MAIL_PORT", "${DMP_MAIL_PORT:-587}")
                .containsEntry("DMP_MAIL_AUTH", "${DMP_MAIL_AUTH:-true}")
                .containsEntry("DMP_MAIL_TLS", "${DMP_MAIL_TLS:-true}");
        assertThat(read("src/docs/compose.env.example"))
                .contains("DMP_MAIL_HOST=mail\nDMP_MAIL_PORT=1025\nDMP_MAIL_AUTH=false\nDMP_MAIL_TLS=false\n");
    }

    @Test
    void onlyThisMachineReachesIt() {
        services().forEach(name -> ports(name).forEach(port -> assertThat(port).startsWith("127.0.0.1:")));
        assertThat(ports("database")).isEmpty();
    }

    @Test
    void imagesComeFromNoPlaceOfTheirOwnAndVolumesAreDeclared() {
        for (String name : services()) {
            assertThat(String.valueOf(service(name).get("image"))).doesNotContainPattern("^[^/]*[.:][^/]*/");
            mounts(name).forEach(source -> assertThat(
                            source.startsWith("./")
                                    ? Files.exists(Path.of(source))
                                    : ((Map<?, ?>) compose.get("volumes")).containsKey(source))
                    .as(source)
                    .isTrue());
        }
    }

    @Test
    void theRolesAreThereBeforeTheirPasswordsAndTheImageIsTheBuildsOwn() {
        assertThat(list("database", "volumes"))
                .anyMatch(mount -> mount.contains("roles.sql:/docker-entrypoint-initdb.d/10-"))
                .anyMatch(mount -> mount.contains("compose-passwords.sh:/docker-entrypoint-initdb.d/20-"));
        String pom = read("pom.xml");
        assertThat(pom).contains("<name>dmp:${project.version}</name>", "<version>0.1.0-SNAPSHOT</version>");
        assertThat(service("program").get("image")).isEqualTo("dmp:0.1.0-SNAPSHOT");
        assertThat(service("keys").get("image")).isEqualTo("dmp:0.1.0-SNAPSHOT");
        assertThat(environment("program").get("DMP_KEYS_FOLDER"))
                .isEqualTo(((List<?>) service("keys").get("command")).get(1));
    }

    @SuppressWarnings("unchecked")
    private Collection<String> services() {
        return ((Map<String, Object>) compose.get("services")).keySet();
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> service(String name) {
        return ((Map<String, Map<String, Object>>) compose.get("services")).get(name);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> environment(String name) {
        return (Map<String, Object>) service(name).get("environment");
    }

    @SuppressWarnings("unchecked")
    private List<String> list(String name, String key) {
        return (List<String>) service(name).getOrDefault(key, List.of());
    }

    private List<String> ports(String name) {
        return list(name, "ports");
    }

    private List<String> mounts(String name) {
        return list(name, "volumes").stream().map(mount -> mount.split(":")[0]).toList();
    }

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private static Set<String> with(Set<String> some, Set<String> others) {
        Set<String> all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
