package fr.dmp.journey;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The system's Chromium, for journeys. One browser serves the whole run; each {@link Visit} is a person of their own,
 * with cookies of their own, and tells of every request that leaves the program.
 */
public final class Browser {

    /** What people hold in their hands. */
    public enum Device {
        PHONE(390, 844),
        DESKTOP(1280, 900),
        /** A desktop's window at a zoom of 400 %. */
        NARROW(320, 640);

        private final int width;
        private final int height;

        Device(int width, int height) {
            this.width = width;
            this.height = height;
        }
    }

    private static final List<String> PROGRAMS = Stream.of(
                    System.getenv("DMP_TEST_BROWSER"),
                    "/usr/bin/chromium",
                    "/usr/bin/chromium-browser",
                    "/usr/bin/google-chrome",
                    "/usr/bin/google-chrome-stable")
            .filter(Objects::nonNull)
            .toList();

    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private static final Path SHOTS = Path.of("target", "screenshots");

    private static @org.jspecify.annotations.Nullable Browser running;

    private final com.microsoft.playwright.Browser chromium;

    private Browser() {
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program())
                        .setEnv(french())
                        .setArgs(ARGUMENTS));
        Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
    }

    /** The browser's own words, those of a date field among them, are French too. */
    private static Map<String, String> french() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("LANGUAGE", "fr");
        return environment;
    }

    /** The run's browser. Playwright is bound to one thread: so are the tests that use it. */
    public static synchronized Browser get() {
        if (running == null) {
            running = new Browser();
        }
        return running;
    }

    /** Someone sits down, with scripts allowed. */
    public Visit visit(Device device) {
        return new Visit(device, new com.microsoft.playwright.Browser.NewContextOptions());
    }

    /** Someone whose browser runs no script. */
    public Visit visitWithoutScript(Device device) {
        return new Visit(device, new com.microsoft.playwright.Browser.NewContextOptions().setJavaScriptEnabled(false));
    }

    private static Path program() {
        return PROGRAMS.stream()
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no Chromium: run src/test/bin/ensure-chromium"));
    }

    /** One person's browser. */
    public final class Visit implements AutoCloseable {

        private final BrowserContext context;
        private final Page page;
        private final List<String> requests = new ArrayList<>();
        private final List<String> complaints = new ArrayList<>();

        private Visit(Device device, com.microsoft.playwright.Browser.NewContextOptions options) {
            context = chromium.newContext(options.setViewportSize(device.width, device.height)
                    .setDeviceScaleFactor(device == Device.PHONE ? 2 : 1)
                    // Colours on their way from one to another can't be judged.
                    .setReducedMotion(ReducedMotion.REDUCE)
                    .setLocale("fr-FR")
                    .setTimezoneId("Europe/Paris"));
            page = context.newPage();
            // Patience costs nothing where all is well; a busy machine takes its time to draw Tasklist.
            page.setDefaultTimeout(60_000);
            page.onRequest(request -> requests.add(request.url()));
            page.onConsoleMessage(message -> {
                if ("error".equals(message.type())) {
                    complaints.add(message.text());
                }
            });
        }

        /** The page, wholly there: a click returns as soon as the next document begins. */
        public Page page() {
            page.waitForLoadState();
            return page;
        }

        /** A member of staff signs in to Tasklist, whose page is open, and sees its filters. */
        public void signsInToTasklist(String user, String password) {
            page.waitForSelector("input[type=password]");
            page.fill("input[type=text]", user);
            page.fill("input[type=password]", password);
            Response answer = page.waitForResponse(
                    response -> response.url().contains("/auth/user/default/login/"),
                    () -> page.click("button[type=submit]"));
            if (!answer.ok()) {
                throw new AssertionError(user + " can't sign in to Tasklist: " + answer.status());
            }
            page.waitForSelector(".task-filters >> text=À traiter");
        }

        /** Every address that was asked for so far. */
        public List<String> requests() {
            return List.copyOf(requests);
        }

        /** What the browser's console complained about so far: refused styles and scripts among it. */
        public List<String> complaints() {
            return List.copyOf(complaints);
        }

        /** The whole page, light and dark, under {@code target/screenshots}. */
        public void shoot(String name) {
            shoot(name, ColorScheme.LIGHT);
            shoot(name + "-dark", ColorScheme.DARK);
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        }

        private void shoot(String name, ColorScheme scheme) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            page().screenshot(new Page.ScreenshotOptions()
                    .setPath(SHOTS.resolve(name + ".png"))
                    .setFullPage(true));
        }

        /** What axe finds wrong, light and dark: rule, element, and why. Needs scripts. */
        @SuppressWarnings("unchecked")
        public List<String> violations() {
            List<String> all = new ArrayList<>();
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                page().evaluate(axe());
                all.addAll((List<String>) page.evaluate(
                        """
                        async scheme => (await axe.run({ resultTypes: ['violations'] })).violations.flatMap(
                          rule => rule.nodes.map(node => `${scheme} ${rule.id}: ${node.target} ${node.failureSummary}`))
                        """,
                        scheme.name()));
            }
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
            return all;
        }

        /** By how many pixels the page is wider than its window. */
        public int overflow() {
            return (Integer)
                    page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        }

        @Override
        public void close() {
            context.close();
        }
    }

    private static String axe() {
        try (var source = Browser.class.getResourceAsStream("/axe.min.js")) {
            return new String(Optional.ofNullable(source).orElseThrow().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
