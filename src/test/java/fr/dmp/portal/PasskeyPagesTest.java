package fr.dmp.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.dmp.Calls;
import fr.dmp.SandboxTest;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.signin.OwnPasskeys;
import fr.dmp.signin.SignIn;
import fr.dmp.signin.SoftKey;
import java.io.IOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A holder's passkeys on the pages and over the API, as a script sends what a device made. */
@SandboxTest
class PasskeyPagesTest {

    private static final String PASSKEYS = "/compte/cles";

    @LocalServerPort
    private int port;

    @Autowired
    private InsuredDirectory directory;

    private final ObjectMapper json = new ObjectMapper();

    private Newcomer newcomer;
    private Visitor visitor;
    private String identifier;
    private SoftKey key;

    @BeforeEach
    void aHolderHasJustSignedIn() {
        newcomer = Newcomer.onFile(port, directory);
        visitor = newcomer.visitor();
        identifier = newcomer.settleIn();
        key = new SoftKey("http://localhost:" + port);
    }

    @Test
    void aPasskeyIsMadeAndUsedAndRemoved() {
        Document page = visitor.get(PASSKEYS).page();
        assertThat(page.text()).contains("Pourquoi c’est plus sûr qu’un code", "carte SIM");
        assertThat(page.select("script").eachAttr("src")).singleElement().satisfies(source -> assertThat(source)
                .startsWith("/assets/passkeys.js?v="));
        assertThat(page.select("[data-passkey-part]").hasAttr("hidden"))
                .as("without a script there is nothing to press")
                .isTrue();

        visitor.post(PASSKEYS, made(page, "Mon téléphone"));
        assertThat(visitor.location()).isEqualTo(PASSKEYS + "?ajoutee");
        page = visitor.follow().page();
        assertThat(page.select(".banner-good").text()).contains("La clé est ajoutée");
        assertThat(page.select("main li").text()).contains("Mon téléphone", "Jamais utilisée");
        assertThat(page.select("form[data-passkey]").attr("data-known")).isNotEmpty();

        newcomer.enter(identifier, Newcomer.OWN_PASSWORD);
        page = visitor.page();
        assertThat(page.text()).contains("Utiliser une clé d’accès");
        visitor.post("/connexion/cle", signed(page));
        assertThat(visitor.location()).isEqualTo("/dossier");
        assertThat(visitor.follow().status()).isEqualTo(200);

        assertThat(visitor.get("/journal").text()).contains("mot de passe et clé d’accès");
        page = visitor.get(PASSKEYS).page();
        assertThat(page.select("main li").text()).contains("Utilisée pour la dernière fois");
        visitor.submit(PASSKEYS + "/retirer", Map.of());
        page = visitor.follow().page();
        assertThat(page.select("main li")).isEmpty();
        assertThat(page.select(".banner-good").text()).contains("La clé est retirée");
        assertThat(visitor.get("/avis").text()).contains("Clé d’accès ajoutée", "Clé d’accès retirée");
    }

    @Test
    void whoHasNoneIsOfferedTheSameAndGetsNowhere() {
        newcomer.enter(identifier, Newcomer.OWN_PASSWORD);
        Document page = visitor.page();
        visitor.post("/connexion/cle", signed(page));
        assertThat(visitor.status()).isEqualTo(401);
        assertThat(visitor.page().select("#faults").text()).isNotEmpty();
        assertThat(visitor.page().select("#code"))
                .as("the code goes on working")
                .hasSize(1);
        visitor.post(
                "/connexion/cle", Map.of("_csrf", page.select("[name=_csrf]").attr("value"), "cle", "%%"));
        assertThat(visitor.status()).isBetween(400, 429);
    }

    @Test
    void whatIsWrongIsTold() {
        Document page = visitor.get(PASSKEYS).page();
        visitor.post(PASSKEYS, made(page, ""));
        assertThat(visitor.status()).isEqualTo(422);
        OpenPagesTest.faultsLeadTo(visitor.page(), "nom-cle");
        Map<String, String> another = made(page, "clé");
        visitor.post(PASSKEYS, another);
        assertThat(visitor.status()).as("the offer of the page before").isEqualTo(422);
        assertThat(visitor.text()).contains("Clé d’accès refusée");
        visitor.post(PASSKEYS, made(visitor.page(), "clé"));
        assertThat(visitor.location()).isEqualTo(PASSKEYS + "?ajoutee");
    }

