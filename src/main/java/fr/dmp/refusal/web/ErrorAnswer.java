package fr.dmp.refusal.web;

import static fr.dmp.refusal.Refusal.Kind;

import fr.dmp.refusal.Failure;
import fr.dmp.refusal.Refusal;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.LocaleResolver;

/** Where the container sends what no controller answered: its status as a problem, and nothing else of it. */
@RestController
class ErrorAnswer implements ErrorController {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswer.class);

    private final Problem problem;
    private final LocaleResolver locales;

    ErrorAnswer(Problem problem, LocaleResolver locales) {
        this.problem = problem;
        this.locales = locales;
    }

    @RequestMapping("/error")
    ResponseEntity<Object> error(HttpServletRequest request) {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        Object thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        return problem.of(refusal(status, thrown), locales.resolveLocale(request), asked(request));
    }

    /** The container's way here has an address of its own, which tells nobody anything. */
    private static @Nullable URI asked(HttpServletRequest request) {
        Object address = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return address == null ? null : URI.create(address.toString());
    }

    private static Refusal refusal(@Nullable Object status, @Nullable Object thrown) {
        if (thrown instanceof Throwable cause && cause.getCause() instanceof Refusal refusal) {
            return refusal;
        }
        return switch (status instanceof Integer code ? code : 404) {
            case 400 -> Refusal.of(Kind.MALFORMED, "malformed");
            case 401 -> Refusal.of(Kind.UNAUTHENTICATED, "sign-in-required");
            case 403 -> Refusal.of(Kind.DENIED, "forbidden");
            case 404 -> Refusal.absent();
            case 405 -> Refusal.of(Kind.NOT_ALLOWED, "method-not-allowed");
            case 413 -> Refusal.of(Kind.TOO_LARGE, "body-too-large");
            case 415 -> Refusal.of(Kind.UNSUPPORTED, "unsupported-media-type");
            default -> unexpected(thrown);
        };
    }

    private static Refusal unexpected(@Nullable Object thrown) {
        UUID id = UUID.randomUUID();
        LOG.error("problem {}: {}", id, thrown instanceof Throwable cause ? Failure.trace(cause) : "no exception");
        return Refusal.of(Kind.UNEXPECTED, "unexpected").with("id", id.toString());
    }
}
