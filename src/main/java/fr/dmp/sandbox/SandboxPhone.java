package fr.dmp.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The sandbox's SMS gateway: speaks as much of Twilio's Messages API as the program uses, on a port of its own, and keeps
 * what it took. The last four digits of a number choose what happens:
 *
 * <ul>
 *   <li>{@code 0001}: refused, 400 with Twilio's code 21211
 *   <li>{@code 0002}: 500, nothing taken
 *   <li>{@code 0003}: taken, but without an answer
 *   <li>{@code 0004}: taken, then reported as undelivered (30003)
 *   <li>{@code 0005}: 429, nothing taken
 *   <li>{@code 0006}: not taken, and without an answer
 *   <li>{@code 0007}: taken, but only after three seconds
 *   <li>{@code 0008}: taken, although the answer is 500
 *   <li>{@code 0010}: takes its first message and refuses what follows, as {@code 0001} does
 *   <li>{@code 0011}: 503, nothing taken
 *   <li>any other: taken, sent, delivered
 * </ul>
 */
@Component
@Profile("sandbox")
@ConditionalOnProperty(name = "dmp.sandbox.phone.enabled", matchIfMissing = true)
class SandboxPhone implements DisposableBean {

    private static final Pattern MESSAGES =
            Pattern.compile("/2010-04-01/Accounts/([^/]+)/Messages(?:/(SM[0-9a-f]{32}))?\\.json");
    private static final Pattern NUMBER = Pattern.compile("\\+[1-9]\\d{6,14}");
    private static final int LONGEST = 1600;
    private static final int SILENCE_SECONDS = 20;
    private static final int SLOW_SECONDS = 3;

    private final SandboxMessages messages;
    private final SandboxReports reports;
    private final ObjectMapper json;
    private final Clock clock;
    private final String sid;
    private final String token;
    private final HttpServer server;
    private final ExecutorService answering = Executors.newFixedThreadPool(4, SandboxReports::thread);
    private final ScheduledExecutorService waiting = Executors.newSingleThreadScheduledExecutor(SandboxReports::thread);

    SandboxPhone(
            SandboxMessages messages,
            SandboxReports reports,
            ObjectMapper json,
            Clock clock,
            @Value("${dmp.notice.sms.sid}") String sid,
            @Value("${dmp.notice.sms.token}") String token,
            @Value("${dmp.sandbox.phone.port}") int port)
            throws IOException {
        this.messages = messages;
        this.reports = reports;
        this.json = json;
        this.clock = clock;
        this.sid = sid;
        this.token = token;
        this.server = opened(port);
        server.setExecutor(answering);
        server.createContext("/", this::handle);
        server.start();
        messages.unreported().forEach(reports::report);
    }

