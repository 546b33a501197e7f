package fr.dmp.signin.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import fr.dmp.Calls;
import fr.dmp.SandboxTest;
import fr.dmp.claims.Holders;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.identity.Professional;
import fr.dmp.identity.Professionals;
import fr.dmp.record.SomePeople;
import fr.dmp.record.SomePeople.Someone;
import fr.dmp.refusal.Refusal;
import fr.dmp.sandbox.SandboxIssuer;
import fr.dmp.sandbox.SandboxIssuer.Regulation;
import fr.dmp.sandbox.SignedTokens;
import fr.dmp.signin.HolderSession.Scope;
import fr.dmp.signin.HolderTokens;
import fr.dmp.signin.ProfessionalIssuer;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.client.RestTemplateBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A professional's token over HTTP, from the provider to the record; and every way in which one may not hold. */
@SandboxTest
class ProfessionalTokensTest {

    private static final String DOCTOR = "10100100014";
    private static final String SOMETHING = "/api/professional/creations/" + UUID.randomUUID();
    private static final String TAKEN = "404 not-found";

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext program;

    @Autowired
    private SandboxIssuer issuer;

    @Autowired
    private Professionals professionals;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    @Test
    void aRecordIsOpenedWithATokenOfTheProvider() {
        Someone someone = SomePeople.anyone().delivered(directory);
        Calls doctor = calls().bearer(issued(DOCTOR))
                .with("Idempotency-Key", UUID.randomUUID().toString());
        String body =
                """
                {"vitale": {"nir": "%s", "serial": "%s", "familyName": "N'Guyen Dupont", "givenNames": "Élie Marie",
                 "birthDate": "1960-01-17"}, "contact": {"mobile": "%s"}, "consent": true}"""
                        .formatted(someone.nir().value(), someone.serial(), someone.mobile());

        assertThat(doctor.post("/api/professional/records", body).status()).isEqualTo(201);
        String slip = "/api/professional/slips/" + doctor.json().get("slip").asText();
        assertThat(calls().bearer(issued("10100210011")).get(slip).outcome()).isEqualTo(TAKEN);
        assertThat(doctor.get(slip).status()).isEqualTo(200);
        assertThat(doctor.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(doctor.bytes()).startsWith('%', 'P', 'D', 'F');
        assertThat(doctor.get(slip).outcome()).isEqualTo("410 slip-gone");
    }

    @ParameterizedTest
    @CsvSource({"10100100063, 403 professional-struck-off", "10100210011, 404 not-found", "10100600013, 404 not-found"})
    void whoMayPractiseMayAsk(String rpps, String outcome) {
        assertThat(asked(issued(rpps))).isEqualTo(outcome);
    }

    @Test
    void theDirectoryHasTheLastWord() {
        assertThat(asked(issuer.issue(someone("10109999993", "10"), Regulation.FAUX)
                        .accessToken()))
                .isEqualTo("403 professional-unknown");
        assertThat(asked(issuer.issue(someone(DOCTOR, "21"), Regulation.FAUX).accessToken()))
                .isEqualTo("403 profession-mismatch");
        assertThat(asked(with(claims -> claims.claim("SubjectNameID", "0" + DOCTOR))))
                .isEqualTo("403 professional-unknown");
        assertThat(asked(with(claims -> claims.claim("SubjectRefPro", null)))).isEqualTo("403 profession-mismatch");
    }

    @Test
    void everyClaimIsChecked() {
        Instant now = clock.instant();
        Map<String, UnaryOperator<JWTClaimsSet.Builder>> wrong = Map.of(
                "issuer", claims -> claims.issuer("https://evil.example"),
                "no issuer", claims -> claims.issuer(null),
                "audience", claims -> claims.audience("another"),
                "no audience", claims -> claims.audience((String) null),
                "expired", claims -> claims.expirationTime(Date.from(now.minusSeconds(120))),
                "no end", claims -> claims.expirationTime(null),
                "not yet valid", claims -> claims.notBeforeTime(Date.from(now.plusSeconds(600))));
        wrong.forEach((what, change) -> assertThat(asked(with(change))).as(what).isEqualTo("401 sign-in-required"));
        assertThat(asked(with(claims -> claims.audience(List.of("another", "dmp")))))
                .isEqualTo(TAKEN);
    }

    @Test
    void onlyTheProvidersSignatureHolds() throws Exception {
        RSAKey own = SignedTokens.key(program);
        JWTClaimsSet claims = claims();
        RSAKey stranger = new RSAKeyGenerator(2048).keyID(own.getKeyID()).generate();
        RSAKey unheardOf = new RSAKeyGenerator(2048).keyID("unheard-of").generate();
        SignedJWT symmetric = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(JOSEObjectType.JWT)
                        .keyID(own.getKeyID())
                        .build(),
                claims);
        symmetric.sign(new MACSigner(own.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)));
        String good = signed(claims, JOSEObjectType.JWT, JWSAlgorithm.RS256, own);

