package fr.dmp.portal;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.SandboxTest;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What anyone meets who hasn't signed in. */
@SandboxTest
class OpenPagesTest {

    @LocalServerPort
    private int port;

    private Visitor visitor;

    @BeforeEach
    void someoneComes() {
        visitor = new Visitor(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/aide", "/connexion", "/creation", "/connexion/dossier-ferme"})
    void aPageStandsOnItsOwn(String path) {
        Document page = visitor.get(path).page();
        assertThat(visitor.status()).isEqualTo(200);
        assertThat(visitor.header("Content-Security-Policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")
                .doesNotContain("unsafe", "http:", "https:", "*");
        assertThat(visitor.header("Cache-Control")).contains("no-store");
        assertThat(page.select("script, style, [style], [onclick], iframe")).isEmpty();
        assertThat(page.select("[src], link[href], a[href], form[action]"))
                .allSatisfy(element -> assertThat(address(element)).matches("[/#?].*|tel:3646"));
        assertThat(page.select("html").attr("lang")).isEqualTo("fr");
        assertThat(page.title()).endsWith("Dossier médical partagé");
        assertThat(page.select("h1")).hasSize(1);
        assertThat(page.select("header, main, footer")).hasSize(3);
        assertThat(page.selectFirst("body > a").attr("href")).isEqualTo("#contenu");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/aide", "/connexion", "/creation"})
    void everyFormProvesThatItIsOurs(String path) {
        Document page = visitor.get(path).page();
        assertThat(page.select("form[method=post]")).isNotEmpty().allSatisfy(form -> assertThat(
                        form.select("input[name=_csrf][type=hidden]").attr("value"))
                .isNotBlank());
        assertThat(visitor.setCookies()).anySatisfy(cookie -> assertThat(cookie)
                .startsWith("__Host-form=")
                .contains("Path=/", "Secure", "HttpOnly", "SameSite=Strict"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/connexion", "/connexion/code", "/connexion/renvoi", "/creation", "/creation/code", "/langue"})
    void aFormThatIsNotOursIsRefused(String path) {
        visitor.get("/connexion");
        assertThat(visitor.post(path, Map.of("identifiant", "1", "mot-de-passe", "2"))
                        .status())
                .isEqualTo(403);
        assertThat(visitor.post(path, Map.of("_csrf", "made-up")).status()).isEqualTo(403);
        assertThat(visitor.text()).contains("Cette action n’est pas permise");
    }

    @Test
    void theProofOfAnotherBrowserIsNoProof() {
        String proof = new Visitor(port)
                .get("/connexion")
                .page()
                .select("[name=_csrf]")
                .attr("value");
        assertThat(visitor.get("/connexion")
                        .post("/connexion", Map.of("_csrf", proof))
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/dossier",
                "/historique",
                "/avis",
                "/mot-de-passe",
                "/compte",
                "/compte/coordonnees",
                "/compte/coordonnees/code",
                "/compte/connexions",
                "/compte/cles",
                "/informations",
                "/urgences",
                "/journal",
                "/representation"
            })
    void theRecordAsksForASignIn(String path) {
        assertThat(visitor.get(path).status()).isEqualTo(303);
        assertThat(visitor.location()).isEqualTo("/connexion");
        visitor.keep("__Host-holder", "A".repeat(43));
        assertThat(visitor.get(path).location()).isEqualTo("/connexion?fin");
        assertThat(visitor.follow().text()).contains("Votre session a pris fin");
    }

    /** The strict cookie isn't sent along from a mail's page; one step from our own page sends it. */
    @Test
    void whoeverArrivesFromAnotherSiteTakesOneStepMore() {
        visitor.header("Sec-Fetch-Site", "cross-site").get("/historique");
        assertThat(visitor.status()).isEqualTo(200);
        assertThat(visitor.page().select("meta[http-equiv=refresh]").attr("content"))
                .isEqualTo("0;url=/historique");
        assertThat(visitor.page().select("main a").attr("href")).isEqualTo("/historique");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/connexion/code", "/creation/code", "/creation/suivi"})
    void aStepWithoutTheOneBeforeBeginsAnew(String path) {
        assertThat(visitor.get(path).status()).isBetween(300, 399);
        assertThat(visitor.location()).isIn("/connexion?perdue", "/creation?perdue");
    }

    @Test
    void theLanguageIsChosenOnceForAYear() {
        visitor.get("/aide").submit("/langue", Map.of("langue", "en"));
        assertThat(visitor.setCookies()).anySatisfy(cookie -> assertThat(cookie)
                .startsWith("__Host-langue=en;")
                .contains("Max-Age=31536000", "Secure", "HttpOnly", "SameSite=Strict"));
        assertThat(visitor.location()).isEqualTo("/aide");
        Document page = visitor.follow().page();
        assertThat(page.select("html").attr("lang")).isEqualTo("en");
        assertThat(page.text()).contains("Your rights, in plain words");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "//evil",
                "//evil/aide",
                "https://evil.example",
                "/\\evil.example",
                "javascript:x",
                "/aide?retour=//evil.example",
                "/historique?du=1&du",
                "/historique?du=<x>",
                "/historique?du=1#evil",
                "/aide\r\nX: y"
            })
    void theChangeOfLanguageLeadsNowhereElse(String back) {
        visitor.get("/").submit("/langue", Map.of("langue", "en", "retour", back));
        assertThat(visitor.location()).isEqualTo("/");
    }

    @Test
    void theChangeOfLanguageReadsAPathOfAnyLength() {
        visitor.get("/").submit("/langue", Map.of("langue", "en", "retour", "/aide" + "/a".repeat(8_000)));
        assertThat(visitor.location()).isEqualTo("/");
    }

    @Test
    void theBrowsersLanguageCountsAsLongAsNoneIsChosen() {
        assertThat(visitor.header("Accept-Language", "en-GB,fr;q=0.5")
                        .get("/")
                        .page()
                        .select("html")
                        .attr("lang"))
                .isEqualTo("en");
        assertThat(visitor.header("Accept-Language", "de")
                        .get("/")
                        .page()
                        .select("html")
                        .attr("lang"))
                .isEqualTo("fr");
        assertThat(visitor.header("Accept-Language", ";;;")
                        .get("/")
                        .page()
                        .select("html")
                        .attr("lang"))
                .isEqualTo("fr");
    }

    @Test
    void anEmptySignInIsAnsweredFieldByField() {
        Document page = visitor.get("/connexion").submit("/connexion", Map.of()).page();
        assertThat(visitor.status()).isEqualTo(422);
        faultsLeadTo(page, "identifiant", "mot-de-passe");
    }

    @Test
    void theCardIsCheckedAsItIsTyped() {
        Map<String, String> card = Map.of(
                "nir", "279035121518988",
                "serie", "",
                "nom", "DURAND",
                "prenoms", "Anne",
                "naissance", "31/02/1979");
        Document page = visitor.get("/creation").submit("/creation", card).page();
        assertThat(visitor.status()).isEqualTo(422);
        faultsLeadTo(page, "nir", "serie", "naissance");
        assertThat(page.select("#nom").val()).isEqualTo("DURAND");
    }

    @Test
    void stepsCarryAlongWhatWasTypedAndStoreNothing() {
        Map<String, String> card = Map.of(
                "nir", "2 79 03 51 215 189 89",
                "serie", "123",
                "nom", "DURAND",
                "prenoms", "Anne",
                "naissance", "28/03/1979");
        visitor.get("/creation").submit("/creation", card);
        assertThat(visitor.text()).contains("Étape 2 sur 4");
        assertThat(visitor.page().select("input[type=hidden][name=nom]").val()).isEqualTo("DURAND");
        faultsLeadTo(visitor.submit("/creation", Map.of()).page(), "mobile");
        visitor.submit("/creation", Map.of("mobile", "06 12 34 56 78"));
        assertThat(visitor.text()).contains("Étape 3 sur 4");
        assertThat(visitor.page().select("#bris-de-glace, #centre-15").eachAttr("checked"))
                .hasSize(2);
        assertThat(visitor.page().select("#accord").hasAttr("checked")).isFalse();
        faultsLeadTo(visitor.submit("/creation", Map.of()).page(), "accord");
        assertThat(visitor.cookie("__Host-creation")).isEmpty();
        visitor.submit("/creation", Map.of("vers", "retour"));
        assertThat(visitor.page().select("#mobile").val()).isEqualTo("06 12 34 56 78");
    }

    @Test
    void anAddressThatDoesNotExistHasAPage() {
        assertThat(visitor.get("/nulle-part").status()).isEqualTo(404);
        assertThat(visitor.text()).contains("Cette page n’existe pas");
    }

    @Test
    void theNumberToCallStandsInItsHeading() {
        assertThat(visitor.get("/aide").page().select("h2#call-title").text())
                .isEqualTo("Une question\u202f? Appelez le 3646");
        assertThat(visitor.page().select("h2#call-title a").attr("href")).isEqualTo("tel:3646");
    }

    @Test
    void theFirstViewIsLight() {
        int weight = visitor.get("/").page().outerHtml().length();
        List<String> files = visitor.page().select("link[href], img[src], use[href]").stream()
                .map(OpenPagesTest::address)
                .map(address -> address.replaceAll("#.*", ""))
                .distinct()
                .toList();
        for (String file : files) {
            weight += visitor.get(file).page().text().length();
            assertThat(visitor.header("Cache-Control")).contains("max-age=31536000", "immutable");
        }
        assertThat(files).hasSize(3);
        assertThat(weight).isLessThan(60_000);
    }

    @ParameterizedTest
    @CsvSource({"identifiant, username", "mot-de-passe, current-password"})
    void fieldsTellTheBrowserWhatTheyAre(String field, String purpose) {
        assertThat(visitor.get("/connexion").page().select("#" + field).attr("autocomplete"))
                .isEqualTo(purpose);
    }

    /** The summary names each fault with a link to its field, and the field names its fault. */
    static void faultsLeadTo(Document page, String... fields) {
        assertThat(page.select("#faults a").eachAttr("href"))
                .containsExactlyInAnyOrder(java.util.Arrays.stream(fields)
                        .map(field -> "#" + field)
                        .toArray(String[]::new));
        for (String field : fields) {
            Element input = page.getElementById(field);
            assertThat(input.attr("aria-invalid")).isEqualTo("true");
            assertThat(input.attr("aria-describedby").split(" "))
                    .contains(field + "-fault")
                    .allSatisfy(id -> assertThat(page.getElementById(id)).isNotNull());
        }
    }

    private static String address(Element element) {
        return List.of("src", "href", "action").stream()
                .filter(element::hasAttr)
                .map(element::attr)
                .findFirst()
                .orElseThrow();
    }
}
