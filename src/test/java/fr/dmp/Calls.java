package fr.dmp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Calls of the API as a client makes them, over HTTP; the last answer is kept. */
public final class Calls {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String base;
    private final Map<String, String> headers = new HashMap<>();
    private HttpResponse<byte[]> answer;

    public Calls(int port) {
        base = "http://127.0.0.1:" + port;
        headers.put("Accept", "application/json, application/problem+json, application/pdf");
    }

    public Calls with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    public Calls bearer(String token) {
        return with("Authorization", "Bearer " + token);
    }

    public Calls get(String path) {
        return send("GET", path, "");
    }

    public Calls post(String path, String body) {
        return send("POST", path, body);
    }

    /** A deposit: {@code metadata} as JSON and the bytes of {@code content}. */
    public Calls upload(String path, String metadata, byte[] content) {
        String boundary = "part-" + UUID.randomUUID();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(part(boundary, "metadata", "application/json"));
        body.writeBytes(metadata.getBytes(StandardCharsets.UTF_8));
        body.writeBytes(part(boundary, "content\"; filename=\"x.bin", "application/octet-stream"));
        body.writeBytes(content);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return send(HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private static byte[] part(String boundary, String name, String type) {
        return "\r\n--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\nContent-Type: %s\r\n\r\n"
                .formatted(boundary, name, type)
                .getBytes(StandardCharsets.US_ASCII);
    }

    public Calls send(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty() && !headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        return send(request);
    }

    private Calls send(HttpRequest.Builder request) {
        headers.forEach(request::header);
        try {
            answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    public int status() {
        return answer.statusCode();
    }

    /** Its values, where it came several times. */
    public String header(String name) {
        return String.join(", ", answer.headers().allValues(name));
    }

    public byte[] bytes() {
        return answer.body();
    }

    public JsonNode json() {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code 401 sign-in-required}; of an answer that is no problem its status alone. */
    public String outcome() {
        return header("Content-Type").startsWith("application/problem+json")
                ? status() + " " + json().get("type").asText().replace("/problems/", "")
                : String.valueOf(status());
    }
}
