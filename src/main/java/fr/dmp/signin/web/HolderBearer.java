package fr.dmp.signin.web;

import fr.dmp.gate.RefusedRequests;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.HolderSession;
import fr.dmp.signin.Sessions;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;

/** Reads a holder's session anew for each request, so that its end and a change of its scope count at once. */
final class HolderBearer extends OncePerRequestFilter {

    private final Sessions sessions;
    private final RefusedRequests refused;

    HolderBearer(Sessions sessions, RefusedRequests refused) {
        this.sessions = sessions;
        this.refused = refused;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain next)
            throws ServletException, IOException {
        Optional<HolderSession> session = Bearer.token(request).flatMap(sessions::authenticate);
        Optional<Refusal> refusal =
                session.flatMap(open -> ScopeRules.refusal(open.scope(), request.getMethod(), request.getRequestURI()));
        if (refusal.isPresent()) {
            refused.answer(request, response, refusal.get());
            return;
        }
        session.ifPresent(Bearer::signedIn);
        next.doFilter(request, response);
    }
}
