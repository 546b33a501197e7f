package fr.dmp.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the program may refuse has its words in both languages. */
class TextsTest {

    private static final String KINDS =
            Stream.of(Refusal.Kind.values()).map(Enum::name).collect(Collectors.joining("|"));
    private static final Pattern SLUG = Pattern.compile("(?:\\bKind\\.(?:" + KINDS + "),|"
            + "\\bRefusal\\s*\\.(?:conflict|gone|unacceptable|denied)\\()\\s*\"([a-z0-9-]+)\"");
    private static final Pattern FAULT = Pattern.compile("\"(fault\\.[a-z0-9-]+)\"");

    @ParameterizedTest
    @ValueSource(strings = {"refusal", "refusal_en"})
    void everySlugAndFaultHasItsTexts(String bundle) throws IOException {
        Set<Object> texts = bundle(bundle).keySet();
        Set<String> used = new TreeSet<>();
        for (String slug : found(SLUG)) {
            used.add("problem." + slug + ".title");
            used.add("problem." + slug + ".detail");
        }
        used.addAll(found(FAULT));
        assertThat(used).contains("problem.not-found.title", "fault.date");
        assertThat(texts).containsAll(used);
    }

    @Test
    void bothBundlesSayTheSame() throws IOException {
        assertThat(bundle("refusal").keySet()).isEqualTo(bundle("refusal_en").keySet());
    }

    /** The password that works once is the initial one, on paper, on pages and in messages alike. */
    @Test
    void thePasswordThatWorksOnceHasOneName() throws IOException {
        try (Stream<Path> bundles = Files.list(Path.of("src/main/resources/i18n"))) {
            assertThat(bundles).allSatisfy(bundle -> assertThat(Files.readString(bundle))
                    .doesNotContainPattern("(?i)mot de passe (?:provisoire|temporaire)|(?:temporary|first) password"));
        }
    }

    @Test
    void aSlugWithoutTextsIsFound() {
        Matcher matcher = SLUG.matcher("throw Refusal.of(Refusal.Kind.CONFLICT, \"no-such-text\")");
        assertThat(matcher.find()).isTrue();
        assertThat(matcher.group(1)).isEqualTo("no-such-text");
    }

    private static Set<String> found(Pattern pattern) throws IOException {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher matcher = pattern.matcher(Files.readString(file));
                while (matcher.find()) {
                    found.add(matcher.group(1));
                }
            }
        }
        return found;
    }

    private static Properties bundle(String name) throws IOException {
        Properties properties = new Properties();
        try (InputStream stream = TextsTest.class.getResourceAsStream("/i18n/" + name + ".properties")) {
            properties.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
        }
        return properties;
    }
}
