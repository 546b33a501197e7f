package fr.dmp.portal;

import fr.dmp.signin.HolderSession;
import fr.dmp.signin.Sessions;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds the holder whose session the cookie names, in the database, at every request. */
final class HolderFilter extends OncePerRequestFilter {

    private final Sessions sessions;

    HolderFilter(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/assets/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Cookies.SESSION.read(request).flatMap(sessions::authenticate).ifPresent(HolderFilter::admit);
        chain.doFilter(request, response);
    }

    private static void admit(HolderSession session) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                session,
                null,
                AuthorityUtils.createAuthorityList(session.scope().name())));
        SecurityContextHolder.setContext(context);
    }
}
