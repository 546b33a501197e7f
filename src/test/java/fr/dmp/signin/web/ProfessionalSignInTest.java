package fr.dmp.signin.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import fr.dmp.SandboxTest;
import fr.dmp.TestClock;
import fr.dmp.gate.Limits;
import fr.dmp.identity.Professional;
import fr.dmp.identity.Professionals;
import fr.dmp.identity.Professionals.Registration;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.KeptPageSession;
import fr.dmp.signin.KeptPageSessions;
import fr.dmp.signin.ProfessionalSession;
import fr.dmp.signin.ProfessionalSessions;
import fr.dmp.signin.ProfessionalSignIn.Begun;
import fr.dmp.signin.ProfessionalSignIn.Returned;
import fr.dmp.signin.ProfessionalSignIn.SignedIn;
import fr.dmp.signin.RandomToken;
import fr.dmp.signin.SignInProvider;
import fr.dmp.vault.HouseKeys;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.web.client.RestTemplateBuilder;

/** The code flow against a provider that may answer anything: what holds, and every way in which it may not. */
@SandboxTest
class ProfessionalSignInTest {

    @Autowired
    private KeptPageSessions kept;

    @Autowired
    private ProfessionalSessions sessions;

    @Autowired
    private Professionals directory;

    @Autowired
    private Limits limits;

    @Autowired
    private HouseKeys keys;

    @Autowired
    private RestTemplateBuilder rest;

    @Autowired
    private Clock clock;

    private final ProviderDouble provider = new ProviderDouble();
    private final String network = "10.%d.%d.%d".formatted(random(), random(), random());
    private final String rpps =
            "1017" + "%07d".formatted(ThreadLocalRandom.current().nextInt(10_000_000));
    private CodeFlow flow;
    private Begun begun;
    private Map<String, String> asked;

    private static int random() {
        return ThreadLocalRandom.current().nextInt(256);
    }

    @BeforeEach
    void aDoctorHasGoneToTheProvider() {
        register("10", false);
        flow = new CodeFlow(
                provider(), new ProviderCalls(provider(), rest, clock), kept, sessions, directory, limits, keys, clock);
        begin();
        provider.identityIs(ProviderDouble.signed(identity().build()));
        provider.userinfoAnswers(200, ProviderDouble.practising("them", "10", "VRAI"));
    }

    @AfterEach
    void close() {
        provider.close();
    }

    private ObjectProvider<SignInProvider> provider() {
        return new StaticListableBeanFactory(Map.of("provider", provider)).getBeanProvider(SignInProvider.class);
    }

    private void begin() {
        begun = flow.begin(network);
        asked = parameters(begun.provider().getRawQuery());
    }

    private void register(String profession, boolean struckOff) {
        directory.register(List.of(new Registration(
                new Professional(rpps, "ESSAI", "Dominique", profession, null, null, "PARIS", true, struckOff),
                struckOff ? Optional.of(LocalDate.now(clock).minusDays(1)) : Optional.empty())));
    }

