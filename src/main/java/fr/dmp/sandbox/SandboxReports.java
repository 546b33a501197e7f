package fr.dmp.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Reports to the program what became of an SMS: sent, then delivered or not, signed as Twilio signs. */
@Component
@Profile("sandbox")
class SandboxReports implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(SandboxReports.class);
    private static final int TRIES = 5;

    private final SandboxMessages messages;
    private final String sid;
    private final String token;
    private final long delayMillis;
    private final ScheduledExecutorService reporting = Executors.newScheduledThreadPool(2, SandboxReports::thread);
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    SandboxReports(
            SandboxMessages messages,
            @Value("${dmp.notice.sms.sid}") String sid,
            @Value("${dmp.notice.sms.token}") String token,
            @Value("${dmp.sandbox.phone.delay:200ms}") Duration delay) {
        this.messages = messages;
        this.sid = sid;
        this.token = token;
        this.delayMillis = delay.toMillis();
    }

    static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "sandbox-phone");
        thread.setDaemon(true);
        return thread;
    }

    void report(SandboxMessages.Sms sms) {
        String last = sms.to().endsWith("0004") ? "undelivered" : "delivered";
        later(() -> become(sms, "sent", 1, () -> later(() -> become(sms, last, 1, () -> {}))));
    }

    private void later(Runnable work) {
        reporting.schedule(work, delayMillis, TimeUnit.MILLISECONDS);
    }

    private void become(SandboxMessages.Sms sms, String status, int attempt, Runnable next) {
        try {
            messages.become(sms.sid(), status);
            if (sms.callback() != null) {
                post(URI.create(sms.callback()), fields(sms, status));
            }
            next.run();
        } catch (IOException | RuntimeException e) {
            LOG.debug(
                    "A report of the sandbox's phone didn't arrive: {}",
                    e.getClass().getName());
            if (attempt < TRIES) {
                later(() -> become(sms, status, attempt + 1, next));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, String> fields(SandboxMessages.Sms sms, String status) {
        Map<String, String> fields = new TreeMap<>(Map.of(
                "AccountSid",
                sid,
                "ApiVersion",
                "2010-04-01",
                "From",
                sms.from(),
                "MessageSid",
                sms.sid(),
                "MessageStatus",
                status,
                "SmsSid",
                sms.sid(),
                "SmsStatus",
                status,
                "To",
                sms.to()));
        if (status.equals("undelivered")) {
            fields.put("ErrorCode", "30003");
        }
        return fields;
    }

    private void post(URI address, Map<String, String> fields) throws IOException, InterruptedException {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(5))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Twilio-Signature", signature(address.toString(), fields))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        http.send(request, HttpResponse.BodyHandlers.discarding());
    }

    /** The address, then every field's name and value in the order of the names, under the account's token. */
    private String signature(String address, Map<String, String> fields) {
        String signed = address
                + new TreeMap<>(fields)
                        .entrySet().stream()
                                .map(field -> field.getKey() + field.getValue())
                                .collect(Collectors.joining());
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA1 is part of every Java", e);
        }
    }

    @Override
    public void destroy() {
        reporting.shutdownNow();
    }
}
