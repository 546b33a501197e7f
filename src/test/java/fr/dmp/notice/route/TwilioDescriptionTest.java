package fr.dmp.notice.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.type.PhoneNumber;
import fr.dmp.notice.SmsAccount;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes to the gateway, held against Twilio's own description of its API, and how often it goes. */
class TwilioDescriptionTest {

    private static final String SID = "AC5a0db0000000000000000000000000d3";
    private static final String PHONE = "\\+[1-9]\\d{1,14}";

    private record Asked(String method, String path, String query, String body) {}

    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private TwilioRestClient client;

    @BeforeEach
    void open() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getRawPath(),
                    String.valueOf(exchange.getRequestURI().getRawQuery()),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            byte[] fault = "{\"code\":20503,\"message\":\"away\",\"status\":503}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(503, fault.length);
            exchange.getResponseBody().write(fault);
            exchange.close();
        });
        server.start();
        client = new SmsClient().smsGateway(account(), Duration.ofSeconds(2));
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void aMessageIsPostedOnceEvenWhenTheGatewayIsAway() {
        post();
        assertThat(asked).hasSize(1);
    }

    @Test
    void aMessageIsWhatTheDescriptionAllows() throws Exception {
        JsonNode call = description().path("post");
        post();
        assertThat(asked.get(0).path()).isEqualTo("/2010-04-01/Accounts/" + SID + "/Messages.json");
        JsonNode schema = call.at("/requestBody/content/application~1x-www-form-urlencoded/schema");
        Map<String, String> sent = form(asked.get(0).body());
        assertThat(sent).containsKeys("To", "From", "Body", "StatusCallback");
        assertThat(schema.path("required")).allSatisfy(name -> assertThat(sent).containsKey(name.asText()));
        assertThat(sent)
                .allSatisfy((name, value) -> fits(schema.path("properties").path(name), name, value));
    }

    @Test
    void aSearchIsWhatTheDescriptionAllows() throws Exception {
        JsonNode call = description().path("get");
        attempt(() -> Message.reader()
                .setTo(new PhoneNumber("+33600000009"))
                .setPageSize(50L)
                .firstPage(client));
        Map<String, JsonNode> allowed = new LinkedHashMap<>();
        call.path("parameters")
                .forEach(parameter -> allowed.put(parameter.path("name").asText(), parameter.path("schema")));
        Map<String, String> sent = form(asked.get(0).query());
        assertThat(sent).containsEntry("To", "+33600000009");
        assertThat(allowed.keySet()).containsAll(sent.keySet());
        assertThat(sent).allSatisfy((name, value) -> fits(allowed.get(name), name, value));
    }

    /** An alphanumeric sender is Twilio's own exception to its phone-number format. */
    private static void fits(JsonNode schema, String name, String value) {
        assertThat(schema.isMissingNode()).as(name).isFalse();
        if (schema.path("format").asText().equals("phone-number")) {
            assertThat(value).as(name).matches(name.equals("From") ? PHONE + "|[A-Za-z0-9 ]{1,11}" : PHONE);
        } else if (schema.path("format").asText().equals("uri")) {
            assertThat(URI.create(value).isAbsolute()).as(name).isTrue();
        } else if (schema.path("type").asText().equals("integer")) {
            assertThat(Long.parseLong(value))
                    .as(name)
                    .isBetween(
                            schema.path("minimum").asLong(),
                            schema.path("maximum").asLong(Long.MAX_VALUE));
        } else {
            assertThat(schema.path("type").asText()).as(name).isEqualTo("string");
        }
    }

    private void post() {
        attempt(() -> Message.creator(new PhoneNumber("+33600000009"), new PhoneNumber("DMP"), "DMP : essai é & +")
                .setStatusCallback(URI.create("https://dmp.example/callbacks/sms?notice=1"))
                .create(client));
    }

    private static void attempt(Runnable call) {
        try {
            call.run();
        } catch (ApiException e) {
            assertThat(e.getStatusCode()).isEqualTo(503);
        }
    }

    private static JsonNode description() throws Exception {
        String data = System.getenv("DMP_TEST_DATA");
        assumeThat(data).as("DMP_TEST_DATA names the folder of test data").isNotNull();
        return new ObjectMapper()
                .readTree(Path.of(data, "twilio", "twilio_api_v2010.json").toFile())
                .path("paths")
                .path("/2010-04-01/Accounts/{AccountSid}/Messages.json");
    }

    private static Map<String, String> form(String encoded) {
        Map<String, String> form = new LinkedHashMap<>();
        for (String pair : encoded.split("&")) {
            String[] both = pair.split("=", 2);
            form.put(
                    URLDecoder.decode(both[0], StandardCharsets.UTF_8),
                    URLDecoder.decode(both[1], StandardCharsets.UTF_8));
        }
        return form;
    }

    private SmsAccount account() {
        return new SmsAccount() {
            @Override
            public boolean present() {
                return true;
            }

            @Override
            public URI base() {
                return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
            }

            @Override
            public String sid() {
                return SID;
            }

            @Override
            public String token() {
                return "token";
            }

            @Override
            public String sender() {
                return "DMP";
            }

            @Override
            public URI callback() {
                return URI.create("https://dmp.example/callbacks/sms");
            }
        };
    }
}
