package fr.dmp.gate;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.SandboxTest;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;

@SandboxTest
class DoorsTest {

    @LocalServerPort
    private int publicPort;

    @Autowired
    private StaffPort staffPort;

    @Autowired
    private Environment environment;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/camunda/app/tasklist/default/",
                "/camunda/api/engine/engine/",
                "/engine-rest/engine",
                "/staff/cases",
                "/actuator/health",
                "/error",
                "/webjars/camunda/index.html"
            })
    void thePublicPortKnowsNothingOfTheOthers(String path) throws IOException {
        assertThat(get(publicPort, path)).startsWith("HTTP/1.1 404").endsWith("\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/record", "/dossier", "/sandbox/people", "/actuator/health", "/v3/api-docs", "/error"})
    void theStaffPortKnowsNothingOfTheOthers(String path) throws IOException {
        assertThat(get(staffPort.number(), path)).startsWith("HTTP/1.1 404").endsWith("\r\n\r\n");
    }

    @Test
    void operatorsHaveTheirOwn() throws IOException {
        int port = environment.getRequiredProperty("local.management.port", Integer.class);
        assertThat(get(port, "/actuator/health")).startsWith("HTTP/1.1 200");
        assertThat(Raw.status(get(port, "/camunda/app/tasklist/default/"))).isEqualTo(404);
    }

    @Test
    void everyAnswerCarriesTheStrictPolicy() throws IOException {
        assertThat(get(publicPort, "/problems/not-found"))
                .startsWith("HTTP/1.1 200")
                .contains("Content-Security-Policy: default-src 'none'; script-src 'self'")
                .doesNotContain("unsafe-inline")
                .contains("X-Content-Type-Options: nosniff")
                .doesNotContain("Set-Cookie")
                .contains("Introuvable");
    }

    /** Announced or not, in one part or several: it isn't read to its end. */
    @ParameterizedTest
    @CsvSource({"application/json, false", "application/json, true", "multipart/form-data; boundary=x, false"})
    void aBodyThatIsTooBigIsRefused(String type, boolean chunked) throws IOException {
        String body = "{\"identifier\": \"" + "1".repeat(400_000) + "\"}";
        String answer = chunked
                ? Raw.chunked(publicPort, "/api/sign-in", type, body)
                : Raw.send(publicPort, "POST", "/api/sign-in", Map.of("Content-Type", type), body);
        assertThat(answer).startsWith("HTTP/1.1 413").contains("/problems/body-too-large");
    }

    private static String get(int port, String path) throws IOException {
        return Raw.send(port, "GET", path, Map.of(), "");
    }
}
