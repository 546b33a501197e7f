package fr.dmp;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Before every other filter: what a marked request costs the database is counted, what others do meanwhile isn't. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class CountedRequests extends OncePerRequestFilter {

    static final String MARK = "X-Counted";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain next)
            throws ServletException, IOException {
        Statements.begin(request.getHeader(MARK));
        try {
            next.doFilter(request, response);
        } finally {
            Statements.end();
        }
    }
}
