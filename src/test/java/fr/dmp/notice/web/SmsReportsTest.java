package fr.dmp.notice.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import fr.dmp.SandboxTest;
import fr.dmp.notice.SmsAccount;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The gateway's reports: signed, moving states forward only, and telling a stranger nothing. */
@SandboxTest
class SmsReportsTest {

    @Autowired
    private SmsAccount account;

    @Autowired
    private JdbcClient jdbc;

    @LocalServerPort
    private int port;

    private final String sid = "SM" + UUID.randomUUID().toString().replace("-", "");

    @ParameterizedTest
    @CsvSource({
        "sent delivered, DELIVERED",
        "delivered sent, DELIVERED",
        "delivered delivered delivered, DELIVERED",
        "queued sending sent, SENT",
        "undelivered delivered, FAILED",
        "delivered undelivered, DELIVERED",
        "failed sent, FAILED",
        "nonsense, SENT"
    })
    void statesOnlyMoveForward(String statuses, String expected) throws Exception {
        UUID notice = notice("SENT", sid);
        for (String status : statuses.split(" ")) {
            assertThat(report(notice, sid, status)).isEqualTo(204);
        }
        assertThat(state(notice)).isEqualTo(expected);
    }

    @Test
    void aReportThatComesBeforeTheOutcomeCounts() throws Exception {
        UUID notice = notice("CLAIMED", null);
        assertThat(report(notice, sid, "delivered")).isEqualTo(204);
        assertThat(state(notice)).isEqualTo("DELIVERED");
    }

    @Test
    void anUnknownMessageIsAnsweredLikeAKnownOne() throws Exception {
        UUID notice = notice("SENT", sid);
        assertThat(report(UUID.randomUUID(), sid, "delivered")).isEqualTo(204);
        assertThat(report(notice, sid.replaceFirst("..$", "zz"), "delivered")).isEqualTo(204);
        String other = "SM" + UUID.randomUUID().toString().replace("-", "");
        assertThat(report(notice, other, "delivered")).isEqualTo(204);
        assertThat(state(notice)).isEqualTo("SENT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "notice", "added", "signature", "none", "twice", "dropped"})
    void aForgedReportChangesNothing(String forgery) throws Exception {
        UUID notice = notice("SENT", sid);
        UUID other = notice("SENT", "SM" + UUID.randomUUID().toString().replace("-", ""));
        Map<String, String> fields = fields(sid, "sent");
        String signature = signature(address(notice), fields);
        String body = form(fields);
        UUID addressed = notice;
        switch (forgery) {
            case "status" -> body = form(fields(sid, "delivered"));
            case "notice" -> addressed = other;
            case "added" -> body += "&ErrorCode=30003";
            case "signature" -> signature = signature.replaceFirst("^.", signature.startsWith("A") ? "B" : "A");
            case "none" -> signature = "";
            case "twice" -> body += "&MessageStatus=delivered";
            case "dropped" -> body = body.replaceFirst("&To=[^&]*", "");
            default -> throw new IllegalStateException(forgery);
        }
        assertThat(post(addressed, body, signature)).isEqualTo(403);
        assertThat(List.of(state(notice), state(other))).containsOnly("SENT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH"})
    void onlyPostIsAnswered(String method) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/callbacks/sms"))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isBetween(401, 405);
    }

    private UUID notice(String state, String provider) {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        jdbc.sql(
                        """
                        insert into dmp.notice (id, kind, channel, destination, masked, reference, state, attempts, created_at,
                            not_before, lease_until, provider_reference)
                        values (?, 'PASSWORD_CHANGED', 'SMS', '+33600000000', '', 'BCD-FGH', ?, 1, now(), now(),
                            now() + interval '100 years', ?)
                        """)
                .params(id, state, provider)
                .update();
        return id;
    }

    private String state(UUID notice) {
        return jdbc.sql("select state from dmp.notice where id = ?")
                .param(notice)
                .query(String.class)
                .single();
    }

    private int report(UUID notice, String sid, String status) throws Exception {
        Map<String, String> fields = fields(sid, status);
        return post(notice, form(fields), signature(address(notice), fields));
    }

    private Map<String, String> fields(String sid, String status) {
        return Map.of("MessageSid", sid, "MessageStatus", status, "To", "+33600000000", "AccountSid", account.sid());
    }

    private int post(UUID notice, String body, String signature) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address(notice)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Twilio-Signature", signature)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private String address(UUID notice) {
        return account.callback() + "?notice=" + notice;
    }

    private static String form(Map<String, String> fields) {
        return new TreeMap<>(fields)
                .entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
    }

    private String signature(String address, Map<String, String> fields) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(account.token().getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        StringBuilder signed = new StringBuilder(address);
        new TreeMap<>(fields).forEach((name, value) -> signed.append(name).append(value));
        return Base64.getEncoder().encodeToString(mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