        assertThat(asked(good)).isEqualTo(TAKEN);
        for (String bad : List.of(
                new PlainJWT(claims).serialize(),
                symmetric.serialize(),
                signed(claims, JOSEObjectType.JWT, JWSAlgorithm.RS512, own),
                signed(claims, JOSEObjectType.JWT, JWSAlgorithm.RS256, stranger),
                signed(claims, JOSEObjectType.JWT, JWSAlgorithm.RS256, unheardOf),
                signed(claims, new JOSEObjectType("logout+jwt"), JWSAlgorithm.RS256, own),
                signed(claims, null, JWSAlgorithm.RS256, own),
                good.substring(0, good.length() - 8) + "AAAAAAAA",
                good.substring(0, good.lastIndexOf('.') + 1),
                "x")) {
            assertThat(asked(bad)).as(bad).isEqualTo("401 sign-in-required");
        }
    }

    /** Each side's token is nothing on the other side. */
    @Test
    void holdersAndProfessionalsKeepToTheirOwn() {
        InsuredPerson person = Holders.insured(directory, Holders.nir());
        String holder = HolderTokens.of(program, Holders.open(jdbc, person), person.id(), Scope.FULL);
        assertThat(calls().bearer(holder).get("/api/record").status()).isEqualTo(200);
        assertThat(asked(holder)).isEqualTo("401 sign-in-required");
        String professional = issued(DOCTOR);
        for (String path : List.of("/api/record", "/api/record/care-history", "/api/record/sessions")) {
            assertThat(calls().bearer(professional).get(path).outcome()).isEqualTo("401 sign-in-required");
        }
    }

    /** Without the provider's keys nothing can be verified: that is our trouble, not the token's. */
    @Test
    void withoutTheKeysOneIsAskedToComeBack() throws Exception {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        ProfessionalIssuer unreachable = new ProfessionalIssuer() {
            @Override
            public String issuer() {
                return issuer.issuer();
            }

            @Override
            public String keysUri() {
                return "http://127.0.0.1:" + nobody + "/jwks";
            }

            @Override
            public String audience() {
                return issuer.audience();
            }
        };
        StaticListableBeanFactory beans = new StaticListableBeanFactory(Map.of("issuer", unreachable));
        ProfessionalTokens tokens = new ProfessionalTokens(
                professionals, beans.getBeanProvider(ProfessionalIssuer.class), new RestTemplateBuilder(), clock);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> tokens.session(issued(DOCTOR)))
                .satisfies(refusal -> {
                    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNAVAILABLE);
                    assertThat(refusal.properties()).containsKey("retryAfter");
                });
    }

    private Calls calls() {
        return new Calls(port);
    }

    private String asked(String token) {
        return calls().bearer(token).get(SOMETHING).outcome();
    }

    private String issued(String rpps) {
        Calls calls = calls().post("/sandbox/professional-tokens", "{\"rpps\": \"" + rpps + "\"}");
        assertThat(calls.status()).isEqualTo(201);
        return calls.json().get("accessToken").asText();
    }

    private JWTClaimsSet claims() {
        try {
            return SignedJWT.parse(issued(DOCTOR)).getJWTClaimsSet();
        } catch (java.text.ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private String with(UnaryOperator<JWTClaimsSet.Builder> change) {
        JWTClaimsSet changed = change.apply(new JWTClaimsSet.Builder(claims())).build();
        return signed(changed, JOSEObjectType.JWT, JWSAlgorithm.RS256, SignedTokens.key(program));
    }

    private static String signed(JWTClaimsSet claims, JOSEObjectType type, JWSAlgorithm algorithm, RSAKey key) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(algorithm)
                            .type(type)
                            .keyID(key.getKeyID())
                            .build(),
                    claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Professional someone(String rpps, String profession) {
        return new Professional(rpps, "INCONNU", "Alix", profession, null, null, null, false, false);
    }
}