    private static HttpServer opened(int port) {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new CannotStart(
                    "Le port " + port + " du téléphone du bac à sable est déjà pris.",
                    "Arrêtez l'autre programme, donnez un autre port par dmp.sandbox.phone.port, ou, pour un second"
                            + " nœud, dmp.sandbox.phone.enabled=false.");
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void destroy() {
        server.stop(0);
        answering.shutdownNow();
        waiting.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try {
            Matcher path = MESSAGES.matcher(exchange.getRequestURI().getPath());
            if (!path.matches() || !path.group(1).equals(sid)) {
                fail(exchange, 404, 20404, "The requested resource was not found");
            } else if (!known(exchange)) {
                fail(exchange, 401, 20003, "Authenticate");
            } else {
                answer(exchange, Optional.ofNullable(path.group(2)));
            }
        } catch (RuntimeException e) {
            fail(exchange, 500, 20500, "Internal server error");
        }
    }

    private boolean known(HttpExchange exchange) {
        String basic = Base64.getEncoder().encodeToString((sid + ":" + token).getBytes(StandardCharsets.UTF_8));
        String given = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .orElse("");
        return MessageDigest.isEqual(
                ("Basic " + basic).getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private void answer(HttpExchange exchange, Optional<String> message) throws IOException {
        switch (exchange.getRequestMethod() + (message.isPresent() ? " one" : " all")) {
            case "POST all" -> take(exchange);
            case "GET all" -> list(exchange);
            case "GET one" -> {
                Optional<SandboxMessages.Sms> found = messages.sms(message.orElseThrow());
                if (found.isPresent()) {
                    send(exchange, 200, TwilioShapes.message(sid, found.get()));
                } else {
                    fail(exchange, 404, 20404, "The requested resource was not found");
                }
            }
            default -> fail(exchange, 405, 20004, "Method not allowed");
        }
    }

    private void list(HttpExchange exchange) throws IOException {
        Map<String, String> asked = TwilioShapes.form(exchange.getRequestURI().getRawQuery());
        List<SandboxMessages.Sms> found =
                messages.smsTo(asked.get("To"), Integer.parseInt(asked.getOrDefault("PageSize", "50")));
        send(exchange, 200, TwilioShapes.page(sid, found));
    }

    private void take(HttpExchange exchange) throws IOException {
        Map<String, String> form =
                TwilioShapes.form(new String(exchange.getRequestBody().readNBytes(65536), StandardCharsets.UTF_8));
        String to = form.getOrDefault("To", "");
        String text = form.getOrDefault("Body", "");
        if (!NUMBER.matcher(to).matches() || refuses(to)) {
            fail(exchange, 400, 21211, "Invalid 'To' Phone Number");
        } else if (!form.getOrDefault("From", "").matches("[A-Za-z0-9 ]{1,11}|\\+[1-9]\\d{6,14}")) {
            fail(exchange, 400, 21212, "Invalid 'From' Number");
        } else if (text.isEmpty() || text.length() > LONGEST) {
            fail(exchange, 400, text.isEmpty() ? 21602 : 21617, "Message body is required, and has a limit");
        } else {
            takeAs(to.substring(to.length() - 4), exchange, form);
        }
    }

    private boolean refuses(String to) {
        return to.endsWith("0001")
                || to.endsWith("0010") && !messages.smsTo(to, 1).isEmpty();
    }

    private void takeAs(String digits, HttpExchange exchange, Map<String, String> form) throws IOException {
        switch (digits) {
            case "0002" -> fail(exchange, 500, 20500, "Internal server error");
            case "0003" -> {
                keep(form);
                keepSilent(exchange);
            }
            case "0005" -> fail(exchange, 429, 20429, "Too many requests");
            case "0006" -> keepSilent(exchange);
            case "0007" -> later(SLOW_SECONDS, () -> accept(exchange, form));
            case "0008" -> {
                keep(form);
                fail(exchange, 500, 20500, "Internal server error");
            }
            case "0011" -> fail(exchange, 503, 20503, "Service unavailable");
            default -> accept(exchange, form);
        }
    }

    private void accept(HttpExchange exchange, Map<String, String> form) throws IOException {
        SandboxMessages.Sms sms = keep(form);
        send(exchange, 201, TwilioShapes.message(sid, sms));
        reports.report(sms);
    }

    private SandboxMessages.Sms keep(Map<String, String> form) {
        SandboxMessages.Sms sms = new SandboxMessages.Sms(
                "SM" + UUID.randomUUID().toString().replace("-", ""),
                clock.instant(),
                form.get("From"),
                form.get("To"),
                form.get("Body"),
                "queued",
                form.get("StatusCallback"));
        messages.keep(sms);
        return sms;
    }

    /** Longer than any caller waits. */
    private void keepSilent(HttpExchange exchange) {
        later(SILENCE_SECONDS, exchange::close);
    }

    private interface Work {
        void run() throws IOException;
    }

    /** No thread is held meanwhile. */
    private void later(int seconds, Work work) {
        waiting.schedule(
                () -> {
                    work.run();
                    return null;
                },
                seconds,
                TimeUnit.SECONDS);
    }

    private void fail(HttpExchange exchange, int status, int code, String message) throws IOException {
        send(exchange, status, TwilioShapes.fault(status, code, message));
    }

    private void send(HttpExchange exchange, int status, Map<String, Object> body) throws IOException {
        byte[] bytes = json.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
