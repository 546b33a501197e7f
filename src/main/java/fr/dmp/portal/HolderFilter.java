package fr.dmp.portal;

import fr.dmp.signin.HolderSession;
import fr.dmp.signin.Representation;
import fr.dmp.signin.Sessions;
import fr.dmp.signin.Sessions.OnPages;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds the holder whose session the cookie names, in the database, at every request; and on whose record they work, where
 * they changed over to someone whom they represent. Their own account stays out of that: it is nobody else's.
 */
final class HolderFilter extends OncePerRequestFilter {

    /** The session on the other's record, for pages that show it whatever they work on. */
    static final String ACTING = HolderFilter.class.getName() + ".acting";

    private static final String CHOICE = "/representation";
    private static final String ACCOUNT = "/compte";

    private final Sessions sessions;
    private final Representation representation;

    HolderFilter(Sessions sessions, Representation representation) {
        this.sessions = sessions;
        this.representation = representation;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/assets/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<OnPages> open = Cookies.SESSION.read(request).flatMap(sessions::onPages);
        if (open.isPresent() && !admits(open.get(), request, response)) {
            return;
        }
        chain.doFilter(request, response);
    }

    /** False where there is an answer already. */
    private boolean admits(OnPages open, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getRequestURI();
        UUID chosen = open.chosen();
        if (chosen == null || path.equals("/deconnexion")) {
            admit(open.own());
            return true;
        }
        Optional<HolderSession> acting = representation.of(open.own(), chosen);
        if (acting.isEmpty()) {
            endOf(open.own(), request, response);
            return false;
        }
        if (path.equals("/mot-de-passe") || path.equals(ACCOUNT) || path.startsWith(ACCOUNT + "/")) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return false;
        }
        request.setAttribute(ACTING, acting.get());
        admit(path.startsWith(CHOICE) ? open.own() : acting.get());
        return true;
    }

    /** What was meant for the other's record must not be done to the own one: it is told, and nothing is done. */
    private void endOf(HolderSession own, HttpServletRequest request, HttpServletResponse response) {
        representation.comeBack(own);
        FormTokens.renew(request, response);
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", CHOICE + "?fin");
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
