package fr.dmp.journey;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

/** The sandbox's phone and mailbox, as one person looks at them. */
public final class Messages {

    private final RestClient sandbox;
    private final String to;
    private final Set<String> read = new HashSet<>();

    /** @param to a number in E.164 or a mail address */
    public Messages(int port, String to) {
        this.sandbox = RestClient.create("http://localhost:" + port);
        this.to = to;
    }

    /** Waits for a message not read so far in which the pattern is found, and returns its first group. */
    public String next(Pattern pattern) {
        List<String> found = new ArrayList<>();
        await().atMost(Duration.ofSeconds(30)).until(() -> look(pattern, found));
        return found.get(0);
    }

    /** From now on only what arrives later is new. */
    public void readAll() {
        items().forEach(message -> read.add(message.path("id").asText()));
    }

    private boolean look(Pattern pattern, List<String> found) {
        for (JsonNode message : items()) {
            Matcher matcher = pattern.matcher(message.path("text").asText());
            if (!read.contains(message.path("id").asText()) && matcher.find()) {
                read.add(message.path("id").asText());
                found.add(matcher.group(1));
                return true;
            }
        }
        return false;
    }

    private JsonNode items() {
        return sandbox.get()
                .uri("/sandbox/messages?to={to}", to)
                .accept(MediaType.APPLICATION_JSON)
                .retrieve()
                .body(JsonNode.class)
                .path("items");
    }
}
