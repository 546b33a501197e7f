package fr.dmp.gate;

import fr.dmp.refusal.Overload;
import fr.dmp.refusal.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Answers a refusal that comes up before any controller is reached, the same way as a controller's. Security chains
 * take it as their entry point (401 {@code sign-in-required}) and as their handler of denials (403 {@code forbidden}).
 */
@Component
public class RefusedRequests implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final HandlerExceptionResolver resolver;

    RefusedRequests(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver resolver) {
        this.resolver = resolver;
    }

    public void answer(HttpServletRequest request, HttpServletResponse response, Refusal refusal) {
        resolver.resolveException(request, response, null, refusal);
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason) {
        answer(request, response, Refusal.of(Refusal.Kind.UNAUTHENTICATED, "sign-in-required"));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason) {
        answer(request, response, Refusal.of(Refusal.Kind.DENIED, "forbidden"));
    }

    /** Whether there is an answer to what was thrown: the one that a controller's would have. */
    private boolean answered(HttpServletRequest request, HttpServletResponse response, RuntimeException thrown) {
        return resolver.resolveException(request, response, null, thrown) != null;
    }

    /** Stands before the other filters, for those that throw. A person at a browser gets the container's error page. */
    static final class Catch extends OncePerRequestFilter {

        private final RefusedRequests refused;

        Catch(RefusedRequests refused) {
            this.refused = refused;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain next)
                throws ServletException, IOException {
            try {
                next.doFilter(request, response);
            } catch (RuntimeException thrown) {
                answer(request, response, thrown);
            }
        }

        private void answer(HttpServletRequest request, HttpServletResponse response, RuntimeException thrown)
                throws IOException {
            if (response.isCommitted()) {
                throw thrown;
            }
            if (!(thrown instanceof Refusal) && Gatekeeper.byAPerson(request)) {
                if (!Overload.is(thrown)) {
                    throw thrown;
                }
                response.setHeader(
                        HttpHeaders.RETRY_AFTER,
                        String.valueOf(Overload.refusal().properties().get("retryAfter")));
                response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            } else if (!refused.answered(request, response, thrown)) {
                throw thrown;
            }
        }
    }
}
