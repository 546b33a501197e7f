package fr.dmp.signin.web;

import fr.dmp.gate.RefusedRequests;
import fr.dmp.refusal.Ids;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.HolderSession;
import fr.dmp.signin.Representation;
import fr.dmp.signin.Sessions;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads a holder's session anew for each request, so that its end and a change of its scope count at once. Who represents
 * another names that person's record in {@code On-Behalf-Of}; of anyone else's, or of what is the own account's alone, it is
 * as if there were nothing.
 */
final class HolderBearer extends OncePerRequestFilter {

    private static final String ON_BEHALF_OF = "On-Behalf-Of";

    private final Sessions sessions;
    private final Representation representation;
    private final RefusedRequests refused;

    HolderBearer(Sessions sessions, Representation representation, RefusedRequests refused) {
        this.sessions = sessions;
        this.representation = representation;
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
        try {
            session.map(open -> acting(open, request)).ifPresent(Bearer::signedIn);
        } catch (Refusal absent) {
            refused.answer(request, response, absent);
            return;
        }
        next.doFilter(request, response);
    }

    private HolderSession acting(HolderSession open, HttpServletRequest request) {
        String whose = request.getHeader(ON_BEHALF_OF);
        if (whose == null) {
            return open;
        }
        if (ScopeRules.ownAccount(request.getRequestURI())) {
            throw Refusal.absent();
        }
        return representation.of(open, Ids.of(whose)).orElseThrow(Refusal::absent);
    }
}
