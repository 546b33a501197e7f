package fr.dmp.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.dmp.refusal.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Tells a refusal to whoever sent a form: a French sentence that Tasklist shows above the form, which stays filled. The
 * engine's own answers to what fails would name classes and repeat what was sent.
 */
final class EngineAnswers extends OncePerRequestFilter {

    private final MessageSource texts;
    private final ObjectMapper json;

    EngineAnswers(MessageSource texts, ObjectMapper json) {
        this.texts = texts;
        this.json = json;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return HttpMethod.GET.matches(request.getMethod());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain next)
            throws ServletException, IOException {
        ContentCachingResponseWrapper kept = new ContentCachingResponseWrapper(response);
        RefusedInEngine.forget();
        try {
            next.doFilter(request, kept);
            answer(kept);
            kept.copyBodyToResponse();
        } finally {
            RefusedInEngine.forget();
        }
    }

    private void answer(ContentCachingResponseWrapper kept) throws IOException {
        Optional<Refusal> refusal = RefusedInEngine.last();
        if (kept.getStatus() < HttpServletResponse.SC_BAD_REQUEST) {
            return;
        }
        if (refusal.isPresent()) {
            write(kept, HttpServletResponse.SC_BAD_REQUEST, "Refusal", sentence(refusal.get()));
        } else if (kept.getStatus() >= HttpServletResponse.SC_INTERNAL_SERVER_ERROR) {
            write(kept, kept.getStatus(), "Failure", text("problem.unexpected.detail"));
        }
    }

    private void write(ContentCachingResponseWrapper kept, int status, String type, String message) throws IOException {
        kept.resetBuffer();
        kept.setStatus(status);
        kept.setContentType(MediaType.APPLICATION_JSON_VALUE);
        kept.setCharacterEncoding(StandardCharsets.UTF_8.name());
        kept.getOutputStream().write(json.writeValueAsBytes(Map.of("type", type, "message", message)));
    }

    private String sentence(Refusal refusal) {
        Stream<String> faults = refusal.faults().stream().map(fault -> text(fault.message()));
        return Stream.concat(Stream.of(text("problem." + refusal.slug() + ".detail")), faults)
                .distinct()
                .collect(Collectors.joining(" "));
    }

    private String text(String key) {
        return String.valueOf(texts.getMessage(key, null, key, Locale.FRENCH));
    }
}
