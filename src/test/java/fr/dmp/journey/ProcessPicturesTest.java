package fr.dmp.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each process has a picture in {@code src/docs/pictures}, drawn from its model as it is now. Run with
 * {@code -Ddmp.pictures=draw} to draw them anew.
 */
class ProcessPicturesTest {

    private static final Path MODELS = Path.of("processes");
    private static final Path PICTURES = Path.of("src/docs/pictures");

    static Stream<Path> models() throws IOException {
        try (Stream<Path> files = Files.list(MODELS)) {
            return files.filter(file -> file.toString().endsWith(".bpmn")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void thePictureShowsTheModelAsItIs(Path model) throws Exception {
        Path picture = PICTURES.resolve(model.getFileName().toString().replace(".bpmn", ".svg"));
        if ("draw".equals(System.getProperty("dmp.pictures"))) {
            Files.createDirectories(PICTURES);
            Files.writeString(picture, mark(model) + "\n" + draw(Files.readString(model)) + "\n");
        }
        assertThat(picture)
                .as("drawn by mvn test -Dtest=ProcessPicturesTest -Ddmp.pictures=draw")
                .exists();
        assertThat(Files.readString(picture)).startsWith(mark(model));
    }

    @Test
    void thereIsSomethingToDraw() throws IOException {
        assertThat(models()).isNotEmpty();
    }

    private static String mark(Path model) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(model));
        return "<!-- drawn from " + model.getFileName() + " " + HexFormat.of().formatHex(digest) + " -->";
    }

    private static String draw(String xml) {
        Map<String, String> system = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        try (Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(system));
                Browser browser = playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(Path.of("/usr/bin/chromium"))
                                .setArgs(List.of(
                                        "--no-sandbox",
                                        "--disable-gpu",
                                        "--no-first-run",
                                        "--disable-background-networking",
                                        "--disable-component-update",
                                        "--disable-sync")))) {
            Page page = browser.newPage();
            page.setContent("<div id='canvas' style='width:1600px;height:900px'></div>");
            page.addScriptTag(new Page.AddScriptTagOptions().setContent(viewer()));
            return (String) page.evaluate(
                    """
                    async xml => {
                      const viewer = new BpmnJS({ container: '#canvas' });
                      await viewer.importXML(xml);
                      const { svg } = await viewer.saveSVG();
                      return svg.substring(svg.indexOf('<svg'));
                    }
                    """,
                    xml);
        }
    }

    private static String viewer() {
        try (InputStream script = ProcessPicturesTest.class.getResourceAsStream(
                "/META-INF/resources/webjars/bpmn-js/8.0.0/dist/bpmn-viewer.production.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