    @Test
    void overTheApi() throws IOException {
        Calls holder = new Calls(port).bearer(visitor.cookie("__Host-holder"));
        JsonNode offer = holder.post("/api/record/passkeys/challenge", "").json();
        assertThat(offer.get("rpId").asText()).isEqualTo("localhost");
        assertThat(offer.get("algorithms").get(0).asInt()).isEqualTo(-7);
        OwnPasskeys.Made made =
                key.make("Mon ordinateur", bytes(offer.get("challenge").asText()));
        String body = json.writeValueAsString(Map.of(
                "name", made.name(),
                "clientDataJson", text(made.clientData()),
                "attestationObject", text(made.attestation())));
        assertThat(holder.post("/api/record/passkeys", body).status()).isEqualTo(201);
        assertThat(holder.post("/api/record/passkeys", body).outcome()).isEqualTo("410 passkey-offer-gone");
        assertThat(holder.post("/api/record/passkeys", "{\"name\": \"x\", \"clientDataJson\": \"%%\"}")
                        .outcome())
                .isEqualTo("422 invalid-input");
        JsonNode items = holder.get("/api/record/passkeys").json().get("items");
        assertThat(items).hasSize(1);

        Calls anyone = new Calls(port);
        JsonNode begun = anyone.post(
                        "/api/sign-in",
                        json.writeValueAsString(Map.of("identifier", identifier, "password", Newcomer.OWN_PASSWORD)))
                .json();
        String path = "/api/sign-in/" + begun.get("challenge").asText() + "/passkey";
        JsonNode asked = anyone.get(path).json();
        assertThat(asked.fieldNames()).toIterable().containsExactly("challenge", "rpId", "userVerification");
        SignIn.Signed signed = key.sign(bytes(asked.get("challenge").asText()));
        String answer = json.writeValueAsString(Map.of(
                "id", text(signed.credential()),
                "clientDataJson", text(signed.clientData()),
                "authenticatorData", text(signed.authenticatorData()),
                "signature", text(signed.signature())));
        assertThat(anyone.post(path, answer).json().get("scope").asText()).isEqualTo("FULL");
        assertThat(anyone.post(path, answer).outcome()).isEqualTo("410 challenge-over");
        assertThat(anyone.get(path).outcome()).isEqualTo("410 challenge-over");
        assertThat(anyone.get("/api/sign-in/" + UUID.randomUUID() + "/passkey").outcome())
                .isEqualTo("404 not-found");

        String one = "/api/record/passkeys/" + items.at("/0/id").asText();
        assertThat(holder.send("DELETE", one, "").status()).isEqualTo(204);
        assertThat(holder.send("DELETE", one, "").outcome()).isEqualTo("404 not-found");
    }

    private Map<String, String> made(Document page, String name) {
        Element form = page.selectFirst("form[data-passkey=create]");
        OwnPasskeys.Made made = key.make(name, bytes(form.attr("data-challenge")));
        return Map.of(
                "_csrf", form.select("[name=_csrf]").attr("value"),
                "nom-cle", name,
                "client", text(made.clientData()),
                "attestation", text(made.attestation()));
    }

    private Map<String, String> signed(Document page) {
        Element form = page.selectFirst("form[data-passkey=get]");
        SignIn.Signed signed = key.sign(bytes(form.attr("data-challenge")));
        return new HashMap<>(Map.of(
                "_csrf", form.select("[name=_csrf]").attr("value"),
                "cle", text(signed.credential()),
                "client", text(signed.clientData()),
                "donnees", text(signed.authenticatorData()),
                "signature", text(signed.signature()),
                "porteur", ""));
    }

    private static byte[] bytes(String text) {
        return Base64.getUrlDecoder().decode(text);
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
