package fr.dmp.signin.web;

import fr.dmp.gate.RefusedRequests;
import fr.dmp.refusal.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Checks a professional's token, and the directory, anew for each request. */
final class ProfessionalBearer extends OncePerRequestFilter {

    private final ProfessionalTokens tokens;
    private final RefusedRequests refused;

    ProfessionalBearer(ProfessionalTokens tokens, RefusedRequests refused) {
        this.tokens = tokens;
        this.refused = refused;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain next)
            throws ServletException, IOException {
        try {
            Bearer.token(request).map(tokens::session).ifPresent(Bearer::signedIn);
        } catch (Refusal refusal) {
            refused.answer(request, response, refusal);
            return;
        }
        next.doFilter(request, response);
    }
}
