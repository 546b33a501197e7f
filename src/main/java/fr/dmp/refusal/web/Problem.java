package fr.dmp.refusal.web;

import fr.dmp.refusal.Refusal;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Writes a refusal as an RFC 9457 problem, in the reader's language. */
@Component
class Problem {

    private final MessageSource texts;

    Problem(MessageSource texts) {
        this.texts = texts;
    }

    ResponseEntity<Object> of(Refusal refusal, Locale locale) {
        return of(refusal, locale, null);
    }

    /** @param instance the address that was asked for; absent where it is the one that the answer is written at */
    ResponseEntity<Object> of(Refusal refusal, Locale locale, @Nullable URI instance) {
        ProblemDetail problem = ProblemDetail.forStatus(refusal.kind().status());
        problem.setType(URI.create("/problems/" + refusal.slug()));
        problem.setInstance(instance);
        problem.setTitle(text("problem." + refusal.slug() + ".title", locale));
        problem.setDetail(text("problem." + refusal.slug() + ".detail", locale));
        if (!refusal.faults().isEmpty()) {
            problem.setProperty("errors", faults(refusal.faults(), locale));
        }
        refusal.properties().forEach(problem::setProperty);
        return new ResponseEntity<>(problem, headers(refusal), refusal.kind().status());
    }

    private List<Map<String, String>> faults(List<Refusal.Fault> faults, Locale locale) {
        return faults.stream()
                .map(fault -> Map.of("pointer", fault.pointer(), "message", text(fault.message(), locale)))
                .toList();
    }

    /** A text that is no key of the bundle is a sentence already. */
    private String text(String key, Locale locale) {
        return String.valueOf(texts.getMessage(key, null, key, locale));
    }

    private static HttpHeaders headers(Refusal refusal) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setCacheControl("no-store");
        Object retryAfter = refusal.properties().get("retryAfter");
        if (retryAfter != null) {
            headers.set(HttpHeaders.RETRY_AFTER, retryAfter.toString());
        }
        if (refusal.kind() == Refusal.Kind.UNAUTHENTICATED) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return headers;
    }
}