    private JWTClaimsSet.Builder identity() {
        Instant now = clock.instant();
        return new JWTClaimsSet.Builder()
                .issuer(provider.issuer())
                .audience(provider.clientId())
                .subject("them")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(120)))
                .claim("nonce", asked.get("nonce"))
                .claim("acr", "eidas1")
                .claim("azp", provider.clientId())
                .claim("SubjectNameID", "8" + rpps);
    }

    @Test
    void theBrowserGoesToTheProviderWithWhatItMustSay() {
        assertThat(begun.provider().toString()).startsWith("https://wallet.example.org/auth?realm=pro&");
        assertThat(asked)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", "dmp pages")
                .containsEntry("redirect_uri", provider.returnUri())
                .containsEntry("scope", "openid scope_all")
                .containsEntry("acr_values", "eidas1")
                .containsEntry("code_challenge_method", "S256");
        assertThat(asked.get("state")).hasSize(43);
        assertThat(asked.get("code_challenge")).hasSize(43);
        assertThat(List.of(asked.get("state"), asked.get("nonce"), asked.get("code_challenge"), begun.browser()))
                .doesNotHaveDuplicates();
    }

    @Test
    void whoComesBackIsSignedIn() {
        SignedIn signedIn = flow.finish(back());
        assertThat(signedIn.session().professional().rpps()).isEqualTo(rpps);
        assertThat(signedIn.session().regulation()).isTrue();
        assertThat(sessions.authenticate(signedIn.token()).map(ProfessionalSession::actor))
                .contains(signedIn.session().actor());
        Map<String, String> form = parameters(provider.lastForm());
        assertThat(form)
                .containsEntry("grant_type", "authorization_code")
                .containsEntry("code", "the code")
                .containsEntry("redirect_uri", provider.returnUri())
                .containsEntry("client_id", "dmp pages")
                .containsEntry("client_secret", "s&cr=t");
        assertThat(Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(RandomToken.digest(form.get("code_verifier"))))
                .isEqualTo(asked.get("code_challenge"));
        assertThat(provider.lastBearer()).isEqualTo("Bearer the-access-token");
    }

    @Test
    void theProviderIsToldThatTheyLeft() {
        assertThat(flow.farewell().map(URI::toString))
                .contains("https://auth.example.org/logout?client_id=dmp%20pages&post_logout_redirect_uri="
                        + "https%3A%2F%2Fdmp.example.org%2Fpro%3Fau-revoir");
        assertThat(flow.sites()).containsExactlyInAnyOrder("https://wallet.example.org", "https://auth.example.org");
    }

    @Test
    void everyClaimIsChecked() {
        Instant now = clock.instant();
        Map<String, UnaryOperator<JWTClaimsSet.Builder>> wrong = Map.ofEntries(
                Map.entry("issuer", claims -> claims.issuer("https://evil.example")),
                Map.entry("no issuer", claims -> claims.issuer(null)),
                Map.entry("audience", claims -> claims.audience("software")),
                Map.entry("no audience", claims -> claims.audience((String) null)),
                Map.entry("party", claims -> claims.audience(List.of(provider.clientId(), "x"))
                        .claim("azp", "x")),
                Map.entry("expired", claims -> claims.expirationTime(Date.from(now.minusSeconds(120)))),
                Map.entry("no end", claims -> claims.expirationTime(null)),
                Map.entry("not yet valid", claims -> claims.notBeforeTime(Date.from(now.plusSeconds(600)))),
                Map.entry("nonce", claims -> claims.claim("nonce", "another")),
                Map.entry("no nonce", claims -> claims.claim("nonce", null)),
                Map.entry("assurance", claims -> claims.claim("acr", "password")),
                Map.entry("no assurance", claims -> claims.claim("acr", null)),
                Map.entry("another subject", claims -> claims.subject("somebody else")),
                Map.entry("no subject", claims -> claims.subject(null)));
        wrong.forEach((what, change) -> {
            begin();
            provider.identityIs(ProviderDouble.signed(change.apply(identity()).build()));
            assertThat(outcome()).as(what).isEqualTo("401 provider-answer");
        });
    }

    @Test
    void onlyTheProvidersSignatureHolds() {
        for (String token : List.of(
                ProviderDouble.signed(identity().build(), JOSEObjectType.JWT, ProviderDouble.key("stranger")),
                ProviderDouble.signed(identity().build(), new JOSEObjectType("logout+jwt"), ProviderDouble.key("x")),
                new PlainJWT(identity().build()).serialize(),
                ProviderDouble.signed(identity().build()).replaceFirst("\\.[^.]+$", "."),
                "x",
                "")) {
            begin();
            provider.identityIs(token);
            assertThat(outcome()).as(token).isEqualTo("401 provider-answer");
        }
    }

    @Test
    void whatIsSignedCountsBeforeWhatIsOnlyTold() {
        provider.userinfoAnswers(
                200,
                Map.of(
                        "sub", "them",
                        "SubjectNameID", "810100100014",
                        "SubjectRefPro", Map.of("exercices", List.of(Map.of("codeProfession", "10")))));
        assertThat(flow.finish(back()).session().professional().rpps()).isEqualTo(rpps);
    }

    @Test
    void theDirectoryHasTheLastWord() {
        provider.userinfoAnswers(200, ProviderDouble.practising("them", "21", "FAUX"));
        assertThat(outcome()).isEqualTo("403 profession-mismatch");
        begin();
        provider.userinfoAnswers(200, Map.of("sub", "them"));
        provider.identityIs(ProviderDouble.signed(identity().build()));
        assertThat(outcome()).isEqualTo("403 profession-mismatch");
        begin();
        provider.identityIs(ProviderDouble.signed(
                identity().claim("SubjectNameID", "810109999993").build()));
        assertThat(outcome()).isEqualTo("403 professional-unknown");
        begin();
        provider.identityIs(
                ProviderDouble.signed(identity().claim("SubjectNameID", null).build()));
        assertThat(outcome()).isEqualTo("403 professional-unknown");
        begin();
        register("10", true);
        provider.identityIs(ProviderDouble.signed(identity().build()));
        assertThat(outcome()).isEqualTo("403 professional-struck-off");
    }

    @Test
    void theProvidersTroublesAreTold() {
        provider.tokensAnswer(400, "{\"error\": \"invalid_grant\"}");
        assertThat(outcome()).isEqualTo("410 sign-in-lost");
        begin();
        provider.tokensAnswer(500, "{}");
        assertThat(outcome()).isEqualTo("503 provider-unavailable");
        begin();
        provider.tokensAnswer(200, "<html>");
        assertThat(outcome()).isEqualTo("503 provider-unavailable");
        begin();
        provider.tokensAnswer(200, "{}");
        assertThat(outcome()).isEqualTo("401 provider-answer");
        begin();
        provider.identityIs(ProviderDouble.signed(identity().build()));
        provider.userinfoAnswers(401, Map.of());
        assertThat(outcome()).isEqualTo("401 provider-answer");
        begin();
        provider.close();
        assertThat(outcome()).isEqualTo("503 provider-unavailable");
    }

    @Test
    void aStateServesOnceInItsBrowserAndForAWhile() {
        Returned good = back();
        assertThat(refused(new Returned(RandomToken.next(), good.state(), good.code(), "")))
                .isEqualTo("410 sign-in-lost");
        assertThat(refused(new Returned("", good.state(), good.code(), ""))).isEqualTo("410 sign-in-lost");
        assertThat(refused(new Returned(good.browser(), RandomToken.next(), good.code(), "")))
                .isEqualTo("410 sign-in-lost");
        assertThat(refused(new Returned(good.browser(), "", good.code(), ""))).isEqualTo("410 sign-in-lost");
        assertThat(flow.finish(good).session().professional().rpps()).isEqualTo(rpps);
        assertThat(refused(good)).isEqualTo("410 sign-in-lost");
        begin();
        assertThat(refused(new Returned(begun.browser(), asked.get("state"), "", "")))
                .isEqualTo("410 sign-in-lost");
        begin();
        try (TestClock time = TestClock.of(clock)) {
            time.advance(Duration.ofMinutes(10).plusSeconds(5));
            assertThat(outcome()).isEqualTo("410 sign-in-lost");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_denied", "server_error", "x<script>"})
    void anErrorOfTheProviderIsNoSignIn(String error) {
        assertThat(refused(new Returned(begun.browser(), asked.get("state"), "the code", error)))
                .isEqualTo(error.equals("access_denied") ? "403 sign-in-cancelled" : "401 provider-answer");
        assertThat(outcome()).isEqualTo("410 sign-in-lost");
    }

    @Test
    void oneNetworkBeginsSoManyAndNoMore() {
        long allowed = IntStream.range(0, 400)
                .filter(i -> {
                    Refusal refusal = catchThrowableOfType(Refusal.class, () -> flow.begin(network));
                    return refusal == null;
                })
                .count();
        assertThat(allowed).isBetween(298L, 310L);
    }

    @Test
    void aSessionEndsWithIdlenessWithTheDayAndWithTheDirectory() {
        String token = flow.finish(back()).token();
        try (TestClock time = TestClock.of(clock)) {
            for (int i = 0; i < 5; i++) {
                time.advance(Duration.ofMinutes(9));
                assertThat(sessions.authenticate(token)).isPresent();
            }
            time.advance(Duration.ofMinutes(10).plusSeconds(1));
            assertThat(sessions.authenticate(token)).isEmpty();
        }
        begin();
        provider.identityIs(ProviderDouble.signed(identity().build()));
        String longest = flow.finish(back()).token();
        try (TestClock time = TestClock.of(clock)) {
            for (int i = 0; i < 53; i++) {
                time.advance(Duration.ofMinutes(9));
                assertThat(sessions.authenticate(longest)).as("%d", i).isPresent();
            }
            time.advance(Duration.ofMinutes(4));
            assertThat(sessions.authenticate(longest)).isEmpty();
        }
        begin();
        provider.identityIs(ProviderDouble.signed(identity().build()));
        String third = flow.finish(back()).token();
        register("21", false);
        assertThat(catchThrowableOfType(Refusal.class, () -> sessions.authenticate(third))
                        .slug())
                .isEqualTo("profession-mismatch");
        register("10", true);
        assertThat(catchThrowableOfType(Refusal.class, () -> sessions.authenticate(third))
                        .slug())
                .isEqualTo("professional-struck-off");
        sessions.end(third);
        assertThat(sessions.authenticate(third)).isEmpty();
        assertThat(sessions.authenticate("x")).isEmpty();
    }

    @Test
    void whatIsOverIsForgottenInBatches() {
        Instant longAgo = Instant.parse("2001-01-01T00:00:00Z");
        Instant then = longAgo.plusSeconds(1);
        String token = flow.finish(back()).token();
        for (int i = 0; i < 3; i++) {
            kept.expect(RandomToken.digest(RandomToken.next()), RandomToken.digest(RandomToken.next()), longAgo);
            kept.add(new KeptPageSession(rpps, "10", false, longAgo, longAgo), RandomToken.digest(RandomToken.next()));
        }
        assertThat(kept.forget(then, then, 2)).isTrue();
        assertThat(kept.forget(then, then, 2)).isFalse();
        assertThat(sessions.authenticate(token)).isPresent();
        begin();
        provider.identityIs(ProviderDouble.signed(identity().build()));
        assertThat(kept.forget(then, then, 2)).isFalse();
        assertThat(flow.finish(back()).session().professional().rpps()).isEqualTo(rpps);
    }

    private Returned back() {
        return new Returned(begun.browser(), asked.get("state"), "the code", "");
    }

    private String outcome() {
        return refused(back());
    }

    private String refused(Returned returned) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> flow.finish(returned));
        return refusal == null ? "signed in" : refusal.kind().status() + " " + refusal.slug();
    }

    private static Map<String, String> parameters(String query) {
        return Arrays.stream(query.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> decoded(pair[0]), pair -> decoded(pair[1])));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
