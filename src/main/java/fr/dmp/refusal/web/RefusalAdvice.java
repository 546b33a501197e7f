package fr.dmp.refusal.web;

import static fr.dmp.refusal.Refusal.Kind;

import fr.dmp.refusal.Failure;
import fr.dmp.refusal.Overload;
import fr.dmp.refusal.Refusal;
import fr.dmp.refusal.Refusal.Fault;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageConversionException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * Answers whatever goes wrong with a problem. It comes last: a surface that answers people with pages has an advice of
 * its own before it.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class RefusalAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(RefusalAdvice.class);

    private final Problem problem;
    private final LocaleResolver locales;

    RefusalAdvice(Problem problem, LocaleResolver locales) {
        this.problem = problem;
        this.locales = locales;
    }

    @ExceptionHandler
    ResponseEntity<Object> any(Exception thrown, HttpServletRequest request) {
        Refusal refusal = refusal(thrown).orElseGet(() -> unexpected(thrown, request));
        return problem.of(refusal, locales.resolveLocale(request));
    }

    private static Optional<Refusal> refusal(Exception thrown) {
        return among(thrown)
                .or(() -> input(thrown))
                .or(() -> address(thrown))
                .or(() -> permission(thrown))
                .or(() -> overload(thrown))
                .or(() -> other(thrown));
    }

    /** A refusal that came through the engine is the cause of the engine's own exception. */
    private static Optional<Refusal> among(Exception thrown) {
        return Stream.<Throwable>iterate(thrown, cause -> cause != null, Throwable::getCause)
                .filter(Refusal.class::isInstance)
                .map(Refusal.class::cast)
                .findFirst();
    }

    private static Optional<Refusal> input(Exception thrown) {
        if (thrown instanceof HttpMessageConversionException unreadable) {
            return Optional.of(JsonFaults.of(unreadable.getCause()));
        }
        if (thrown instanceof MethodArgumentNotValidException invalid) {
            return Optional.of(Refusal.invalid(invalid.getBindingResult().getFieldErrors().stream()
                    .map(RefusalAdvice::fault)
                    .toList()));
        }
        if (thrown instanceof HandlerMethodValidationException invalid) {
            return Optional.of(Refusal.invalid(parameters(invalid)));
        }
        if (thrown instanceof MaxUploadSizeExceededException) {
            return Optional.of(Refusal.of(Kind.TOO_LARGE, "body-too-large"));
        }
        return thrown instanceof MultipartException ? Optional.of(malformed()) : Optional.empty();
    }

    private static Optional<Refusal> address(Exception thrown) {
        if (thrown instanceof MethodArgumentTypeMismatchException mismatch) {
            // An id that can be none is answered as one that doesn't exist.
            boolean id = mismatch.getParameter().hasParameterAnnotation(PathVariable.class);
            return Optional.of(
                    id ? Refusal.absent() : malformed().with(new Fault("/" + mismatch.getName(), "fault.wrong-value")));
        }
        if (thrown instanceof MissingRequestHeaderException missing) {
            return Optional.of(missing(missing.getHeaderName()));
        }
        if (thrown instanceof ServletRequestBindingException) {
            return Optional.of(malformed());
        }
        return thrown instanceof NoResourceFoundException ? Optional.of(Refusal.absent()) : Optional.empty();
    }

    private static Optional<Refusal> permission(Exception thrown) {
        if (thrown instanceof AuthenticationException) {
            return Optional.of(Refusal.of(Kind.UNAUTHENTICATED, "sign-in-required"));
        }
        return thrown instanceof AccessDeniedException
                ? Optional.of(Refusal.of(Kind.DENIED, "forbidden"))
                : Optional.empty();
    }

    private static Optional<Refusal> overload(Exception thrown) {
        return Overload.is(thrown) ? Optional.of(Overload.refusal()) : Optional.empty();
    }

    private static Optional<Refusal> other(Exception thrown) {
        if (thrown instanceof HttpRequestMethodNotSupportedException) {
            return Optional.of(Refusal.of(Kind.NOT_ALLOWED, "method-not-allowed"));
        }
        if (thrown instanceof HttpMediaTypeNotSupportedException) {
            return Optional.of(Refusal.of(Kind.UNSUPPORTED, "unsupported-media-type"));
        }
        if (thrown instanceof HttpMediaTypeNotAcceptableException) {
            return Optional.of(Refusal.of(Kind.NOT_ACCEPTABLE, "not-acceptable"));
        }
        return thrown instanceof ErrorResponse response
                        && response.getStatusCode().is4xxClientError()
                ? Optional.of(malformed())
                : Optional.empty();
    }

    private static Refusal malformed() {
        return Refusal.of(Kind.MALFORMED, "malformed");
    }

    private static Refusal missing(String header) {
        return switch (header.toLowerCase()) {
            case "idempotency-key" -> Refusal.of(Kind.MALFORMED, "idempotency-key-required");
            case "if-match" -> Refusal.of(Kind.PRECONDITION_REQUIRED, "if-match-required");
            default -> malformed();
        };
    }

    private static Fault fault(FieldError error) {
        String pointer =
                "/" + error.getField().replace("]", "").replace('[', '/').replace('.', '/');
        return new Fault(pointer, String.valueOf(error.getDefaultMessage()));
    }

    private static List<Fault> parameters(HandlerMethodValidationException invalid) {
        return invalid.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(error -> new Fault(
                                "/" + result.getMethodParameter().getParameterName(),
                                String.valueOf(error.getDefaultMessage()))))
                .toList();
    }

    /** Its id stands in the answer and in the log; nothing else of it leaves. */
    private static Refusal unexpected(Exception thrown, HttpServletRequest request) {
        UUID id = UUID.randomUUID();
        LOG.error(
                "problem {} at {} {}: {}",
                id,
                request.getMethod(),
                request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE),
                Failure.trace(thrown));
        return Refusal.of(Kind.UNEXPECTED, "unexpected").with("id", id.toString());
    }
}
