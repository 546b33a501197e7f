package fr.dmp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import fr.dmp.SandboxTest;
import fr.dmp.TestClock;
import fr.dmp.signin.ProfessionalIssuer;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

@SandboxTest
class SandboxAddressesTest {

    private static final String DOCTOR = "10100100014";
    private static final String REGULATING = "10100100055";

    @Autowired
    private TestRestTemplate http;

    @Autowired
    private Clock clock;

    @Autowired
    private ProfessionalIssuer issuer;

    @Autowired
    private SandboxMessages messages;

    @Test
    void showsWhatWasSentToOneOrToAll() {
        String anna = UUID.randomUUID() + "@exemple.fr";
        String bruno = UUID.randomUUID() + "@exemple.fr";
        messages.keepMail("dmp@exemple.fr", anna, "Pour Anna", "Première ligne\n<b>2 < 3</b>");
        messages.keepMail("dmp@exemple.fr", bruno, "Pour Bruno", "Autre chose");

        JsonNode one = http.getForObject("/sandbox/messages?to={to}", JsonNode.class, anna)
                .get("items");
        assertThat(one).hasSize(1);
        assertThat(one.get(0).get("to").asText()).isEqualTo(anna);
        assertThat(one.get(0).get("channel").asText()).isEqualTo("MAIL");
        assertThat(one.get(0).get("subject").asText()).isEqualTo("Pour Anna");
        assertThat(one.get(0).get("text").asText()).isEqualTo("Première ligne\n<b>2 < 3</b>");
        assertThat(http.getForObject("/sandbox/messages", JsonNode.class).findValuesAsText("to"))
                .contains(anna, bruno);
        assertThat(http.getForObject("/sandbox/messages?to=personne@exemple.fr", JsonNode.class)
                        .get("items"))
                .isEmpty();
        assertThat(page("/sandbox/messages?to=" + anna))
                .contains("Pour Anna", "&lt;b&gt;2 &lt; 3&lt;/b&gt;")
                .doesNotContain("Pour Bruno", bruno);
        assertThat(page("/sandbox/messages")).contains("Pour Anna", "Pour Bruno");
    }

    private String page(String path) {
        HttpHeaders browser = new HttpHeaders();
        browser.setAccept(List.of(MediaType.TEXT_HTML));
        ResponseEntity<String> page = http.exchange(path, HttpMethod.GET, new HttpEntity<>(browser), String.class);
        assertThat(page.getStatusCode()).as(path).isEqualTo(HttpStatus.OK);
        return page.getBody();
    }

    @Test
    void tellsWhoThereIs() {
        JsonNode people = http.getForObject("/sandbox/people", JsonNode.class);
        assertThat(people.get("insured")).hasSizeGreaterThanOrEqualTo(30);
        JsonNode claire = people.get("insured").get(0);
        assertThat(claire.at("/vitale/nir").asText()).isEqualTo("285067511203415");
        assertThat(claire.at("/contact/mobile").asText()).isEqualTo("+33639980101");
        assertThat(people.get("professionals").get(0).get("treatingOf")).isNotEmpty();
        assertThat(people.get("staff").findValuesAsText("login")).contains("demo", "gestionnaire");
    }

    @Test
    void issuesTokensThatThePublishedKeysVerify() throws Exception {
        ResponseEntity<JsonNode> answer = token(Map.of("rpps", DOCTOR));
        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.CREATED);
        SignedJWT token = SignedJWT.parse(answer.getBody().get("accessToken").asText());
        JWKSet published = JWKSet.load(URI.create(issuer.keysUri()).toURL());
        assertThat(token.verify(new RSASSAVerifier(
                        published.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey())))
                .isTrue();
        assertThat(published.toString(false)).doesNotContain("\"d\"");
        assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo(issuer.issuer());
        assertThat(token.getJWTClaimsSet().getStringClaim("SubjectNameID")).isEqualTo("8" + DOCTOR);
        assertThat(token.getJWTClaimsSet().getStringClaim("Acces_Regulation_Medicale"))
                .isEqualTo("FAUX");
        assertThat(Instant.parse(answer.getBody().get("expiresAt").asText()))
                .isEqualTo(token.getJWTClaimsSet().getExpirationTime().toInstant());
    }

    @Test
    void theRightOfRegulationIsTheDirectorysUnlessAskedForOtherwise() throws Exception {
        assertThat(regulation(Map.of("rpps", REGULATING))).isEqualTo("VRAI");
        assertThat(regulation(Map.of("rpps", REGULATING, "regulation", false))).isEqualTo("FAUX");
        assertThat(regulation(Map.of("rpps", DOCTOR, "regulation", true))).isEqualTo("VRAI");
    }

    @Test
    void refusesTokensForStrangers() {
        assertThat(token(Map.of("rpps", "10000000009")).getStatusCode()).isEqualTo(HttpStatus.UNPROCESSABLE_ENTITY);
    }

    @Test
    void movesTheClock() {
        try (TestClock time = TestClock.of(clock)) {
            JsonNode answer = http.exchange(
                            "/sandbox/clock",
                            HttpMethod.PUT,
                            new HttpEntity<>(Map.of("instant", "2031-05-01T08:00:00Z")),
                            JsonNode.class)
                    .getBody();
            assertThat(Instant.parse(answer.get("instant").asText())).isAfterOrEqualTo("2031-05-01T08:00:00Z");
            assertThat(clock.instant()).isAfterOrEqualTo("2031-05-01T08:00:00Z");
            assertThat(Instant.parse(http.getForObject("/sandbox/clock", JsonNode.class)
                            .get("instant")
                            .asText()))
                    .isAfterOrEqualTo("2031-05-01T08:00:00Z")
                    .isBefore(Instant.parse("2031-05-01T08:00:00Z").plus(1, ChronoUnit.MINUTES));
        }
    }

    @Test
    void eachIsAPageToo() {
        for (String path : List.of("/sandbox/people", "/sandbox/clock", "/sandbox/professional-tokens")) {
            HttpHeaders browser = new HttpHeaders();
            browser.setAccept(List.of(MediaType.TEXT_HTML));
            ResponseEntity<String> page = http.exchange(path, HttpMethod.GET, new HttpEntity<>(browser), String.class);
            assertThat(page.getStatusCode()).as(path).isEqualTo(HttpStatus.OK);
            assertThat(page.getBody()).contains("lang=\"fr\"", "<h1>").doesNotContain("??");
        }
    }

    /** Another site's page could send a form, but doesn't know the token. */
    @Test
    void takesNoFormFromElsewhere() {
        HttpHeaders form = new HttpHeaders();
        form.setContentType(MediaType.APPLICATION_FORM_URLENCODED);
        assertThat(http.postForEntity("/sandbox/clock", new HttpEntity<>("jump=year", form), String.class)
                        .getStatusCode())
                .isEqualTo(HttpStatus.FORBIDDEN);
    }

    private String regulation(Map<String, Object> wish) throws Exception {
        return SignedJWT.parse(token(wish).getBody().get("accessToken").asText())
                .getJWTClaimsSet()
                .getStringClaim("Acces_Regulation_Medicale");
    }

    private ResponseEntity<JsonNode> token(Map<String, Object> wish) {
        return http.postForEntity("/sandbox/professional-tokens", wish, JsonNode.class);
    }
}
