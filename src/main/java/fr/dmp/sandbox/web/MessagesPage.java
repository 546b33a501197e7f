package fr.dmp.sandbox.web;

import fr.dmp.sandbox.SandboxMessages;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** {@code /sandbox/messages}: what reached people outside, oldest first; the page shows what has just come first. */
@Controller
@Profile("sandbox")
class MessagesPage {

    private static final DateTimeFormatter READABLE = DateTimeFormatter.ofPattern(
                    "d MMMM yyyy 'à' HH:mm:ss", Locale.FRENCH)
            .withZone(ZoneId.of("Europe/Paris"));
    private static final Map<String, String> CHANNELS = Map.of("SMS", "SMS", "MAIL", "Courriel", "LETTER", "Lettre");

    private final SandboxMessages messages;

    MessagesPage(SandboxMessages messages) {
        this.messages = messages;
    }

    record Items(List<SandboxMessages.Message> items) {}

    record Line(String at, String channel, String to, @Nullable String subject, String text) {}

    @GetMapping("/sandbox/messages")
    Object messages(@RequestParam(required = false) @Nullable String to, HttpServletRequest request) {
        // A plus sign in an address stands for a space, unless whoever wrote it knew better.
        String asked = to == null || to.isBlank() ? null : to.strip().replaceFirst("^(?=(33|262|590|594|596)\\d)", "+");
        List<SandboxMessages.Message> found = messages.to(asked);
        return Browser.asks(request) ? page(found, asked) : ResponseEntity.ok(new Items(found));
    }

    private static ModelAndView page(List<SandboxMessages.Message> found, @Nullable String to) {
        List<Line> lines =
                new ArrayList<>(found.stream().map(MessagesPage::line).toList());
        Collections.reverse(lines);
        return new ModelAndView("sandbox/messages", Map.of("lines", lines, "to", to == null ? "" : to));
    }

    private static Line line(SandboxMessages.Message message) {
        return new Line(
                READABLE.format(message.at()),
                CHANNELS.getOrDefault(message.channel(), message.channel()),
                message.to(),
                message.subject(),
                message.text());
    }
}
