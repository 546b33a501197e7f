package fr.dmp.signin.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import fr.dmp.signin.SignInProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A provider that answers whatever a test wants of it, and remembers what it was asked. */
final class ProviderDouble implements SignInProvider, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final RSAKey KEY = key("double");

    private final HttpServer server;
    private Answer tokens = new Answer(200, "{}");
    private Answer userinfo = new Answer(200, "{}");
    private String lastForm = "";
    private String lastBearer = "";

    private record Answer(int status, String body) {}

    ProviderDouble() {
        try {
            server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(
                "/keys",
                exchange -> answer(
                        exchange,
                        new Answer(200, new JWKSet(KEY).toPublicJWKSet().toString())));
        server.createContext("/token", exchange -> {
            lastForm = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            answer(exchange, tokens);
        });
        server.createContext("/userinfo", exchange -> {
            lastBearer = exchange.getRequestHeaders().getFirst("Authorization");
            answer(exchange, userinfo);
        });
        server.start();
    }

    private static void answer(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    void tokensAnswer(int status, String body) {
        tokens = new Answer(status, body);
    }

    void userinfoAnswers(int status, Map<String, Object> claims) {
        userinfo = new Answer(status, json(claims));
    }

    void identityIs(String token) {
        tokensAnswer(200, json(Map.of("id_token", token, "access_token", "the-access-token", "token_type", "Bearer")));
    }

    String lastForm() {
        return lastForm;
    }

    String lastBearer() {
        return lastBearer;
    }

    static String signed(JWTClaimsSet claims) {
        return signed(claims, JOSEObjectType.JWT, KEY);
    }

    static String signed(JWTClaimsSet claims, JOSEObjectType type, RSAKey by) {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(type)
                        .keyID(KEY.getKeyID())
                        .build(),
                claims);
        try {
            token.sign(new RSASSASigner(by));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private String at(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    @Override
    public String issuer() {
        return at("");
    }

    @Override
    public String keysUri() {
        return at("/keys");
    }

    @Override
    public String audience() {
        return "software";
    }

    @Override
    public String authorizationUri() {
        return "https://wallet.example.org/auth?realm=pro";
    }

    @Override
    public String tokenUri() {
        return at("/token");
    }

    @Override
    public String userinfoUri() {
        return at("/userinfo");
    }

    @Override
    public String logoutUri() {
        return "https://auth.example.org/logout";
    }

    @Override
    public String clientId() {
        return "dmp pages";
    }

    @Override
    public String clientSecret() {
        return "s&cr=t";
    }

    @Override
    public String returnUri() {
        return "https://dmp.example.org/pro/connexion/retour";
    }

    @Override
    public String leftUri() {
        return "https://dmp.example.org/pro?au-revoir";
    }

    static Map<String, Object> practising(String sub, String profession, String regulation) {
        return Map.of(
                "sub", sub,
                "SubjectRefPro", Map.of("exercices", List.of(Map.of("codeProfession", profession))),
                "Acces_Regulation_Medicale", regulation);
    }
}
