package fr.dmp.portal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.FormElement;

/** Someone with a browser that knows pages, forms, links and cookies, and no script. Follows no redirection by itself. */
public final class Visitor {

    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    private final String base;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final Map<String, String> headers = new HashMap<>(Map.of("Accept", "text/html", "Accept-Language", "fr"));
    private HttpResponse<String> answer;

    public Visitor(int port) {
        base = "http://localhost:" + port;
    }

    Visitor header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public Visitor get(String path) {
        return send(request(path).GET());
    }

    /** Fills the first form that sends to {@code action} and sends it; fields that aren't named keep their value. */
    public Visitor submit(String action, Map<String, String> fields) {
        return post(action, filled(action, fields));
    }

    /** What that form would send. */
    Map<String, String> filled(String action, Map<String, String> fields) {
        FormElement form = (FormElement) page().selectFirst("form[action='" + action + "'][method=post]");
        Map<String, String> all = new LinkedHashMap<>();
        form.formData().forEach(field -> all.put(field.key(), field.value()));
        all.putAll(fields);
        return all;
    }

    public Visitor post(String path, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Goes where the last answer points to. */
    public Visitor follow() {
        return get(answer.headers().firstValue("Location").orElseThrow().replace(base, ""));
    }

    public int status() {
        return answer.statusCode();
    }

    public Document page() {
        return Jsoup.parse(answer.body(), base);
    }

    String body() {
        return answer.body();
    }

    public String text() {
        return page().text();
    }

    public String location() {
        return answer.headers().firstValue("Location").orElse("").replace(base, "");
    }

    String header(String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    List<String> setCookies() {
        return answer.headers().allValues("Set-Cookie");
    }

    public String cookie(String name) {
        return cookies.getOrDefault(name, "");
    }

    void forget(String cookie) {
        cookies.remove(cookie);
    }

    public void keep(String cookie, String value) {
        cookies.put(cookie, value);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        headers.forEach(request::header);
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return request;
    }

    private Visitor send(HttpRequest.Builder request) {
        try {
            answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        setCookies().forEach(this::take);
        return this;
    }

    private void take(String cookie) {
        String[] pair = cookie.split(";", 2)[0].split("=", 2);
        if (pair[1].isEmpty()) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
