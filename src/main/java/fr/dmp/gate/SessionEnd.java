package fr.dmp.gate;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import org.springframework.web.filter.OncePerRequestFilter;

/** Ends a staff session after so long, used or not: Tasklist polls, so an idle one never ends by itself. */
final class SessionEnd extends OncePerRequestFilter {

    private final Duration longest;

    SessionEnd(Duration longest) {
        this.longest = longest;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain next)
            throws ServletException, IOException {
        HttpSession session = request.getSession(false);
        if (session != null && over(session)) {
            session.invalidate();
        }
        next.doFilter(request, response);
    }

    /** By the machine's clock, as the idle time is: moving the sandbox's clock signs nobody out. */
    private boolean over(HttpSession session) {
        return session.getLastAccessedTime() - session.getCreationTime() > longest.toMillis();
    }
}
