package fr.dmp.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The README names only what exists. */
class ReadmeTest {

    private static final String TEXT = read(Path.of("README.md"));
    private static final Path MAIN = Path.of("src/main/java/fr/dmp");

    @Test
    void itsLinksAndPicturesAreThere() {
        assertThat(found("\\]\\(((?!https?:)[^)#]+)\\)")).isNotEmpty().allMatch(link -> Files.exists(Path.of(link)));
    }

    @Test
    void itsPathsAreThere() {
        assertThat(found("`((?:src|processes|camel-routes)/[^`*]*)`"))
                .isNotEmpty()
                .allMatch(path -> Files.exists(Path.of(path)));
    }

    /** Each test that a command names is a class, and reads the property that the command sets. */
    @Test
    void itsCampaignsAreThere() throws IOException {
        List<MatchResult> campaigns = Pattern.compile("mvn test -Dtest=(\\w+) -D([\\w.-]+)=")
                .matcher(TEXT)
                .results()
                .toList();
        assertThat(campaigns).isNotEmpty();
        for (MatchResult campaign : campaigns) {
            assertThat(sources().filter(test -> test.endsWith(campaign.group(1) + ".java")))
                    .as(campaign.group())
                    .singleElement()
                    .satisfies(test -> assertThat(read(test)).contains('"' + campaign.group(2) + '"'));
        }
    }

    @Test
    void itsTableHasEveryModule() throws IOException {
        String table = TEXT.substring(TEXT.indexOf("| module | keeps |"));
        Set<String> told = table.substring(0, table.indexOf("\n\n"))
                .lines()
                .skip(2)
                .flatMap(row -> matches("`(\\w+)`", row.split("\\|")[1]))
                .collect(Collectors.toCollection(TreeSet::new));
        try (Stream<Path> modules = Files.list(MAIN)) {
            assertThat(told)
                    .containsExactlyElementsOf(modules.filter(Files::isDirectory)
                            .map(module -> module.getFileName().toString())
                            .sorted()
                            .toList());
        }
    }

    @Test
    void itsProcessesAndTablesAreThere() {
        assertThat(found("process(?:es)? ([a-z]+-[a-z-]+)"))
                .isNotEmpty()
                .allMatch(process -> Files.exists(Path.of("processes", process + ".bpmn")));
    }

    /** What it sends people to is opened at that port. */
    @Test
    void itsAddressesAreOpen() {
        List<String> open = opened("public");
        assertThat(found("localhost:8080(/[a-z0-9/-]*)")).isNotEmpty().allMatch(path -> open.stream()
                .anyMatch(path::startsWith));
        List<String> staff = opened("staff");
        assertThat(found("localhost:8081(/[a-z0-9/-]*)")).isNotEmpty().allMatch(path -> staff.stream()
                .anyMatch(path::startsWith));
    }

    @SuppressWarnings("unchecked")
    private static List<String> opened(String port) {
        Map<String, Object> settings = new Yaml().load(read(Path.of("src/main/resources/application.yml")));
        Map<String, Object> gate = (Map<String, Object>) ((Map<String, Object>) settings.get("dmp")).get("gate");
        return ((List<String>) gate.get(port))
                .stream().filter(path -> !path.equals("/")).toList();
    }

    private static Stream<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            return files.filter(Files::isRegularFile).toList().stream();
        }
    }

    private static List<String> found(String pattern) {
        return matches(pattern, TEXT).distinct().toList();
    }

    private static Stream<String> matches(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map(match -> match.group(1));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
