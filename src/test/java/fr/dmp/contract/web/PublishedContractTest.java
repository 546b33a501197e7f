package fr.dmp.contract.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.dmp.SandboxTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * What is published is what was agreed. After a change that is wanted, write the copy anew:
 * {@code mvn test -Dtest=PublishedContractTest -Ddmp.contract=write}.
 */
@SandboxTest
class PublishedContractTest {

    private static final Path COPY = Path.of("src/docs/openapi.json");

    @LocalServerPort
    private int port;

    @Autowired
    private ObjectMapper json;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping calls;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void theCopyIsWhatIsPublished() throws Exception {
        String published = get("/v3/api-docs", "application/json", "fr") + "\n";
        if ("write".equals(System.getProperty("dmp.contract"))) {
            Files.writeString(COPY, published);
        }
        assertThat(published).isEqualTo(Files.readString(COPY));
        assertThat(get("/v3/api-docs", "application/json", "fr") + "\n").isEqualTo(published);
    }

    /** Every call of the public port's API and no other. */
    @Test
    void everyCallIsDescribed() throws Exception {
        Set<String> there = calls.getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getPathPatternsCondition().getPatterns().stream()
                        .filter(pattern -> pattern.getPatternString().startsWith("/api/"))
                        .flatMap(pattern -> mapping.getMethodsCondition().getMethods().stream()
                                .map(method -> method + " " + pattern.getPatternString())))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(there).contains("POST /api/creations", "GET /api/record");
        assertThat(described()).containsExactlyInAnyOrderElementsOf(there);
    }

    @Test
    void whoMayCallIsSaid() throws Exception {
        JsonNode contract = contract();
        assertThat(contract.at("/components/securitySchemes").properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("holder", "professional");
        assertThat(contract.at("/paths/~1api~1record/get/security/0").has("holder"))
                .isTrue();
        assertThat(contract.at("/paths/~1api~1professional~1records/post/security/0")
                        .has("professional"))
                .isTrue();
        assertThat(contract.at("/paths/~1api~1sign-in/post").has("security")).isFalse();
        assertThat(contract.at("/paths/~1api~1creations/post/parameters/0/required")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void itSpeaksEnglishWhereAsked() throws Exception {
        JsonNode english = json.readTree(get("/v3/api-docs", "application/json", "en"));
        assertThat(english.at("/info/title").asText()).isEqualTo("Shared medical record API");
        assertThat(contract().at("/info/title").asText()).isEqualTo("API du dossier médical partagé");
    }

    /** No shape may be left without its words, nor a reference without its shape. */
    @Test
    void everythingHasItsWords() throws Exception {
        List<String> silent = contract().at("/components/schemas").properties().stream()
                .flatMap(shape -> shape.getValue().path("properties").properties().stream()
                        .filter(field -> !field.getValue().has("description")
                                && !field.getValue().has("$ref"))
                        .map(field -> shape.getKey() + "." + field.getKey()))
                .toList();
        assertThat(silent).isEmpty();
        Document page = page("fr");
        assertThat(page.select("a[href^=#]")).isNotEmpty().allSatisfy(link -> assertThat(
                        page.getElementById(link.attr("href").substring(1)))
                .as(link.attr("href"))
                .isNotNull());
    }

    @Test
    void thePageTellsTheSameWithoutScriptsOrOthers() throws Exception {
        Document page = page("fr");
        assertThat(page.selectFirst("html").attr("lang")).isEqualTo("fr");
        assertThat(page.select("h1").text()).isEqualTo("API du dossier médical partagé");
        assertThat(page.select("script, style, [style], [src^=http], link[href^=http]"))
                .isEmpty();
        assertThat(page.select(".address").eachText()).containsExactlyInAnyOrderElementsOf(described());
        assertThat(page("en").select("h1").text()).isEqualTo("Shared medical record API");
    }

    private Set<String> described() throws Exception {
        return contract().get("paths").properties().stream()
                .flatMap(path -> names(path.getValue()).map(method -> method.toUpperCase() + " " + path.getKey()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> names(JsonNode node) {
        return StreamSupport.stream(((Iterable<String>) node::fieldNames).spliterator(), false);
    }

    private JsonNode contract() throws Exception {
        return json.readTree(get("/v3/api-docs", "application/json", "fr"));
    }

    private Document page(String language) throws Exception {
        return Jsoup.parse(get("/api", "text/html", language));
    }

    private String get(String path, String accepted, String language) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Accept", accepted)
                        .header("Accept-Language", language)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }
}
